"""A policy version as the JSON that its record keeps, and back."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from desktop.domain.sla import (
    DEFAULT_AUTO_CLOSE_DAYS,
    DEFAULT_OLA_RESERVE,
    ClockKind,
    Policy,
    Target,
)
from desktop.domain.ticket import Priority


def policy_to_json(policy: Policy) -> dict[str, Any]:
    """Return the version without its identity, which is in the record's columns."""
    return {
        "reopen_days": policy.reopen_window / timedelta(days=1),
        "thresholds": list(policy.thresholds),
        "auto_close_days": policy.auto_close_days,
        "ola_reserve_percent": policy.ola_reserve_percent,
        "rows": [
            {
                "priority": priority.value,
                "clock": kind.value,
                "calendar": target.calendar,
                "minutes": target.minutes,
                "business_days": target.business_days,
                "out_of_hours_minutes": target.out_of_hours_minutes,
                "out_of_hours_wall": target.out_of_hours_wall,
                "developers_pause": target.developers_pause,
            }
            for (priority, kind), target in policy.rows.items()
        ],
    }


def policy_from_json(
    spec: dict[str, Any],
    *,
    policy_id: int,
    name: str,
    version: int,
    valid_from: datetime | None,
) -> Policy:
    """Return the value that `policy_to_json` wrote.

    Raises:
        Refused: `policy.bad_target` for a row of no length.
    """
    rows = {
        (Priority(row["priority"]), ClockKind(row["clock"])): Target(
            calendar=row["calendar"],
            minutes=row["minutes"],
            business_days=row["business_days"],
            out_of_hours_minutes=row["out_of_hours_minutes"],
            out_of_hours_wall=row["out_of_hours_wall"],
            developers_pause=row["developers_pause"],
        )
        for row in spec["rows"]
    }
    return Policy(
        policy_id,
        name,
        version,
        rows,
        valid_from,
        timedelta(days=spec["reopen_days"]),
        tuple(spec["thresholds"]),
        # Versions of the first release do not say these.
        spec.get("auto_close_days", DEFAULT_AUTO_CLOSE_DAYS),
        spec.get("ola_reserve_percent", DEFAULT_OLA_RESERVE),
    )
