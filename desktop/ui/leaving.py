"""Quitting: whoever is on duty is told what that means, and who else is there (screens.md 41)."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMessageBox

from desktop.domain.clock import Clock
from desktop.services.duty_rows import DutyStanding
from desktop.ui.formats import near_text
from desktop.ui.main_window import MainWindow
from desktop.ui.signed_in import SignedIn
from desktop.ui.tidings import TidingsReader


class Leaving(QObject):
    """Quits at once unless the person here is on duty; then it asks first."""

    quit_wanted = Signal()

    def __init__(
        self, window: MainWindow, reader: TidingsReader, me: SignedIn, clock: Clock
    ) -> None:
        super().__init__(window)
        self._window = window
        self._reader = reader
        self._me = me
        self._clock = clock
        self._question: QMessageBox | None = None

    def ask(self) -> None:
        """Somebody chose Quit."""
        standing = self._reader.tidings.duty
        if standing is None or not self._is_mine(standing):
            self.quit_wanted.emit()
        elif self._question is None:
            self._open_question(standing)

    def _is_mine(self, standing: DutyStanding) -> bool:
        """Say whether the person here is on duty now, by what was read last."""
        now = self._clock.now()
        return any(
            duty.person_id == self._me.person_id and duty.until_at > now for duty in standing.on
        )

    def _open_question(self, standing: DutyStanding) -> None:
        now, zone = self._clock.now(), ZoneInfo(standing.zone)
        mine = [duty for duty in standing.on if duty.person_id == self._me.person_id]
        until = near_text(max(duty.until_at for duty in mine), now, zone)
        self._window.bring_to_front()
        box = QMessageBox(self._window)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle("Duty Desk")
        box.setText(self.tr("You are on duty till {until}.").format(until=until))
        told = self.tr("Once the program has ended, no alarm reaches you on this computer.")
        box.setInformativeText(f"{told} {self._others(standing)}")
        stay = box.addButton(self.tr("Stay"), QMessageBox.ButtonRole.RejectRole)
        leave = box.addButton(self.tr("Quit"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(stay)
        box.setEscapeButton(stay)
        leave.clicked.connect(self.quit_wanted)
        box.finished.connect(self._on_finished)
        self._question = box
        box.open()

    def _others(self, standing: DutyStanding) -> str:
        """Return who is on duty besides, else who is next, else that nobody is."""
        others = [duty.person for duty in standing.on if duty.person_id != self._me.person_id]
        if others:
            names = ", ".join(dict.fromkeys(others))
            return self.tr("Backup on duty: {names}.").format(names=names)
        following = standing.following
        if following is None or following.person_id == self._me.person_id:
            return self.tr("Nobody else is on duty.")
        begins = near_text(following.start_at, self._clock.now(), ZoneInfo(standing.zone))
        text = self.tr("Nobody else is on duty; next is {name}, from {time}.")
        return text.format(name=following.person, time=begins)

    def _on_finished(self) -> None:
        if self._question is not None:
            self._question.deleteLater()
            self._question = None
