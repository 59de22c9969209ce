"""What one version of a policy changed, in a line for each thing that it promises otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta

from PySide6.QtCore import QCoreApplication

from desktop.domain.sla import ClockKind, Policy, Target
from desktop.domain.ticket import Priority
from desktop.ui.formats import span_text
from desktop.ui.settings.policy_words import CONTEXT, cell_name, extra_text, length_text
from desktop.ui.texts import policy_word

NOTHING = "—"


def changes_of(before: Policy, after: Policy, calendars: Mapping[str, str]) -> Iterator[str]:
    """Give a line for each difference: `Normal · First reply: 4 h → 2 h`.

    `calendars` are the names by key.
    """
    for priority in Priority:
        for kind in ClockKind:
            old, new = before.rows.get((priority, kind)), after.rows.get((priority, kind))
            if old != new:
                are_elsewhere = old and new and old.calendar != new.calendar
                names = calendars if are_elsewhere else {}
                yield _line(cell_name(priority, kind), _target(old, names), _target(new, names))
    translate = QCoreApplication.translate
    for text, old_words, new_words in (
        (translate(CONTEXT, "Warnings"), _percents(before), _percents(after)),
        (translate(CONTEXT, "Reopens within"), _days(before), _days(after)),
        (translate(CONTEXT, "Closes after solving"), _closing(before), _closing(after)),
        (
            translate(CONTEXT, "Reserve of the OLA"),
            f"{before.ola_reserve_percent} %",
            f"{after.ola_reserve_percent} %",
        ),
    ):
        if old_words != new_words:
            yield _line(text, old_words, new_words)


def _line(what: str, old: str, new: str) -> str:
    text = QCoreApplication.translate(CONTEXT, "{what}: {old} → {new}")
    return text.format(what=what, old=old, new=new)


def _target(target: Target | None, calendars: Mapping[str, str]) -> str:
    """Return a target in words; without names its calendar goes without saying."""
    if target is None:
        return NOTHING
    parts = [length_text(target)]
    if target.calendar in calendars:
        parts.append(policy_word(calendars[target.calendar]))
    if target.out_of_hours_minutes:
        extra = (
            QCoreApplication.translate(CONTEXT, "+{span} out of hours by the wall clock")
            if target.out_of_hours_wall
            else QCoreApplication.translate(CONTEXT, "+{span} out of hours")
        )
        parts.append(extra.format(span=extra_text(target.out_of_hours_minutes)))
    if target.developers_pause:
        parts.append(QCoreApplication.translate(CONTEXT, "paused while with the developers"))
    return ", ".join(parts)


def _percents(policy: Policy) -> str:
    return ", ".join(f"{each} %" for each in policy.thresholds) or NOTHING


def _days(policy: Policy) -> str:
    return span_text(policy.reopen_window) if policy.reopen_window > timedelta(0) else NOTHING


def _closing(policy: Policy) -> str:
    if policy.auto_close_days is None:
        return NOTHING
    return length_text(Target("", business_days=policy.auto_close_days))
