"""The form that cuts a duty in two."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC
from functools import partial

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.domain.changes import Changes
from desktop.services.duty_blocks import BoardBlock
from desktop.ui.duty.team import DutyTeam
from desktop.ui.duty.words import hours_text, times_text
from desktop.ui.tickets.date_field import DateField
from desktop.ui.tickets.sheet import Sheet
from desktop.ui.widgets.labels import FaultLabel, MutedLabel, PlainLabel
from desktop.ui.workplace import Workplace


class SplitSheet(Sheet):
    """Asks where to cut; says how long each part becomes."""

    def __init__(
        self, place: Workplace, team: DutyTeam, block: BoardBlock, parent: QWidget
    ) -> None:
        super().__init__(place.runner, parent)
        self._place, self._block = place, block
        middle = block.start_at + (block.end_at - block.start_at) / 2
        whole_hour = middle.replace(minute=0, second=0, microsecond=0)
        self._at = DateField(max(whole_hour, block.start_at), team.zone)
        self._parts = MutedLabel()
        self._fault = FaultLabel()
        times = times_text((block.start_at, block.end_at), team.zone)
        self.say(self.tr("Split a duty"), self.tr("Split"))
        self.add_note(PlainLabel(f"{team.name(block.person_id)}: {times}"))
        self.add_row(self.tr("Cut at"), self._at)
        self.add_note(self._parts)
        self.add_note(self._fault)
        self._at.dateTimeChanged.connect(self._on_changed)
        self._at.setFocus()
        self._on_changed()

    @override
    def do(self) -> None:
        if self._do.isEnabled():
            super().do()

    @override
    def work(self) -> Callable[[], Changes]:
        at = self._at.at().astimezone(UTC)
        return partial(self._place.desk.duty_shifts.split, self._place.me.actor, self._block, at)

    def _on_changed(self) -> None:
        at = self._at.at().astimezone(UTC)
        is_inside = self._block.start_at < at < self._block.end_at
        self._do.setEnabled(is_inside)
        self._fault.show_fault("" if is_inside else self.tr("Cut inside of the duty."))
        if is_inside:
            text = self.tr("{first} and {second}").format(
                first=hours_text(at - self._block.start_at),
                second=hours_text(self._block.end_at - at),
            )
            self._parts.setText(text)
        self._parts.setVisible(is_inside)
