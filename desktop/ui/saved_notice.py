"""What is said of a file that was saved, wherever it was asked for."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from desktop.ui.open_path import open_path
from desktop.ui.widgets.notice_bar import NoticeBar, Severity


def show_saved(bar: NoticeBar, path: Path, text: str = "") -> None:
    """Say that it was saved, or `text`; offer to open it or its folder."""
    said = text or QCoreApplication.translate("SavedNotice", "Saved: {path}").format(path=path)
    bar.show_notice(
        Severity.INFO,
        said,
        (QCoreApplication.translate("SavedNotice", "Open"), partial(open_path, path)),
        (
            QCoreApplication.translate("SavedNotice", "Show in folder"),
            partial(open_path, path.parent),
        ),
    )
