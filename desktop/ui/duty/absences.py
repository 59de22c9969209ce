"""Who is away: the list of absences, and the form for one of them."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.domain.changes import Changes, Topic
from desktop.services.duty_blocks import BoardBlock
from desktop.services.duty_rows import AbsenceRow
from desktop.ui.duty.absence_form import AbsenceForm
from desktop.ui.duty.section_dialog import show_whole
from desktop.ui.duty.team import DutyTeam
from desktop.ui.duty.words import duty_word, times_text
from desktop.ui.formats import date_text
from desktop.ui.lists.columns import Column
from desktop.ui.settings.record_section import RecordSection
from desktop.ui.workplace import Workplace

_BEHIND = timedelta(days=31)
_AHEAD = timedelta(days=366)
_MINUTE = timedelta(minutes=1)


class AbsencesSection(RecordSection[AbsenceRow]):
    """From a month ago to a year ahead; a duty that an absence hits is told while it is typed."""

    cover_wanted = Signal(object)
    """Somebody else is looked for, for this `BoardBlock`."""

    def __init__(self, place: Workplace, team: DutyTeam, parent: QWidget | None = None) -> None:
        self._place, self._team = place, team
        self.form = AbsenceForm()
        columns: tuple[Column[AbsenceRow], ...] = (
            Column("person", lambda: self.tr("Person"), lambda row, _: team.name(row.person_id)),
            Column("kind", lambda: self.tr("Kind"), lambda row, _: duty_word(row.kind)),
            Column(
                "when",
                lambda: self.tr("When"),
                lambda row, _: self._times(row),
                tooltip=lambda row, _: self._times(row),
            ),
            Column(
                "note",
                lambda: self.tr("Note"),
                lambda row, _: row.note,
                tooltip=lambda row, _: row.note,
            ),
        )
        super().__init__(
            place.runner, place.clock, Topic.DUTY, columns, self._read, self.form, parent
        )
        self.add_button(lambda: self.tr("Add an absence"), self._on_add, needs_record=False)
        self.add_button(lambda: self.tr("Edit"), self.on_edit)
        self.add_button(lambda: self.tr("Delete"), self._on_delete)
        self.form.changed.connect(self._ask)
        self.form.overlaps.cover_wanted.connect(self.cover_wanted)
        place.runner.changed.connect(self._on_duties)
        show_whole(self.list, 2)
        self.say_when_empty(
            lambda: self.tr(
                "Nobody is away from a month ago to a year ahead. Add an absence: plans leave it "
                "out, and it is told who has duties in it."
            )
        )
        self.finish()

    @override
    def title(self) -> str:
        return self.tr("Absences")

    @override
    def on_edit(self) -> None:
        row = self.list.chosen()
        if row is not None:
            self._begin(row)

    @override
    def on_save(self) -> None:
        if not self.form.is_right:
            return
        availability, actor, form = self._place.desk.availability, self._place.me.actor, self.form
        row, typed = form.row, (form.person_id, *form.span, form.kind, form.note)

        def work() -> Changes:
            if row is None:
                return availability.add_absence(actor, *typed)
            return availability.change_absence(actor, row.id, *typed)

        self.save(work)

    def _on_add(self) -> None:
        self._begin(None)

    def _on_delete(self) -> None:
        row, actor = self.list.chosen(), self._place.me.actor
        if row is not None:
            self.command(lambda: self._place.desk.availability.remove_absence(actor, row.id))

    def _begin(self, row: AbsenceRow | None) -> None:
        today = self._place.clock.now().astimezone(self._team.zone).date()
        self.form.begin(row, self._team, self._place.me.person_id, today)

    def _read(self) -> tuple[AbsenceRow, ...]:
        now = self._place.clock.now()
        return self._place.desk.availability.absences(now - _BEHIND, now + _AHEAD)

    def _on_duties(self, changes: Changes) -> None:
        if Topic.DUTY in changes.topics and self.form.isVisible():
            self._ask()

    def _ask(self) -> None:
        """Read the duties that the absence typed would hit."""
        desk, person_id, span = self._place.desk, self.form.person_id, self.form.span
        now, zone = self._place.clock.now(), self._team.zone
        first, last = (at.astimezone(zone).date() for at in (span[0], span[1] - _MINUTE))
        count = min((last - first).days + 1, _AHEAD.days)

        def work() -> tuple[BoardBlock, ...]:
            board = desk.duty_board.days(first, count)
            return tuple(
                block
                for row in board.rows
                for block in row.blocks
                if row.person_id == person_id
                and max(span[0], now) < block.end_at
                and block.start_at < span[1]
            )

        self.runner.query(self, work, self._on_overlaps, latest="overlaps")

    def _on_overlaps(self, blocks: tuple[BoardBlock, ...]) -> None:
        self.form.overlaps.show_blocks(blocks, self._team)

    def _times(self, row: AbsenceRow) -> str:
        """Return whole days as dates, and anything else with its hours."""
        start, end = (at.astimezone(self._team.zone) for at in (row.start_at, row.end_at))
        if start.time() == end.time() and not start.hour and not start.minute:
            first, last = start.date(), (end - _MINUTE).date()
            return date_text(first) if first == last else f"{date_text(first)} – {date_text(last)}"
        return times_text((row.start_at, row.end_at), self._team.zone)
