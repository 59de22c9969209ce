"""The duty calendar as a value: rules, stored shifts, overrides, temporary weeks, swaps, log."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from types import MappingProxyType

from desktop.domain.duty import Person, Shift, require_order
from desktop.domain.duty_rotation import RotationVersion
from desktop.domain.duty_swap import Swap
from desktop.domain.duty_window import WeeklyWindow
from desktop.domain.errors import Refused
from desktop.domain.worktime_local import zone_named


@dataclass(frozen=True, slots=True)
class DutyRule:
    """Weekly hours held by one person, or by a rotation in dated versions.

    Raises:
        Refused: `duty.no_people` unless it has exactly one of the two.
    """

    id: str
    window: WeeklyWindow
    person: Person | None = None
    versions: tuple[RotationVersion, ...] = ()

    def __post_init__(self) -> None:
        if (self.person is None) == (not self.versions):
            raise Refused("duty.no_people")


@dataclass(frozen=True, slots=True)
class DutyOverride:
    """Another person, one more, or one less in `[start_at, end_at)`.

    With both, `add` replaces `remove` where that person is on duty; `add` alone joins; `remove`
    alone takes away (duty.md D6).

    Raises:
        Refused: `duty.ends_before_start`, `duty.empty_override` with neither, or the same in both.
    """

    start_at: datetime
    end_at: datetime
    add: Person | None = None
    remove: Person | None = None

    def __post_init__(self) -> None:
        require_order(self.start_at, self.end_at)
        if self.add == self.remove:
            raise Refused("duty.empty_override")

    @property
    def people(self) -> frozenset[Person]:
        """Whom it is about."""
        return frozenset(person for person in (self.add, self.remove) if person is not None)


@dataclass(frozen=True, slots=True)
class TemporarySchedule:
    """Shifts that stand instead of all rules and overrides in `[start_at, end_at)`."""

    start_at: datetime
    end_at: datetime
    shifts: tuple[Shift, ...] = ()

    def __post_init__(self) -> None:
        require_order(self.start_at, self.end_at)


@dataclass(frozen=True, slots=True)
class DutyCalendar:
    """Everything that decides who is on duty, and when (duty.md D6).

    `shifts` are the stored ones: planned, manual, imported. `log` is who really was on duty, and
    alone counts before `frozen_until` (D5). `swaps` are the taken ones by shift id.

    Raises:
        Refused: `duty.override_overlap` (facts `person`, `start`) when two overrides of one person
            overlap, `duty.temporary_overlap` (fact `start`), `calendar.bad_zone`.
    """

    zone: str
    rules: tuple[DutyRule, ...] = ()
    shifts: tuple[Shift, ...] = ()
    overrides: tuple[DutyOverride, ...] = ()
    temporary: tuple[TemporarySchedule, ...] = ()
    swaps: Mapping[str, tuple[Swap, ...]] = field(default_factory=lambda: MappingProxyType({}))
    log: tuple[Shift, ...] = ()
    frozen_until: datetime | None = None

    def __post_init__(self) -> None:
        zone_named(self.zone)
        _refuse_overlaps(self.overrides)
        in_order = sorted(self.temporary, key=lambda each: each.start_at)
        for first, second in pairwise(in_order):
            if second.start_at < first.end_at:
                raise Refused("duty.temporary_overlap", start=second.start_at)


def _refuse_overlaps(overrides: Iterable[DutyOverride]) -> None:
    latest: dict[Person, datetime] = {}
    for override in sorted(overrides, key=lambda each: each.start_at):
        for person in override.people:
            if person in latest and override.start_at < latest[person]:
                raise Refused("duty.override_overlap", person=person, start=override.start_at)
            latest[person] = override.end_at
