"""The Send button: the usual way of this mailbox in one press, the other ways beside it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget
from typing_extensions import override

from desktop.domain.send_times import monday_morning, tomorrow_morning
from desktop.domain.ticket import Status
from desktop.ui.actions import Actions, with_shortcut
from desktop.ui.formats import instant_text
from desktop.ui.icons import icon
from desktop.ui.theme.tokens import tokens_of
from desktop.ui.theme.typography import Space
from desktop.ui.widgets.buttons import PrimaryButton

WAYS: tuple[Status | None, ...] = (Status.WAITING_CUSTOMER, Status.SOLVED, None)
"""The status after it; None keeps the ticket open."""


class SendButton(QWidget):
    """For a note and for a forward there is one way only."""

    pressed = Signal(object)
    """Status after it, None keeps the ticket open."""
    later_wanted = Signal(datetime)
    """The letter should leave at this instant."""
    moment_wanted = Signal()
    """It should leave at an instant that is yet to be chosen."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._way: Status | None = Status.WAITING_CUSTOMER
        self._only = ""
        self._now: Callable[[], tuple[datetime, ZoneInfo]] | None = None
        self._send = PrimaryButton()
        self._more = PrimaryButton()
        self._keep_open = QAction(self)
        self._ways = QMenu(self._more)
        self._later = QMenu(self._ways)

        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.TIGHT)
        row.addWidget(self._send)
        row.addWidget(self._more)
        self._ways.addActions(
            [actions["ticket.send"], actions["ticket.send_and_solve"], self._keep_open]
        )
        self._ways.addSeparator()
        self._ways.addMenu(self._later)

        self._send.clicked.connect(self.press)
        self._more.clicked.connect(self._on_more)
        self._keep_open.triggered.connect(lambda: self.pressed.emit(None))
        self._later.aboutToShow.connect(self._on_later)
        self.retranslate()
        self._tint()

    @property
    def way(self) -> Status | None:
        """The status that one press leaves the ticket in."""
        return self._way

    def set_way(self, way: Status | None) -> None:
        """Make this the usual way."""
        self._way = way
        self.retranslate()

    def set_only(self, text: str) -> None:
        """Offer one way with these words; empty: all of them."""
        self._only = text
        self._more.setVisible(not text)
        self.retranslate()

    def set_now(self, now: Callable[[], tuple[datetime, ZoneInfo]]) -> None:
        """Say how to learn what time it is, and where."""
        self._now = now

    def press(self) -> None:
        """Send in the usual way."""
        self.pressed.emit(self._way)

    def retranslate(self) -> None:
        """Say the words again in the language now spoken."""
        usual = self._actions["ticket.send"]
        words = {
            Status.WAITING_CUSTOMER: usual.text(),
            Status.SOLVED: self._actions["ticket.send_and_solve"].text(),
            None: self.tr("Send and keep open"),
        }
        self._keep_open.setText(words[None])
        self._send.setText(self._only or words[self._way])
        self._send.setToolTip(with_shortcut(self._send.text(), usual))
        self._more.setAccessibleName(self.tr("Other ways to send"))
        self._more.setToolTip(self.tr("Other ways to send"))
        self._later.setTitle(self.tr("Send later"))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.PaletteChange:
            self._tint()

    def _on_more(self) -> None:
        size = self._ways.sizeHint()
        corner = QPoint(self._more.width() - size.width(), -size.height())
        self._ways.popup(self._more.mapToGlobal(corner))

    def _on_later(self) -> None:
        self._later.clear()
        if self._now is None:
            return
        now, zone = self._now()
        for text, at in (
            (self.tr("Tomorrow morning"), tomorrow_morning(now, zone)),
            (self.tr("On Monday morning"), monday_morning(now, zone)),
        ):
            action = self._later.addAction(f"{text} · {instant_text(at, zone)}")
            action.triggered.connect(lambda _=False, at=at: self.later_wanted.emit(at))
        self._later.addSeparator()
        other = self._later.addAction(self.tr("Choose a date…"))
        other.triggered.connect(self.moment_wanted)

    def _tint(self) -> None:
        self._more.setIcon(icon("chevron-down", tokens_of(self.palette()).on_accent))
