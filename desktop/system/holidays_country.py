"""Holidays of a country or a part of it, from the tables of the `holidays` package."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.errors import Refused
from desktop.domain.worktime_proposals import Proposal
from desktop.domain.worktime_spec import OverrideKind

if TYPE_CHECKING:
    from holidays import HolidayBase

# `holidays` takes a while to import and few people ever import holidays: each function does.


@dataclass(frozen=True, slots=True)
class Subdivision:
    """A part of a country: its code, and its name where the package knows one."""

    code: str
    name: str


def countries() -> tuple[str, ...]:
    """Return the two-letter codes of the countries there are tables for."""
    import holidays

    return tuple(sorted(holidays.list_supported_countries(include_aliases=False)))


def subdivisions(country: str) -> tuple[Subdivision, ...]:
    """Return the parts of a country that have holidays of their own.

    Raises:
        Refused: `calendar.no_country` (fact `country`).
    """
    table = _table(country, None, ())
    names = table.get_subdivision_aliases()
    return tuple(
        Subdivision(code, next(iter(names.get(code, ())), code)) for code in table.subdivisions
    )


def holidays_of(
    country: str, subdivision: str | None, years: Sequence[int], language: str
) -> tuple[Proposal, ...]:
    """Return the public holidays of those years, and weekend days worked instead of others.

    Names are in `language` (`en`, `ru`) where the package has them, else in the country's own.

    Raises:
        Refused: `calendar.no_country` (fact `country`) where it knows none.
    """
    table = _table(country, subdivision, years, language)
    source = " ".join([country, *([subdivision] if subdivision else [])])
    found = [
        Proposal(day, OverrideKind.HOLIDAY, name, source) for day, name in sorted(table.items())
    ]
    worked = sorted(day for day in table.weekend_workdays if day.year in years)
    found += [Proposal(day, OverrideKind.WORKING_DAY, "", source) for day in worked]
    if not found:
        raise Refused("calendar.no_country", country=country)
    return tuple(found)


def _table(
    country: str, subdivision: str | None, years: Sequence[int], language: str = ""
) -> HolidayBase:
    import holidays

    try:
        plain = holidays.country_holidays(country, subdiv=subdivision)
    except NotImplementedError as error:
        raise Refused("calendar.no_country", country=country) from error
    wanted = (language, "en_US" if language == "en" else language)
    spoken = [each for each in plain.supported_languages if each in wanted]
    return holidays.country_holidays(
        country,
        subdiv=subdivision,
        years=years,
        language=spoken[0] if spoken else plain.default_language,
    )
