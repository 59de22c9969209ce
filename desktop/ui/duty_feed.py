"""Feeds the header with who is on duty, anew whenever somebody goes on or off."""

from __future__ import annotations

from PySide6.QtCore import QObject

from desktop.domain.clock import Clock
from desktop.jobs.log_duty import LogDuty
from desktop.ui.duty_chip import DutyChip
from desktop.ui.heartbeat import Heartbeat
from desktop.ui.tidings import TidingsReader


class DutyFeed(QObject):
    """Tells the chip; that duties began or ended is known from the job that logs them."""

    def __init__(
        self, chip: DutyChip, reader: TidingsReader, heartbeat: Heartbeat, clock: Clock
    ) -> None:
        super().__init__(chip)
        self._chip = chip
        self._reader = reader
        self._clock = clock
        reader.changed.connect(self._say)
        heartbeat.job_ended.connect(self._on_job_ended)
        self._say()

    def _on_job_ended(self, name: str) -> None:
        if name == LogDuty.name:
            self._reader.read_again()

    def _say(self) -> None:
        standing = self._reader.tidings.duty
        if standing is not None:
            self._chip.show_standing(standing, self._clock.now())
