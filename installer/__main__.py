"""Builds the packages of this system into dist/: `python3 dev.py package`."""

import platform
import shutil
import sys
from pathlib import Path

from desktop import __version__
from installer.deb import build_deb
from installer.freeze import freeze, try_out

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Freeze, try what was frozen, pack, and name the files."""
    build, dist = ROOT / "build", ROOT / "dist"
    dist.mkdir(exist_ok=True)
    frozen = freeze(build)
    try_out(frozen / "dutydesk")
    name = f"dutydesk-{__version__}-{sys.platform}-{platform.machine().lower()}"
    archive = shutil.make_archive(str(dist / name), "gztar", frozen.parent, frozen.name)
    packages = [Path(archive)]
    if shutil.which("dpkg-deb"):
        packages.append(build_deb(frozen, __version__, build, dist))
    for package in packages:
        print(f"{package.relative_to(ROOT)}  {package.stat().st_size / 1e6:.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
