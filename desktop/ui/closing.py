"""What the close button does: once a question, then what the person chose (screens.md 2.1)."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMessageBox

from desktop.ui.main_window import MainWindow
from desktop.ui.preferences import Preferences
from desktop.ui.tray import Tray

SETTING = "window.close_to_tray"


class Closing(QObject):
    """Goes on in the background or quits; without a tray the window minimises, never hides."""

    quit_wanted = Signal()

    def __init__(self, window: MainWindow, tray: Tray, preferences: Preferences) -> None:
        super().__init__(window)
        self._window = window
        self._tray = tray
        self._preferences = preferences
        self._question: QMessageBox | None = None

    def ask(self) -> None:
        """The close button was pressed."""
        choice = self._preferences[SETTING]
        if choice is None:
            self._open_question()
        elif choice:
            self.go_to_background()
        else:
            self.quit_wanted.emit()

    def go_to_background(self) -> None:
        """Leave the screen but go on: alarms, mail and deadlines."""
        if self._tray.is_available:
            self._tray.show()
            self._window.hide()
        else:
            self._window.showMinimized()

    def _open_question(self) -> None:
        if self._question is not None:
            return
        box = QMessageBox(self._window)
        box.setWindowTitle("Duty Desk")
        box.setText(self.tr("Keep working in the background?"))
        box.setInformativeText(
            self.tr("Warnings before a deadline need it. The choice is kept, Quit stays in File.")
        )
        keep = box.addButton(self.tr("Keep running"), QMessageBox.ButtonRole.AcceptRole)
        leave = box.addButton(self.tr("Quit"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(keep)
        box.setEscapeButton(box.addButton(QMessageBox.StandardButton.Cancel))
        keep.clicked.connect(self._on_keep)
        leave.clicked.connect(self._on_quit)
        box.finished.connect(self._on_finished)
        self._question = box
        box.open()

    def _on_keep(self) -> None:
        self._preferences.set(SETTING, True)
        self.go_to_background()

    def _on_quit(self) -> None:
        self._preferences.set(SETTING, False)
        self.quit_wanted.emit()

    def _on_finished(self) -> None:
        if self._question is not None:
            self._question.deleteLater()
            self._question = None
