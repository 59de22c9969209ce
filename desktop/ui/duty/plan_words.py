"""A plan in words: what each cell of it means for a person, and its open duties (duty.md P6)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from desktop.domain.duty_rules import DutyRules
from desktop.domain.marked import QT_TRANSLATE_NOOP
from desktop.services.duty_blocks import BoardBlock
from desktop.services.duty_plan_preview import Cell, PlanHole, PlanPreview
from desktop.ui.duty.words import conflicts_text, decimal_text, times_text

_COSTS: Final[Mapping[str, str]] = {
    "hours": QT_TRANSLATE_NOOP("PlanWords", "hours shared less evenly by {hours} h"),
    "weekend_spread": QT_TRANSLATE_NOOP("PlanWords", "weekends shared less evenly"),
    "holiday_spread": QT_TRANSLATE_NOOP("PlanWords", "holidays shared less evenly"),
    "unwanted": QT_TRANSLATE_NOOP("PlanWords", "a wish not kept"),
    "wanted": QT_TRANSLATE_NOOP("PlanWords", "a wanted duty not given"),
    "every_other_night": QT_TRANSLATE_NOOP("PlanWords", "every other night"),
    "consecutive_weekends": QT_TRANSLATE_NOOP("PlanWords", "second weekend in a row"),
    "changes": QT_TRANSLATE_NOOP("PlanWords", "a published duty changed"),
}
_LEAST: Final = 0.05
"""Smaller changes are those of rounding."""


def cell_words(preview: PlanPreview, person_id: int, at: datetime, rules: DutyRules) -> str:
    """Return why a person has, cannot have or does not have what the plan gives out at an instant.

    Empty where the plan has nothing to give to that person.
    """
    mine = _of_person(preview, person_id, at)
    if mine in preview.removed:
        return QCoreApplication.translate("PlanWords", "the plan takes this duty away")
    if mine in preview.added:
        return QCoreApplication.translate("PlanWords", "the plan adds this duty")
    told = []
    for line_id in _lines(preview):
        cell = preview.explain(person_id, at, line_id)
        if cell is not None:
            told.append(_cell_text(cell, rules))
    if not told and mine is not None:
        return QCoreApplication.translate("PlanWords", "stays as it is")
    return "; ".join(dict.fromkeys(told))


def hole_words(preview: PlanPreview, hole: PlanHole, rules: DutyRules) -> str:
    """Return when nobody is there, and below it, a line a person, why they cannot be."""
    gap = QCoreApplication.translate("PlanWords", "Gap {times}")
    times = times_text((hole.start_at, hole.end_at), ZoneInfo(preview.zone))
    return "\n".join([gap.format(times=times), *reasons(hole, rules)])


def reasons(hole: PlanHole, rules: DutyRules) -> Iterator[str]:
    """Give why each person cannot have an open duty: `Anna: on vacation`."""
    full = QCoreApplication.translate("PlanWords", "no room beside other duties")
    for reason in hole.reasons:
        yield f"{reason.name}: {conflicts_text(reason.conflicts, rules) or full}"


def _cell_text(cell: Cell, rules: DutyRules) -> str:
    if cell.conflicts:
        text = QCoreApplication.translate("PlanWords", "cannot: {reasons}")
        return text.format(reasons=conflicts_text(cell.conflicts, rules))
    dearer = list(_costs(cell.costs))
    if dearer:
        text = QCoreApplication.translate("PlanWords", "would cost: {costs}")
        return text.format(costs=", ".join(dearer))
    return QCoreApplication.translate("PlanWords", "could have it as well")


def _costs(costs: Mapping[str, float]) -> Iterator[str]:
    """Give what would be worse; what would be better never outweighs it, or the plan had it."""
    for name, text in _COSTS.items():
        if (cost := costs.get(name, 0)) > _LEAST:
            yield QCoreApplication.translate("PlanWords", text).format(hours=decimal_text(cost))


def _lines(preview: PlanPreview) -> list[int | None]:
    lines = {wanted.line_id for wanted in preview.task.openings.values()}
    return sorted(lines, key=lambda line_id: line_id or 0)


def _of_person(preview: PlanPreview, person_id: int, at: datetime) -> BoardBlock | None:
    """Return a person's duty at an instant; what goes before what stays."""
    return next(
        (
            block
            for block in (*preview.removed, *preview.added, *preview.kept)
            if block.person_id == person_id and block.start_at <= at < block.end_at
        ),
        None,
    )
