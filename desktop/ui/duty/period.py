"""Which days the duty calendar shows: a day, a week from Monday, or the weeks of a month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from desktop.ui.formats import date_text, day_text, month_text, weekday_text

WEEK = 7


class Extent(StrEnum):
    """How much is shown at once."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Period:
    """The days around one of them, `day`."""

    extent: Extent
    day: date

    @property
    def first(self) -> date:
        """Return the first day shown; of a month the Monday of its first week."""
        if self.extent is Extent.DAY:
            return self.day
        start = self.day if self.extent is Extent.WEEK else self.day.replace(day=1)
        return start - timedelta(days=start.weekday())

    @property
    def count(self) -> int:
        """Return how many days are shown: of a month whole weeks."""
        if self.extent is not Extent.MONTH:
            return 1 if self.extent is Extent.DAY else WEEK
        following = _next_month(self.day)
        return -(-(following - self.first).days // WEEK) * WEEK

    @property
    def title(self) -> str:
        """Return the days in words."""
        if self.extent is Extent.DAY:
            return f"{weekday_text(self.day)} {date_text(self.day)}"
        if self.extent is Extent.MONTH:
            return month_text(self.day)
        last = self.first + timedelta(days=WEEK - 1)
        if self.first.year != last.year:
            return f"{date_text(self.first)} – {date_text(last)}"
        return f"{day_text(self.first)} – {day_text(last)} {last.year}"

    def turned(self, pages: int) -> Period:
        """Return the period so many pages later."""
        if self.extent is not Extent.MONTH:
            return Period(self.extent, self.day + timedelta(days=self.count * pages))
        months = self.day.year * 12 + self.day.month - 1 + pages
        return Period(self.extent, date(months // 12, months % 12 + 1, 1))

    def at(self, day: date) -> Period:
        """Return the period of the same extent that holds a day."""
        return Period(self.extent, day)

    def shown_as(self, extent: Extent) -> Period:
        """Return more or fewer days around the same day."""
        return Period(extent, self.day)


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=31)).replace(day=1)
