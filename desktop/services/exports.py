"""Reports as files: streamed from one snapshot, in the preset their reader needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from itertools import pairwise
from typing import Protocol
from zoneinfo import ZoneInfo

from sqlalchemy import BigInteger, Select, func, select, type_coerce

from desktop.domain.sla import CalendarBook
from desktop.domain.sla_presets import BUSINESS_HOURS
from desktop.domain.worktime_local import first_instant, instant, micros
from desktop.models.base import EPOCH
from desktop.models.database import Database
from desktop.models.ticket import Ticket
from desktop.services import settings
from desktop.services.duty import Duty
from desktop.services.export_format import DIALECTS, Preset, texts
from desktop.services.export_tickets import cells_of, pieces, writers
from desktop.services.export_times import LocalTimes
from desktop.services.export_titles import titles
from desktop.services.export_words import words
from desktop.services.on_duty_names import OnDutyNames
from desktop.services.policies import Policies


class TextSink(Protocol):
    """Where the text of a file goes."""

    def write(self, text: str, /) -> object: ...


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """Local days of created_at, `last_day` inclusive; None is no bound."""

    preset: Preset = Preset.PROGRAM
    first_day: date | None = None
    last_day: date | None = None


class Exports:
    """Writes reports; the caller opens the file (UTF-8, newline="")."""

    def __init__(self, database: Database, policies: Policies, duty: Duty) -> None:
        self._database = database
        self._policies = policies
        self._duty = duty

    def tickets(
        self,
        options: ExportOptions,
        sink: TextSink,
        progress: Callable[[int, int], None] | None = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> int:
        """Write the ticket table and return its rows; `progress` is told (done, all).

        One read snapshot; at most 2,000 rows in memory. When `cancelled`, it stops after the
        piece at hand and what was written is a valid beginning.
        """
        dialect = DIALECTS[options.preset]
        if dialect.byte_order_mark:
            sink.write("\ufeff")
        head = tuple(texts(titles(dialect.language)))
        sink.write(dialect.lines([head], len(head)))
        done = 0
        with self._database.read() as session:
            books = self._policies.books(session)
            zone = settings.team_zone(session, books.zone)
            bounds = _bounds(options, zone)
            total, first_at, last_at = session.execute(_extent(bounds)).one()
            arrivals = (first_at or EPOCH, (last_at or EPOCH) + timedelta.resolution)
            on_duty = OnDutyNames(session, self._duty, arrivals)
            hours = partial(_business_hours, books.calendars)
            times = LocalTimes(dialect.time_format, zone)
            columns = writers(times, hours, on_duty, words(dialect.language))
            for rows in pieces(session, bounds):
                sink.write(dialect.lines(cells_of(rows, columns), len(columns)))
                done += len(rows)
                if progress is not None:
                    progress(done, total)
                if cancelled():
                    break
        return done


def _business_hours(book: CalendarBook, start: int, end: int) -> list[tuple[int, int]]:
    """Return the open segments in `[start, end)`, each by the version in force then (sla.md C4).

    Where one version follows another in open hours, two segments meet.
    """
    changes = map(micros, book.changes(BUSINESS_HOURS))
    cuts = [start, *(at for at in changes if start < at < end), end]
    return [
        segment
        for begin, until in pairwise(cuts)
        for segment in book.find(BUSINESS_HOURS, instant(begin)).open_segments(begin, until)
    ]


Bounds = tuple[int | None, int | None]


def _bounds(options: ExportOptions, zone: ZoneInfo) -> Bounds:
    first, last = options.first_day, options.last_day
    return (
        None if first is None else first_instant(first, 0, zone),
        None if last is None else first_instant(last + timedelta(days=1), 0, zone),
    )


def _extent(bounds: Bounds) -> Select[int, datetime | None, datetime | None]:
    """Return the select that counts the tickets of a period, and gives its first and last."""
    created = type_coerce(Ticket.created_at, BigInteger)
    statement = select(func.count(), func.min(Ticket.created_at), func.max(Ticket.created_at))
    if bounds[0] is not None:
        statement = statement.where(created >= bounds[0])
    if bounds[1] is not None:
        statement = statement.where(created < bounds[1])
    return statement.select_from(Ticket)
