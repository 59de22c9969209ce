"""`sla due`: business time; with `--batch` for anybody's table of cases, without a database."""

from __future__ import annotations

import argparse
import json
from collections import OrderedDict
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from desktop.cli import sla_due, sla_explain
from desktop.cli.batch import run_batch
from desktop.cli.moments import read_moment
from desktop.domain.errors import Refused
from desktop.domain.worktime import CalendarSpec, WorkCalendar
from desktop.domain.worktime_pauses import Pause, add_with_pauses, measure_with_pauses

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    Commands = _SubParsersAction[argparse.ArgumentParser]

# A run may bring thousands of calendars; the latest are kept expanded.
_KEPT_CALENDARS: Final = 256


def register(commands: Commands) -> None:
    """Add `sla due` and `sla explain`."""
    parser = commands.add_parser("sla", help="business time and deadlines")
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    due = actions.add_parser("due", help="when a target is due; or answer lines of cases")
    which = due.add_mutually_exclusive_group(required=True)
    which.add_argument("--calendar", metavar="NAME", help="a calendar of this desk")
    which.add_argument(
        "--batch",
        metavar="FILE|-",
        help='read lines {"id": …, "op": "due", "calendar": …, "start": …, "target_min": …}',
    )
    sla_due.add_arguments(due)
    due.set_defaults(func=run, parser=due)
    sla_explain.register(actions)


def run(args: argparse.Namespace) -> int:
    """Answer one case, or the batch: 0 when every line was answered, 1 when some failed.

    Raises:
        DeskError: as `sla_due.run` for one case.
    """
    if args.batch is not None:
        return run_batch(args.batch, _Answerer().answer)
    if args.start is None or args.target is None:
        args.parser.error("--calendar needs --start and --target")
    return sla_due.run(args)


class _Answerer:
    """Answers single lines and keeps the calendars it was asked about."""

    def __init__(self) -> None:
        self._calendars: OrderedDict[str, WorkCalendar] = OrderedDict()

    def answer(self, asked: Mapping[str, object]) -> dict[str, object]:
        """Answer one line.

        Raises:
            Refused: `batch.bad_op`, `batch.bad_field`, or what is wrong with the calendar.
        """
        operations = {"due": _due, "elapsed": _elapsed, "open": _open}
        operation = asked.get("op", "due")
        if not isinstance(operation, str) or operation not in operations:
            raise Refused("batch.bad_op", op=operation, known=", ".join(operations))
        try:
            return operations[operation](asked, self._calendar(asked.get("calendar")))
        except OverflowError as error:
            # Python's dates end with the year 9999, and an offset can push one over.
            raise Refused("calendar.out_of_range") from error

    def _calendar(self, shape: object) -> WorkCalendar:
        key = json.dumps(shape, sort_keys=True)
        calendar = self._calendars.get(key)
        if calendar is None:
            calendar = WorkCalendar(CalendarSpec.from_json(shape))
            self._calendars[key] = calendar
            if len(self._calendars) > _KEPT_CALENDARS:
                self._calendars.popitem(last=False)
        self._calendars.move_to_end(key)
        return calendar


def _due(asked: Mapping[str, object], calendar: WorkCalendar) -> dict[str, object]:
    start = _moment(asked, "start", calendar)
    reached = add_with_pauses(calendar, start, _target(asked), _pauses(asked, calendar))
    if reached.at is not None:
        return {"due": reached.at.astimezone(calendar.zone).isoformat()}
    return {"due": None, "state": "paused" if reached.paused else "never_opens"}


def _elapsed(asked: Mapping[str, object], calendar: WorkCalendar) -> dict[str, object]:
    start, end = _moment(asked, "from", calendar), _moment(asked, "to", calendar)
    if end < start:
        raise Refused("batch.bad_field", field="to")
    used = measure_with_pauses(calendar, start, end, _pauses(asked, calendar))
    seconds = used.total_seconds()
    return {"seconds": int(seconds) if seconds.is_integer() else seconds}


def _open(asked: Mapping[str, object], calendar: WorkCalendar) -> dict[str, object]:
    return {"open": calendar.is_open(_moment(asked, "at", calendar))}


def _target(asked: Mapping[str, object]) -> timedelta:
    minutes = asked.get("target_min")
    if isinstance(minutes, bool) or not isinstance(minutes, int | float) or minutes < 0:
        raise Refused("batch.bad_field", field="target_min")
    return timedelta(minutes=minutes)


def _pauses(asked: Mapping[str, object], calendar: WorkCalendar) -> list[Pause]:
    given = asked.get("pauses", [])
    if not isinstance(given, list):
        raise Refused("batch.bad_field", field="pauses")
    found = []
    for pair in given:
        match pair:
            case [str(start), str() | None as end]:
                began = read_moment(start, "pauses", calendar.zone)
                ended = None if end is None else read_moment(end, "pauses", calendar.zone)
            case _:
                raise Refused("batch.bad_field", field="pauses")
        if ended is not None and ended < began:
            raise Refused("batch.bad_field", field="pauses")
        found.append(Pause(began, ended))
    return found


def _moment(asked: Mapping[str, object], field: str, calendar: WorkCalendar) -> datetime:
    text = asked.get(field)
    if not isinstance(text, str):
        raise Refused("batch.bad_field", field=field)
    return read_moment(text, field, calendar.zone)
