"""Lengths as people type them: `15m`, `1h 30m`, `4 ч`, `3bd`, «3 рд»; read and written back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from desktop.domain.errors import Refused
from desktop.domain.explain_words import Language

MAX_BUSINESS_DAYS: Final = 500
MAX_MINUTES: Final = MAX_BUSINESS_DAYS * 24 * 60

_NUMBER: Final = r"[0-9]{1,9}(?:[.,][0-9]{1,4})?"
_TIME: Final = re.compile(
    rf"(?:(?P<hours>{_NUMBER})\s*(?:h|hrs?|hours?|ч|час(?:а|ов)?)\.?)?\s*"
    rf"(?:(?P<minutes>{_NUMBER})\s*(?:m|mins?|minutes?|м|мин|минут[аы]?)\.?)?"
)
_DAYS: Final = re.compile(
    r"(?P<days>[0-9]{1,9})\s*(?:bd|business\s+days?|рд|р\.\s?д\.?|раб\.\s?дн\.?|рабочи[йхе]\s+д[а-я]+)"
)
_UNITS: Final[Mapping[Language, tuple[str, str, str]]] = {
    Language.ENGLISH: ("bd", "h", "min"),
    Language.RUSSIAN: ("рд", "ч", "мин"),
}
_SPACE: Final = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of business time: whole minutes, or business days (never n x 24 h: sla.md K22)."""

    minutes: int | None = None
    business_days: int | None = None

    @classmethod
    def parse(cls, text: str) -> Duration:
        """Read a length in the words of either language; case and blanks do not matter.

        A bare number and a plain "d" are refused: nobody can tell what they mean.

        Raises:
            Refused: `duration.unreadable`, `duration.nothing` for no length at all,
                `duration.too_long`; each with the fact `text`.
        """
        clean = text.strip().casefold()
        if days := _DAYS.fullmatch(clean):
            return cls(business_days=_in_reach(int(days["days"]), MAX_BUSINESS_DAYS, text))
        time = _TIME.fullmatch(clean)
        if time is None or not clean:
            raise Refused("duration.unreadable", text=text.strip())
        minutes = 60 * _number(time["hours"]) + _number(time["minutes"])
        if minutes != int(minutes):
            raise Refused("duration.unreadable", text=text.strip())
        return cls(minutes=_in_reach(int(minutes), MAX_MINUTES, text))

    def text(self, language: Language) -> str:
        """Return the short form, which `parse` reads back: `1 h 30 min`, «3 рд»."""
        day, hour, minute = _UNITS[language]
        if self.business_days is not None:
            return f"{self.business_days}{_SPACE}{day}"
        hours, minutes = divmod(self.minutes or 0, 60)
        parts = [f"{hours}{_SPACE}{hour}"] if hours else []
        if minutes or not hours:
            parts.append(f"{minutes}{_SPACE}{minute}")
        return _SPACE.join(parts)


def _number(text: str | None) -> Decimal:
    return Decimal(text.replace(",", ".")) if text else Decimal(0)


def _in_reach(amount: int, most: int, text: str) -> int:
    if amount == 0:
        raise Refused("duration.nothing", text=text.strip())
    if amount > most:
        raise Refused("duration.too_long", text=text.strip())
    return amount
