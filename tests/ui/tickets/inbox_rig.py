"""The Inbox in a window of its own, on a real desk: what its tests click, type and wait for."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.clock import ManualClock
from desktop.domain.ticket import Actor, Channel, MessageKind, Priority, Source
from desktop.jobs.schedule import Schedule
from desktop.models.ticket import Ticket
from desktop.services.desk import Desk
from desktop.services.messages import NewAttachment, NewMessage, add_message
from desktop.services.rows_ticket import TicketDetail
from desktop.services.tickets import ManualTicket
from desktop.system.paths import Profile
from desktop.ui.actions import Actions
from desktop.ui.alerts import AlertCenter, Silence
from desktop.ui.heartbeat import Heartbeat
from desktop.ui.preferences import Preferences
from desktop.ui.runner import Runner
from desktop.ui.signed_in import SignedIn
from desktop.ui.signposts import Signposts
from desktop.ui.tickets.inbox_page import InboxPage
from desktop.ui.undo_stack import UndoStack
from desktop.ui.window_state import WindowState
from desktop.ui.workplace import Workplace
from tests.mailboxes import add_mailbox
from tests.ui.waiting import wait_until

ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


class InboxRig:
    """Anna's Inbox. `page` is made by `open`, so that tickets can be there before."""

    def __init__(self, qtbot: QtBot, desk: Desk, clock: ManualClock, folder: Path) -> None:
        self.qtbot = qtbot
        self.desk = desk
        self.clock = clock
        self.anna = Actor(desk.people.add("Anna Kern").created, Source.WINDOW)
        self.maxim = Actor(desk.people.add("Максим Соколов").created, Source.WINDOW)
        add_mailbox(desk)
        self.runner = Runner()
        self.errors: list[str] = []
        self.runner.failed.connect(lambda error: self.errors.append(error.code))
        self.window = QWidget()
        self.actions = Actions(self.window)
        self._folder = folder
        self._state = WindowState(folder / "window.ini")
        self.page: InboxPage

    def open(self, width: int = 1366, height: int = 700) -> InboxPage:
        """Show the page and wait until it has read everything."""
        me = SignedIn(self.runner, self.desk, self._state, self.window)
        me.show(self.desk.people.team(self.anna.person_id))
        preferences = Preferences(self.runner, self.desk, me, self.window)
        heartbeat = Heartbeat(self.runner, Schedule(self.clock), self.clock, self.window)
        alerts = AlertCenter(
            self.desk, self.runner, self.clock, me, preferences, Silence(), self.window
        )
        self.place = Workplace(
            self.desk,
            self.runner,
            heartbeat,
            self.clock,
            self.actions,
            me,
            preferences,
            alerts,
            Profile(self._folder),
            Signposts(self.window),
            self._state,
        )
        self.undo = UndoStack(
            self.runner, lambda step: self.desk.undo.undo(me.actor, step), self.window
        )
        self.actions.bind("edit.undo", self.undo.undo)
        self.page = InboxPage(self.place)
        layout = QVBoxLayout(self.window)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.page)
        self.window.resize(width, height)
        self.window.show()
        self.window.activateWindow()
        self.qtbot.waitExposed(self.window)
        self.page.list.focus_list()
        self.settle()
        return self.page

    def close(self) -> None:
        self.runner.close()
        self.window.close()
        self.window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    # Arranging

    def ticket(
        self,
        subject: str = "Printer",
        text: str = "It smokes",
        *,
        name: str = "Irina Petrova",
        email: str = "it@nord.example",
        priority: Priority = Priority.NORMAL,
    ) -> int:
        """Let a client's letter make a ticket."""
        manual = ManualTicket(subject, text, Channel.MAIL, name, email, priority)
        created = self.desk.tickets.create(self.anna, manual).created
        assert created is not None
        with self.desk.database.write() as session:
            session.get_one(Ticket, created).is_unread = True
        return created

    def receive(
        self,
        ticket_id: int,
        text: str,
        html: str | None = None,
        *,
        name: str = "Irina Petrova",
        email: str = "it@nord.example",
        files: tuple[NewAttachment, ...] = (),
    ) -> int:
        """Let another letter of a client come in; nobody is told, as if by another computer."""
        with self.desk.database.write() as session:
            ticket = session.get(Ticket, ticket_id)
            assert ticket is not None
            number = add_message(
                session,
                NewMessage(
                    ticket_id=ticket_id,
                    kind=MessageKind.PUBLIC,
                    is_incoming=True,
                    at=self.desk.database.now(session),
                    from_name=name,
                    from_email=email,
                    subject=ticket.subject,
                    text=text,
                    html=html,
                    attachments=files,
                ),
            )
            ticket.last_message_id = number
            ticket.is_unread = True
            return number

    # Acting as a person does

    def key(
        self,
        key: Qt.Key,
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        text: str = "",
    ) -> None:
        """Press a key in whatever has the focus, and wait for what comes of it."""
        target = QApplication.focusWidget()
        assert target is not None, "nothing has the focus"
        if text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(target, QKeyEvent(kind, key, modifier, text))
        else:
            QTest.keyClick(target, key, modifier)
        self.settle()

    def type(self, text: str) -> None:
        """Type a text into whatever has the focus."""
        target = QApplication.focusWidget()
        assert target is not None, "nothing has the focus"
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(target, event)

    def run(self, command_id: str) -> None:
        """Trigger a command as a menu does."""
        assert self.actions[command_id].isEnabled(), f"{command_id} is not offered"
        self.actions[command_id].trigger()
        self.settle()

    def settle(self) -> None:
        """Wait until nothing is running, waiting or resting."""
        quiet = 0

        def is_quiet() -> bool:
            nonlocal quiet
            resting = hasattr(self, "page") and self.page.is_busy
            quiet = quiet + 1 if self.runner.is_idle and not resting else 0
            return quiet > 1

        wait_until(self.qtbot, is_quiet)

    # Seeing

    @property
    def shown(self) -> TicketDetail:
        """The ticket on the screen."""
        ticket = self.page.ticket.ticket
        assert ticket is not None
        return ticket.detail

    def listed(self) -> list[int]:
        """The tickets of the list from top to bottom."""
        table = self.page.list.table
        return [table.record(row).id for row in range(table.rowCount())]

    def detail(self, ticket_id: int) -> TicketDetail:
        """What the database says."""
        return self.desk.tickets.detail(ticket_id, self.anna.person_id)
