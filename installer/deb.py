"""The .deb: the frozen folder in /usr/lib, a command, a menu entry and icons."""

import shutil
import subprocess
import sys
from pathlib import Path

# What PyInstaller leaves to the system; libc6 is the build machine's.
DEPENDS = """
libc6 (>= 2.36), libstdc++6, libgcc-s1, libgl1, libegl1, libfontconfig1,
libfreetype6, libdbus-1-3, libx11-6, libxkbcommon0, libbrotli1, zlib1g, fonts-dejavu-core
""".replace("\n", " ").strip()

CONTROL = """\
Package: dutydesk
Version: {version}
Architecture: {architecture}
Maintainer: Duty Desk <dutydesk@localhost>
Installed-Size: {kibibytes}
Depends: {depends}
Recommends: gnome-keyring | kwalletmanager, notification-daemon
Section: mail
Priority: optional
Description: desktop helpdesk for teams too small to have one
 Mail becomes tickets with deadlines in business hours; whoever is on duty is
 warned in time, and every deadline can be explained.
"""

DESKTOP_ENTRY = """\
[Desktop Entry]
Type=Application
Name=Duty Desk
Comment=Helpdesk with deadlines
Comment[ru]=Служба поддержки со сроками
Exec=dutydesk
Icon=dutydesk
Categories=Office;Network;
StartupNotify=true
"""

COPYRIGHT = """\
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/

Files: *
Copyright: 2026 the Duty Desk authors
License: MIT

Files: usr/lib/dutydesk/_internal/PySide6/*
Copyright: The Qt Company Ltd and others
License: LGPL-3.0
 See /usr/share/common-licenses/LGPL-3.
"""


def build_deb(frozen: Path, version: str, build: Path, dist: Path) -> Path:
    """Pack the frozen folder as a Debian package and return its path."""
    tree = build / "deb"
    shutil.rmtree(tree, ignore_errors=True)
    shutil.copytree(frozen, tree / "usr/lib/dutydesk", symlinks=True)
    command = tree / "usr/bin/dutydesk"
    command.parent.mkdir(parents=True)
    command.symlink_to("../lib/dutydesk/dutydesk")
    _write(tree / "usr/share/applications/dutydesk.desktop", DESKTOP_ENTRY)
    _write(tree / "usr/share/doc/dutydesk/copyright", COPYRIGHT)
    subprocess.run(
        [sys.executable, "-m", "installer.icons", str(tree / "usr/share/icons/hicolor")], check=True
    )
    architecture = subprocess.check_output(["dpkg", "--print-architecture"], text=True).strip()
    size = sum(path.lstat().st_size for path in tree.rglob("*") if path.is_file())
    _write(
        tree / "DEBIAN/control",
        CONTROL.format(
            version=version, architecture=architecture, kibibytes=size // 1024, depends=DEPENDS
        ),
    )
    package = dist / f"dutydesk_{version}_{architecture}.deb"
    pack = ["dpkg-deb", "--root-owner-group", "-Zzstd", "--build", str(tree), str(package)]
    subprocess.run(pack, check=True)
    return package


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
