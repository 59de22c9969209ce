"""The tickets that have to do with the one shown, each a way to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from desktop.domain.marked import QT_TRANSLATE_NOOP
from desktop.services.rows_ticket import RelatedTicket, Tie
from desktop.ui.icons import icon
from desktop.ui.texts import word
from desktop.ui.theme.tokens import tokens_of
from desktop.ui.theme.typography import Space
from desktop.ui.widgets.buttons import LinkButton
from desktop.ui.widgets.labels import MutedLabel
from desktop.ui.widgets.tooltips import plain_tooltip

_TIES: Mapping[Tie, str] = {
    Tie.ABSORBED: QT_TRANSLATE_NOOP("Ties", "merged into this one"),
    Tie.SURVIVOR: QT_TRANSLATE_NOOP("Ties", "has this one in it"),
    Tie.LINKED: QT_TRANSLATE_NOOP("Ties", "linked"),
    Tie.CLAIMED: QT_TRANSLATE_NOOP("Ties", "named by the sender"),
    Tie.CLAIMING: QT_TRANSLATE_NOOP("Ties", "names this one"),
}
"""What another ticket is to this one."""


class RelatedList(QWidget):
    """A line a ticket: its number and subject as a button, what it is, how it stands."""

    ticket_wanted = Signal(int)
    unlink_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.TIGHT)

    def show_related(self, related: Sequence[RelatedTicket]) -> None:
        """Show these tickets."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for each in related:
            self._column.addWidget(self._line(each))

    def _line(self, each: RelatedTicket) -> QWidget:
        line = QWidget()
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, Space.TIGHT)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(Space.TIGHT)
        button = LinkButton(f"#{each.id} {each.subject}")
        button.clicked.connect(partial(self.ticket_wanted.emit, each.id))
        row.addWidget(button, 1)
        if each.tie is Tie.LINKED:
            row.addWidget(self._unlink_button(each))
        column.addLayout(row)
        tie = QCoreApplication.translate("Ties", _TIES[each.tie])
        column.addWidget(MutedLabel(f"{tie} · {word(each.status)}"))
        return line

    def _unlink_button(self, each: RelatedTicket) -> QToolButton:
        button = QToolButton()
        button.setAutoRaise(True)
        button.setIcon(icon("x", tokens_of(self.palette()).muted))
        name = self.tr("Take the link to #{number} away").format(number=each.id)
        button.setToolTip(plain_tooltip(name))
        button.setAccessibleName(name)
        button.clicked.connect(partial(self.unlink_wanted.emit, each.id))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        return button
