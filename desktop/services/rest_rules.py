"""The team's rules of rest and fair burden: one setting, edited from a preset (duty.md F2)."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any, Final

from sqlalchemy.orm import Session

from desktop.domain.changes import Changes, Topic
from desktop.domain.duty_hours import Night
from desktop.domain.duty_rules import DutyRules
from desktop.domain.errors import Refused
from desktop.domain.ticket import Actor
from desktop.domain.worktime_spec import Interval
from desktop.models.database import Database
from desktop.models.meta import Setting
from desktop.services import settings
from desktop.services.duty_readings import kept_in
from desktop.services.record_undo import undoable
from desktop.services.setting_keys import Value

_SETTING: Final = "duty.rest_rules"
_MINUTE: Final = timedelta(minutes=1)
_USUAL: Final = DutyRules()


class RestRules:
    """Reads and edits what every duty, by hand or planned, is checked against."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def read(self) -> DutyRules:
        """Return the rules that hold; the usual ones until somebody has set any."""
        with self._database.read() as session:
            return read_rest_rules(session)

    def save(self, by: Actor, rules: DutyRules) -> Changes:
        """Let these rules hold from now on; what is published stays as it is."""
        with self._database.write() as session:
            if rules == read_rest_rules(session):
                return Changes()
            session.merge(
                Setting(person_id=settings.TEAM, key=_SETTING, value=json.dumps(_to_json(rules)))
            )
            topics = (Topic.SETTINGS, Topic.DUTY)
            return self._database.announce(session, undoable(session, "rest_rules", *topics))


def read_rest_rules(session: Session) -> DutyRules:
    """Return the rules that hold, inside a transaction."""
    found: dict[str, DutyRules] = kept_in(session, "rest_rules", dict)
    if _SETTING not in found:
        found[_SETTING] = _rules_of(settings.read_all(session, None)[_SETTING])
    return found[_SETTING]


def _rules_of(kept: Value) -> DutyRules:
    try:
        return _from_json(json.loads(str(kept or "{}")))
    except (ValueError, TypeError, AttributeError, Refused):  # written by hand, or by a newer one
        return _USUAL


def _to_json(rules: DutyRules) -> dict[str, object]:
    return {
        "law": rules.law,
        "rest": _minutes(rules.rest),
        "nights_in_7_days": rules.nights_in_7_days,
        "weekends_in_a_row": rules.weekends_in_a_row,
        "weekly_hours": _minutes(rules.weekly_hours),
        "averaged_weeks": rules.averaged_weeks,
        "weekly_rest": _minutes(rules.weekly_rest),
        "may_follow_a_shift": rules.may_follow_a_shift,
        "night": [rules.night.hours.start, rules.night.hours.end, _minutes(rules.night.least)],
        "work_counts": rules.work_counts,
    }


def _from_json(kept: dict[str, Any]) -> DutyRules:
    """Return the rules kept; what is not named is as usual."""
    night = _USUAL.night
    if "night" in kept:
        start, end, least = kept["night"]
        night = Night(Interval(start, end), least * _MINUTE)
    return DutyRules(
        str(kept.get("law", _USUAL.law)),
        kept["rest"] * _MINUTE if "rest" in kept else _USUAL.rest,
        int(kept.get("nights_in_7_days", _USUAL.nights_in_7_days)),
        int(kept.get("weekends_in_a_row", _USUAL.weekends_in_a_row)),
        _span(kept, "weekly_hours", _USUAL.weekly_hours),
        int(kept.get("averaged_weeks", _USUAL.averaged_weeks)),
        _span(kept, "weekly_rest", _USUAL.weekly_rest),
        bool(kept.get("may_follow_a_shift", _USUAL.may_follow_a_shift)),
        night,
        bool(kept.get("work_counts", _USUAL.work_counts)),
    )


def _span(kept: dict[str, Any], name: str, usual: timedelta | None) -> timedelta | None:
    minutes = kept.get(name, _minutes(usual))
    return None if minutes is None else minutes * _MINUTE


def _minutes(span: timedelta | None) -> int | None:
    return None if span is None else span // _MINUTE
