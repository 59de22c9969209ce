"""The panel of unanswered alerts above every page: what, how long, and three buttons."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QEvent, QSize, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.services.rows_alert import AlertRow
from desktop.ui.alert_words import is_overdue
from desktop.ui.alerts import AlertCenter
from desktop.ui.paint.shapes import draw_shape
from desktop.ui.sla_state import SlaState
from desktop.ui.theme.tokens import tokens_of
from desktop.ui.theme.typography import Space, strong
from desktop.ui.widgets.announce import announce
from desktop.ui.widgets.labels import ElidedLabel, MutedLabel, PlainLabel

SHAPE = 18
DEAF_MS = 700
"""So long new buttons ignore everything: a click or key meant for something else answers none."""


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


class AlertPanel(QWidget):
    """Lists the most urgent alerts nobody has answered; there is no way to close it unanswered."""

    LINES = 3

    def __init__(self, center: AlertCenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._center = center
        self._lines: list[AlertLine] = []
        self._deaf = QTimer(self)
        self._deaf.setSingleShot(True)
        self.set_deaf_for(DEAF_MS)
        self._more = PlainLabel()
        self._all = QPushButton()
        foot = QHBoxLayout()
        foot.setContentsMargins(Space.PAGE, 0, Space.PAGE, Space.TIGHT)
        foot.setSpacing(Space.CONTROL)
        foot.addWidget(self._more, 1)
        foot.addWidget(self._all)
        self._foot = QWidget()
        self._foot.setLayout(foot)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, Space.TIGHT, 0, Space.TIGHT)
        self._column.setSpacing(0)
        self._column.addWidget(self._foot)
        self.hide()

        self._all.clicked.connect(partial(self._press, self._on_all))
        center.changed.connect(self._show)

    def set_deaf_for(self, span_ms: int) -> None:
        """Let new buttons ignore everything for so long."""
        self._deaf.setInterval(span_ms)

    def tick(self, now: datetime) -> None:
        """Move the countdowns."""
        for line in self._lines:
            line.tick(now)

    @property
    def next_due_at(self) -> datetime | None:
        """Return when the soonest countdown shown ends; None without one."""
        now = self._center.now()
        shown = self._center.unanswered[: self.LINES]
        return min((alert.due_at for alert in shown if alert.due_at > now), default=None)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._show()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = tokens_of(self.palette())
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens.base)
        painter.fillRect(0, self.height() - 1, self.width(), 1, tokens.hairline)
        painter.end()

    def _show(self) -> None:
        unanswered = self._center.unanswered
        grew = len(unanswered) > len(self._lines)
        for line in self._lines:
            self._column.removeWidget(line)
            line.deleteLater()
        self._lines = [
            AlertLine(alert, self._center, self._press) for alert in unanswered[: self.LINES]
        ]
        for index, line in enumerate(self._lines):
            self._column.insertWidget(index, line)
        left = len(unanswered) - len(self._lines)
        self._more.setText(self.tr("and %n more", "", left) if left else "")
        self._all.setText(self.tr("Acknowledge all"))
        self._foot.setVisible(len(unanswered) > 1)
        self.setVisible(bool(unanswered))
        if grew:
            self._deaf.start()
            announce(self, self._center.words.title(unanswered, self._center.now()))

    def _press(self, run: Callable[[], None]) -> None:
        if not self._deaf.isActive():
            run()

    def _on_all(self) -> None:
        self._center.acknowledge(alert.id for alert in self._center.unanswered)
