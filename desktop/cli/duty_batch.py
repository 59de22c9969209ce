"""Lines of `duty resolve --batch`: a rota described in JSON, and its answers (duty.md 6)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final, NoReturn, TypeVar
from zoneinfo import ZoneInfo

from desktop.cli.moments import read_moment
from desktop.domain.duty import Shift
from desktop.domain.duty_calendar import DutyCalendar, DutyOverride, DutyRule, TemporarySchedule
from desktop.domain.duty_resolve import resolve
from desktop.domain.duty_rotation import (
    Advance,
    Cadence,
    Every,
    Rotation,
    RotationVersion,
    TurnTable,
)
from desktop.domain.duty_window import WeeklyWindow
from desktop.domain.errors import Refused
from desktop.domain.worktime_local import instant, micros, zone_named
from desktop.domain.worktime_spec import WEEKDAYS, Interval

_OPERATIONS: Final = ("resolve", "rotation")
_UTC: Final = "UTC"

Choice = TypeVar("Choice", Every, Advance)


def answer(asked: Mapping[str, object]) -> dict[str, object]:
    """Answer one line.

    Raises:
        Refused: `batch.bad_op`, `batch.bad_field`, or what is wrong with the rota.
    """
    operation = asked.get("op", "resolve")
    if operation not in _OPERATIONS:
        raise Refused("batch.bad_op", op=operation, known=", ".join(_OPERATIONS))
    zone = _text(asked, "tz")
    line = _Line(zone)
    try:
        return line.resolved(asked) if operation == "resolve" else line.turn(asked)
    except OverflowError as error:
        # Python's dates end with the year 9999, and an offset can push one over.
        raise Refused("calendar.out_of_range") from error


class _Line:
    """Reads the parts of one line in its zone and writes instants back in it."""

    def __init__(self, zone: str) -> None:
        self._name = zone
        self._zone: ZoneInfo = zone_named(zone)

    def resolved(self, asked: Mapping[str, object]) -> dict[str, object]:
        start_at, end_at = self._moment(asked, "from"), self._moment(asked, "to")
        if end_at < start_at:
            _refuse("to")
        calendar = DutyCalendar(
            self._name,
            tuple(self._rule(item, str(place)) for place, item in _items(asked, "rules")),
            overrides=tuple(self._override(item) for _, item in _items(asked, "overrides")),
            temporary=tuple(self._temporary(item) for _, item in _items(asked, "temporary")),
        )
        found = resolve(calendar, start_at, end_at)
        return {
            "shifts": [
                [self._written(each.start_at), self._written(each.end_at), each.person]
                for each in found.shifts
            ],
            "gaps": [[self._written(start), self._written(end)] for start, end in found.gaps],
        }

    def turn(self, asked: Mapping[str, object]) -> dict[str, object]:
        turns = TurnTable(self._cadence(asked), self._name)
        start, end = turns.span(turns.at(micros(self._moment(asked, "at"))))
        return {"start": self._written(instant(start)), "end": self._written(instant(end))}

    def _rule(self, rule: Mapping[str, object], name: str) -> DutyRule:
        days = rule.get("days")
        if not isinstance(days, list) or not all(day in WEEKDAYS for day in days):
            _refuse("days")
        window = WeeklyWindow(
            frozenset(map(WEEKDAYS.index, days)),
            Interval.parse(_text(rule, "start"), _text(rule, "end")),
        )
        if "rotation" not in rule:
            return DutyRule(name, window, _text(rule, "person"))
        if "person" in rule:
            _refuse("person")
        return DutyRule(name, window, versions=(RotationVersion(self._rotation(rule)),))

    def _rotation(self, rule: Mapping[str, object]) -> Rotation:
        shape = rule["rotation"]
        if not isinstance(shape, dict):
            _refuse("rotation")
        people = shape.get("people")
        if not isinstance(people, list) or not all(isinstance(each, str) for each in people):
            _refuse("people")
        advance = _choice(Advance, {"advance": Advance.DUTY.value} | shape, "advance")
        return Rotation(self._cadence(shape), tuple(people), advance)

    def _cadence(self, shape: Mapping[str, object]) -> Cadence:
        length = shape.get("length", 1)
        if isinstance(length, bool) or not isinstance(length, int):
            _refuse("length")
        every = _choice(Every, shape, "every")
        return Cadence(every, length, self._moment(shape, "start"))

    def _override(self, shape: Mapping[str, object]) -> DutyOverride:
        start_at, end_at = self._span(shape)
        return DutyOverride(
            start_at, end_at, _text_or_none(shape, "add"), _text_or_none(shape, "remove")
        )

    def _temporary(self, shape: Mapping[str, object]) -> TemporarySchedule:
        shifts = [
            Shift(*self._span(shift), _text(shift, "person"))
            for _, shift in _items(shape, "shifts")
        ]
        return TemporarySchedule(*self._span(shape), tuple(shifts))

    def _span(self, shape: Mapping[str, object]) -> tuple[datetime, datetime]:
        return self._moment(shape, "start"), self._moment(shape, "end")

    def _moment(self, shape: Mapping[str, object], field: str) -> datetime:
        return read_moment(_text(shape, field), field, self._zone)

    def _written(self, at: datetime) -> str:
        text = at.astimezone(self._zone).isoformat()
        return text.removesuffix("+00:00") + "Z" if self._name == _UTC else text


def _items(shape: Mapping[str, object], field: str) -> list[tuple[int, Mapping[str, object]]]:
    value = shape.get(field, [])
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        _refuse(field)
    return list(enumerate(value))


def _choice(kind: type[Choice], shape: Mapping[str, object], field: str) -> Choice:
    try:
        return kind(_text(shape, field))
    except ValueError:
        _refuse(field)


def _text(shape: Mapping[str, object], field: str) -> str:
    value = shape.get(field)
    return value if isinstance(value, str) and value else _refuse(field)


def _text_or_none(shape: Mapping[str, object], field: str) -> str | None:
    return None if shape.get(field) is None else _text(shape, field)


def _refuse(field: str) -> NoReturn:
    raise Refused("batch.bad_field", field=field)
