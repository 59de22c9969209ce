"""A line of recipients: chips, and after the last one the place to type the next."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget
from typing_extensions import override

from desktop.ui.theme.tokens import tokens_of
from desktop.ui.theme.typography import Space
from desktop.ui.tickets.recipient_chip import RecipientChip, Standing
from desktop.ui.tickets.recipients import (
    People,
    Person,
    is_address,
    people_text,
    person_text,
    read_people,
)
from desktop.ui.widgets.flow_layout import FlowLayout, flow_policy

INPUT_WIDTH = 90
INSET = 3
ENDS = frozenset((Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Comma, Qt.Key.Key_Semicolon))


class AddressInput(QLineEdit):
    """Where an address is typed: a comma or Enter ends it, Backspace at the start goes back."""

    ended = Signal()
    pasted = Signal(str)
    focus_changed = Signal()
    left_behind = Signal()
    """The focus should go to the chip before."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrame(False)
        self.textChanged.connect(self.updateGeometry)

    @override
    def sizeHint(self) -> QSize:
        """Grow with the text, so that a long address is seen whole."""
        metrics = self.fontMetrics()
        width = metrics.horizontalAdvance(self.text()) + 2 * Space.PANE
        return QSize(max(INPUT_WIDTH, width), metrics.height() + Space.TIGHT)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_quoting = self.text().count('"') % 2 == 1
        if event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit(QGuiApplication.clipboard().text())
        elif (event.key() in ENDS or event.text() in {",", ";"}) and not is_quoting:
            popup = self.completer().popup() if self.completer() else None
            if popup is None or not popup.isVisible() or not popup.currentIndex().isValid():
                self.ended.emit()
        elif event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Left) and not self.cursorPosition():
            if self.hasSelectedText():
                super().keyPressEvent(event)
            else:
                self.left_behind.emit()
        else:
            super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_changed.emit()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_changed.emit()
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.ended.emit()


class RecipientsField(QWidget):
    """Holds people with their standing; what is typed is a chip as soon as it ends."""

    edited = Signal()
    """A person changed who is named."""

    def __init__(self, is_known: Callable[[str], bool], parent: QWidget | None = None) -> None:
        """`is_known` says whether mail of this ticket may go to an address without a click."""
        super().__init__(parent)
        self._is_known = is_known
        self._chips: list[RecipientChip] = []
        self._input = AddressInput(self)
        self._names = QStringListModel(self)
        completer = QCompleter(self._names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._input.setCompleter(completer)
        self._flow = FlowLayout(self, Space.TIGHT)
        self._flow.setContentsMargins(INSET, INSET, INSET, INSET)
        self._flow.addWidget(self._input)
        flow_policy(self)
        self.setFocusProxy(self._input)

        completer.activated.connect(self._on_completed, Qt.ConnectionType.QueuedConnection)
        self._input.ended.connect(self._on_ended)
        self._input.focus_changed.connect(self.update)
        self._input.pasted.connect(self.add_text)
        self._input.left_behind.connect(self._on_left_behind)
        self._input.textEdited.connect(self.edited)

    @property
    def chips(self) -> tuple[RecipientChip, ...]:
        return tuple(self._chips)

    def people(self) -> People:
        """Return who gets the letter, as far as this line goes."""
        self._take_typed()
        return tuple(c.person for c in self._chips if c.standing is Standing.APPROVED)

    def everybody(self) -> People:
        """Return all chips and what is still typed, for the draft."""
        return (*(chip.person for chip in self._chips), *read_people(self._input.text()))

    def first(self, standing: Standing) -> str:
        """Return the first address of this standing; empty when there is none."""
        self._take_typed()
        return next((c.person[1] for c in self._chips if c.standing is standing), "")

    def text(self) -> str:
        """Return everybody as one line."""
        return people_text(self.everybody())

    def set_people(self, people: Iterable[Person], *, named: Iterable[Person] = ()) -> None:
        """Show these people, and those whom only a client named."""
        for chip in list(self._chips):
            self._drop(chip)
        self._input.clear()
        for person in people:
            self._add(person, self._standing(person))
        self.suggest(named)

    def suggest(self, people: Iterable[Person]) -> None:
        """Show people who get nothing until somebody clicks them."""
        for person in people:
            self._add(person, Standing.NAMED)

    def approve(self, standing: Standing) -> None:
        """Approve everybody of this standing."""
        for chip in self._chips:
            if chip.standing is standing:
                chip.set_standing(Standing.APPROVED)
        self.edited.emit()

    def add_text(self, text: str) -> None:
        """Add the addresses of a typed or pasted text, after what is being typed."""
        whole = self._input.text() + text
        self._input.clear()
        for person in read_people(whole):
            self._add(person, self._standing(person))
        self.edited.emit()

    def set_completions(self, people: Iterable[Person]) -> None:
        """Offer these while an address is typed."""
        self._names.setStringList([person_text(*person) for person in people])

    def set_name(self, name: str) -> None:
        """Name the field for those who hear it."""
        self._input.setAccessibleName(name)
        self.setAccessibleName(name)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._input.setFocus(Qt.FocusReason.MouseFocusReason)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Look like one field, whatever is in it."""
        tokens = tokens_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        has_focus = self._input.hasFocus()
        painter.setPen(QPen(tokens.accent if has_focus else tokens.border, 1.0))
        painter.setBrush(tokens.base)
        painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.end()

    def _standing(self, person: Person) -> Standing:
        if not is_address(person[1]):
            return Standing.WRONG
        return Standing.APPROVED if self._is_known(person[1]) else Standing.NEW

    def _add(self, person: Person, standing: Standing) -> None:
        address = person[1].lower()
        if any(chip.person[1].lower() == address for chip in self._chips):
            return
        chip = RecipientChip(person, standing, self)
        chip.clicked.connect(partial(self._on_chip, chip))
        chip.removed.connect(partial(self._on_removed, chip))
        chip.moved.connect(partial(self._on_moved, chip))
        self._chips.append(chip)
        self._flow.removeWidget(self._input)
        self._flow.addWidget(chip)
        self._flow.addWidget(self._input)
        chip.show()

    def _drop(self, chip: RecipientChip) -> None:
        self._chips.remove(chip)
        self._flow.removeWidget(chip)
        chip.hide()
        chip.deleteLater()

    def _take_typed(self) -> None:
        text = self._input.text()
        self._input.clear()
        for person in read_people(text):
            self._add(person, self._standing(person))

    def _on_ended(self) -> None:
        if self._input.text().strip():
            self._take_typed()
            self.edited.emit()

    def _on_completed(self, _: str) -> None:
        self._on_ended()

    def _on_chip(self, chip: RecipientChip) -> None:
        """Approve; a wrong address is taken back into the line to be mended."""
        if chip.standing is Standing.WRONG:
            self._drop(chip)
            self._input.setText(person_text(*chip.person))
            self._input.setFocus()
        elif chip.standing is not Standing.APPROVED:
            chip.set_standing(Standing.APPROVED)
            self._flow.invalidate()
            self.edited.emit()

    def _on_removed(self, chip: RecipientChip) -> None:
        place = self._chips.index(chip)
        self._drop(chip)
        target = self._chips[place - 1] if place else self._input
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def _on_moved(self, chip: RecipientChip, step: int) -> None:
        place = self._chips.index(chip) + step
        if place >= len(self._chips):
            self._input.setFocus(Qt.FocusReason.OtherFocusReason)
        elif place >= 0:
            self._chips[place].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_left_behind(self) -> None:
        if self._chips:
            self._chips[-1].setFocus(Qt.FocusReason.OtherFocusReason)
