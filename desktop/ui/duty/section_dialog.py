"""A list of records with its form, in a window of its own over the duty page."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
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

WIDTH = 860
LEAST, MOST = 200, 680
"""How high such a dialog is, in pixels: as its list and its form need."""
ROWS_SHOWN = 5


def show_whole(records: RecordList[R], *columns: int) -> None:
    """Make a list of a dialog a few rows high, these columns as wide as their longest text."""
    records.set_rows_shown(ROWS_SHOWN)
    header = records.view.horizontalHeader()
    for column in columns:
        header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)


class SectionDialog(QDialog):
    """Shows a section as the settings do; what is done in it is saved at once."""

    def __init__(self, section: Section, parent: QWidget) -> None:
        super().__init__(parent)
        self.section = section
        self._fitted = 0
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        area = QScrollArea()
        area.setWidget(section)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        self._foot = foot = QVBoxLayout()
        foot.setContentsMargins(Space.PAGE, Space.CONTROL, Space.PAGE, Space.PAGE)
        foot.addWidget(self._buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(area, 1)
        column.addLayout(foot)
        self.resize(WIDTH, LEAST)
        self._fitted = self.height()
        section.installEventFilter(self)

        for button in self._buttons.buttons():
            button.setProperty("autoDefault", False)  # Enter belongs to the form
        self._buttons.rejected.connect(self.reject)
        self._say()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._say()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.section and event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        """Become as high as the section: lists fill and forms open. Never less than people made it.

        Only a height that was found here is made smaller again.
        """
        column = self.section.column
        hint = column.totalSizeHint().height()
        high = column.totalHeightForWidth(self.width()) if column.hasHeightForWidth() else hint
        wanted = min(max(high + self._foot.totalSizeHint().height(), LEAST), MOST)
        if wanted > self.height() or self.height() == self._fitted:
            self.resize(self.width(), wanted)
            self._fitted = self.height()

    def _say(self) -> None:
        self.setWindowTitle(self.section.title())
