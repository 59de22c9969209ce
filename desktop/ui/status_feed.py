"""Feeds the status bar and the rail's badges: mail, next due, database, outbox, undo."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QEvent, QObject, Signal
from typing_extensions import override

from desktop.domain.changes import Changes, Topic
from desktop.services.rows import Sort, TicketQuery, TicketRow, View
from desktop.ui.formats import near_text
from desktop.ui.rail import Rail
from desktop.ui.refresh import Refresh
from desktop.ui.status_bar import Part, StatusBar
from desktop.ui.undo_stack import UndoStack
from desktop.ui.workplace import Workplace

TOLD_BY = frozenset({Topic.TICKETS, Topic.OUTBOX, Topic.MAILBOXES, Topic.PEOPLE})


@dataclass(frozen=True, slots=True)
class Tidings:
    """What one look at the desk says."""

    next_due: TicketRow | None
    need_action: int


class StatusFeed(QObject):
    """Reads again when something changed and says it in the language now spoken."""

    told = Signal()
    """`tidings` are new."""
    ticket_wanted = Signal(int)
    """The part that names a ticket was pressed."""

    def __init__(
        self,
        bar: StatusBar,
        rail: Rail,
        place: Workplace,
        undo: UndoStack,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._bar = bar
        self._rail = rail
        self._place = place
        self._undo = undo
        self.tidings = Tidings(None, 0)
        self._refresh = Refresh(self._read, self)

        place.runner.changed.connect(self._on_changed)
        place.me.changed.connect(self._refresh.ask)
        place.heartbeat.ticked.connect(self._on_ticked)
        undo.changed.connect(self._say_undo)
        bar.pressed.connect(self._on_pressed)
        bar.installEventFilter(self)
        self._refresh.ask()
        self._say()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        return super().eventFilter(watched, event)

    def _read(self) -> None:
        me = self._place.me.person_id
        self._place.runner.query(self, lambda: self._look(me), self._show, latest="tidings")

    def _look(self, me: int | None) -> Tidings:
        """On a worker."""
        tickets = self._place.desk.tickets
        query = TicketQuery(view=View.ALL_OPEN, sort=Sort.NEXT_DUE, me=me)
        rows = tickets.page(query, limit=1).rows
        return Tidings(rows[0] if rows else None, tickets.counts(query)[View.ACTION])

    def _show(self, tidings: Tidings) -> None:
        self.tidings = tidings
        self._say()
        self.told.emit()

    def _on_changed(self, changes: Changes) -> None:
        if changes.topics & TOLD_BY:
            self._refresh.ask()

    def _on_ticked(self, _at: datetime) -> None:
        self._say_next_due()

    def _on_pressed(self, part: str) -> None:
        row = self.tidings.next_due
        if part == Part.UNDO:
            self._undo.undo()
        elif part == Part.NEXT_DUE and row is not None:
            self.ticket_wanted.emit(row.id)

    def _say(self) -> None:
        self._rail.set_badge("inbox", self.tidings.need_action)
        self._say_next_due()
        self._say_undo()
        is_local = self._place.desk.database.is_sqlite
        self._bar.tell(
            Part.DATABASE,
            self.tr("DB on this computer") if is_local else self.tr("Team DB"),
            self.tr("Where the tickets are kept"),
        )

    def _say_next_due(self) -> None:
        row = self.tidings.next_due
        if row is None or row.next_due_at is None:
            self._bar.tell(Part.NEXT_DUE, self.tr("Nothing due"))
            return
        now = self._place.clock.now()
        is_late = row.next_due_at <= now
        text = (
            self.tr("Overdue since {when} #{number}")
            if is_late
            else self.tr("Next due {when} #{number}")
        )
        when = near_text(row.next_due_at, now)
        self._bar.tell(Part.NEXT_DUE, text.format(when=when, number=row.id), row.subject)

    def _say_undo(self) -> None:
        title = self._undo.title
        text = self.tr("Undo: {what}").format(what=title) if title else self.tr("Nothing to undo")
        self._bar.tell(Part.UNDO, text, self.tr("Take back the newest change (Ctrl+Z)"))
