"""Asks, beside a duty that was dropped, why it is kept although it breaks a rule."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from desktop.domain.duty_conflict import Conflict
from desktop.ui.duty.proposal import Proposal
from desktop.ui.duty.team import DutyTeam
from desktop.ui.duty.words import conflicts_text, times_text
from desktop.ui.theme.typography import Space
from desktop.ui.widgets.announce import announce
from desktop.ui.widgets.buttons import PrimaryButton
from desktop.ui.widgets.floating_panel import FloatingPanel
from desktop.ui.widgets.labels import FaultLabel, MutedLabel

WIDTH = 400


class ReasonPopover(FloatingPanel):
    """Stands over `host` until it is answered: Enter keeps, Esc or a click elsewhere gives up.

    It holds the proposal that it asks about; nothing is written before an answer.
    """

    kept = Signal(object, str)
    """Proposal, and why."""
    form_wanted = Signal(object)
    """Proposal: somebody or some other time is looked for."""
    left = Signal()
    """Nothing is done."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self.proposal: Proposal | None = None
        self._broken = FaultLabel()
        self._times = MutedLabel()
        self._reason = QLineEdit()
        self._keep = PrimaryButton()
        self._form = QPushButton()
        self._cancel = QPushButton()

        self.setFixedWidth(WIDTH)
        for label in (self._broken, self._times):
            label.setWordWrap(True)
        buttons = QGridLayout()
        buttons.setSpacing(Space.CONTROL)
        buttons.addWidget(self._keep, 0, 0)
        buttons.addWidget(self._cancel, 0, 1)
        buttons.addWidget(self._form, 1, 0, 1, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.PANE, Space.PANE, Space.PANE, Space.PANE)
        column.setSpacing(Space.CONTROL)
        column.addWidget(self._broken)
        column.addWidget(self._times)
        column.addWidget(self._reason)
        column.addLayout(buttons)
        self.say()
        self.hide()

        self._reason.textChanged.connect(self._allow)
        self._keep.clicked.connect(self._on_keep)
        self._form.clicked.connect(self._on_form)
        self._cancel.clicked.connect(self._give_up)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus)

    @property
    def warning(self) -> str:
        """What is said about what the duty would break."""
        return self._broken.text()

    def ask(
        self,
        proposal: Proposal,
        conflicts: tuple[Conflict, ...],
        team: DutyTeam,
        beside: QRect,
    ) -> None:
        """Ask about a proposal whose block is painted at a place of the host."""
        self.proposal = proposal
        told = self.tr("▲ {person}: {conflicts}").format(
            person=team.name(proposal.person_id), conflicts=conflicts_text(conflicts, team.rules)
        )
        self._broken.setText(told)
        self._times.setText(times_text((proposal.start_at, proposal.end_at), team.zone))
        self._reason.clear()
        self._allow()
        self.show()
        self.adjustSize()
        self._place(beside)
        self.raise_()
        self._reason.setFocus(Qt.FocusReason.PopupFocusReason)
        announce(self, told)

    def leave(self) -> None:
        """Ask no longer."""
        self.proposal = None
        self.hide()

    def say(self) -> None:
        """Take the words of the language now spoken."""
        self._reason.setPlaceholderText(self.tr("why it is accepted all the same"))
        self._reason.setAccessibleName(self.tr("Reason"))
        self._keep.setText(self.tr("Keep with this reason"))
        self._form.setText(self.tr("Another person or time…"))
        self._cancel.setText(self.tr("Cancel"))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.say()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._give_up()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_enter()
        else:
            super().keyPressEvent(event)

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        """Go round within: what lies behind is not reached before there is an answer."""
        stops = [
            each
            for each in (self._reason, self._keep, self._cancel, self._form)
            if each.isEnabled()
        ]
        held = self.focusWidget()
        place = stops.index(held) if held in stops else 0
        stops[(place + (1 if next else -1)) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _place(self, beside: QRect) -> None:
        """Stand under the block, or above it where there is no room; never over it."""
        room = self._host.rect().adjusted(Space.PAGE, 0, -Space.PAGE, -Space.PANE)
        left = max(min(beside.left(), room.right() - self.width()), room.left())
        top = beside.bottom() + Space.TIGHT
        if top + self.height() > room.bottom():
            top = max(room.top(), beside.top() - Space.TIGHT - self.height())
        self.move(QPoint(left, top))

    def _allow(self) -> None:
        self._keep.setEnabled(bool(self._reason.text().strip()))

    def _on_enter(self) -> None:
        held = self.focusWidget()
        if isinstance(held, QPushButton):
            held.click()
        elif self._keep.isEnabled():
            self._on_keep()

    def _on_keep(self) -> None:
        proposal, reason = self.proposal, self._reason.text().strip()
        self.leave()
        if proposal is not None:
            self.kept.emit(proposal, reason)

    def _on_form(self) -> None:
        proposal = self.proposal
        self.leave()
        if proposal is not None:
            self.form_wanted.emit(proposal)

    def _give_up(self) -> None:
        if self.proposal is not None:
            self.leave()
            self.left.emit()

    def _on_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Give up when the focus goes elsewhere in the window; another program's is no answer."""
        if now is not None and self.isVisible() and not self.isAncestorOf(now):
            self._give_up()
