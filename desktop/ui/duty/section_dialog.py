"""A list of records with its form, in a window of its own over the duty page."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHeaderView,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from desktop.ui.lists.paged_table import R
from desktop.ui.settings.record_list import RecordList
from desktop.ui.settings.section import Section
from desktop.ui.theme.typography import Space

SIZE = (860, 680)
ROWS_SHOWN = 5


def show_whole(records: RecordList[R], column: int) -> None:
    """Make a list of a dialog a few rows high, with that column as wide as its longest text."""
    records.set_rows_shown(ROWS_SHOWN)
    header = records.view.horizontalHeader()
    header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)


class SectionDialog(QDialog):
    """Shows a section as the settings do; what is done in it is saved at once."""

    def __init__(self, section: Section, parent: QWidget) -> None:
        super().__init__(parent)
        self.section = section
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        area = QScrollArea()
        area.setWidget(section)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        foot = QVBoxLayout()
        foot.setContentsMargins(Space.PAGE, Space.CONTROL, Space.PAGE, Space.PAGE)
        foot.addWidget(self._buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(area, 1)
        column.addLayout(foot)
        self.resize(*SIZE)

        for button in self._buttons.buttons():
            button.setProperty("autoDefault", False)  # Enter belongs to the form
        self._buttons.rejected.connect(self.reject)
        self._say()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._say()

    def _say(self) -> None:
        self.setWindowTitle(self.section.title())
