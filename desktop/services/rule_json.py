"""Rules at arrival as the plain JSON of their column."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from desktop.domain.arrival_rules import ArrivalRule, Condition, Part
from desktop.domain.ticket import Priority


def rule_to_json(rule: ArrivalRule) -> dict[str, Any]:
    """Return everything but the name."""
    return {
        "conditions": [[c.part.value, list(c.values), c.header] for c in rule.conditions],
        "priority": rule.priority,
        "category": rule.category_id,
        "line": rule.line_id,
        "assignee": rule.assignee_id,
        "tags": list(rule.tags),
        "active": rule.is_active,
    }


def rule_from_json(name: str, spec: Mapping[str, Any]) -> ArrivalRule:
    """Build from what `rule_to_json` returned."""
    priority = spec["priority"]
    return ArrivalRule(
        name=name,
        conditions=tuple(
            Condition(Part(part), tuple(values), header)
            for part, values, header in spec["conditions"]
        ),
        priority=None if priority is None else Priority(priority),
        category_id=spec["category"],
        line_id=spec["line"],
        assignee_id=spec["assignee"],
        tags=tuple(spec["tags"]),
        is_active=spec["active"],
    )
