"""What speaks for and against somebody who may cover a duty, in words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject

from desktop.domain.duty_conflict import Conflict
from desktop.domain.duty_fairness import Burden
from desktop.domain.duty_rules import DutyRules
from desktop.services.duty_candidates import CandidateRow
from desktop.ui.duty.words import conflicts_text, hours_text

_USUAL: Final = DutyRules()
_MINUTE: Final = timedelta(minutes=1)


class DebtCounts(QObject):
    """Counts in words: lupdate knows plurals only in `self.tr`."""

    def text(self, burden: Burden, count: int, *, is_below: bool) -> str:
        """Return by how many nights, weekend days or holidays somebody has less, or more."""
        match burden:
            case Burden.WEEKEND_DAYS if is_below:
                return self.tr("%n weekend days below average", "", count)
            case Burden.WEEKEND_DAYS:
                return self.tr("%n weekend days above average", "", count)
            case Burden.HOLIDAYS if is_below:
                return self.tr("%n holidays below average", "", count)
            case Burden.HOLIDAYS:
                return self.tr("%n holidays above average", "", count)
            case _ if is_below:
                return self.tr("%n nights below average", "", count)
            case _:
                return self.tr("%n nights above average", "", count)


def standing_text(
    conflicts: Iterable[Conflict],
    rest: timedelta | None,
    debt: float,
    rules: DutyRules = _USUAL,
    nights: float = 0,
) -> str:
    """Return what speaks for and against somebody: `3 nights below average, free, 40 h rest`.

    `debt` is in minutes of duty still owed, `nights` is how many of them; less than nothing when
    too much was carried. Hours are told where nights say nothing, or the opposite.
    """
    is_told = bool(round(abs(nights))) and debt * nights >= 0
    owed = count_text(Burden.NIGHTS, nights) if is_told else debt_text(debt)
    return _joined(owed, conflicts, rest, rules)


def effect_text(row: CandidateRow, taken: timedelta, rules: DutyRules = _USUAL) -> str:
    """Return how somebody stands, and where so much more duty would bring them.

    In what makes the duty hard: `1 night below average, free, 40 h rest; then at the average`; in
    hours where it is neither a night nor on a weekend or a holiday.
    """
    if row.adds:
        before = _all(row, after=False)
        after = _all(row, after=True)
    else:
        before, after = debt_text(row.debt), debt_text(row.debt - taken / _MINUTE)
    text = QCoreApplication.translate("DutyWords", "{standing}; then {after}")
    return text.format(standing=_joined(before, row.conflicts, row.rest, rules), after=after)


def debt_text(debt: float) -> str:
    """Return how far from the fair share somebody is; `debt` in minutes, as in `standing_text`."""
    hours = round(abs(debt) / 60)
    if not hours:
        return _average()
    if debt > 0:
        text = QCoreApplication.translate("DutyWords", "{span} below average")
    else:
        text = QCoreApplication.translate("DutyWords", "{span} above average")
    return text.format(span=hours_text(timedelta(hours=hours)))


def count_text(burden: Burden, owed: float) -> str:
    """Return how far from the fair share somebody is in nights, weekend days or holidays."""
    count = round(abs(owed))
    return DebtCounts().text(burden, count, is_below=owed > 0) if count else _average()


def _all(row: CandidateRow, *, after: bool) -> str:
    """Return how somebody stands in all that the duty is; what is average is said once."""
    told = (
        count_text(burden, row.owed.get(burden, 0) - (count if after else 0))
        for burden, count in row.adds.items()
    )
    return ", ".join(dict.fromkeys(told))


def _joined(
    owed: str, conflicts: Iterable[Conflict], rest: timedelta | None, rules: DutyRules
) -> str:
    broken = conflicts_text(conflicts, rules)
    told = [owed, broken or QCoreApplication.translate("DutyWords", "free")]
    if rest is not None and not broken:
        text = QCoreApplication.translate("DutyWords", "{span} rest")
        told.append(text.format(span=hours_text(rest)))
    return ", ".join(told)


def _average() -> str:
    return QCoreApplication.translate("DutyWords", "at the average")
