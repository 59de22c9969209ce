"""What a change would do to the clocks, in the few words that fit beside a choice."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo

from PySide6.QtCore import QCoreApplication

from desktop.domain.sla import ClockKind, ClockResult
from desktop.domain.sla_clock import ClockState
from desktop.domain.sla_moves import ClockMove
from desktop.services.outlooks import Outlook
from desktop.ui.formats import near_text
from desktop.ui.sla_cell import target_word
from desktop.ui.tickets.spoken import spoken_words


def short_words(outlook: Outlook, zone: tzinfo) -> str:
    """Return what a change would do, empty when it moves no clock."""
    if outlook.clocks:
        return _one(_foremost(outlook.clocks), outlook.at, zone)
    counts = outlook.counts
    if counts.late:
        text = QCoreApplication.translate("Outlook", "earlier: {earlier}, made late: {late}")
    elif counts.earlier:
        text = QCoreApplication.translate("Outlook", "earlier: {earlier}")
    elif counts.later:
        text = QCoreApplication.translate("Outlook", "later: {later}")
    else:
        return ""
    return text.format(earlier=counts.earlier, later=counts.later, late=counts.late)


def due_words(clock: ClockState | None, now: datetime, zone: tzinfo) -> str:
    """Return when a clock is due, or how else it stands."""
    if clock is None:
        return "—"
    match clock.result:
        case ClockResult.RUNNING:
            return "—" if clock.due_at is None else near_text(clock.due_at, now, zone)
        case ClockResult.PAUSED:
            return QCoreApplication.translate("Outlook", "paused")
        case ClockResult.MET:
            return QCoreApplication.translate("Outlook", "met")
        case ClockResult.CANCELLED:
            return QCoreApplication.translate("Outlook", "not counted")
    return QCoreApplication.translate("Outlook", "missed")


def used_words(clock: ClockState) -> str:
    """Return how much of the target is used: `7 h 10 min of 8 h 0 min`."""
    text = QCoreApplication.translate("Outlook", "{used} of {target}")
    words = spoken_words()
    return text.format(used=words.span(clock.used), target=words.span(clock.target))


def _foremost(clocks: tuple[ClockMove, ...]) -> ClockMove:
    """Return the clock to tell of: one made late, else the solution, else the soonest."""
    solutions = [move for move in clocks if move.kind is ClockKind.SOLUTION]
    return clocks[0] if clocks[0].becomes_late or not solutions else solutions[0]


def _one(move: ClockMove, now: datetime, zone: tzinfo) -> str:
    clock, target = move.after, target_word(move.kind)
    if move.becomes_late:
        text = QCoreApplication.translate("Outlook", "{target}: late by this change")
    elif move.is_dropped:
        text = QCoreApplication.translate("Outlook", "{target}: no longer counted")
    elif clock.result is ClockResult.PAUSED and clock.left < timedelta(0):
        text = QCoreApplication.translate("Outlook", "{target}: stands still, late")
    elif clock.result is ClockResult.PAUSED:
        text = QCoreApplication.translate("Outlook", "{target}: stands still, {left} left")
        return text.format(target=target, left=spoken_words().span(clock.left))
    elif clock.result is ClockResult.RUNNING:
        text = QCoreApplication.translate("Outlook", "{target}: due {due}")
    else:
        text = QCoreApplication.translate("Outlook", "{target}: {due}")
    return text.format(target=target, due=due_words(clock, now, zone))
