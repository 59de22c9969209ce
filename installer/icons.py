"""Writes the program's icon into a theme folder: `python -m installer.icons FOLDER`."""

import os
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtGui import QGuiApplication

from desktop.ui.app_icon import APP_SIZES, app_pixmap


def main(theme: Path) -> int:
    """Draw every size; return 1 if one could not be written."""
    _application = QGuiApplication([])
    for size in APP_SIZES:
        target = theme / f"{size}x{size}" / "apps" / "dutydesk.png"
        target.parent.mkdir(parents=True, exist_ok=True)
        if not app_pixmap(size).save(str(target)):
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
