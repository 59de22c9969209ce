"""`sla due --calendar NAME`: when a target would be due in a calendar of this desk."""

from __future__ import annotations

import argparse
import json
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from desktop.cli.moments import read_moment
from desktop.domain.errors import Refused
from desktop.domain.explain_words import Language
from desktop.domain.worktime import WorkCalendar
from desktop.domain.worktime_pauses import Pause

if TYPE_CHECKING:
    from desktop.domain.worktime_trial import Trial
    from desktop.services.desk import Desk


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what a single case needs beside its calendar."""
    parser.add_argument("--start", metavar="TIME", help="when it starts, such as 2026-11-20T17:30")
    parser.add_argument("--target", metavar="LENGTH", help="such as 90m, 4h, 2bd")
    parser.add_argument(
        "--pause",
        action="append",
        default=[],
        metavar="A/B",
        help="a pause from A to B, without B for good; may be given several times",
    )
    parser.add_argument(
        "--lang",
        choices=[language.value for language in Language],
        default=Language.ENGLISH.value,
        help="the language of the calculation (default: en)",
    )
    parser.add_argument("--json", action="store_true", help="print one object")


def run(args: argparse.Namespace) -> int:
    """Print the due time and the calculation; a calendar that never opens has neither.

    Raises:
        Refused: `calendar.unknown`, `batch.bad_field`, `duration.unreadable` and its like.
        DeskError: the profile or its database refuses.
    """
    from desktop.cli.profile import desk_of  # the batch needs none of this and starts faster
    from desktop.domain.durations import Duration
    from desktop.domain.worktime_trial import tried

    with desk_of(args) as desk:
        calendar = _calendar(desk, args.calendar)
        zone = desk.policies.zone()
    start = read_moment(args.start, "start", zone)
    pauses = [_pause(text, zone) for text in args.pause]
    trial = tried(calendar, start, Duration.parse(args.target), Language(args.lang), pauses)
    if args.json:
        print(json.dumps(_as_json(trial, calendar, start)))
        return 0
    print("\n".join([_answer(trial, calendar, Language(args.lang)), *trial.lines]))
    return 0


_DUE = {
    Language.ENGLISH: "Due {due} ({zone}), calendar “{calendar}” v{version}.",
    Language.RUSSIAN: "Срок {due} ({zone}), календарь «{calendar}», версия {version}.",
}
_PAUSED = {
    Language.ENGLISH: "No due time: the pause has no end.",
    Language.RUSSIAN: "Срока нет: у паузы нет конца.",
}
_NEVER = {
    Language.ENGLISH: "No due time: the calendar “{calendar}” has no open hour in 400 days.",
    Language.RUSSIAN: "Срока нет: календарь «{calendar}» не открывается 400 дней.",
}


def _answer(trial: Trial, calendar: WorkCalendar, language: Language) -> str:
    from desktop.domain.explain import WORDS

    spec = calendar.spec
    name = WORDS[language].named(spec.name)
    if trial.due_at is None:
        return (_PAUSED if trial.paused else _NEVER)[language].format(calendar=name)
    due = trial.due_at.astimezone(calendar.zone)
    return _DUE[language].format(
        due=f"{due:%Y-%m-%d %H:%M}", zone=spec.zone, calendar=name, version=spec.version
    )


def _as_json(trial: Trial, calendar: WorkCalendar, start: datetime) -> dict[str, object]:
    found: dict[str, object] = {
        "calendar": calendar.spec.name,
        "version": calendar.spec.version,
        "start": start.astimezone(calendar.zone).isoformat(),
        "due": None,
    }
    if trial.due_at is not None:
        due = trial.due_at.astimezone(calendar.zone).isoformat()
        return found | {"due": due, "lines": trial.lines}
    return found | {"state": "paused" if trial.paused else "never_opens"}


def _calendar(desk: Desk, name: str) -> WorkCalendar:
    """Return a calendar by its name, that of a preset also as a language shows it."""
    from desktop.domain.explain import WORDS  # large, and not for the batch

    try:
        return desk.calendars.named(name)
    except Refused:
        for words in WORDS.values():
            for stored, shown in words.presets.items():
                if shown.casefold() == name.strip().casefold():
                    return desk.calendars.named(stored)
        raise


def _pause(text: str, zone: ZoneInfo) -> Pause:
    start, slash, end = text.partition("/")
    if not slash:
        raise Refused("batch.bad_field", field="pause")
    began = read_moment(start.strip(), "pause", zone)
    ended = read_moment(end.strip(), "pause", zone) if end.strip() else None
    if ended is not None and ended < began:
        raise Refused("batch.bad_field", field="pause")
    return Pause(began, ended)
