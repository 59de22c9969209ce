"""What a policy says besides its targets: warnings, reopening, closing, the OLA's reserve."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Final

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QGridLayout, QLineEdit, QSpinBox, QWidget
from typing_extensions import override

from desktop.domain.errors import Refused
from desktop.domain.sla import Policy
from desktop.domain.sla_policy_check import (
    MAX_CLOSE_DAYS,
    MAX_REOPEN,
    MAX_RESERVE,
    read_thresholds,
)
from desktop.ui.settings.section import Words
from desktop.ui.theme.typography import Space
from desktop.ui.widgets.labels import PlainLabel

WIDTH = 160
_NO_DIGITS: Final = re.compile(r"[^0-9]+")


class DaysBox(QSpinBox):
    """A count of days, written with its noun."""

    def __init__(self, words: Callable[[int], str], most: int) -> None:
        super().__init__()
        self._words = words
        self.setRange(0, most)

    @override
    def textFromValue(self, value: int) -> str:
        return self._words(value)

    @override
    def valueFromText(self, text: str) -> int:
        return int(_NO_DIGITS.sub("", text) or 0)

    @override
    def validate(self, text: str, place: int) -> tuple[QValidator.State, str, int]:
        state = QValidator.State.Acceptable
        if _NO_DIGITS.sub("", text) == "":
            state = QValidator.State.Intermediate
        elif self.valueFromText(text) > self.maximum():
            state = QValidator.State.Invalid
        return state, text, place

    def retranslate(self) -> None:
        """Write the value in the language now spoken."""
        self.lineEdit().setText(self.textFromValue(self.value()))


class PolicyOptions(QWidget):
    """Four fields; warnings that cannot be read stay as they were typed."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._warnings = QLineEdit()
        self._reopen = DaysBox(lambda days: self.tr("%n day(s)", "", days), MAX_REOPEN.days)
        self._close = DaysBox(self._close_words, MAX_CLOSE_DAYS)
        self._reserve = QSpinBox()
        self._reserve.setRange(0, MAX_RESERVE)
        self._reserve.setSuffix(" %")
        self._rows: list[tuple[Words, PlainLabel, QWidget]] = []

        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.PAGE)
        self._grid.setVerticalSpacing(Space.CONTROL)
        self._grid.setColumnStretch(4, 1)
        self._add(lambda: self.tr("Warn when so much is used, %"), self._warnings)
        self._add(lambda: self.tr("Solved, can be reopened within"), self._reopen)
        self._add(lambda: self.tr("Solved, closes after"), self._close)
        self._add(lambda: self.tr("Reserve before the solution is due"), self._reserve)

        self._warnings.textEdited.connect(lambda _text: self.edited.emit())
        for box in (self._reopen, self._close, self._reserve):
            box.valueChanged.connect(lambda _value: self.edited.emit())
        self.retranslate()

    @property
    def thresholds(self) -> tuple[int, ...]:
        """Return the warnings that are typed.

        Raises:
            Refused: `policy.bad_thresholds`.
        """
        return read_thresholds(self._warnings.text())

    @property
    def error(self) -> Refused | None:
        """Return why the warnings cannot be read."""
        try:
            read_thresholds(self._warnings.text())
        except Refused as error:
            return error
        return None

    @property
    def reopen_window(self) -> timedelta:
        return timedelta(days=self._reopen.value())

    @property
    def auto_close_days(self) -> int | None:
        return self._close.value() or None

    @property
    def ola_reserve_percent(self) -> int:
        return self._reserve.value()

    def show_policy(self, policy: Policy) -> None:
        """Fill the fields in."""
        self._warnings.setText(", ".join(str(each) for each in policy.thresholds))
        for box, value in (
            (self._reopen, policy.reopen_window.days),
            (self._close, policy.auto_close_days or 0),
            (self._reserve, policy.ola_reserve_percent),
        ):
            box.blockSignals(True)  # filling in is no edit
            box.setValue(value)
            box.blockSignals(False)
        self.retranslate()

    def retranslate(self) -> None:
        """Take the words of the language now spoken."""
        for words, label, field in self._rows:
            label.setText(words())
            field.setAccessibleName(words())
        self._warnings.setPlaceholderText(self.tr("no warning"))
        self._reopen.retranslate()
        self._close.retranslate()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _close_words(self, days: int) -> str:
        if not days:
            return self.tr("never by itself")
        return self.tr("%n business day(s)", "", days)

    def _add(self, words: Words, field: QWidget) -> None:
        label = PlainLabel()
        label.setBuddy(field)
        field.setMinimumWidth(WIDTH)
        row, column = divmod(len(self._rows), 2)
        self._grid.addWidget(label, row, 2 * column)
        self._grid.addWidget(field, row, 2 * column + 1)
        self._rows.append((words, label, field))
