"""Records that people put in an order: rules at arrival, requirements of duty, rules of pay."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from desktop.models.roster import DutyRequirementRecord, PayRuleRecord
from desktop.models.rule import RuleRecord

R = TypeVar("R", DutyRequirementRecord, PayRuleRecord, RuleRecord)


def put_at(records: Iterable[R], moved: R, to: int) -> None:
    """Number the records from 1 in their order, but one at the place `to`, counted from 0."""
    ordered = [record for record in records if record is not moved]
    ordered.insert(max(0, to), moved)
    for position, record in enumerate(ordered, 1):
        if record.position != position:
            record.position = position
