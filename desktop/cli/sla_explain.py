"""`sla explain NUMBER`: why the dates of a ticket are what they are, as text or as JSON."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from desktop.domain.errors import NotFound, Refused
from desktop.domain.explain_words import Language
from desktop.domain.sla import ClockKind
from desktop.domain.sla_clock import ClockState, Holder, Segment
from desktop.domain.sla_evaluate import Evaluation

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    from desktop.services.desk import Desk

    Commands = _SubParsersAction[argparse.ArgumentParser]


def register(actions: Commands) -> None:
    """Add `explain` to the actions of `sla`."""
    parser = actions.add_parser("explain", help="why a ticket is due when it is, part by part")
    parser.add_argument("number", type=_number, metavar="NUMBER", help="the ticket, such as 1047")
    parser.add_argument(
        "--clock",
        choices=[kind.value for kind in ClockKind],
        metavar="CLOCK",
        help="only this one: first_response, next_response, promise, solution, ola_…",
    )
    parser.add_argument(
        "--lang",
        choices=[language.value for language in Language],
        default=Language.ENGLISH.value,
        help="the language of the text (default: en)",
    )
    parser.add_argument("--json", action="store_true", help="print one object, every round in it")
    parser.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """Print the latest round of each clock, or with `--json` all rounds; a ticket may have none.

    Raises:
        Refused: `ticket.unknown`.
        DeskError: the profile or its database refuses.
    """
    from desktop.cli.profile import desk_of  # `sla due` opens no database and starts faster

    language = Language(args.lang)
    with desk_of(args) as desk:
        judged = _evaluation(desk, args.number)
        zone = desk.policies.zone()
        names = {person.id: person.name for person in desk.people.all(with_inactive=True)}
    clocks = [each for each in judged.clocks if args.clock in (None, each.kind.value)]
    if args.json:
        told = [_as_json(judged, each, language, zone, names) for each in clocks]
        found = {"ticket": args.number, "at": _moment(judged.at, zone), "clocks": told}
        print(json.dumps(found))
    elif not clocks:
        print(_NO_CLOCK[language].format(number=args.number))
    else:
        latest = {each.kind: each for each in clocks}
        texts = [
            _text(judged, latest[kind], language, zone, names)
            for kind in ClockKind
            if kind in latest
        ]
        print("\n\n".join(texts))
    return 0


def _evaluation(desk: Desk, number: int) -> Evaluation:
    try:
        return desk.clocks.evaluation(number)
    except NotFound as error:
        raise Refused("ticket.unknown", number=number) from error


_NO_CLOCK = {
    Language.ENGLISH: "No clock runs or ever ran for ticket {number}.",
    Language.RUSSIAN: "Для заявки {number} сроки не отсчитываются и не отсчитывались.",
}


def _number(text: str) -> int:
    clean = text.removeprefix("#")
    if not (clean.isascii() and clean.isdecimal() and len(clean) < 19):
        raise argparse.ArgumentTypeError(f"{text!r} is not the number of a ticket")
    return int(clean)


def _text(
    judged: Evaluation,
    clock: ClockState,
    language: Language,
    zone: ZoneInfo,
    names: Mapping[int, str],
) -> str:
    from desktop.domain.explain import explain  # as above

    return str(explain(judged, clock.kind, language, zone, names, number=clock.round))


def _as_json(
    judged: Evaluation,
    clock: ClockState,
    language: Language,
    zone: ZoneInfo,
    names: Mapping[int, str],
) -> dict[str, object]:
    """Return a clock for programs: instants in the team's zone, spans in seconds."""
    instants = {
        "started_at": clock.started_at,
        "due_at": clock.due_at,
        "due_if_resumed_at": clock.due_if_resumed_at,
        "paused_since": clock.paused_since,
        "stopped_at": clock.stopped_at,
        "breached_at": clock.breached_at,
    }
    spans = {
        "target": clock.target,
        "used": clock.used,
        "closed": clock.closed,
        "paused": clock.paused,
        "solved": clock.solved,
        "wall": clock.wall,
    }
    return {
        "clock": clock.kind.value,
        "round": clock.round,
        "result": clock.result.value,
        "priority": clock.priority.value,
        "policy": clock.policy_name,
        "policy_version": clock.policy_version,
        "calendar": clock.calendar_name,
        "calendar_version": clock.calendar_version,
        "never_opens": clock.never_opens,
        **{name: None if at is None else _moment(at, zone) for name, at in instants.items()},
        **{f"{name}_seconds": span.total_seconds() for name, span in spans.items()},
        "segments": [_segment(each, zone, names) for each in clock.segments],
        "text": _text(judged, clock, language, zone, names),
    }


def _segment(segment: Segment, zone: ZoneInfo, names: Mapping[int, str]) -> dict[str, object]:
    return {
        "from": _moment(segment.start_at, zone),
        "until": _moment(segment.end_at, zone),
        "seconds": segment.span.total_seconds(),
        "counts": segment.counts,
        "open": segment.open,
        "motion": segment.motion.value,
        "status": segment.status.value,
        "holder": segment.holder.kind.value,
        "person": _person(segment.holder, names),
    }


def _person(holder: Holder, names: Mapping[int, str]) -> str | None:
    return None if holder.person_id is None else names.get(holder.person_id)


def _moment(at: datetime, zone: ZoneInfo) -> str:
    return at.astimezone(zone).isoformat()
