"""What a deadline says in a list: state, remaining time, which target, and the whole sentence.

The countdown is wall-clock time until the breach (screens.md 2.2); business arithmetic stands in
the explanation. The thresholds here only colour the list: who is told when is sla.md K16.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from PySide6.QtCore import QCoreApplication

from desktop.domain.deadline import critical_from, soon_from
from desktop.domain.marked import QT_TRANSLATE_NOOP
from desktop.domain.sla import ClockKind, ClockResult
from desktop.ui.formats import DAY, WEEK, instant_text, near_text, span_text
from desktop.ui.sla_state import SlaState

SECONDS_BELOW = timedelta(minutes=2)
"""Shorter spans are counted in seconds."""

_LOUD = frozenset({SlaState.CRITICAL, SlaState.OVERDUE})

_OLA = frozenset(
    {ClockKind.OLA_ACCEPT, ClockKind.OLA_ANSWER, ClockKind.OLA_FIX, ClockKind.OLA_INFO}
)


@dataclass(frozen=True, slots=True)
class Deadline:
    """The clock that is due next, as a list row carries it; without one, `due_at` is None.

    Until `late_at` an answer is in time, though the clock is due: at closing time (sla.md K2).
    """

    result: str
    kind: str | None
    due_at: datetime | None
    target: timedelta
    late_at: datetime | None = None

    @property
    def never_comes(self) -> bool:
        """Whether a clock runs that will never be due: its calendar never opens (sla.md C5)."""
        return self.due_at is None and self.result == ClockResult.RUNNING

    def is_in_grace(self, now: datetime) -> bool:
        """Say whether the clock is due and an answer before the next opening still meets it."""
        return self.due_at is not None and self.due_at < now <= (self.late_at or self.due_at)


@dataclass(frozen=True, slots=True)
class SlaCell:
    """The words of a deadline. `state` None: there is no clock, and `remaining` is a dash.

    `is_loud` is bold; only an overdue clock that still runs stands on its filled chip.
    """

    state: SlaState | None
    remaining: str
    target: str
    is_loud: bool

    @property
    def has_chip(self) -> bool:
        return self.is_loud and self.state is SlaState.OVERDUE


def state_of(deadline: Deadline, now: datetime) -> SlaState | None:
    """Return the state that shape and colour show at `now`."""
    match deadline.result:
        case ClockResult.PAUSED:
            return SlaState.PAUSED
        case ClockResult.MET:
            return SlaState.MET
        case ClockResult.MISSED | ClockResult.RECLASSIFIED | ClockResult.EXCUSED:
            return SlaState.OVERDUE
        case ClockResult.CANCELLED | ClockResult.MERGED:
            return None
    if deadline.never_comes:
        return SlaState.PAUSED
    if deadline.due_at is None:
        return None
    left = deadline.due_at - now
    if deadline.is_in_grace(now):
        return SlaState.CRITICAL
    if left < timedelta(0):
        return SlaState.OVERDUE
    if left <= critical_from(deadline.target):
        return SlaState.CRITICAL
    if left <= soon_from(deadline.target):
        return SlaState.SOON
    return SlaState.WITH_DEVELOPER if deadline.kind in _OLA else SlaState.ON_TRACK


def sla_cell(deadline: Deadline, now: datetime, zone: tzinfo) -> SlaCell:
    """Return what the cell of a deadline says at `now` in the team's `zone`."""
    state = state_of(deadline, now)
    remaining = _remaining(deadline, state, now, zone)
    target = target_word(deadline.kind) or state_word(state)
    is_loud = state in _LOUD and deadline.result not in _STILL
    return SlaCell(state, remaining, target, is_loud)


def target_word(kind: str | None) -> str:
    """Return which promise a clock measures, as short as a column needs it."""
    return QCoreApplication.translate("Sla", _TARGETS[kind]) if kind else ""


def state_word(state: SlaState | None) -> str:
    """Return the word of a state: the third signal beside shape and colour."""
    return QCoreApplication.translate("Sla", _STATES[state])


def _remaining(deadline: Deadline, state: SlaState | None, now: datetime, zone: tzinfo) -> str:
    if deadline.result in _STILL:
        return QCoreApplication.translate("Sla", _STILL[deadline.result])
    if deadline.never_comes:
        return QCoreApplication.translate("Sla", "no due time")
    if deadline.due_at is None:
        return "—"
    if deadline.late_at is not None and deadline.is_in_grace(now):
        return _short(deadline.late_at - now)
    left = deadline.due_at - now
    if state is SlaState.OVERDUE:
        return f"−{_short(-left)}"
    return _short(left) if left < DAY else near_text(deadline.due_at, now, zone)


