"""A list of records with its form, in a window of its own over the duty page."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFrame, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.ui.settings.section import Section
from desktop.ui.theme.typography import Space

SIZE = (820, 600)


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
