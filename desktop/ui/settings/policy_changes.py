"""What one version of a policy changed, in a line for each thing that it promises otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta

from PySide6.QtCore import QCoreApplication

from desktop.domain.marked import QT_TRANSLATE_NOOP
from desktop.domain.sla import ClockKind, Policy, Target
from desktop.domain.ticket import Priority
from desktop.ui.formats import span_text
from desktop.ui.settings.calendar_words import name_text
from desktop.ui.settings.policy_words import cell_name, extra_text, length_text

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
    for text, old_words, new_words in zip(_OPTIONS, _options(before), _options(after), strict=True):
        if old_words != new_words:
            yield _line(QCoreApplication.translate("Policy", text), old_words, new_words)


def _line(what: str, old: str, new: str) -> str:
    text = QCoreApplication.translate("Policy", "{what}: {old} → {new}")
    return text.format(what=what, old=old, new=new)


def _target(target: Target | None, calendars: Mapping[str, str]) -> str:
    """Return a target in words; without names its calendar goes without saying."""
    if target is None:
        return NOTHING
    parts = [length_text(target)]
    if target.calendar in calendars:
        parts.append(name_text(calendars[target.calendar]))
    if target.out_of_hours_minutes:
        extra = (
            QCoreApplication.translate("Policy", "+{span} out of hours by the wall clock")
            if target.out_of_hours_wall
            else QCoreApplication.translate("Policy", "+{span} out of hours")
        )
        parts.append(extra.format(span=extra_text(target.out_of_hours_minutes)))
    if target.developers_pause:
        parts.append(QCoreApplication.translate("Policy", "paused while with the developers"))
    return ", ".join(parts)


_OPTIONS = (
    QT_TRANSLATE_NOOP("Policy", "Warnings"),
    QT_TRANSLATE_NOOP("Policy", "Reopens within"),
    QT_TRANSLATE_NOOP("Policy", "Closes after solving"),
    QT_TRANSLATE_NOOP("Policy", "Reserve of the OLA"),
)


def _options(policy: Policy) -> tuple[str, ...]:
    """Return what a policy says besides its targets, as `_OPTIONS` names it."""
    days = policy.auto_close_days
    return (
        ", ".join(f"{each} %" for each in policy.thresholds) or NOTHING,
        span_text(policy.reopen_window) if policy.reopen_window > timedelta(0) else NOTHING,
        length_text(Target("", business_days=days)) if days else NOTHING,
        f"{policy.ola_reserve_percent} %",
    )
