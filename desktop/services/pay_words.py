"""What a pay list says in words: its titles, and why each interval is paid as it is."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from desktop.domain.duty_hours import DutyHours, OnHolidays
from desktop.domain.duty_pay import PayRule
from desktop.domain.duty_span import Span
from desktop.domain.explain_words import Language
from desktop.domain.tongue import Written, date_words
from desktop.domain.worktime_text import write_week

_TITLES: Final = {
    "person": ("Person", "Сотрудник"),
    "start": ("Start", "Начало"),
    "end": ("End", "Конец"),
    "hours": ("Hours", "Часов"),
    "rule": ("Rule", "Правило"),
    "rate": ("Rate per hour", "Ставка за час"),
    "amount": ("Amount", "Сумма"),
    "reason": ("Reason", "Основание"),
}
"""Column name: (English, Russian), in the order of the file."""

_HOLIDAYS: Final = {
    OnHolidays.ALSO: ("{week}", "{week}"),
    OnHolidays.NEVER: ("{week}, not on holidays", "{week}, кроме праздников"),
    OnHolidays.ONLY: ("holidays, {week}", "праздники, {week}"),
}
_NO_RULE: Final = ("no rule holds then: not paid", "ни одно правило не действует: не оплачивается")
_ALWAYS: Final = (
    "at all hours, no rule before it holds",
    "всегда; ни одно правило выше не действует",
)
_HOURS: Final = (
    "{hours}: the first rule in order that holds",
    "{hours}: первое по порядку действующее правило",
)
_ONLY: Final = (
    "for this time only, {start} – {end}: beats all other rules",
    "только на это время, {start} – {end}: важнее всех остальных правил",
)


def pay_titles(language: str | None) -> list[str]:
    """Return the first row: names for programs, or titles people read in `language`."""
    if language is None:
        return list(_TITLES)
    return [titles[_place(language)] for titles in _TITLES.values()]


def pay_reason(rule: PayRule | None, zone: ZoneInfo, language: str | None) -> str:
    """Return why an interval is paid by a rule, or by none."""
    place = _place(language)
    if rule is None:
        return _NO_RULE[place]
    if rule.only is not None:
        start, end = _times(rule.only, zone, language)
        return _ONLY[place].format(start=start, end=end)
    if rule.hours is None:
        return _ALWAYS[place]
    return _HOURS[place].format(hours=_hours(rule.hours, language))


def _hours(hours: DutyHours, language: str | None) -> str:
    days = [[hours.window.hours] if day in hours.window.days else [] for day in range(7)]
    week = write_week(days, Language.RUSSIAN if _place(language) else Language.ENGLISH)
    return _HOLIDAYS[hours.on_holidays][_place(language)].format(week=week)


def _times(span: Span, zone: ZoneInfo, language: str | None) -> tuple[str, str]:
    written = Written.RUSSIAN if _place(language) else Written.ENGLISH

    def words(at: datetime) -> str:
        return date_words(at.astimezone(zone), written)

    return words(span[0]), words(span[1])


def _place(language: str | None) -> int:
    return 1 if language == "ru" else 0
