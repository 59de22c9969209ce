"""`duty export` and `duty pay`: duties as a calendar file, and hours with their pay as a table."""

from __future__ import annotations

import argparse
import json
from datetime import datetime
from typing import TYPE_CHECKING, Final

from desktop.cli.moments import day_given, read_near
from desktop.cli.output import add_out, output, text_output
from desktop.domain.errors import Refused
from desktop.domain.tongue import Written

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    from desktop.services.desk import Desk
    from desktop.services.duty_pay import PayOptions

    Commands = _SubParsersAction[argparse.ArgumentParser]

_PRESETS: Final = ("program", "excel-ru", "excel-en")


def register(actions: Commands) -> None:
    """Add `duty export` and `duty pay`."""
    export = actions.add_parser("export", help="write the duties to a calendar file (ICS)")
    export.add_argument("--person", dest="whose", metavar="NAME", help="of NAME alone")
    export.add_argument("--from", dest="start", metavar="TIME", help="default: a month ago")
    export.add_argument("--to", dest="end", metavar="TIME", help="default: in a year")
    export.add_argument(
        "--lang", choices=[each.value for each in Written], default="en", help="en (default) or ru"
    )
    add_out(export)
    export.set_defaults(func=run_export)
    pay = actions.add_parser("pay", help="write duty hours and their pay to a table (CSV)")
    pay.add_argument(
        "--from",
        dest="first",
        type=day_given,
        required=True,
        metavar="DATE",
        help="first local day",
    )
    pay.add_argument(
        "--to", dest="last", type=day_given, required=True, metavar="DATE", help="last, included"
    )
    pay.add_argument("--preset", choices=_PRESETS, default="program", help="who reads it")
    pay.add_argument("--json", action="store_true", help="print hours and pay of each person")
    add_out(pay)
    pay.set_defaults(func=run_pay)


def run_export(args: argparse.Namespace) -> int:
    """Write the calendar file; it appears only when it is complete.

    Raises:
        Refused: `person.not_one`, `batch.bad_field` for a time that cannot be read.
        DeskError: the profile, its database or the target refuses.
    """
    from desktop.cli.profile import desk_of, person_called

    with desk_of(args) as desk:
        person = None if args.whose is None else person_called(desk, args.whose).id
        start_at, end_at = _moment(args.start, "from", desk), _moment(args.end, "to", desk)
        if start_at is not None and end_at is not None and end_at <= start_at:
            raise Refused("batch.bad_field", field="to")
        data = desk.duty_export.ics(person, start_at, end_at, Written(args.lang))
        with output(args.out) as file:
            file.write(data)
    return 0


def run_pay(args: argparse.Namespace) -> int:
    """Write the table, or print the sums as one object.

    Raises:
        Refused: `export.period`, `pay.too_long`.
        DeskError: the profile, its database or the target refuses.
    """
    from desktop.cli.profile import desk_of
    from desktop.services.duty_pay import PayOptions
    from desktop.services.export_format import Preset

    options = PayOptions(args.first, args.last, Preset(args.preset))
    with desk_of(args) as desk:
        if args.json:
            print(json.dumps(_sums(desk, options)))
            return 0
        with text_output(args.out) as text:
            desk.duty_pay.write(options, text)
    return 0


def _sums(desk: Desk, options: PayOptions) -> dict[str, object]:
    return {
        "from": options.first_day.isoformat(),
        "to": options.last_day.isoformat(),
        "people": [
            {
                "person": total.name,
                "hours": round(float(total.hours), 2),
                "amount": round(float(total.amount), 2),
            }
            for total in desk.duty_pay.totals(options)
        ],
    }


def _moment(text: str | None, field: str, desk: Desk) -> datetime | None:
    return None if text is None else read_near(text, field, desk.duty.wall_zone())
