"""The panel of unanswered alerts above every page: what, how long, and three buttons."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from desktop.services.rows_alert import AlertRow
from desktop.ui.alert_words import is_overdue
from desktop.ui.alerts import AlertCenter
from desktop.ui.paint.shapes import draw_shape
from desktop.ui.sla_state import SlaState
from desktop.ui.theme.tokens import tokens_of
from desktop.ui.theme.typography import Space, strong
from desktop.ui.widgets.labels import ElidedLabel, MutedLabel, PlainLabel
from desktop.ui.widgets.waiting_panel import WaitingPanel

SHAPE = 18


class StateShape(QWidget):
    """The shape of a state, as large as a line of text."""

    def __init__(self, state: SlaState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(SHAPE, SHAPE)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_shape(painter, self.rect().toRectF(), self._state, tokens_of(self.palette()))
        painter.end()


class AlertLine(QWidget):
    """One alert: its deadline, its ticket, and what can be done about it."""

    def __init__(
        self,
        alert: AlertRow,
        center: AlertCenter,
        press: Callable[[Callable[[], None]], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._alert = alert
        self._center = center
        self._press = press
        now = center.now()
        late = is_overdue(alert, now)
        self._shape = StateShape(SlaState.OVERDUE if late else SlaState.CRITICAL)
        self._deadline = PlainLabel()
        self._deadline.setFont(strong(self.font()))
        self._ticket = ElidedLabel(center.words.ticket(alert))
        self._circumstances = MutedLabel()
        self._acknowledge = self._button(self.tr("Acknowledge"), self._on_acknowledge)
        self._open = self._button(self.tr("Open ticket"), self._on_open)
        self._remind = self._button(self.tr("Remind in 5 min"), self._on_remind)
        keeps_place = self._remind.sizePolicy()
        keeps_place.setRetainSizeWhenHidden(True)
        self._remind.setSizePolicy(keeps_place)
        self._remind.setVisible(alert.may_remind)

        layout = QHBoxLayout(self)
        layout.setContentsMargins(Space.PAGE, Space.TIGHT, Space.PAGE, Space.TIGHT)
        layout.setSpacing(Space.CONTROL)
        layout.addWidget(self._shape)
        layout.addWidget(self._deadline)
        layout.addWidget(self._ticket, 1)
        layout.addWidget(self._circumstances)
        layout.addWidget(self._acknowledge)
        layout.addWidget(self._open)
        layout.addWidget(self._remind)
        self.tick(now)

    def tick(self, now: datetime) -> None:
        """Write the countdown for another instant."""
        words = self._center.words
        self._deadline.setText(words.deadline(self._alert, now))
        self._circumstances.setText(words.circumstances(self._alert, now))

    def _button(self, text: str, run: Callable[[], None]) -> QPushButton:
        button = QPushButton(text)
        button.setAccessibleDescription(self._center.words.ticket(self._alert))
        button.clicked.connect(partial(self._press, run))
        return button

    def _on_acknowledge(self) -> None:
        self._center.acknowledge([self._alert.id])

    def _on_open(self) -> None:
        self._center.ticket_wanted.emit(self._alert.ticket_id)

    def _on_remind(self) -> None:
        self._center.remind([self._alert.id])


class AlertPanel(WaitingPanel[AlertLine]):
    """Lists the most urgent alerts nobody has answered; there is no way to close it unanswered."""

    def __init__(self, center: AlertCenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._center = center
        center.changed.connect(self.show_waiting)

    def tick(self, now: datetime) -> None:
        """Move the countdowns."""
        for line in self.lines:
            line.tick(now)

    @property
    def next_due_at(self) -> datetime | None:
        """Return when the soonest countdown shown ends; None without one."""
        now = self._center.now()
        shown = self._center.unanswered[: self.LINES]
        return min((alert.due_at for alert in shown if alert.due_at > now), default=None)

    @override
    def show_waiting(self) -> None:
        unanswered = self._center.unanswered
        grew = len(unanswered) > len(self.lines)
        self.put([AlertLine(each, self._center, self.press) for each in unanswered[: self.LINES]])
        left = len(unanswered) - len(self.lines)
        self.more.setText(self.tr("and %n more", "", left) if left else "")
        self.for_all.setText(self.tr("Acknowledge all"))
        self.foot.setVisible(len(unanswered) > 1)
        self.setVisible(bool(unanswered))
        if grew:
            self.tell_new(self._center.words.title(unanswered, self._center.now()))

    @override
    def on_all(self) -> None:
        self._center.acknowledge(alert.id for alert in self._center.unanswered)
