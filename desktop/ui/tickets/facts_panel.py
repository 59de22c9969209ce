"""Beside a ticket on its full page: who the client is, and what is known of the ticket."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.sla import PolicySource
from desktop.services.rows_ticket import ClientCard
from desktop.ui.formats import instant_text, number_text
from desktop.ui.texts import policy_word, word
from desktop.ui.theme.typography import Space
from desktop.ui.tickets.client_card import ClientCardView
from desktop.ui.tickets.opened_ticket import OpenedTicket
from desktop.ui.tickets.related_list import RelatedList
from desktop.ui.widgets.labels import MutedLabel, PlainLabel, SectionHeader

WIDTH = 300
Fact = tuple[str, str]


class FactsPanel(QScrollArea):
    """Two short tables, scrolled where they do not fit; what is not known has no line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ticket: OpenedTicket | None = None
        self._client_title, self._ticket_title = SectionHeader(), SectionHeader()
        self._related_title = SectionHeader()
        self.card = ClientCardView()
        self.related = RelatedList()
        self._client, self._facts = QGridLayout(), QGridLayout()
        inner = QWidget()
        self.setFixedWidth(WIDTH)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setWidget(inner)
        column = QVBoxLayout(inner)
        column.setContentsMargins(Space.PAGE, Space.CONTROL, Space.PAGE, Space.PAGE)
        column.setSpacing(Space.CONTROL)
        for header, table in (
            (self._client_title, self._client),
            (self._ticket_title, self._facts),
        ):
            table.setHorizontalSpacing(Space.PANE)
            table.setVerticalSpacing(Space.TIGHT)
            table.setColumnStretch(1, 1)
            column.addWidget(header)
            column.addLayout(table)
            if table is self._client:
                column.addWidget(self.card)
                column.addSpacing(Space.PANE)
                column.addWidget(self._related_title)
                column.addWidget(self.related)
            column.addSpacing(Space.PANE)
        column.addStretch(1)

    def show_ticket(self, ticket: OpenedTicket) -> None:
        """Show what is known."""
        self._ticket = ticket
        self._client_title.setText(self.tr("Client"))
        self._ticket_title.setText(self.tr("Ticket"))
        self.setAccessibleName(self.tr("What is known"))
        self._related_title.setText(self.tr("Related tickets"))
        self._related_title.setVisible(bool(ticket.detail.related))
        self.related.show_related(ticket.detail.related)
        self.card.show_client(ticket.detail.client, ticket.now, ticket.zone)
        _fill(self._client, list(self._about_client(ticket)))
        _fill(self._facts, list(self._about_ticket(ticket)))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self._ticket is not None:
            self.show_ticket(self._ticket)

    def _about_client(self, ticket: OpenedTicket) -> Iterator[Fact]:
        row = ticket.detail.ticket
        client = ticket.detail.client
        yield self.tr("Organisation"), _organisation(row.organisation, client)
        yield self.tr("Name"), row.requester_name
        yield self.tr("E-mail"), row.requester_email
        if client is not None:
            if client.bounced_at is not None:
                since = instant_text(client.bounced_at, ticket.zone)
                yield self.tr("Mail returned"), self.tr("since {when}").format(when=since)
            yield self.tr("Phone"), client.phone
            text = self.tr("{count}, open: {open}")
            count, open_ = number_text(client.tickets), number_text(client.open_tickets)
            yield self.tr("Tickets"), text.format(count=count, open=open_)

    def _about_ticket(self, ticket: OpenedTicket) -> Iterator[Fact]:
        detail, row, zone = ticket.detail, ticket.detail.ticket, ticket.zone
        yield self.tr("Received"), instant_text(row.created_at, zone)
        yield self.tr("Channel"), word(row.channel)
        yield self.tr("Service level"), policy_word(detail.policy)
        yield self.tr("Comes from"), self._source(detail.policy_source)
        yield self.tr("Changed"), instant_text(row.updated_at, zone)
        if detail.wake_at is not None:
            yield self.tr("Reminder"), instant_text(detail.wake_at, zone)
        if detail.solved_at is not None:
            yield self.tr("Solved"), instant_text(detail.solved_at, zone)
        if row.reopen_count:
            yield self.tr("Reopened"), number_text(row.reopen_count)

    def _source(self, source: PolicySource | None) -> str:
        """Say which step of the order gave the ticket its service level."""
        match source:
            case PolicySource.ORGANISATION:
                return self.tr("its organisation")
            case PolicySource.CATEGORY:
                return self.tr("its category")
            case PolicySource.DEFAULT:
                return self.tr("the policy for all others")
        return self.tr("before: today’s order says another")


def _organisation(name: str, client: ClientCard | None) -> str:
    return f"{name} ★ VIP" if client is not None and client.is_vip else name


def _fill(table: QGridLayout, facts: list[Fact]) -> None:
    while (item := table.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
    top = Qt.AlignmentFlag.AlignTop
    for line, (name, value) in enumerate(fact for fact in facts if fact[1]):
        label = PlainLabel(value)
        label.setWordWrap(True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        table.addWidget(MutedLabel(name), line, 0, top)
        table.addWidget(label, line, 1, top)
