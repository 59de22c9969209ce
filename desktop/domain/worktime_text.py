"""Weekly hours as people type them: `Mo-Fr 9-13, 14-18; Sa 10-14`, «Пн-Пт 9-18»."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NoReturn

from desktop.domain.errors import Refused
from desktop.domain.explain_words import Language
from desktop.domain.worktime_spec import FULL_DAY, WEEKDAYS, Interval

Week = tuple[tuple[Interval, ...], ...]
"""The intervals that start on Monday to Sunday."""

NAMES: Final[Mapping[Language, tuple[str, ...]]] = {
    Language.ENGLISH: ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"),
    Language.RUSSIAN: ("Пн", "Вт", "Ср", "Чт", "Пт", "Сб", "Вс"),
}
_FULL_NAMES: Final = (
    ("monday", "понедельник"),
    ("tuesday", "вторник"),
    ("wednesday", "среда"),
    ("thursday", "четверг"),
    ("friday", "пятница"),
    ("saturday", "суббота"),
    ("sunday", "воскресенье"),
)
_CLOSED: Final = frozenset({"closed", "off", "закрыто", "выходной"})
_TOKEN = re.compile(r"\s*(?:(?P<word>[^\W\d_]+)\.?|(?P<time>\d[\d:.]*)|(?P<mark>[-–—,;]))")
_TIME = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?")


def read_week(text: str) -> Week:
    """Read the hours of a week in either language; days that are not named are closed.

    Days and hours go together until the next day is named. Hours without a day are those of every
    day. `18-9` ends on the next morning, `24` is midnight at the end of the day.

    Raises:
        Refused: `calendar.bad_week` (fact `text`: where it stops making sense), `calendar.bad_time`
            (fact `text`), such as 25:00.
    """
    return _Reader(text).week()


def read_hours(text: str) -> tuple[Interval, ...]:
    """Read the hours of one day: `9-13, 14-18`; nothing means closed.

    Raises:
        Refused: as `read_week`.
    """
    reader = _Reader(text)
    hours = reader.hours() if text.strip() else ()
    reader.expect_end()
    return hours


def write_week(week: Sequence[Iterable[Interval]], language: Language) -> str:
    """Return the shortest text that `read_week` reads back; days alike stand together."""
    days_by_hours: dict[tuple[Interval, ...], list[int]] = {}
    for day, hours in enumerate(week):
        if hours := tuple(sorted(hours)):
            days_by_hours.setdefault(hours, []).append(day)
    return "; ".join(
        f"{_days(days, NAMES[language])} {write_hours(hours)}"
        for hours, days in days_by_hours.items()
    )


def write_hours(hours: Iterable[Interval]) -> str:
    """Return `9-13, 14-18`; minutes where there are any."""
    return ", ".join(f"{_time(each.start)}-{_time(each.end)}" for each in sorted(hours))


def _days(days: Sequence[int], names: Sequence[str]) -> str:
    runs: list[list[int]] = []
    for day in days:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return ", ".join(
        names[run[0]] if len(run) == 1 else f"{names[run[0]]}-{names[run[-1]]}" for run in runs
    )


def _time(minute: int) -> str:
    hour, rest = divmod(minute, 60)
    return f"{hour}:{rest:02}" if rest else str(hour)


def _weekday(word: str) -> int | None:
    """Return the weekday that a word names: `mo`, `mon`, «пн», «понедельник»."""
    for day, names in enumerate(_FULL_NAMES):
        shorts = {NAMES[language][day].casefold() for language in Language}
        if word in shorts or (len(word) >= 2 and any(name.startswith(word) for name in names)):
            return day
    return None


class _Reader:
    """The words, times and marks of a text, and how far they have been understood."""

    def __init__(self, text: str) -> None:
        self._text = text.strip()
        self._tokens: list[tuple[str, str, int]] = []
        at = 0
        while at < len(self._text):
            match = _TOKEN.match(self._text, at)
            if match is None or match.lastgroup is None:
                raise Refused("calendar.bad_week", text=self._text[at:].strip())
            self._tokens.append((match.lastgroup, match[match.lastgroup].casefold(), at))
            at = match.end()
        self._next = 0

    def week(self) -> Week:
        found: list[list[Interval]] = [[] for _ in WEEKDAYS]
        while self._next < len(self._tokens):
            days = self._day_list() if self._peek("word") else range(len(WEEKDAYS))
            hours = () if self._closed() else self.hours()
            for day in days:
                found[day].extend(hours)
            if not self._take("mark", ";") and not self._peek("word"):
                self.expect_end()
        return tuple(tuple(sorted(hours)) for hours in found)

    def hours(self) -> tuple[Interval, ...]:
        found = [self._interval()]
        while self._peek("mark", ",") and self._peek("time", ahead=1):
            self._next += 1
            found.append(self._interval())
        if self._peek("mark", ",") and self._peek("word", ahead=1):
            self._next += 1
        return tuple(sorted(found))

    def expect_end(self) -> None:
        if self._next < len(self._tokens):
            self._refuse()

    def _day_list(self) -> list[int]:
        days = self._day_range()
        while self._take("mark", ","):
            days += self._day_range()
        return list(dict.fromkeys(days))

    def _day_range(self) -> list[int]:
        first = self._day()
        if not self._take("mark", "-"):
            return [first]
        last = self._day()
        return [day % 7 for day in range(first, last + 1 if first <= last else last + 8)]

    def _day(self) -> int:
        day = _weekday(self._tokens[self._next][1]) if self._peek("word") else None
        if day is None:
            self._refuse()
        self._next += 1
        return day

    def _closed(self) -> bool:
        if self._peek("word") and self._tokens[self._next][1] in _CLOSED:
            self._next += 1
            return True
        return False

    def _interval(self) -> Interval:
        start = self._minute()
        if not self._take("mark", "-"):
            self._refuse()
        return Interval(start, self._minute())

    def _minute(self) -> int:
        if not self._peek("time"):
            self._refuse()
        text = self._tokens[self._next][1]
        match = _TIME.fullmatch(text)
        minute = int(match[1]) * 60 + int(match[2] or 0) if match else -1
        if match is None or int(match[2] or 0) > 59 or minute > FULL_DAY:
            raise Refused("calendar.bad_time", text=text)
        self._next += 1
        return minute

    def _peek(self, kind: str, text: str | None = None, *, ahead: int = 0) -> bool:
        at = self._next + ahead
        if at >= len(self._tokens):
            return False
        found, said, _ = self._tokens[at]
        return found == kind and text in (None, "-" if said in "–—" else said)

    def _take(self, kind: str, text: str) -> bool:
        if self._peek(kind, text):
            self._next += 1
            return True
        return False

    def _refuse(self) -> NoReturn:
        at = self._tokens[self._next][2] if self._next < len(self._tokens) else 0
        raise Refused("calendar.bad_week", text=self._text[at:].strip() or self._text)
