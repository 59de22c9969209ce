"""Says the tidings in the status bar and on the rail: mail, next due, database, outbox, undo."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QEvent, QObject, Signal
from typing_extensions import override

from desktop.domain.clock import Clock
from desktop.services.mailbox_values import MailboxState
from desktop.ui.formats import near_text
from desktop.ui.heartbeat import Heartbeat
from desktop.ui.rail import Rail
from desktop.ui.rooms import TICKETS
from desktop.ui.status_bar import Part, StatusBar
from desktop.ui.tidings import TidingsReader
from desktop.ui.undo_stack import UndoStack


class StatusFeed(QObject):
    """Writes again when something changed, at every tick, and when the language does."""

    ticket_wanted = Signal(int)
    """The part that names a ticket was pressed."""
    mail_wanted = Signal()
    """The part about mail was pressed: look now."""

    def __init__(
        self,
        bar: StatusBar,
        rail: Rail,
        reader: TidingsReader,
        undo: UndoStack,
        clock: Clock,
        heartbeat: Heartbeat,
        *,
        is_local: bool,
    ) -> None:
        super().__init__(bar)
        self._bar = bar
        self._rail = rail
        self._reader = reader
        self._undo = undo
        self._clock = clock
        self._is_local = is_local

        reader.changed.connect(self._say)
        heartbeat.ticked.connect(self._on_ticked)
        heartbeat.job_ended.connect(self._on_job_ended)
        undo.changed.connect(self._say_undo)
        bar.pressed.connect(self._on_pressed)
        bar.installEventFilter(self)
        self._say()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        return super().eventFilter(watched, event)

    def _on_ticked(self, _at: datetime) -> None:
        self._say_next_due()

    def _on_job_ended(self, name: str) -> None:
        if name.startswith("poll:"):
            self._reader.read_again()

    def _on_pressed(self, part: str) -> None:
        row = self._reader.tidings.next_due
        if part == Part.UNDO:
            self._undo.undo()
        elif part == Part.MAIL:
            self.mail_wanted.emit()
        elif part == Part.NEXT_DUE and row is not None:
            self.ticket_wanted.emit(row.id)

    def _say(self) -> None:
        self._rail.set_badge(TICKETS, self._reader.tidings.need_action)
        self._say_mail()
        self._say_next_due()
        self._say_outbox()
        self._say_undo()
        self._bar.tell(
            Part.DATABASE,
            self.tr("DB on this computer") if self._is_local else self.tr("Team DB"),
            self.tr("Where the tickets are kept"),
        )

    def _say_mail(self) -> None:
        tidings = self._reader.tidings
        mailboxes = () if tidings.is_demo else tidings.mailboxes
        checked = [box.checked_at for box in mailboxes if box.checked_at is not None]
        broken = [
            box for box in mailboxes if box.state in (MailboxState.FAILING, MailboxState.PAUSED)
        ]
        hint = self.tr("Check mail now (F5)")
        if not mailboxes:
            self._bar.tell(Part.MAIL, "")
        elif broken:
            self._bar.tell(Part.MAIL, self.tr("Mail cannot be fetched"), hint)
        elif checked:
            when = near_text(min(checked), self._clock.now())
            self._bar.tell(Part.MAIL, self.tr("Mail checked {when}").format(when=when), hint)
        else:
            self._bar.tell(Part.MAIL, self.tr("Mail not checked yet"), hint)

    def _say_next_due(self) -> None:
        row = self._reader.tidings.next_due
        if row is None or row.next_due_at is None:
            self._bar.tell(Part.NEXT_DUE, self.tr("Nothing due"))
            return
        now = self._clock.now()
        if (row.next_late_at or row.next_due_at) <= now:
            text = self.tr("Overdue since {when} #{number}")
        else:
            text = self.tr("Next due {when} #{number}")
        when = near_text(row.next_due_at, now)
        self._bar.tell(Part.NEXT_DUE, text.format(when=when, number=row.id), row.subject)

    def _say_outbox(self) -> None:
        waiting = self._reader.tidings.waiting_mails
        text = self.tr("%n to be sent", "", waiting) if waiting else self.tr("Outbox empty")
        self._bar.tell(Part.OUTBOX, text, self.tr("Replies that wait to be sent"))

    def _say_undo(self) -> None:
        title = self._undo.title
        text = self.tr("Undo: {what}").format(what=title) if title else self.tr("Nothing to undo")
        self._bar.tell(Part.UNDO, text, self.tr("Take back the newest change"))
