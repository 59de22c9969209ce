"""Why these dates: a clock's strip, every second of it in rows that add up, and what if."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.explain import Explanation, Line, LineKind, explain
from desktop.domain.explain_words import Language
from desktop.domain.sla_clock import ClockState
from desktop.ui.paint.shapes import SHAPE_SIDE, draw_shape
from desktop.ui.sla_cell import sla_cell, state_of
from desktop.ui.sla_state import SlaState
from desktop.ui.theme.tokens import tokens_of
from desktop.ui.theme.typography import Space, strong
from desktop.ui.tickets.opened_ticket import OpenedTicket
from desktop.ui.tickets.sla_strip import SlaStrip, deadline_of_clock, leading_clock
from desktop.ui.tickets.spell_table import SpellTable
from desktop.ui.tickets.spoken import spoken, spoken_words
from desktop.ui.tickets.supposing import Supposing
from desktop.ui.widgets.announce import announce
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.workplace import Workplace

SIZE = (860, 560)
SAID = (LineKind.HELD, LineKind.OUTCOME, LineKind.NOTE)
COPIED = {Language.ENGLISH: "English", Language.RUSSIAN: "Русский"}
"""The languages of the copied text, each by its own name."""


class ExplainView(QDialog):
    """Explains one clock at a time; all rounds of all clocks can be chosen.

    Everything is read from the events anew for each clock, in the language now spoken.
    """

    excuse_wanted = Signal(object)
    """ClockState: its breach should be excused."""
    policy_wanted = Signal(int)
    """The policy that promised it should be opened."""

    def __init__(
        self,
        place: Workplace,
        ticket: OpenedTicket,
        parent: QWidget,
        first: ClockState | None,
        *,
        may_excuse: bool,
    ) -> None:
        """`first` is shown at first, else the clock that is due next."""
        super().__init__(parent)
        self._place = place
        self._ticket = ticket
        self._clocks = ticket.evaluation.clocks
        self._may_excuse = may_excuse
        self._choice = QComboBox()
        self._rule = PlainLabel()
        self._strip = SlaStrip()
        self._table = SpellTable()
        self._said = QVBoxLayout()
        self._what_if = Supposing(ticket.now, ticket.zone)
        self._copy = QPushButton(self.tr("Copy as text"))
        self._excuse = QPushButton(self.tr("Excuse…"))
        self._open_policy = QPushButton(self.tr("Open the policy"))
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)

        self.setWindowTitle(self.tr("Why these dates? #{number}").format(number=ticket.id))
        self.resize(*SIZE)
        label = PlainLabel(self.tr("Target"))
        label.setBuddy(self._choice)
        self._choice.setAccessibleName(self.tr("Target"))
        self._choice.setIconSize(QSize(int(SHAPE_SIDE), int(SHAPE_SIDE)))
        for clock in self._clocks:
            self._choice.addItem(_shape(self, state_of(deadline_of_clock(clock), ticket.now)), "")
        self._rule.setWordWrap(True)
        self._said.setSpacing(Space.TIGHT)
        self._fill_copy_menu()
        self._buttons.addButton(self._copy, QDialogButtonBox.ButtonRole.ActionRole)
        self._buttons.addButton(self._excuse, QDialogButtonBox.ButtonRole.ActionRole)
        self._buttons.addButton(self._open_policy, QDialogButtonBox.ButtonRole.ActionRole)
        top = QHBoxLayout()
        top.setSpacing(Space.CONTROL)
        top.addWidget(label)
        top.addWidget(self._choice)
        top.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.PAGE, Space.PANE, Space.PAGE, Space.PAGE)
        column.setSpacing(Space.PANE)
        column.addLayout(top)
        column.addWidget(self._rule)
        column.addWidget(self._strip)
        column.addWidget(self._scrolled(), 1)
        column.addWidget(self._what_if)
        column.addWidget(self._buttons)

        self._name_clocks()
        self._choice.currentIndexChanged.connect(self._on_clock)
        self._what_if.asked.connect(self._on_asked)
        self._excuse.clicked.connect(self._on_excuse)
        self._open_policy.clicked.connect(self._on_policy)
        self._buttons.rejected.connect(self.reject)
        wanted = first or leading_clock(ticket.evaluation)
        index = _index(self._clocks, wanted)
        self._choice.setCurrentIndex(index)
        self._on_clock(index)

    @property
    def clock(self) -> ClockState | None:
        """The clock that is explained."""
        index = self._choice.currentIndex()
        return self._clocks[index] if 0 <= index < len(self._clocks) else None

    @property
    def what_if(self) -> Supposing:
        return self._what_if

    def explained(self, tongue: Language) -> Explanation | None:
        """Return the words for the clock in either language, as of when the ticket was read."""
        clock = self.clock
        if clock is None:
            return None
        zone = self._ticket.zone
        names = {person.id: person.name for person in self._ticket.people}
        return explain(self._ticket.evaluation, clock.kind, tongue, zone, names, number=clock.round)

    def copy(self, tongue: Language) -> None:
        """Put the explanation on the clipboard in that language, whatever is spoken here."""
        QGuiApplication.clipboard().setText(str(self.explained(tongue) or ""))
        self._copy.setText(self.tr("Copied"))
        announce(self, self.tr("Copied"))

    def _scrolled(self) -> QScrollArea:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, Space.CONTROL, 0)
        column.setSpacing(Space.PANE)
        column.addWidget(self._table)
        column.addLayout(self._said)
        column.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        area.setAccessibleName(self.tr("How the dates follow"))
        return area

    def _fill_copy_menu(self) -> None:
        menu = QMenu(self._copy)
        here = spoken()
        for tongue in sorted(COPIED, key=lambda each: each is not here):
            menu.addAction(COPIED[tongue]).triggered.connect(
                lambda _=False, tongue=tongue: self.copy(tongue)
            )
        self._copy.setMenu(menu)

    def _name_clocks(self) -> None:
        """Name each clock with how it stands; its round where there are several."""
        kinds = [clock.kind for clock in self._clocks]
        for index, clock in enumerate(self._clocks):
            cell = sla_cell(deadline_of_clock(clock), self._ticket.now, self._ticket.zone)
            text = self.tr("{target}: {remaining}")
            if kinds.count(clock.kind) > 1:
                text = self.tr("{target} {round}: {remaining}")
            words = text.format(target=cell.target, round=clock.round, remaining=cell.remaining)
            self._choice.setItemText(index, words)

    def _on_clock(self, index: int) -> None:
        clock = self.clock
        told = self.explained(spoken())
        self._copy.setText(self.tr("Copy as text"))
        self._copy.setEnabled(told is not None)
        is_late = clock is not None and clock.breach is not None
        self._excuse.setVisible(is_late and self._may_excuse)
        self._open_policy.setVisible(clock is not None and clock.row is not None)
        if clock is None or told is None:
            self._rule.setText(self.tr("No deadline runs for this ticket."))
            self._what_if.hide()
            return
        self._rule.setText(told.lines[0].text)
        self._strip.show_clock(clock, self._ticket.now, self._ticket.zone)
        self._table.show_lines(told.lines, spoken_words())
        self._say([line for line in told.lines if line.kind in SAID])
        self._what_if.show_clock(clock)
        self._on_asked()

    def _say(self, lines: list[Line]) -> None:
        while (item := self._said.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for line in lines:
            label = PlainLabel(line.text)
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            if line.kind is LineKind.OUTCOME:
                label.setFont(strong(self.font()))
            self._said.addWidget(label)

    def _on_asked(self) -> None:
        clock, question = self.clock, self._what_if.question
        if clock is None or question is None:
            return
        clocks, ticket_id, tongue = self._place.desk.clocks, self._ticket.id, spoken()
        zone = self._ticket.zone

        def work() -> str:
            supposed = clocks.supposed(ticket_id, *question)
            told = explain(supposed, clock.kind, tongue, zone, {}, number=clock.round)
            return told.outcome if told is not None else ""

        self._place.runner.query(self, work, self._what_if.say, latest="what-if")

    def _on_excuse(self) -> None:
        if self.clock is not None:
            self.excuse_wanted.emit(self.clock)
            self.accept()

    def _on_policy(self) -> None:
        if self.clock is not None:
            self.policy_wanted.emit(self.clock.policy_id)
            self.accept()


def _index(clocks: tuple[ClockState, ...], wanted: ClockState | None) -> int:
    """Return the place of a clock of that kind and round; the first, if any, without one."""
    places = [
        index
        for index, clock in enumerate(clocks)
        if wanted is not None and (clock.kind, clock.round) == (wanted.kind, wanted.round)
    ]
    return places[0] if places else min(0, len(clocks) - 1)


def _shape(widget: QWidget, state: SlaState | None) -> QIcon:
    """Return the shape of a state as an icon in the colours now used."""
    ratio = widget.devicePixelRatioF()
    pixmap = QPixmap(round(SHAPE_SIDE * ratio), round(SHAPE_SIDE * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    if state is not None:
        painter = QPainter(pixmap)
        draw_shape(
            painter, QRectF(0, 0, SHAPE_SIDE, SHAPE_SIDE), state, tokens_of(widget.palette())
        )
        painter.end()
    return QIcon(pixmap)
