"""The frozen program: a folder that runs on a machine without Python, tried once before use."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

INSTALLER = Path(__file__).resolve().parent


def freeze(build: Path) -> Path:
    """Freeze the program below `build` and return its folder."""
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    command += ["--distpath", str(build / "frozen"), "--workpath", str(build / "pyinstaller")]
    subprocess.run([*command, str(INSTALLER / "dutydesk.spec")], check=True)
    return build / "frozen" / "dutydesk"


def try_out(program: Path) -> None:
    """Let the frozen program make a database, parse, and check itself, in a throw-away profile."""
    with tempfile.TemporaryDirectory(prefix="dutydesk-package-") as home:
        environment = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("PYTHON", "DUTYDESK_", "VIRTUAL_ENV"))
        }
        environment |= {"DUTYDESK_HOME": home, "QT_QPA_PLATFORM": "offscreen"}
        for words in (["--version"], ["import", str(_write_mail(Path(home)))], ["doctor"]):
            subprocess.run([str(program), *words], env=environment, cwd=home, check=True)


def _write_mail(folder: Path) -> Path:
    path = folder / "package.eml"
    path.write_bytes(
        b"From: Anna <anna@example.test>\r\nTo: support@example.test\r\n"
        b"Date: Fri, 20 Nov 2026 21:40:00 +0000\r\nMessage-ID: <package@example.test>\r\n"
        b"Subject: Is the package whole?\r\n\r\nIt should be.\r\n"
    )
    return path
