"""One ticket: head, conversation, what can be done, and the composer; preview and full page."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSplitter, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.changes import Changes, Topic
from desktop.domain.draft import DraftKind
from desktop.domain.errors import DeskError
from desktop.domain.send_times import tomorrow_morning
from desktop.ui.refresh import Refresh
from desktop.ui.texts import sentence
from desktop.ui.tickets.composer import Composer
from desktop.ui.tickets.conversation import Conversation
from desktop.ui.tickets.facts_panel import FactsPanel
from desktop.ui.tickets.file_saving import FileSaving
from desktop.ui.tickets.link_opening import LinkOpening
from desktop.ui.tickets.opened_ticket import Body, OpenedTicket, read_body, read_ticket
from desktop.ui.tickets.scheduled_panel import ScheduledPanel
from desktop.ui.tickets.send_later_sheet import SendLaterSheet
from desktop.ui.tickets.sending import Sending
from desktop.ui.tickets.ticket_bar import TicketBar
from desktop.ui.tickets.ticket_header import TicketHeader
from desktop.ui.tickets.tie_bar import TieBar
from desktop.ui.tickets.writing import Writing
from desktop.ui.widgets.empty_state import EmptyState
from desktop.ui.widgets.notice_bar import NoticeBar, Severity
from desktop.ui.workplace import Workplace

READ_AFTER_MS = 1_500
SLOW_MS = 300
TOLD_BY = frozenset({Topic.TICKETS, Topic.OUTBOX, Topic.PEOPLE})
COMPOSER_HEIGHT = 260
ON_A_MESSAGE = ("ticket.reply", "ticket.forward", "ticket.open_in_browser", "ticket.split")


class TicketPage(QWidget):
    """Shows one ticket and reads it again when somebody changed it."""

    property_wanted = Signal(str, QPoint)
    """A property should be changed, at a place on the screen."""
    back_wanted = Signal()
    """Back to the list."""
    shown = Signal(int)
    """The number of a ticket that was read and is on the screen now."""
    ticket_wanted = Signal(int)
    """Another ticket should be opened."""
    came_back = Signal(int)
    """A reply on this ticket was taken back and can be edited again."""

    def __init__(self, place: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self._wanted: int | None = None
        self._ticket: OpenedTicket | None = None
        self._starts: DraftKind | None = None
        self._is_full = False
        self.header = TicketHeader(place.actions)
        self.conversation = Conversation()
        self.facts = FactsPanel()
        self.composer = Composer(place.actions)
        self.notice = NoticeBar()
        self.ties = TieBar()
        self.bar = TicketBar(place.actions)
        self.writing = Writing(self.composer, place, self)
        self.sending = Sending(self.writing, place, self)
        self.scheduled = ScheduledPanel()
        self._files = FileSaving(place.desk, place.runner, self.notice, self)
        self._links = LinkOpening(self.notice, self)
        self._nothing = EmptyState("mail-open")
        self._refresh = Refresh(self._read, self)
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._stack = QStackedWidget()
        self._read_after = self._timer(READ_AFTER_MS, self._on_seen)
        self._slow = self._timer(SLOW_MS, self._on_slow)

        reading = QWidget()
        upper = QVBoxLayout(reading)
        upper.setContentsMargins(0, 0, 0, 0)
        upper.setSpacing(0)
        upper.addWidget(self.header)
        upper.addWidget(self.ties)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.conversation, 1)
        middle.addWidget(self.facts)
        upper.addLayout(middle, 1)
        upper.addWidget(self.scheduled)
        upper.addWidget(self.notice)
        self._split.addWidget(reading)
        self._split.addWidget(self.composer)
        self._split.setStretchFactor(0, 1)
        self._split.setCollapsible(0, False)
        self._split.setCollapsible(1, False)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._split, 1)
        column.addWidget(self.bar)
        self._stack.addWidget(self._nothing)
        self._stack.addWidget(whole)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
        self.composer.hide()
        self.facts.hide()

        self.header.property_wanted.connect(self.property_wanted)
        self.header.back_wanted.connect(self.back_wanted)
        self.conversation.body_wanted.connect(self._on_body_wanted)
        self.conversation.link_pressed.connect(self._links.ask)
        self._links.ticket_wanted.connect(self.ticket_wanted)
        self.ties.ticket_wanted.connect(self.ticket_wanted)
        self.facts.related.ticket_wanted.connect(self.ticket_wanted)
        self.facts.card.ticket_wanted.connect(self.ticket_wanted)
        self.conversation.file_wanted.connect(self._files.save)
        self.conversation.whole_wanted.connect(self._on_whole_wanted)
        self.conversation.resend_wanted.connect(self._on_resend_wanted)
        self.conversation.look_wanted.connect(self._on_look_wanted)
        self.conversation.menu_wanted.connect(self._on_menu_wanted)
        self.conversation.sent_confirmed.connect(self._on_sent_confirmed)
        self.composer.left.connect(self._on_composer_left)
        self.composer.send_button.set_now(self._now)
        self.composer.send_button.later_wanted.connect(self.sending.send_later)
        self.composer.send_button.moment_wanted.connect(self._on_moment_wanted)
        self.sending.finished.connect(self._on_written)
        self.sending.outdated.connect(self._refresh.ask)
        self.sending.came_back.connect(self._on_came_back)
        self.scheduled.send_now_wanted.connect(self.sending.send_scheduled)
        self.scheduled.edit_wanted.connect(self.sending.edit_scheduled)
        self.scheduled.cancel_wanted.connect(self.sending.cancel_scheduled)
        place.runner.changed.connect(self._on_changed)
        self._say()

    @property
    def ticket(self) -> OpenedTicket | None:
        """The ticket on the screen."""
        return self._ticket

    def open(self, ticket_id: int | None) -> None:
        """Show a ticket, None for none; it counts as read when it is looked at for a while."""
        if ticket_id == self._wanted:
            return
        self._wanted = ticket_id
        self._starts = None
        self._read_after.stop()
        if ticket_id is None:
            self._clear()
        else:
            self._slow.start()
            self._read()

    def seen(self) -> None:
        """The ticket was opened on purpose: it counts as read at once."""
        self._read_after.stop()
        self._on_seen()

    def write(self, kind: DraftKind) -> None:
        """Open the composer for a reply, a note or a forward."""
        if self._ticket is None or self._ticket.id != self._wanted:
            self._starts = kind
            return
        self.writing.begin()
        self._show_composer(kind)
        self.composer.focus_text()

    def write_to_all(self) -> None:
        """Open the composer for a reply to everybody the client named; each needs a click."""
        self.write(DraftKind.REPLY)
        if self._starts is None:
            self.composer.form_of(DraftKind.REPLY).people.show_all()

    def insert_template(self) -> None:
        """Choose a template for what is being written, or for a new reply."""
        if self.composer.isHidden():
            self.write(DraftKind.REPLY)
        self.writing.pick_template()

    def set_full(self, is_full: bool) -> None:
        """Say whether the ticket has the whole page."""
        self._is_full = is_full
        self.header.set_full(is_full)
        self.facts.setVisible(is_full)
        self.header.set_brief(not is_full and not self.composer.isHidden())

    def tick(self, now: datetime) -> None:
        """Move what tells how long something takes or is ago."""
        if self._ticket is not None:
            self.header.tick(now)
            self.conversation.tick(now, self._ticket.zone)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._say()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.back_wanted.emit()
            return
        super().keyPressEvent(event)

    # Reading

    def _read(self) -> None:
        if self._wanted is None:
            return
        desk, me, ticket_id = self._place.desk, self._place.me.person_id, self._wanted
        is_same = self._ticket is not None and self._ticket.id == ticket_id
        unfolded = self.conversation.unfolded if is_same else []
        self._place.runner.query(
            self,
            lambda: read_ticket(desk, ticket_id, me, unfolded),
            self._on_read,
            self._on_unreadable,
            latest="ticket",
        )

    def _on_read(self, ticket: OpenedTicket) -> None:
        if ticket.id != self._wanted:
            return
        self._slow.stop()
        is_new = self._ticket is None or self._ticket.id != ticket.id
        self._ticket = ticket
        if is_new:
            self.notice.hide()
            self._read_after.start()
        self.writing.show_ticket(ticket)
        self.header.show_ticket(ticket)
        self.ties.show_ticket(ticket)
        self.conversation.show_ticket(ticket)
        self.facts.show_ticket(ticket)
        waiting = ticket.stationery.scheduled
        self.scheduled.show_rows(waiting, self._place.me.person_id, ticket.zone)
        self.bar.show_ticket(ticket)
        self._stack.setCurrentIndex(1)
        if is_new:
            if self.writing.has_draft:
                self._show_composer(self.composer.kind)
            else:
                self._hide_composer()
        self.shown.emit(ticket.id)
        if self._starts is not None:
            kind, self._starts = self._starts, None
            self.write(kind)

    def _on_unreadable(self, error: DeskError) -> None:
        self._slow.stop()
        self._clear()
        self._place.runner.failed.emit(error)

    def _clear(self) -> None:
        self._slow.stop()
        self.writing.clear()
        self._ticket = None
        self.conversation.clear()
        self._say()
        self._stack.setCurrentIndex(0)

    def _on_slow(self) -> None:
        self._nothing.say(self.tr("Loading…"))
        self._stack.setCurrentIndex(0)

    def _on_changed(self, changes: Changes) -> None:
        touches = self._wanted in changes.tickets or not changes.tickets
        if touches and changes.topics & TOLD_BY:
            self._refresh.ask()

    def _on_seen(self) -> None:
        ticket = self._ticket
        if ticket is not None and ticket.id == self._wanted and ticket.detail.ticket.is_unread:
            self._place.runner.command(self, partial(self._place.desk.tickets.mark_read, ticket.id))

    def _on_body_wanted(self, message_id: int) -> None:
        desk = self._place.desk

        def _on_result(body: Body) -> None:
            self.conversation.show_body(body)

        self._place.runner.query(self, lambda: read_body(desk, message_id), _on_result)

    # Writing and sending

    def _show_composer(self, kind: DraftKind) -> None:
        self.composer.show_kind(kind)
        if self.composer.isHidden():
            self.composer.show()
            height = max(COMPOSER_HEIGHT, self.composer.minimumSizeHint().height())
            self._split.setSizes([max(0, self._split.height() - height), height])
        self.bar.hide()
        self.header.set_brief(not self._is_full)

    def _hide_composer(self) -> None:
        had_focus = self.composer.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        self.composer.hide()
        self.bar.show()
        self.header.set_brief(False)
        if had_focus:
            self.conversation.setFocus()

    def _on_composer_left(self) -> None:
        self.writing.save()
        if not self.writing.has_draft:
            self._hide_composer()
        self.conversation.setFocus()

    def _on_written(self, ticket_id: int, kind: DraftKind) -> None:
        if self._ticket is None or self._ticket.id != ticket_id:
            return
        if not self.writing.has_draft:
            self._hide_composer()
            self.conversation.setFocus()

    def _on_came_back(self, ticket_id: int, kind: DraftKind) -> None:
        self.came_back.emit(ticket_id)
        if self._wanted == ticket_id:
            self.write(kind)
        else:
            self.open(ticket_id)
            self._starts = kind

    def _now(self) -> tuple[datetime, ZoneInfo]:
        zone = self._ticket.zone if self._ticket is not None else ZoneInfo("UTC")
        return self._place.clock.now(), zone

    def _on_moment_wanted(self) -> None:
        """Ask for the instant at which the reply should leave."""
        now, zone = self._now()
        sheet = SendLaterSheet(tomorrow_morning(now, zone), zone, self)
        sheet.chosen.connect(self.sending.send_later)
        sheet.open()

    def _on_resend_wanted(self, outbox_id: int) -> None:
        outbox, actor = self._place.desk.outbox, self._place.me.actor
        self._place.runner.command(self, lambda: outbox.send_again(actor, outbox_id))

    def _on_whole_wanted(self, message_id: int) -> None:
        downloads, actor = self._place.desk.downloads, self._place.me.actor

        def on_error(error: DeskError) -> None:
            self.conversation.offer_whole(message_id)
            self.notice.show_notice(Severity.ERROR, sentence(error))

        self._place.runner.network(
            self, lambda: downloads.fetch(actor, message_id), on_error=on_error
        )

    def _on_menu_wanted(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.addActions([self._place.actions[command_id] for command_id in ON_A_MESSAGE])
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def _on_look_wanted(self, outbox_id: int) -> None:
        doubts, actor = self._place.desk.doubts, self._place.me.actor
        self._place.runner.network(self, lambda: doubts.look_now(actor, outbox_id))

    def _on_sent_confirmed(self, outbox_id: int) -> None:
        outbox, actor = self._place.desk.outbox, self._place.me.actor
        self._place.runner.command(self, lambda: outbox.mark_sent(actor, outbox_id))

    def _timer(self, interval_ms: int, run: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval_ms)
        timer.timeout.connect(run)
        return timer

    def _say(self) -> None:
        if self._ticket is None:
            self._nothing.say(self.tr("No ticket chosen"), self.tr("Choose one in the list."))
