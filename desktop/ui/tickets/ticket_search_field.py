"""The search field of the Inbox: operators as chips, and what could be typed next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLocale, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionFrame, QWidget
from typing_extensions import override

from desktop.domain.search_words import SPELLINGS, Operator
from desktop.ui.theme.tokens import tokens_of
from desktop.ui.theme.typography import Space
from desktop.ui.tickets.completion_list import CompletionList
from desktop.ui.widgets.search_field import SearchField
from desktop.ui.widgets.tooltips import plain_tooltip

if TYPE_CHECKING:  # what is typed is understood from the first letter on
    from desktop.domain.explain_words import Language
    from desktop.domain.search_completion import Completion
    from desktop.domain.search_language import Term

CURSOR_MARGIN = 5
"""What QLineEdit's cursor rectangle has at the left of the cursor (QWidgetLineControl)."""

CHIP_ALPHA = 38
WAVE = 2.0
NOT_A_DAY = date(2000, 1, 1)
"""Which words are operators does not depend on what day it is."""

Names = Mapping[Operator, Sequence[str]]


class TicketSearchField(SearchField):
    """Understands `search_language`; a word that only looks like an operator is underlined.

    The list below it offers operators and their values. Down and Up choose, Enter takes what is
    chosen, Tab takes the first; Escape puts the list away before it clears the text.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: Names = {}
        self._read: tuple[str, tuple[Term, ...]] = ("", ())
        self._offers: tuple[Completion, ...] = ()
        self._list = CompletionList(self)
        self.textChanged.connect(self._say_unknown)
        self.textEdited.connect(self._on_edited)
        self.cursorPositionChanged.connect(self._on_cursor)
        self._list.picked.connect(self._take)

    @property
    def offered(self) -> list[str]:
        """What could be typed next."""
        return [] if self._list.isHidden() else [offer.text for offer in self._offers]

    @property
    def unknown(self) -> list[str]:
        """The words that look like operators and are none."""
        text = self.text()
        return [text[term.start : term.end] for term in self._terms() if not term.is_known]

    def set_names(self, names: Names) -> None:
        """Offer these values for operators whose values are names: people, tags, firms."""
        self._names = names

    def retranslate(self) -> None:
        """Say again what is said of unknown operators."""
        self._say_unknown()

    @override
    def event(self, event: QEvent) -> bool:
        # Tab would leave the field before keyPressEvent hears of it.
        is_tab = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Tab
        if is_tab and event.type() == QEvent.Type.KeyPress and self.offered:
            self._take(max(0, self._list.currentRow()))
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._list.isHidden():
            match event.key():
                case Qt.Key.Key_Down:
                    self._list.step(1)
                    return
                case Qt.Key.Key_Up:
                    self._list.step(-1)
                    return
                case Qt.Key.Key_Return | Qt.Key.Key_Enter if self._list.currentRow() >= 0:
                    self._take(self._list.currentRow())
                    return
                case Qt.Key.Key_Escape:
                    self._list.hide()
                    return
                case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                    self._list.hide()
        elif event.key() == Qt.Key.Key_Down:
            self._offer()
            if self._offers:
                return
        super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        terms = self._terms()
        if not any(term.operator or not term.is_known for term in terms):
            return
        tokens = tokens_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(self._text_room())
        for term in terms:
            place = self._place_of(term)
            if term.operator is not None:
                fill = QColor(tokens.danger if term.is_negated else tokens.accent)
                painter.setPen(QPen(fill, 1))
                fill.setAlpha(CHIP_ALPHA)
                painter.setBrush(fill)
                painter.drawRoundedRect(place.adjusted(-2.5, 0.5, 2.5, -0.5), 4, 4)
            elif not term.is_known:
                painter.setPen(QPen(tokens.danger, 1.2))
                painter.drawPolyline(list(_wave(place)))
        painter.end()

    def _place_of(self, term: Term) -> QRectF:
        """Return where a term is painted, in step with the cursor, however far it scrolled."""
        text, metrics = self.text(), QFontMetricsF(self.font())
        cursor = self.cursorRect()
        begin: float = cursor.left() + CURSOR_MARGIN
        begin -= metrics.horizontalAdvance(text[: self.cursorPosition()])
        left = begin + metrics.horizontalAdvance(text[: term.start])
        right = begin + metrics.horizontalAdvance(text[: term.end])
        return QRectF(left, cursor.top(), right - left, cursor.height())

    def _text_room(self) -> QRectF:
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        part = QStyle.SubElement.SE_LineEditContents
        room = self.style().subElementRect(part, option, self)
        margins = self.textMargins()
        icon = self.style().pixelMetric(QStyle.PixelMetric.PM_SmallIconSize, option, self)
        side = icon + Space.CONTROL
        return QRectF(room.adjusted(margins.left() + side, 0, -margins.right() - side, 0))

    def _terms(self) -> tuple[Term, ...]:
        """Return what is typed, read; signals may be blocked while it changes."""
        if self._read[0] != self.text():
            from desktop.domain.search_language import read_search

            self._read = self.text(), read_search(self.text(), NOT_A_DAY).terms
        return self._read[1]

    def _on_edited(self, _text: str) -> None:
        self._offer()

    def _on_cursor(self, _old: int, _new: int) -> None:
        if not self._list.isHidden():
            self._offer()

    def _offer(self) -> None:
        from desktop.domain.search_completion import completions

        text, cursor = self.text(), self.cursorPosition()
        found = completions(text, cursor, _spoken())
        found = found or tuple(self._offered_names(text, cursor))
        typed = text[:cursor]
        self._offers = tuple(each for each in found if typed[each.start :] != each.text)
        place = self.cursorRect().left() if self._offers else 0
        at = QPoint(place, self.height())
        self._list.offer([each.text for each in self._offers], at)

    def _offered_names(self, text: str, cursor: int) -> Iterator[Completion]:
        from desktop.domain.search_completion import Completion

        start = max(text.rfind(" ", 0, cursor), text.rfind("\t", 0, cursor)) + 1
        key, colon, value = text[start:cursor].partition(":")
        spelled = key.removeprefix("-").casefold()
        operator = next((each for each, words in SPELLINGS.items() if spelled in words), None)
        if not colon or operator is None:
            return
        begun = value.lstrip('"').casefold()
        for name in self._names.get(operator, ()):
            if any(part.startswith(begun) for part in (name.casefold(), *name.casefold().split())):
                shown = f'"{name}"' if " " in name else name
                yield Completion(start + len(key) + 1, shown, operator)

    def _take(self, row: int) -> None:
        """Put an offer into the text; a value is finished, after an operator one is asked for."""
        offer = self._offers[row]
        text, cursor = self.text(), self.cursorPosition()
        is_value = not offer.text.endswith(":")
        put = f"{offer.text} " if is_value and not text[cursor:].startswith(" ") else offer.text
        self._list.hide()
        self.setSelection(offer.start, cursor - offer.start)
        self.insert(put)
        self._offer()

    def _say_unknown(self) -> None:
        hint = ""
        if self.unknown:
            text = self.tr("Not an operator, searched as text: {words}")
            hint = text.format(words=", ".join(self.unknown))
        self.setToolTip(plain_tooltip(hint) if hint else "")
        self.setAccessibleDescription(hint)


def _spoken() -> Language:
    from desktop.domain.explain_words import Language

    is_russian = QLocale().language() is QLocale.Language.Russian
    return Language.RUSSIAN if is_russian else Language.ENGLISH


def _wave(place: QRectF) -> Iterator[QPointF]:
    """Give the points of a wavy line under a word."""
    for step in range(int(place.width() / WAVE) + 1):
        down = WAVE if step % 2 else 0.0
        yield QPointF(place.left() + step * WAVE, place.bottom() - 1 - down)
