"""The head of a ticket: subject, who asks, what it is set to, and its deadlines."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.sender_name import shown_sender
from desktop.services.rows import TicketRow
from desktop.ui.actions import Actions
from desktop.ui.icons import icon
from desktop.ui.theme.tokens import tokens_of
from desktop.ui.theme.typography import Space, title
from desktop.ui.tickets.opened_ticket import OpenedTicket
from desktop.ui.tickets.properties_bar import PropertiesBar
from desktop.ui.tickets.sla_strip import ClockChip, SlaStrip, leading_clock, shown_clocks
from desktop.ui.widgets.flow_layout import FlowLayout, flow_policy
from desktop.ui.widgets.labels import MutedLabel, PlainLabel

SUBJECT_SHOWN = 110


class TicketHeader(QWidget):
    """Shows an opened ticket; `tick` moves its countdowns."""

    property_wanted = Signal(str, QPoint)
    """A property should be changed, at a place on the screen."""
    clock_wanted = Signal(object)
    """ClockState: the chip of a clock was pressed."""
    back_wanted = Signal()
    """The button that leads back to the list."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ticket: OpenedTicket | None = None
        self._chips: list[ClockChip] = []
        self._is_brief = False
        self._actions = (actions["ticket.why"], actions["ticket.promise"])
        self._back = QToolButton()
        self._subject = PlainLabel()
        self._meta = MutedLabel()
        self.properties = PropertiesBar()
        self._clocks = QWidget()
        self._buttons = tuple(QToolButton(self._clocks) for _ in self._actions)
        self.strip = SlaStrip()

        self._back.setAutoRaise(True)
        self._back.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._subject.setWordWrap(True)
        self._subject.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._subject.setFont(title(self.font()))
        self._meta.setWordWrap(True)
        self._meta.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for button in self._buttons:
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setAutoRaise(True)
        flow_policy(self._clocks)
        self._flow = FlowLayout(self._clocks, spacing=Space.PANE)
        top = QHBoxLayout()
        top.setSpacing(Space.CONTROL)
        top.addWidget(self._back, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self._subject, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.PAGE, Space.PANE, Space.PAGE, Space.TIGHT)
        column.setSpacing(Space.TIGHT)
        column.addLayout(top)
        column.addWidget(self._meta)
        column.addWidget(self.properties)
        column.addWidget(self._clocks)
        column.addWidget(self.strip)

        self.properties.wanted.connect(self.property_wanted)
        self._back.clicked.connect(self.back_wanted)
        for button, action in zip(self._buttons, self._actions, strict=True):
            button.clicked.connect(action.trigger)
        self.set_full(False)
        self._say()

    @property
    def subject(self) -> str:
        return self._subject.text()

    def set_full(self, is_full: bool) -> None:
        """Offer the way back, and what else has room, while the ticket has the whole page."""
        self._back.setVisible(is_full)
        self._buttons[-1].setVisible(is_full)
        self.properties.set_full(is_full)

    def set_brief(self, is_brief: bool) -> None:
        """Leave out the strip, where the room is needed for writing."""
        self._is_brief = is_brief
        self._show_strip()

    def show_ticket(self, ticket: OpenedTicket) -> None:
        """Show a ticket as it was read."""
        self._ticket = ticket
        row = ticket.detail.ticket
        self._subject.setText(shortened(row.subject) or self.tr("(no subject)"))
        self._meta.setText(_meta(row))
        self.properties.show_ticket(ticket)
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.deleteLater()
        self._chips = [ClockChip(clock) for clock in shown_clocks(ticket.evaluation)]
        for chip in self._chips:
            chip.clicked.connect(partial(self.clock_wanted.emit, chip.clock))
            self._flow.addWidget(chip)
        for button in self._buttons:
            self._flow.removeWidget(button)
            self._flow.addWidget(button)
        self.tick(ticket.now)

    def tick(self, now: datetime) -> None:
        """Write the countdowns for another instant."""
        if self._ticket is None:
            return
        zone = self._ticket.zone
        for chip in self._chips:
            chip.tick(now, zone)
        self.strip.show_clock(leading_clock(self._ticket.evaluation), now, zone)
        self._show_strip()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
            if self._ticket is not None:
                self.show_ticket(self._ticket)
        elif event.type() == QEvent.Type.PaletteChange:
            self._say()
        elif event.type() == QEvent.Type.FontChange:
            font = title(QApplication.font())
            if self._subject.font() != font:
                self._subject.setFont(font)

    def _show_strip(self) -> None:
        self.strip.setVisible(self.strip.has_clock and not self._is_brief)

    def _say(self) -> None:
        self._back.setText(self.tr("To the list"))
        self._back.setToolTip(self.tr("Back to the list (Esc)"))
        ink = tokens_of(self.palette()).text
        self._back.setIcon(icon("arrow-left", ink))
        names = ("circle-question-mark", "calendar-clock")
        for button, action, name in zip(self._buttons, self._actions, names, strict=True):
            button.setText(action.text())
            button.setToolTip(action.toolTip())
            button.setIcon(icon(name, ink))


def shortened(subject: str) -> str:
    """Return a subject that leaves room for the conversation."""
    return subject if len(subject) <= SUBJECT_SHOWN else f"{subject[:SUBJECT_SHOWN]}…"


def _meta(row: TicketRow) -> str:
    """Return "#1047 · Nord Clinic · Irina Petrova · it@nord.example", each part once."""
    requester = shown_sender(row.requester_name, row.requester_email)
    parts = (f"#{row.id}", row.organisation, requester, row.requester_email)
    return " · ".join(dict.fromkeys(part for part in parts if part))
