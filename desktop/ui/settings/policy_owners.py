"""Which organisation or category has a policy of its own; chosen at once, taken back by Undo."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.sla import PolicySource
from desktop.services.due_moves import Moves
from desktop.services.policy_edits import OwnerRow, PolicyRow
from desktop.ui.settings.policy_words import change_text
from desktop.ui.texts import policy_word
from desktop.ui.theme.typography import Space
from desktop.ui.widgets.labels import MutedLabel, PlainLabel, SectionHeader

WIDTH = 280


class PolicyOwners(QWidget):
    """An organisation or category, and the policy its new tickets follow."""

    chosen = Signal()
    """`owner` shall follow `policy_id`."""

    asked = Signal()
    """Another `owner` is shown: what of its open tickets follow another policy?"""

    follows = Signal()
    """The open tickets of `owner` shall follow what a new one would."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = SectionHeader()
        self._order = MutedLabel()
        self._order.setWordWrap(True)
        self._owner = QComboBox()
        self._follows = PlainLabel()
        self._policy = QComboBox()
        self._names: list[str] = []
        self._nobody = MutedLabel()
        self._nobody.setWordWrap(True)
        self._moves: Moves | None = None
        self._left_behind = MutedLabel()
        self._left_behind.setWordWrap(True)
        self._follow = QPushButton()
        for box in (self._owner, self._policy):
            box.setMinimumWidth(WIDTH)

        self._row = QWidget()
        row = QHBoxLayout(self._row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.CONTROL)
        row.addWidget(self._owner)
        row.addWidget(self._follows)
        row.addWidget(self._policy)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.CONTROL)
        for widget in (self._heading, self._order, self._row, self._nobody, self._left_behind):
            layout.addWidget(widget)
        layout.addWidget(self._follow, alignment=Qt.AlignmentFlag.AlignLeft)

        self._owner.activated.connect(self._on_owner)
        self._policy.activated.connect(self.chosen)
        self._follow.clicked.connect(self.follows)
        self.retranslate()

    @property
    def owner(self) -> OwnerRow | None:
        row: OwnerRow | None = self._owner.currentData()
        return row

    @property
    def policy_id(self) -> int | None:
        number: int | None = self._policy.currentData()
        return number

    def show_all(self, owners: Sequence[OwnerRow], policies: Sequence[PolicyRow]) -> None:
        """Show who there is and what can be followed; the owner chosen stays chosen."""
        before = self.owner
        self._owner.clear()
        for row in owners:
            self._owner.addItem(self._owner_words(row), row)
        same = [
            index
            for index, row in enumerate(owners)
            if before is not None and (row.source, row.id) == (before.source, before.id)
        ]
        self._owner.setCurrentIndex(same[0] if same else 0)
        self._policy.clear()
        self._policy.addItem("", None)
        self._names = [policy.name for policy in policies]
        for policy in policies:
            self._policy.addItem("", policy.id)
        self._row.setVisible(bool(owners))
        self._nobody.setVisible(not owners)
        self.retranslate()
        self._on_owner()

    def show_moves(self, moves: Moves) -> None:
        """Offer to bring the open tickets over that follow another policy than a new one would."""
        self._moves = moves
        self._say()

    def retranslate(self) -> None:
        """Take the words of the language now spoken."""
        self._heading.setText(self.tr("Who follows which policy"))
        self._order.setText(
            self.tr(
                "A new ticket follows the policy of its organisation; without one, that of its "
                "category; without one, the policy for all others. Tickets that are open already "
                "keep theirs."
            )
        )
        self._owner.setAccessibleName(self.tr("Organisation or category"))
        self._follows.setText(self.tr("follows"))
        self._policy.setAccessibleName(self.tr("Its policy"))
        self._nobody.setText(self.tr("There is no organisation and no category yet."))
        self._follow.setText(self.tr("Let them follow it too"))
        self._say()
        if self._policy.count():
            self._policy.setItemText(0, self.tr("the next in this order"))
        for index, name in enumerate(self._names, start=1):
            self._policy.setItemText(index, policy_word(name))
        for index in range(self._owner.count()):
            self._owner.setItemText(index, self._owner_words(self._owner.itemData(index)))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _on_owner(self) -> None:
        owner = self.owner
        index = self._policy.findData(owner.policy_id) if owner is not None else 0
        self._policy.setCurrentIndex(max(0, index))
        self._moves = None
        self._say()
        if owner is not None:
            self.asked.emit()

    def _say(self) -> None:
        """Write how many open tickets keep another policy, and what following it would move."""
        moves = self._moves
        are_there = moves is not None and moves.tickets > 0
        self._left_behind.setVisible(are_there)
        self._follow.setVisible(are_there)
        if moves is not None and are_there:
            count = self.tr("%n open ticket(s) follow another policy.", "", moves.tickets)
            self._left_behind.setText(f"{count} {change_text(moves)}")

    def _owner_words(self, row: OwnerRow) -> str:
        if row.source is PolicySource.ORGANISATION:
            return self.tr("Organisation: {name}").format(name=row.name)
        return self.tr("Category: {name}").format(name=row.name)
