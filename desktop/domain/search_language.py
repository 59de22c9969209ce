"""What is typed into the search field, read as words and operators (screens.md 2.2).

Nothing typed is ever an error: an operator nobody knows is a word to look for, and says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Final

from desktop.domain.search_words import (
    DAY_WORDS,
    FREE,
    SPELLINGS,
    TIMED,
    UNITS,
    VALUES,
    Operator,
)

LENGTH_LIMIT: Final = 2000
"""Of what is read; the rest of a pasted novel is not searched (reliability.md 4, row 30)."""

_TERM: Final = re.compile(
    r"""(?P<minus>-)?
        (?: \#(?P<number>[0-9]{1,18})(?!\S)
          | (?P<key>[^\W\d_]{1,20}):(?!//)(?: "(?P<quoted>[^"]*)"? | (?P<value>[^\s"]*) )
          | "(?P<phrase>[^"]*)"?
          | (?P<word>[^\s"]+) )""",
    re.VERBOSE,
)
_ANY_DAY: Final = date(2000, 1, 1)
_SPAN: Final = re.compile(r"([0-9]{1,6})([a-zа-я]+)")


@dataclass(frozen=True, slots=True)
class Moment:
    """A comparison with time: a span from now, or local days from `first_day` to `last_day`.

    `due:<1h` is within the next hour, `created:<7d` in the last seven days. For days either end
    may be open. `is_less` belongs to spans.
    """

    span: timedelta | None = None
    is_less: bool = True
    first_day: date | None = None
    last_day: date | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """One part of a search, at `start` to `end` of the text.

    Without `operator` it is a word, a phrase or a ticket number. `is_known` False: it looks
    like an operator but is none, and is searched as text.
    """

    start: int
    end: int
    value: str
    operator: Operator | None = None
    moment: Moment | None = None
    number: int | None = None
    is_phrase: bool = False
    is_negated: bool = False
    is_known: bool = True


@dataclass(frozen=True, slots=True)
class Search:
    """A search that was read: its terms must all hold."""

    terms: tuple[Term, ...]

    @property
    def text(self) -> tuple[Term, ...]:
        """Return the words and phrases, numbers included."""
        return tuple(term for term in self.terms if term.operator is None)

    @property
    def operators(self) -> tuple[Term, ...]:
        return tuple(term for term in self.terms if term.operator is not None)

    @property
    def has_words(self) -> bool:
        """Say whether anything is looked for in messages, not only left out or narrowed."""
        return any(not term.is_negated for term in self.text)


def read_search(text: str, today: date) -> Search:
    """Read what was typed; `today` is the team's local day, for `due:today`."""
    return Search(tuple(_terms(text[:LENGTH_LIMIT], today)))


def looks_for_words(text: str) -> bool:
    """Say whether a search looks for words; those are found in another order than a list's."""
    return read_search(text, _ANY_DAY).has_words


def _terms(text: str, today: date) -> Iterator[Term]:
    for match in _TERM.finditer(text):
        term = _term(match, today)
        if term.value.strip() or term.operator is not None:
            yield term


def _term(match: re.Match[str], today: date) -> Term:
    start, end = match.span()
    is_negated = match["minus"] is not None
    if match["number"] is not None:
        number = int(match["number"])
        return Term(start, end, f"#{number}", number=number, is_negated=is_negated)
    if match["phrase"] is not None:
        return Term(start, end, match["phrase"], is_phrase=True, is_negated=is_negated)
    if match["key"] is None:
        return Term(start, end, match["word"], is_negated=is_negated)
    value = match["value"] if match["quoted"] is None else match["quoted"]
    operator = _operators().get(match["key"].casefold())
    if operator is not None and value.strip():
        if operator in FREE:
            return Term(start, end, value.strip(), operator, is_negated=is_negated)
        asked = value.strip().casefold()
        if operator in TIMED and (moment := _moment(asked, today)) is not None:
            compared = Operator.DUE if operator is Operator.SLA else operator
            return Term(start, end, value, compared, moment, is_negated=is_negated)
        if (found := _closed(operator).get(asked)) is not None:
            return Term(start, end, found, operator, is_negated=is_negated)
    shown = match[0].removeprefix("-").replace('"', " ")
    return Term(start, end, shown, is_negated=is_negated, is_known=False)


def _moment(value: str, today: date) -> Moment | None:
    """Read `<1h`, `>2026-11-01`, `2026-11-01..2026-11-05`, `today`; None for anything else."""
    sign = value[:1] if value[:1] in ("<", ">") else ""
    rest = value[len(sign) :].removeprefix("=").strip()
    span = _SPAN.fullmatch(rest)
    if span is not None and span[2] in UNITS:
        length = timedelta(seconds=int(span[1]) * UNITS[span[2]])
        return Moment(span=length, is_less=sign != ">")
    first, dots, last = rest.partition("..")
    days = (_day(first, today), _day(last, today) if dots else None)
    if dots and not sign and (days[0] or days[1]):
        return Moment(first_day=days[0], last_day=days[1])
    day = days[0]
    if day is None or dots:
        return None
    is_inclusive = value[len(sign) :].startswith("=")
    shift = timedelta(0 if is_inclusive else 1)
    match sign:
        case "<":
            return None if day == date.min else Moment(last_day=day - shift)
        case ">":
            return None if day == date.max else Moment(first_day=day + shift)
        case _:
            return Moment(first_day=day, last_day=day)


def _day(text: str, today: date) -> date | None:
    if text in DAY_WORDS:
        return today + timedelta(DAY_WORDS[text])
    for pattern, order in ((r"(\d{4})-(\d{1,2})-(\d{1,2})", (1, 2, 3)), (_DOTTED, (3, 2, 1))):
        match = re.fullmatch(pattern, text, re.ASCII)
        if match is not None:
            try:
                return date(*(int(match[place]) for place in order))
            except ValueError:
                return None
    return None


_DOTTED: Final = r"(\d{1,2})\.(\d{1,2})\.(\d{4})"


@cache
def _operators() -> dict[str, Operator]:
    return {word: operator for operator, words in SPELLINGS.items() for word in words}


@cache
def _closed(operator: Operator) -> dict[str, str]:
    values = VALUES.get(operator, {})
    return {word: value for value, words in values.items() for word in words}
