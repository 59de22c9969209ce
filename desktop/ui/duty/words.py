"""Words of the duty calendar: conflicts, sources, absences, wishes, burdens, and who may cover."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta, tzinfo
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QCoreApplication, QLocale, QObject

from desktop.domain.duty import AbsenceKind, ShiftSource, WishKind
from desktop.domain.duty_conflict import Conflict, ConflictKind
from desktop.domain.duty_fairness import Burden
from desktop.domain.duty_hours import OnHolidays
from desktop.domain.duty_rules import DutyRules
from desktop.domain.duty_span import Span
from desktop.domain.duty_swap import SwapState
from desktop.domain.marked import QT_TRANSLATE_NOOP
from desktop.ui.formats import day_text, number_text, time_text, weekday_text

_USUAL: Final = DutyRules()
_MINUTE: Final = timedelta(minutes=1)

_WORDS: Mapping[type[StrEnum], Mapping[str, str]] = {
    ShiftSource: {
        ShiftSource.ROTATION: QT_TRANSLATE_NOOP("DutyWords", "by rotation"),
        ShiftSource.PLANNER: QT_TRANSLATE_NOOP("DutyWords", "planned automatically"),
        ShiftSource.MANUAL: QT_TRANSLATE_NOOP("DutyWords", "assigned by hand"),
        ShiftSource.IMPORT: QT_TRANSLATE_NOOP("DutyWords", "imported"),
        ShiftSource.SWAP: QT_TRANSLATE_NOOP("DutyWords", "swapped"),
        ShiftSource.OVERRIDE: QT_TRANSLATE_NOOP("DutyWords", "override"),
        ShiftSource.TEMPORARY: QT_TRANSLATE_NOOP("DutyWords", "temporary schedule"),
        ShiftSource.LOG: QT_TRANSLATE_NOOP("DutyWords", "was on duty"),
    },
    AbsenceKind: {
        AbsenceKind.VACATION: QT_TRANSLATE_NOOP("DutyWords", "Vacation"),
        AbsenceKind.SICK: QT_TRANSLATE_NOOP("DutyWords", "Sick"),
        AbsenceKind.OTHER: QT_TRANSLATE_NOOP("DutyWords", "Other"),
    },
    WishKind: {
        WishKind.WANTED: QT_TRANSLATE_NOOP("DutyWords", "Wanted"),
        WishKind.UNWANTED: QT_TRANSLATE_NOOP("DutyWords", "Rather not"),
        WishKind.IMPOSSIBLE: QT_TRANSLATE_NOOP("DutyWords", "Impossible"),
    },
    Burden: {
        Burden.MINUTES: QT_TRANSLATE_NOOP("DutyWords", "Hours"),
        Burden.NIGHTS: QT_TRANSLATE_NOOP("DutyWords", "Nights"),
        Burden.WEEKEND_DAYS: QT_TRANSLATE_NOOP("DutyWords", "Weekend days"),
        Burden.HOLIDAYS: QT_TRANSLATE_NOOP("DutyWords", "Holidays"),
        Burden.WOKEN: QT_TRANSLATE_NOOP("DutyWords", "Woken"),
    },
    OnHolidays: {
        OnHolidays.ALSO: QT_TRANSLATE_NOOP("DutyWords", "also on holidays"),
        OnHolidays.NEVER: QT_TRANSLATE_NOOP("DutyWords", "not on holidays"),
        OnHolidays.ONLY: QT_TRANSLATE_NOOP("DutyWords", "only on holidays"),
    },
    SwapState: {
        SwapState.ASKED: QT_TRANSLATE_NOOP("DutyWords", "Open"),
        SwapState.TAKEN: QT_TRANSLATE_NOOP("DutyWords", "Taken"),
        SwapState.DECLINED: QT_TRANSLATE_NOOP("DutyWords", "Declined"),
        SwapState.UNDONE: QT_TRANSLATE_NOOP("DutyWords", "Taken back"),
    },
}

_AWAY: Mapping[AbsenceKind, str] = {
    AbsenceKind.VACATION: QT_TRANSLATE_NOOP("DutyWords", "on vacation"),
    AbsenceKind.SICK: QT_TRANSLATE_NOOP("DutyWords", "off sick"),
    AbsenceKind.OTHER: QT_TRANSLATE_NOOP("DutyWords", "away"),
}


_PARTS: Mapping[str, str] = {
    "hours": QT_TRANSLATE_NOOP("DutyWords", "uneven hours"),
    "weekend_spread": QT_TRANSLATE_NOOP("DutyWords", "uneven weekends"),
    "holiday_spread": QT_TRANSLATE_NOOP("DutyWords", "uneven holidays"),
    "unwanted": QT_TRANSLATE_NOOP("DutyWords", "wishes not kept"),
    "wanted": QT_TRANSLATE_NOOP("DutyWords", "wanted duties not given"),
    "every_other_night": QT_TRANSLATE_NOOP("DutyWords", "every other night"),
    "consecutive_weekends": QT_TRANSLATE_NOOP("DutyWords", "weekends in a row"),
    "changes": QT_TRANSLATE_NOOP("DutyWords", "published duties changed"),
}


class DutyCounts(QObject):
    """Counts in words: lupdate knows plurals only in `self.tr`."""

    def nights(self, count: int) -> str:
        """Return in how many nights of a week somebody would be on duty."""
        return self.tr("%n nights in 7 days", "", count)

    def weekends(self, count: int) -> str:
        """Return on how many weekends in a row somebody would be on duty."""
        return self.tr("%n weekends in a row", "", count)


def duty_word(member: StrEnum) -> str:
    """Return the word for a member of one of the enums in `_WORDS`."""
    return QCoreApplication.translate("DutyWords", _WORDS[type(member)][member.value])


def conflict_text(conflict: Conflict, rules: DutyRules = _USUAL) -> str:
    """Return a broken rule with the figure found and the one it should be: `9 h rest of 11 h`."""
    found = hours_text(conflict.span or timedelta(0))
    count = conflict.count or 0
    match conflict.kind:
        case ConflictKind.DOUBLE_BOOKING:
            return QCoreApplication.translate("DutyWords", "already on duty then")
        case ConflictKind.ABSENCE:
            kind = conflict.absence or AbsenceKind.OTHER
            return QCoreApplication.translate("DutyWords", _AWAY[kind])
        case ConflictKind.IMPOSSIBLE:
            return QCoreApplication.translate("DutyWords", "said this date is impossible")
        case ConflictKind.REST:
            text = QCoreApplication.translate("DutyWords", "rest {found}, should be {limit}")
            return text.format(found=found, limit=hours_text(rules.rest))
        case ConflictKind.NIGHTS:
            return _limited(DutyCounts().nights(count), number_text(rules.nights_in_7_days))
        case ConflictKind.WEEKENDS:
            return _limited(DutyCounts().weekends(count), number_text(rules.weekends_in_a_row))
        case ConflictKind.WEEKLY_HOURS:
            text = QCoreApplication.translate("DutyWords", "{found} a week").format(found=found)
            return (
                text
                if rules.weekly_hours is None
                else _limited(text, hours_text(rules.weekly_hours))
            )
        case ConflictKind.WEEKLY_REST:
            text = QCoreApplication.translate("DutyWords", "weekly rest {found}, should be {limit}")
            return text.format(found=found, limit=hours_text(rules.weekly_rest or timedelta(0)))
        case ConflictKind.SHIFTS_IN_A_ROW:
            return QCoreApplication.translate("DutyWords", "two duties in a row")
        case ConflictKind.SKILL:
            return QCoreApplication.translate("DutyWords", "lacks the skill")


def conflicts_text(conflicts: Iterable[Conflict], rules: DutyRules = _USUAL) -> str:
    """Return all broken rules in one line."""
    return "; ".join(conflict_text(conflict, rules) for conflict in conflicts)


def hours_text(span: timedelta) -> str:
    """Return a span in hours, however long: `40 h`, `9 h 30 min`, `45 min`."""
    hours, minutes = divmod(int(span / _MINUTE), 60)
    if hours and minutes:
        text = QCoreApplication.translate("formats", "{hours} h {minutes} min")
    elif minutes:
        text = QCoreApplication.translate("formats", "{minutes} min")
    else:
        text = QCoreApplication.translate("formats", "{hours} h")
    return text.format(hours=number_text(hours), minutes=minutes)


def times_text(span: Span, zone: tzinfo) -> str:
    """Return a span on the wall clock: `Sat 28 Nov 22:00 – Sun 29 Nov 06:00`, a day only once."""
    start, end = (at.astimezone(zone) for at in span)
    until = time_text(span[1], zone)
    if start.date() != end.date():
        until = f"{_day(end)} {until}"
    return f"{_day(start)} {time_text(span[0], zone)} – {until}"


def _day(wall: datetime) -> str:
    return f"{weekday_text(wall.date())} {day_text(wall.date())}"


def _limited(text: str, limit: str) -> str:
    both = QCoreApplication.translate("DutyWords", "{found} (limit {limit})")
    return both.format(found=text, limit=limit)


def parts_text(parts: Mapping[str, float]) -> str:
    """Return what the cost of a plan is made of, the dearest first: `uneven hours 40, …`."""
    told = sorted(((cost, name) for name, cost in parts.items() if round(cost, 1)), reverse=True)
    return ", ".join(
        f"{QCoreApplication.translate('DutyWords', _PARTS[name])} {decimal_text(cost)}"
        for cost, name in told
    )


def decimal_text(figure: float) -> str:
    """Return a figure with at most one decimal, as the language writes it."""
    shown = float(round(figure, 1))
    return QLocale().toString(shown, "f", 0 if shown.is_integer() else 1)
