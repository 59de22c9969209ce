"""The lines of the self-check: a mark, what was looked at, and what was found."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget
from typing_extensions import override

from desktop.domain.errors import Refused
from desktop.domain.sentences_health import HEALTH, HEALTH_TITLES
from desktop.services.health_check import Check, State
from desktop.ui.icons import icon_pixmap
from desktop.ui.sla_state import SlaState
from desktop.ui.texts import sentence
from desktop.ui.theme.tokens import Tokens, tokens_of
from desktop.ui.theme.typography import Space
from desktop.ui.widgets.labels import PlainLabel

ICON = 16
ICONS = {
    State.OK: "circle-check",
    State.WARNING: "triangle-alert",
    State.FAILED: "circle-x",
    State.UNKNOWN: "circle-question-mark",
}
MARKS = {State.OK: "✓", State.WARNING: "▲", State.FAILED: "✗", State.UNKNOWN: "?"}

Fix = tuple[str, Callable[[], None]]


class CheckList(QWidget):
    """Shows the checks; one that is not well may have a button that leads to the cure."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._checks: tuple[Check, ...] = ()
        self._fixes: Mapping[str, Fix] = {}
        self._cells: list[QWidget] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.PANE)
        self._grid.setVerticalSpacing(Space.CONTROL)
        self._grid.setColumnStretch(2, 1)

    def show_checks(self, checks: Sequence[Check], fixes: Mapping[str, Fix]) -> None:
        """Replace the lines; `fixes` are by the name of the check."""
        self._checks, self._fixes = tuple(checks), fixes
        for cell in self._cells:
            self._grid.removeWidget(cell)
            cell.deleteLater()
        self._cells = []
        for row, check in enumerate(self._checks):
            self._put(_mark(check, tokens_of(self.palette()), self.devicePixelRatioF()), row, 0)
            self._put(PlainLabel(title_of(check)), row, 1)
            text = PlainLabel(text_of(check))
            text.setWordWrap(True)
            self._put(text, row, 2)
            fix = fixes.get(check.name)
            if fix is not None and check.state in (State.WARNING, State.FAILED):
                button = QPushButton(fix[0])
                button.clicked.connect(fix[1])
                self._put(button, row, 3)

    def report(self) -> str:
        """Return the lines as text for support; the checks hold no address and no subject."""
        return "\n".join(
            f"{MARKS[check.state]} {title_of(check)}: {text_of(check)}" for check in self._checks
        )

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.show_checks(self._checks, self._fixes)

    def _put(self, cell: QWidget, row: int, column: int) -> None:
        self._grid.addWidget(cell, row, column, Qt.AlignmentFlag.AlignTop)
        self._cells.append(cell)


def title_of(check: Check) -> str:
    """Return what was looked at, in the language now spoken."""
    return QCoreApplication.translate("health", HEALTH_TITLES[check.name])


def text_of(check: Check) -> str:
    """Return what was found, in the language now spoken."""
    words = HEALTH.get(check.text_code)
    if words is None:
        return sentence(Refused(check.text_code, **check.facts))
    return QCoreApplication.translate("health", words).format_map(check.facts)


def _mark(check: Check, tokens: Tokens, dpr: float) -> QLabel:
    mark = QLabel()
    mark.setPixmap(icon_pixmap(ICONS[check.state], _ink(check.state, tokens), ICON, dpr))
    mark.setAccessibleName(MARKS[check.state])
    return mark


def _ink(state: State, tokens: Tokens) -> QColor:
    match state:
        case State.OK:
            return tokens.states[SlaState.MET].ink
        case State.WARNING:
            return tokens.states[SlaState.CRITICAL].ink
        case State.FAILED:
            return tokens.danger
        case State.UNKNOWN:
            return tokens.muted
