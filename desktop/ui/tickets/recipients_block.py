"""To, Cc and Bcc of one letter, and who is approved to get it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QToolButton, QWidget
from typing_extensions import override

from desktop.domain.addressing import Addressing
from desktop.services.drafts import Envelope
from desktop.ui.theme.typography import Space
from desktop.ui.tickets.recipient_chip import Standing
from desktop.ui.tickets.recipients import People
from desktop.ui.tickets.recipients_field import RecipientsField
from desktop.ui.widgets.tooltips import plain_tooltip


class RecipientsBlock(QWidget):
    """Cc and Bcc are folded while they are empty; a click or Tab opens them."""

    edited = Signal()
    """A person changed who is named."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.addressing = Addressing()
        """Who is on the ticket."""

        self._approved: frozenset[str] = frozenset()
        self.to = RecipientsField(self._is_known)
        self.cc = RecipientsField(self._is_known)
        self.bcc = RecipientsField(self._is_known)
        self._labels = {field: QLabel() for field in (self.to, self.cc, self.bcc)}
        self._more = QToolButton()
        self._others = QToolButton()
        self._asked = QToolButton()

        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.CONTROL)
        grid.setVerticalSpacing(Space.TIGHT)
        for row, (field, label) in enumerate(self._labels.items()):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setBuddy(field)
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1, 1, 1 if field is self.to else 2)
            field.edited.connect(self._on_edited)
        side = QHBoxLayout()
        side.setSpacing(Space.TIGHT)
        for button in (self._asked, self._others, self._more):
            button.setAutoRaise(True)
            side.addWidget(button)
        grid.addLayout(side, 0, 2)
        grid.setColumnStretch(1, 1)

        self._more.clicked.connect(self._on_more)
        self._others.clicked.connect(self.show_all)
        self._asked.clicked.connect(self._on_asked)
        self.retranslate()
        self._fold()

    @property
    def fields(self) -> tuple[RecipientsField, ...]:
        return self.to, self.cc, self.bcc

    def begin(self, addressing: Addressing, to: People, cc: People = ()) -> None:
        """Start a new letter to these people."""
        self.show_envelope(addressing, Envelope(to, cc))

    def show_envelope(self, addressing: Addressing, envelope: Envelope) -> None:
        """Show the people of a draft; those approved before stay so."""
        self.addressing = addressing
        self._approved = envelope.approved
        for field, people in zip(
            self.fields, (envelope.to, envelope.cc, envelope.bcc), strict=True
        ):
            field.set_people(people)
        self._fold()

    def set_addressing(self, addressing: Addressing) -> None:
        """Take over who is on the ticket by now; what is named stays."""
        self.addressing = addressing
        self._say_offers()

    def show_all(self) -> None:
        """Answer to all: name those whom a client put into copy; each still needs a click."""
        self.cc.suggest(self.addressing.suggested)
        self._fold()
        self.edited.emit()

    def approve_new(self) -> None:
        """Approve every address that was typed and is new on the ticket."""
        for field in self.fields:
            field.approve(Standing.NEW)

    def envelope(self) -> Envelope:
        """Return everybody named, for a draft."""
        to, cc, bcc = (field.everybody() for field in self.fields)
        return Envelope(to, cc, bcc, self.approved())

    def to_send(self) -> Envelope:
        """Return those who get the letter."""
        to, cc, bcc = (field.people() for field in self.fields)
        return Envelope(to, cc, bcc, self.approved())

    def approved(self) -> frozenset[str]:
        """Return the addresses that a click approved, in lower case."""
        found = {
            chip.person[1].lower()
            for field in self.fields
            for chip in field.chips
            if chip.standing is Standing.APPROVED
        }
        return frozenset(found - self.addressing.known)

    def first(self, standing: Standing) -> str:
        """Return the first address of this standing; empty when there is none."""
        return next((found for field in self.fields if (found := field.first(standing))), "")

    def set_completions(self, people: People) -> None:
        """Offer these while an address is typed."""
        for field in self.fields:
            field.set_completions(people)

    def retranslate(self) -> None:
        """Say the words again in the language now spoken."""
        words = (self.tr("To"), self.tr("Cc"), self.tr("Bcc"))
        for (field, label), word in zip(self._labels.items(), words, strict=True):
            label.setText(word)
            field.set_name(word)
        self._more.setText(self.tr("Cc Bcc"))
        self._more.setToolTip(self.tr("Show Cc and Bcc"))
        self._say_offers()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _is_known(self, address: str) -> bool:
        return self.addressing.is_known(address) or address.lower() in self._approved

    def _fold(self, *, is_open: bool = False) -> None:
        for field in (self.cc, self.bcc):
            is_shown = is_open or bool(field.everybody())
            field.setVisible(is_shown)
            self._labels[field].setVisible(is_shown)
        self._more.setVisible(self.cc.isHidden() or self.bcc.isHidden())
        self._say_offers()

    def _say_offers(self) -> None:
        named = {address.lower() for field in self.fields for _, address in field.everybody()}
        others = [p for p in self.addressing.suggested if p[1].lower() not in named]
        self._others.setVisible(bool(others))
        self._others.setText(self.tr("+%n in copy", "", len(others)))
        self._others.setToolTip(
            self.tr("The client put them into copy; they get nothing before you click them.")
        )
        asked = self.addressing.reply_to
        is_asked = asked is not None and asked[1].lower() not in named
        self._asked.setVisible(is_asked)
        if asked is not None:
            self._asked.setText(self.tr("Reply-To…"))
            text = self.tr("The letter asks to be answered at {address}. Click to use it.")
            self._asked.setToolTip(plain_tooltip(text.format(address=asked[1])))

    def _on_edited(self) -> None:
        self._say_offers()
        self.edited.emit()

    def _on_more(self) -> None:
        self._fold(is_open=True)
        self.cc.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_asked(self) -> None:
        if self.addressing.reply_to is not None:
            self._approved |= {self.addressing.reply_to[1].lower()}
            self.to.set_people((self.addressing.reply_to,))
            self._on_edited()
