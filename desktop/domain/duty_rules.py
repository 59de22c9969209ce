"""Rules of rest and fair burden, and the presets that name their law (duty.md F2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from desktop.domain.duty_hours import USUAL_NIGHT, Night
from desktop.domain.errors import Refused

_NOTHING: Final = timedelta(0)
_WEEK: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class DutyRules:
    """What a duty is checked against; None or 0 leaves a rule out.

    `rest` holds between two duties. Weekly hours are an average over `averaged_weeks` that end
    with the week of the duty. With `work_counts` the team's working hours are as good as duties
    for both, and for the weekly rest (docs/decisions/0011-work-beside-duty.md). `law` is only a
    name: the presets inform, they do not advise.

    Raises:
        Refused: `rest_rules.out_of_range` (fact `rule`, the field) for what no week has.
    """

    law: str = ""
    rest: timedelta = timedelta(hours=11)
    nights_in_7_days: int = 3
    weekends_in_a_row: int = 1
    weekly_hours: timedelta | None = timedelta(hours=48)
    averaged_weeks: int = 1
    weekly_rest: timedelta | None = None
    may_follow_a_shift: bool = True
    night: Night = USUAL_NIGHT
    work_counts: bool = False

    def __post_init__(self) -> None:
        possible = {
            "rest": _NOTHING <= self.rest < _WEEK,
            "nights_in_7_days": 0 <= self.nights_in_7_days <= 7,
            "weekends_in_a_row": 0 <= self.weekends_in_a_row <= 52,
            "weekly_hours": self.weekly_hours is None or _NOTHING < self.weekly_hours <= _WEEK,
            "averaged_weeks": 1 <= self.averaged_weeks <= 52,
            "weekly_rest": self.weekly_rest is None or _NOTHING < self.weekly_rest < _WEEK,
            "night": _NOTHING < self.night.least <= timedelta(days=1),
        }
        for rule, is_possible in possible.items():
            if not is_possible:
                raise Refused("rest_rules.out_of_range", rule=rule)


EUROPEAN_UNION: Final = DutyRules(
    "EU 2003/88",
    averaged_weeks=17,  # four months, article 16
    weekly_rest=timedelta(hours=35),  # 24 h and the daily 11 h, article 5
    work_counts=True,
)
RUSSIA: Final = DutyRules(
    "ТК РФ",
    weekly_hours=timedelta(hours=40),  # article 91
    averaged_weeks=4,
    weekly_rest=timedelta(hours=42),  # article 110
    may_follow_a_shift=False,  # article 103
    work_counts=True,
)
PRESETS: Final = (DutyRules(), EUROPEAN_UNION, RUSSIA)
