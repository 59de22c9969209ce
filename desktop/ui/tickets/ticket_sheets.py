"""The sheets of the Inbox: a new ticket, a call, handing over, a reminder."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, tzinfo
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from typing_extensions import override

from desktop.domain.changes import Changes
from desktop.domain.ticket import Channel, Priority, Status
from desktop.services.rows import PersonRow
from desktop.services.tickets import ManualTicket
from desktop.ui.texts import word
from desktop.ui.tickets.date_field import DateField
from desktop.ui.tickets.sheet import Sheet
from desktop.ui.workplace import Workplace

MANUAL_CHANNELS = (Channel.PHONE, Channel.CHAT)


class NewTicketSheet(Sheet):
    """A ticket made by hand, from a call or a chat."""

    created = Signal(int)
    """The number of the new ticket."""

    def __init__(self, place: Workplace, people: Iterable[PersonRow], parent: QWidget) -> None:
        super().__init__(place.runner, parent)
        self.say(self.tr("New ticket"), self.tr("Create ticket"))
        self._place = place
        self._name = QLineEdit()
        self._email = QLineEdit()
        self._channel = QComboBox()
        self._priority = QComboBox()
        self._assignee = QComboBox()
        self._subject = QLineEdit()
        self._text = QPlainTextEdit()
        for channel in MANUAL_CHANNELS:
            self._channel.addItem(word(channel), channel)
        for priority in Priority:
            self._priority.addItem(word(priority), priority)
        self._priority.setCurrentIndex(self._priority.findData(Priority.NORMAL))
        self._assignee.addItem(self.tr("Nobody"), None)
        for person in people:
            self._assignee.addItem(person.name, person.id)
        self._assignee.setCurrentIndex(max(0, self._assignee.findData(place.me.person_id)))
        self.add_row(self.tr("Client"), self._name)
        self.add_row(self.tr("E-mail"), self._email)
        self.add_row(self.tr("Channel"), self._channel)
        self.add_row(self.tr("Subject"), self._subject)
        self.add_row(self.tr("What happened"), self._text)
        self.add_row(self.tr("Priority"), self._priority)
        self.add_row(self.tr("Assignee"), self._assignee)
        self._name.setFocus()

    @override
    def work(self) -> Callable[[], Changes]:
        manual = ManualTicket(
            subject=self._subject.text(),
            text=self._text.toPlainText(),
            channel=Channel(self._channel.currentData()),
            requester_name=self._name.text(),
            requester_email=self._email.text(),
            priority=Priority(self._priority.currentData()),
            assignee_id=self._assignee.currentData(),
        )
        return partial(self._place.desk.tickets.create, self._place.me.actor, manual)

    @override
    def _on_done(self, changes: Changes) -> None:
        super()._on_done(changes)
        if changes.created is not None:
            self.created.emit(changes.created)


class CallSheet(Sheet):
    """What was said in a call with the client: it counts as an answer."""

    def __init__(self, place: Workplace, ticket_id: int, parent: QWidget) -> None:
        super().__init__(place.runner, parent)
        title = self.tr("Log a call: #{number}")
        self.say(title.format(number=ticket_id), self.tr("Log the call"))
        self._place, self._ticket_id = place, ticket_id
        self._text = QPlainTextEdit()
        self.add_row(self.tr("What was said"), self._text)

    @override
    def work(self) -> Callable[[], Changes]:
        text = self._text.toPlainText()
        log_call = self._place.desk.tickets.log_call
        return partial(log_call, self._place.me.actor, self._ticket_id, text)


class DeferSheet(Sheet):
    """Handing a ticket to the developers: why, and until when an answer is expected."""

    def __init__(
        self, place: Workplace, ticket_id: int, until: datetime, zone: tzinfo, parent: QWidget
    ) -> None:
        super().__init__(place.runner, parent)
        self._place, self._ticket_id = place, ticket_id
        self._reason = QPlainTextEdit()
        self._until = DateField(until, zone)
        self.say(self.tr("Defer #{number}").format(number=ticket_id), self.tr("Defer"))
        self.add_row(self.tr("What the developers must know"), self._reason)
        self.add_row(self.tr("Answer expected"), self._until)

    @override
    def work(self) -> Callable[[], Changes]:
        return partial(
            self._place.desk.deferrals.defer,
            self._place.me.actor,
            self._ticket_id,
            self._reason.toPlainText(),
            self._until.at(),
        )


class ReminderSheet(Sheet):
    """A date on which tickets come back by themselves."""

    def __init__(
        self, place: Workplace, tickets: list[int], at: datetime, zone: tzinfo, parent: QWidget
    ) -> None:
        super().__init__(place.runner, parent)
        self._place, self._tickets = place, tickets
        self._at = DateField(at, zone)
        self.say(self.tr("Remind later"), self.tr("Remind"))
        self.add_row(self.tr("Remind on"), self._at)

    @override
    def work(self) -> Callable[[], Changes]:
        return partial(
            self._place.desk.tickets.set_status,
            self._place.me.actor,
            self._tickets,
            Status.WAITING_DATE,
            self._at.at(),
        )