def _short(span: timedelta) -> str:
    if span < SECONDS_BELOW:
        text = QCoreApplication.translate("Sla", "{seconds} s")
        return text.format(seconds=int(span.total_seconds()))
    return span_text(span if span < WEEK else timedelta(days=span.days))


def sla_sentence(deadline: Deadline, now: datetime, zone: tzinfo) -> str:
    """Return the tooltip of a deadline: which target, when it is due, and how far that is."""
    state = state_of(deadline, now)
    if state is None:
        return QCoreApplication.translate("Sla", "No deadline runs for this ticket.")
    target = target_word(deadline.kind) or state_word(state)
    if deadline.result in _STILL:
        text = QCoreApplication.translate("Sla", "{target}: {result}.")
        return text.format(target=target, result=_remaining(deadline, state, now, zone))
    if deadline.never_comes:
        text = QCoreApplication.translate("Sla", "{target}: no due time, its calendar never opens.")
        return text.format(target=target)
    due_at = deadline.due_at or now
    due = instant_text(due_at, zone)
    if state is SlaState.OVERDUE:
        text = QCoreApplication.translate("Sla", "{target}: overdue by {span}, was due {due}.")
        return text.format(target=target, due=due, span=_short(now - due_at))
    if deadline.late_at is not None and deadline.is_in_grace(now):
        text = QCoreApplication.translate(
            "Sla", "{target}: was due {due} at closing time; in time until {late}."
        )
        return text.format(target=target, due=due, late=instant_text(deadline.late_at, zone))
    text = QCoreApplication.translate("Sla", "{target}: due {due}, in {span}.")
    return text.format(target=target, due=due, span=_short(due_at - now))


_STILL: Mapping[str, str] = {
    ClockResult.PAUSED: QT_TRANSLATE_NOOP("Sla", "paused"),
    ClockResult.MET: QT_TRANSLATE_NOOP("Sla", "met"),
    ClockResult.MISSED: QT_TRANSLATE_NOOP("Sla", "missed"),
    ClockResult.RECLASSIFIED: QT_TRANSLATE_NOOP("Sla", "late by a change"),
    ClockResult.EXCUSED: QT_TRANSLATE_NOOP("Sla", "excused"),
    ClockResult.CANCELLED: QT_TRANSLATE_NOOP("Sla", "cancelled"),
    ClockResult.MERGED: QT_TRANSLATE_NOOP("Sla", "merged"),
}
"""What is said instead of a countdown while a clock stands still."""

_STATES: Mapping[SlaState | None, str] = {
    SlaState.ON_TRACK: QT_TRANSLATE_NOOP("Sla", "On track"),
    SlaState.SOON: QT_TRANSLATE_NOOP("Sla", "Due soon"),
    SlaState.CRITICAL: QT_TRANSLATE_NOOP("Sla", "Almost due"),
    SlaState.OVERDUE: QT_TRANSLATE_NOOP("Sla", "Overdue"),
    SlaState.PAUSED: QT_TRANSLATE_NOOP("Sla", "Paused"),
    SlaState.MET: QT_TRANSLATE_NOOP("Sla", "Met"),
    SlaState.WITH_DEVELOPER: QT_TRANSLATE_NOOP("Sla", "With the developers"),
    None: QT_TRANSLATE_NOOP("Sla", "No SLA"),
}

_TARGETS: Mapping[str, str] = {
    ClockKind.FIRST_RESPONSE: QT_TRANSLATE_NOOP("Sla", "First reply"),
    ClockKind.NEXT_RESPONSE: QT_TRANSLATE_NOOP("Sla", "Next reply"),
    ClockKind.PROMISE: QT_TRANSLATE_NOOP("Sla", "Promise"),
    ClockKind.SOLUTION: QT_TRANSLATE_NOOP("Sla", "Resolve"),
    ClockKind.OLA_ACCEPT: QT_TRANSLATE_NOOP("Sla", "Accept (OLA)"),
    ClockKind.OLA_ANSWER: QT_TRANSLATE_NOOP("Sla", "Feedback (OLA)"),
    ClockKind.OLA_FIX: QT_TRANSLATE_NOOP("Sla", "Fix (OLA)"),
    ClockKind.OLA_INFO: QT_TRANSLATE_NOOP("Sla", "Details (OLA)"),
}
