"""Settings > Business hours: the calendars at the left, the editor of one at the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.changes import Changes, Topic
from desktop.domain.clock import Clock
from desktop.domain.errors import DeskError
from desktop.domain.sla_presets import business_hours
from desktop.domain.worktime import CalendarSpec
from desktop.services.calendars import CalendarRow, Calendars
from desktop.services.due_moves import Moves
from desktop.ui.runner import Runner
from desktop.ui.settings.calendar_editor import CalendarEditor
from desktop.ui.settings.calendar_words import name_text
from desktop.ui.settings.section import Section
from desktop.ui.settings.section_list import SectionList
from desktop.ui.signed_in import SignedIn
from desktop.ui.texts import policy_word
from desktop.ui.theme.typography import Space
from desktop.ui.widgets.tooltips import plain_tooltip

LIST_WIDTH = 168


class CalendarsSection(Section):
    """What was typed stays with its calendar until it is saved or discarded."""

    saves_at_once = False

    def __init__(
        self,
        calendars: Calendars,
        runner: Runner,
        clock: Clock,
        me: SignedIn,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._calendars = calendars
        self._runner = runner
        self._me = me
        self._rows: tuple[CalendarRow, ...] = ()
        self._drafts: dict[str, CalendarSpec] = {}
        self._wanted: str | None = None
        self._is_asking = self._asks_again = False
        self._list = SectionList()
        self._list.setFixedWidth(LIST_WIDTH)
        self._add = QPushButton()
        self._copy = QPushButton()
        self._remove = QPushButton()
        self._editor = CalendarEditor(runner, clock)

        left = QVBoxLayout()
        left.setSpacing(Space.CONTROL)
        left.addWidget(self._list, 1)
        for button in (self._add, self._copy, self._remove):
            left.addWidget(button)
        row = QHBoxLayout()
        row.setSpacing(Space.PAGE)
        row.addLayout(left)
        row.addWidget(self._editor, 1)
        self.column.addLayout(row, 1)

        self._list.currentRowChanged.connect(self._on_row)
        self._add.clicked.connect(self._on_add)
        self._copy.clicked.connect(self._on_copy)
        self._remove.clicked.connect(self._on_remove)
        self._editor.changed.connect(self._on_edited)
        self._editor.saving.saved.connect(self._on_save)
        self._editor.saving.dropped.connect(self._on_drop)
        runner.changed.connect(self._on_changed)
        self._read()
        self.retranslate()

    @override
    def title(self) -> str:
        return self.tr("Business hours")

    @override
    def matches(self, text: str) -> bool:
        words = f"{self.tr('Calendars, time zone, holidays, short days')} {self.title()}"
        return text.casefold() in words.casefold()

    @override
    def retranslate(self) -> None:
        super().retranslate()
        self._list.setAccessibleName(self.tr("Calendars"))
        self._add.setText(self.tr("New calendar"))
        self._copy.setText(self.tr("Copy"))
        self._remove.setText(self.tr("Remove"))
        for index, row in enumerate(self._rows):
            self._list.item(index).setText(name_text(row.name))
        self._say_users()

    @property
    def editor(self) -> CalendarEditor:
        """Return the part at the right."""
        return self._editor

    def _read(self) -> None:
        self._runner.query(self, self._calendars.all, self._show, latest="calendars")

    def _show(self, rows: Sequence[CalendarRow]) -> None:
        known = {row.key for row in self._rows}
        new = [row.key for row in rows if known and row.key not in known]
        chosen = new[0] if new else self._wanted
        self._rows = tuple(rows)
        self._drafts = {row.key: self._drafts[row.key] for row in rows if row.key in self._drafts}
        self._list.blockSignals(True)
        self._list.clear()
        self._list.addItems([name_text(row.name) for row in rows])
        self._list.blockSignals(False)
        keys = [row.key for row in rows]
        self._list.setCurrentRow(keys.index(chosen) if chosen in keys else 0)

    def _on_row(self, index: int) -> None:
        if not 0 <= index < len(self._rows):
            return
        row = self._rows[index]
        self._wanted = row.key
        self._remove.setEnabled(not row.used_by)
        self._editor.show_calendar(row, self._drafts.get(row.key, row.spec))
        self._say_users()
        self._ask_what_moves()

    def _say_users(self) -> None:
        """Say why the calendar shown cannot be removed."""
        row = self._editor.row
        users = ", ".join(map(policy_word, row.used_by)) if row is not None else ""
        reason = self.tr("Used by: {policies}.").format(policies=users) if users else ""
        self._remove.setToolTip(plain_tooltip(reason))

    def _on_edited(self) -> None:
        row = self._editor.row
        if row is not None:
            self._drafts[row.key] = self._editor.spec
            self._ask_what_moves()

    def _ask_what_moves(self) -> None:
        """Ask for the preview, one at a time: with many tickets it takes seconds."""
        if self._is_asking:
            self._asks_again = True
            return
        row, spec = self._editor.row, self._editor.spec
        if row is not None and self._editor.makes_version:
            self._is_asking = True
            self._runner.query(
                self,
                lambda: self._calendars.preview(row.key, spec),
                self._on_moves,
                lambda _error: self._on_moves(None),  # removed meanwhile: nothing is to be told
            )

    def _on_moves(self, moves: Moves | None) -> None:
        self._is_asking = False
        if self._asks_again:
            self._asks_again = False
            self._ask_what_moves()
        elif moves is not None:
            self._editor.show_moves(moves)

    def _on_save(self) -> None:
        row, spec, saving = self._editor.row, self._editor.spec, self._editor.saving
        if row is None:
            return
        by, recompute = self._me.actor, saving.recompute
        valid_from = saving.valid_from(spec.zone)
        makes_version = self._editor.makes_version

        def work() -> Changes:
            if not makes_version:
                return self._calendars.rename(by, row.key, spec.name)
            return self._calendars.edit(
                by, row.key, spec, valid_from=valid_from, recompute=recompute
            )

        def done(_changes: Changes) -> None:
            saving.show_busy(False)
            self._drafts.pop(row.key, None)
            self._read()

        def refused(error: DeskError) -> None:
            saving.show_busy(False)
            self._editor.show_error(error)

        saving.show_busy(True)
        self._runner.command(self, work, done, refused)

    def _on_drop(self) -> None:
        row = self._editor.row
        if row is not None:
            self._drafts.pop(row.key, None)
            self._editor.show_calendar(row, row.spec)

    def _on_add(self) -> None:
        zone = self._editor.spec.zone
        self._create(business_hours(zone, self._free_name(self.tr("New calendar"))))

    def _on_copy(self) -> None:
        row = self._editor.row
        if row is not None:
            name = self.tr("{name}, copy").format(name=name_text(row.name))
            self._create(replace(self._editor.spec, name=self._free_name(name)))

    def _create(self, spec: CalendarSpec) -> None:
        by = self._me.actor
        self._runner.command(
            self, lambda: self._calendars.create(by, spec), on_error=self._editor.show_error
        )

    def _on_remove(self) -> None:
        row, by = self._editor.row, self._me.actor
        if row is not None:
            self._runner.command(
                self,
                lambda: self._calendars.delete(by, row.key),
                on_error=self._editor.show_error,
            )

    def _on_changed(self, changes: Changes) -> None:
        if Topic.POLICIES in changes.topics:
            self._read()

    def _free_name(self, name: str) -> str:
        """Return `name`, numbered when there is such a calendar already."""
        taken = {row.name.casefold() for row in self._rows}
        numbered = (f"{name} {number}" for number in range(2, len(taken) + 3))
        return next(each for each in (name, *numbered) if each.casefold() not in taken)
