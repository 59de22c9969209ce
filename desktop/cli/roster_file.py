"""A roster described in JSON, as `duty plan` reads it: slots, people, absences, wishes, weights."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final, NoReturn

from desktop.domain.duty import AbsenceKind
from desktop.domain.duty_plan import PlanPerson, PlanProblem, PlanRules, PlanSlot, PlanWeights
from desktop.domain.errors import Refused

_SPREADS: Final = (
    "weekend_spread",
    "holiday_spread",
    "unwanted",
    "every_other_night",
    "consecutive_weekends",
)


def read_roster(path: Path) -> PlanProblem:
    """Read a file of local wall times without a zone; they are taken as they stand.

    Raises:
        Refused: `roster.unreadable` (facts `path`, `reason`), `roster.bad_shape` (fact `where`),
            or what the problem itself refuses.
    """
    try:
        value = json.loads(path.read_bytes())
    except OSError as error:
        raise Refused("roster.unreadable", path=path, reason=error.strerror) from error
    except (ValueError, RecursionError) as error:
        raise Refused("roster.unreadable", path=path, reason="it is not a JSON file") from error
    return _problem(_Reader(value, "roster"))


class _Reader:
    """One JSON object and where it stands, so that a refusal can name the place."""

    def __init__(self, value: object, where: str) -> None:
        self._where = where
        self.fields: Mapping[str, object] = value if isinstance(value, dict) else self.refuse()

    def refuse(self, key: str = "") -> NoReturn:
        """Refuse the whole object, or one of its fields."""
        raise Refused("roster.bad_shape", where=f"{self._where}.{key}" if key else self._where)

    def text(self, key: str) -> str:
        value = self.fields.get(key)
        return value if isinstance(value, str) else self.refuse(key)

    def whole(self, key: str) -> int:
        value = self.fields.get(key)
        return value if isinstance(value, int) and not isinstance(value, bool) else self.refuse(key)

    def number(self, key: str) -> float:
        value = self.fields.get(key)
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        return float(value) if is_number and isinstance(value, int | float) else self.refuse(key)

    def flag(self, key: str) -> bool:
        value = self.fields.get(key, False)
        return value if isinstance(value, bool) else self.refuse(key)

    def items(self, key: str) -> Sequence[object]:
        value = self.fields.get(key, [])
        return value if isinstance(value, list) else self.refuse(key)

    def inner(self, key: str) -> _Reader:
        return _Reader(self.fields.get(key, {}), f"{self._where}.{key}")

    def day(self, key: str, text: object) -> date:
        try:
            return date.fromisoformat(text if isinstance(text, str) else self.refuse(key))
        except ValueError:
            self.refuse(key)

    def moment(self, key: str) -> datetime:
        try:
            return datetime.fromisoformat(self.text(key)).replace(tzinfo=UTC)
        except ValueError:
            self.refuse(key)


def _problem(roster: _Reader) -> PlanProblem:
    weights = roster.inner("weights")
    tier = PlanWeights(
        # The file's weight is for the deviation counted twice.
        hours=2 * weights.number("hours"),
        **{name: weights.number(name) for name in _SPREADS},
    )
    rules = PlanRules(
        timedelta(hours=roster.number("rest_hours")), roster.whole("max_nights_in_7_days")
    )
    slots = tuple(
        _slot(_Reader(item, f"slots[{place}]")) for place, item in enumerate(roster.items("slots"))
    )
    return PlanProblem(_people(roster), slots, rules, (tier,))


def _slot(slot: _Reader) -> PlanSlot:
    start_at, kind = slot.moment("start"), slot.text("kind")
    if kind not in ("night", "day"):
        slot.refuse("kind")
    return PlanSlot(
        slot.whole("slot"),
        start_at,
        slot.moment("end"),
        start_at.date(),
        slot.whole("week"),
        round(slot.number("hours") * 60),
        is_night=kind == "night",
        is_weekend=slot.flag("weekend"),
        is_holiday=slot.flag("holiday"),
    )


def _people(roster: _Reader) -> tuple[PlanPerson, ...]:
    absent, targets = roster.inner("absent"), roster.inner("targets")
    unwanted: dict[str, set[date]] = {}
    for pair in roster.items("unwanted"):
        match pair:
            case [str(who), day]:
                unwanted.setdefault(who, set()).add(roster.day("unwanted", day))
            case _:
                roster.refuse("unwanted")
    people: list[PlanPerson] = []
    for name in roster.items("people"):
        if not isinstance(name, str) or any(name == person.name for person in people):
            roster.refuse("people")
        away = [absent.day(name, day) for day in absent.items(name)]
        people.append(
            PlanPerson(
                name,
                60 * targets.number(name),
                dict.fromkeys(away, AbsenceKind.VACATION),
                unwanted=frozenset(unwanted.get(name, ())),
            )
        )
    return tuple(people)
