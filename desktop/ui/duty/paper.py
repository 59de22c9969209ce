"""The duty calendar on paper: people by days, or the days of a month; gaps and holidays marked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QObject

from desktop.domain.duty_hours import night_dates
from desktop.domain.duty_span import Span, meets, shared, total
from desktop.services.desk import Desk
from desktop.services.duty_blocks import BoardBlock
from desktop.services.duty_board import Board, BoardRow
from desktop.ui.duty.page_reading import read_page
from desktop.ui.duty.period import WEEK, Extent, Period
from desktop.ui.duty.team import DutyTeam
from desktop.ui.duty.words import duty_word, hours_text
from desktop.ui.formats import (
    day_text,
    instant_text,
    month_within,
    number_text,
    time_text,
    weekday_text,
)
from desktop.ui.paper_grid import Cell, GridPaper, Ink, PaperGrid, PaperLine

_SATURDAY = 5
_NAME, _DAY, _SUM = 1.6, 1.5, 1.0


class PaperCounts(QObject):
    """Counts in words: lupdate knows plurals only in `self.tr`."""

    def nights(self, count: int) -> str:
        """Return so many nights on duty."""
        return self.tr("%n night(s)", "", count)


@dataclass(frozen=True, slots=True)
class DutySheet:
    """Reads one board as cells of paper; every time is on the team's wall clock."""

    board: Board
    team: DutyTeam
    period: Period

    @property
    def zone(self) -> ZoneInfo:
        return self.team.zone

    @property
    def days(self) -> tuple[date, ...]:
        """The local days shown."""
        return tuple(at.astimezone(self.zone).date() for at in self.board.days[:-1])

    def grids(self) -> tuple[PaperGrid, ...]:
        """Return a table of people by days; of a month its weeks, and then the sums."""
        if self.period.extent is Extent.MONTH:
            return self._month(), self._sums()
        return (self._people(),)

    def facts(self, now: datetime) -> tuple[str, ...]:
        """Return what stands below the title."""
        printed = QCoreApplication.translate("DutyPaper", "Printed {when} ({zone})").format(
            when=instant_text(now, self.zone), zone=self.zone.key
        )
        percent = self.board.percent
        if percent is None:
            return (printed,)
        covered = QCoreApplication.translate("DutyPaper", "Covered: {percent} %")
        return covered.format(percent=number_text(percent)), printed

    def _people(self) -> PaperGrid:
        holidays = dict(self.board.holidays)
        head: list[Cell] = [(_strong(QCoreApplication.translate("DutyPaper", "Person")),)]
        for day in self.days:
            named = (PaperLine(holidays[day]),) if holidays.get(day) else ()
            head.append((_strong(f"{weekday_text(day)} {day_text(day)}"), *named))
        head.append((_strong(QCoreApplication.translate("DutyPaper", "Sum")),))
        rows = [
            (
                (_strong(row.name),),
                *(tuple(self._of_person(row, place)) for place in range(len(self.days))),
                self._sum(row),
            )
            for row in self.board.rows
        ]
        holes = [tuple(self._holes(place)) for place in range(len(self.days))]
        if any(holes):
            nobody = (_strong(QCoreApplication.translate("DutyPaper", "Nobody on duty")),)
            rows.append((nobody, *holes, ()))
        shaded = (
            place
            for place, day in enumerate(self.days, start=1)
            if day.weekday() >= _SATURDAY or day in holidays
        )
        shares = (_NAME, *(_DAY for _ in self.days), _SUM)
        return PaperGrid(tuple(head), tuple(rows), shares, frozenset(shaded))

    def _month(self) -> PaperGrid:
        holidays = dict(self.board.holidays)
        cells = [self._of_day(place, day, holidays) for place, day in enumerate(self.days)]
        rows = [tuple(cells[start : start + WEEK]) for start in range(0, len(cells), WEEK)]
        head = tuple((_strong(weekday_text(day)),) for day in self.days[:WEEK])
        weekend = frozenset(range(_SATURDAY, WEEK))
        return PaperGrid(head, tuple(rows), (1.0,) * WEEK, weekend)

    def _sums(self) -> PaperGrid:
        words = (
            QCoreApplication.translate("DutyPaper", "Person"),
            QCoreApplication.translate("DutyPaper", "On duty in these weeks"),
        )
        rows = tuple(
            (
                (PaperLine(row.name),),
                (PaperLine(", ".join(line.text for line in self._sum(row))),),
            )
            for row in self.board.rows
        )
        return PaperGrid(tuple((_strong(word),) for word in words), rows, (1.0, 2.0))

    def _of_day(self, place: int, day: date, holidays: dict[date, str]) -> Cell:
        is_meant = day.month == self.period.day.month
        number = number_text(day.day) if is_meant else day_text(day)
        lines = [PaperLine(number, Ink.STRONG if is_meant else Ink.MUTED)]
        if holidays.get(day):
            lines.append(PaperLine(holidays[day], Ink.MUTED))
        blocks = ((row, block) for row in self.board.rows for block in row.blocks)
        for row, block in sorted(blocks, key=lambda each: (each[1].start_at, each[0].name)):
            times = self._times((block.start_at, block.end_at), place)
            if times:
                lines += [PaperLine(row.name), PaperLine(f"{times}{self._marks(block)}")]
        lines += self._holes(place, named=True)
        return tuple(lines)

    def _of_person(self, row: BoardRow, place: int) -> Iterator[PaperLine]:
        for block in row.blocks:
            times = self._times((block.start_at, block.end_at), place)
            if times:
                yield PaperLine(f"{times}{self._marks(block)}")
        for away in row.absences:
            if meets((away.start_at, away.end_at), self._day(place)):
                yield PaperLine(duty_word(away.kind), Ink.MUTED)

    def _holes(self, place: int, *, named: bool = False) -> Iterator[PaperLine]:
        """Give the hours of a day that are promised and have nobody; what is past stands back."""
        nobody = QCoreApplication.translate("DutyPaper", "Nobody on duty")
        for spans, ink in ((self.board.missed, Ink.MUTED), (self.board.uncovered, Ink.ALARM)):
            for start_at, end_at in shared(spans, [self._day(place)]):
                until = time_text(end_at, self.zone)
                if end_at == self.board.days[place + 1]:
                    until = "24:00"
                if named:
                    yield PaperLine(nobody, ink)
                yield PaperLine(f"{time_text(start_at, self.zone)} – {until}", ink)

    def _times(self, span: Span, place: int) -> str:
        """Return when a duty is, on the day it begins, or that it fills the whole of a later day.

        Empty on other days: each duty is told once.
        """
        day = self._day(place)
        start_at, end_at = span
        begins_here = day[0] <= start_at < day[1] or (not place and start_at < day[0] < end_at)
        if not begins_here:
            fills = start_at < day[0] and end_at >= day[1]
            return QCoreApplication.translate("DutyPaper", "all day") if fills else ""
        start = "…" if start_at < day[0] else time_text(start_at, self.zone)
        until = time_text(end_at, self.zone)
        if end_at > day[1]:
            until = f"{weekday_text(end_at.astimezone(self.zone).date())} {until}"
        elif end_at == day[1]:
            until = "24:00"
        return f"{start} – {until}"

    def _marks(self, block: BoardBlock) -> str:
        marks = [self.team.line(block.line_id)] if block.line_id is not None else []
        if block.is_draft:
            marks.append(QCoreApplication.translate("DutyPaper", "draft"))
        return f" ({', '.join(marks)})" if marks else ""

    def _sum(self, row: BoardRow) -> Cell:
        """Return the hours of a person within these days, and the nights that begin on one of them.

        Drafts are none.
        """
        within = (self.board.days[0], self.board.days[-1])
        spans = [*shared(row.on_duty, [within])]
        if not spans:
            return ()
        zone, night = self.board.zone, self.team.rules.night
        nights = {
            day
            for block in row.blocks
            if not block.is_draft
            for day in night_dates((block.start_at, block.end_at), zone, night)
            if day in self.days
        }
        lines = [PaperLine(hours_text(total(spans)))]
        if nights:
            lines.append(PaperLine(PaperCounts().nights(len(nights))))
        return tuple(lines)

    def _day(self, place: int) -> Span:
        return self.board.days[place], self.board.days[place + 1]


def read_paper(desk: Desk, period: Period, now: datetime) -> GridPaper:
    """On a worker: read the days of a period as they are printed."""
    reading = read_page(desk, period)
    sheet = DutySheet(reading.board, reading.team, period)
    return GridPaper(paper_title(period), sheet.facts(now), sheet.grids(), paper_title(period))


def paper_title(period: Period) -> str:
    """Return the days in words, with what they are of."""
    text = QCoreApplication.translate("DutyPaper", "Duty: {days}")
    days = month_within(period.day) if period.extent is Extent.MONTH else period.title
    return text.format(days=days)


def _strong(text: str) -> PaperLine:
    return PaperLine(text, Ink.STRONG)
