"""Duty hours and pay as a table: what really was, what is planned, and why it is paid so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from desktop.domain.duty_pay import PayLine, pay_lines
from desktop.domain.duty_span import Span
from desktop.domain.errors import Refused
from desktop.domain.worktime_local import first_instant, instant
from desktop.models.base import to_microseconds
from desktop.models.database import Database
from desktop.services import team
from desktop.services.duty import Duty
from desktop.services.export_format import DIALECTS, Preset, texts
from desktop.services.export_times import LocalTimes
from desktop.services.exports import TextSink
from desktop.services.pay_rules import read_pay_rules
from desktop.services.pay_words import pay_reason, pay_titles
from desktop.services.policies import Policies

_CENT: Final = Decimal("0.01")
_MOST: Final = timedelta(days=3660)


@dataclass(frozen=True, slots=True)
class PayOptions:
    """Local days, both included, and who reads the file."""

    first_day: date
    last_day: date
    preset: Preset = Preset.PROGRAM


@dataclass(frozen=True, slots=True)
class PayTotal:
    """What a person was on duty and is paid for, over a span."""

    person_id: int
    name: str
    hours: Decimal
    amount: Decimal


class DutyPay:
    """Pays what the log holds and, ahead of now, what the plan holds (duty.md 5)."""

    def __init__(self, database: Database, policies: Policies, duty: Duty) -> None:
        self._database = database
        self._policies = policies
        self._duty = duty

    def totals(self, options: PayOptions) -> tuple[PayTotal, ...]:
        """Return what each person with duties in these days comes to, by name.

        Raises:
            Refused: `export.period` (facts `first`, `last`), `pay.too_long`.
        """
        with self._database.read() as session:
            names = team.names(session)
            found: dict[int, list[PayLine]] = {}
            for line in self._lines(session, options):
                found.setdefault(int(line.person), []).append(line)
        totals = (
            PayTotal(
                person_id,
                names[person_id],
                sum((line.hours for line in lines), Decimal(0)),
                sum((line.amount for line in lines), Decimal(0)),
            )
            for person_id, lines in found.items()
        )
        return tuple(sorted(totals, key=lambda total: (total.name, total.person_id)))

    def write(self, options: PayOptions, sink: TextSink) -> int:
        """Write the table, a row an interval of one rule, and return its rows.

        The caller opens the file (UTF-8, newline=""). Duty without a rule stands there unpaid.

        Raises:
            Refused: `export.period` (facts `first`, `last`) when it ends before it begins,
                `pay.too_long`.
        """
        dialect = DIALECTS[options.preset]
        with self._database.read() as session:
            names = team.names(session)
            zone = ZoneInfo(self._duty.zone(session))
            lines = list(self._lines(session, options))
        times = LocalTimes(dialect.time_format, zone)
        comma = options.preset is Preset.EXCEL_RU
        columns = [
            texts(names[int(line.person)] for line in lines),
            times.cells(to_microseconds(line.start_at) for line in lines),
            times.cells(to_microseconds(line.end_at) for line in lines),
            [_number(line.hours, comma=comma) for line in lines],
            texts(line.rule.name if line.rule else None for line in lines),
            [_number(line.rule.rate, comma=comma) if line.rule else "" for line in lines],
            [_number(line.amount, comma=comma) for line in lines],
            texts(pay_reason(line.rule, zone, dialect.language) for line in lines),
        ]
        head = tuple(texts(pay_titles(dialect.language)))
        if dialect.byte_order_mark:
            sink.write("\ufeff")
        sink.write(dialect.lines([head], len(head)))
        sink.write(dialect.lines(zip(*columns, strict=True), len(head)))
        return len(lines)

    def _lines(self, session: Session, options: PayOptions) -> Iterator[PayLine]:
        zone = self._duty.zone(session)
        within = _span(options, ZoneInfo(zone))
        holidays = self._policies.books(session).holidays(self._database.now(session))
        rules = [row.rule for row in read_pay_rules(session)]
        pieces = (p for _, _, own in self._duty.by_line(session, within) for p in own)
        lines = pay_lines(pieces, rules, zone, holidays)
        return iter(sorted(lines, key=lambda line: (line.start_at, int(line.person))))


def _span(options: PayOptions, zone: ZoneInfo) -> Span:
    first, last = options.first_day, options.last_day
    if last < first:
        raise Refused("export.period", first=first, last=last)
    if last - first > _MOST:
        raise Refused("pay.too_long")
    begins, ends = (first_instant(day, 0, zone) for day in (first, last + timedelta(days=1)))
    return instant(begins), instant(ends)


def _number(number: Decimal, *, comma: bool) -> str:
    """Return a number in hundredths, as the reader's settings write it."""
    text = str(number.quantize(_CENT, ROUND_HALF_UP))
    return text.replace(".", ",") if comma else text
