"""What the policy editor says: lengths, the example, who follows a policy, what would move."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, tzinfo

from PySide6.QtCore import QCoreApplication

from desktop.domain.durations import Duration
from desktop.domain.marked import QT_TRANSLATE_NOOP
from desktop.domain.sla import ClockKind, Target
from desktop.domain.sla_clock import ClockState
from desktop.domain.ticket import Priority
from desktop.services.due_moves import Moves
from desktop.ui.formats import day_text, local, number_text, weekday_text
from desktop.ui.sla_cell import target_word
from desktop.ui.texts import word
from desktop.ui.tickets.spoken import spoken

PRESET_NAMES = (
    QT_TRANSLATE_NOOP("Policy", "Small 24/7"),
    QT_TRANSLATE_NOOP("Policy", "Business hours"),
)


def length_text(target: Target) -> str:
    """Return how long a target is: `4 h`, «3 рд»."""
    return Duration(target.minutes, target.business_days).text(spoken())


def extra_text(minutes: int) -> str:
    """Return the minutes added out of hours as they are typed; nothing for none."""
    return Duration(minutes=minutes).text(spoken()) if minutes else ""


def cell_name(priority: Priority, kind: ClockKind) -> str:
    """Return which target a cell of the grid is: `Normal · First reply`."""
    text = QCoreApplication.translate("Policy", "{priority} · {target}")
    return text.format(priority=word(priority), target=target_word(kind))


def example_text(
    priority: Priority, kind: ClockKind, clock: ClockState | None, at: datetime, zone: tzinfo
) -> str:
    """Say when a ticket that comes at `at` would be due; `clock` None: there is no such target."""
    if clock is None:
        text = QCoreApplication.translate("Policy", "{cell}: no target, so no clock runs.")
        return text.format(cell=cell_name(priority, kind))
    if clock.due_at is None:
        text = QCoreApplication.translate("Policy", "{cell}: the calendar never opens.")
        return text.format(cell=cell_name(priority, kind))
    text = QCoreApplication.translate("Policy", _EXAMPLES[kind])
    return text.format(
        priority=word(priority), start=_moment(at, zone), due=_moment(clock.due_at, zone)
    )


def moves_text(moves: Moves) -> str:
    """Say what a recalculation would do to the open tickets."""
    if not moves.tickets:
        return QCoreApplication.translate("Policy", "No open ticket follows this policy.")
    count = QCoreApplication.translate("Policy", "Open tickets that follow this policy: {tickets}.")
    return f"{count.format(tickets=number_text(moves.tickets))} {change_text(moves)}"


def change_text(moves: Moves) -> str:
    """Say which way the due times of some tickets would go."""
    text = QCoreApplication.translate(
        "Policy", "Recalculated: due earlier {earlier}, due later {later}, late at once {late}."
    )
    return text.format(
        earlier=number_text(moves.earlier),
        later=number_text(moves.later),
        late=number_text(moves.late),
    )


def _moment(at: datetime, zone: tzinfo) -> str:
    """Return `Fri 27 Nov 17:30`: beyond a week the weekday alone would mislead."""
    wall = local(at, zone)
    return f"{weekday_text(wall.date())} {day_text(wall.date())} {wall:%H:%M}"


_EXAMPLES: Mapping[ClockKind, str] = {
    ClockKind.FIRST_RESPONSE: QT_TRANSLATE_NOOP(
        "Policy", "A ticket of priority {priority} that arrives {start} is answered by {due}."
    ),
    ClockKind.NEXT_RESPONSE: QT_TRANSLATE_NOOP(
        "Policy",
        "A client who writes again {start} in a ticket of priority {priority} "
        "is answered by {due}.",
    ),
    ClockKind.SOLUTION: QT_TRANSLATE_NOOP(
        "Policy", "A ticket of priority {priority} that arrives {start} is solved by {due}."
    ),
    ClockKind.OLA_ACCEPT: QT_TRANSLATE_NOOP(
        "Policy",
        "A ticket of priority {priority} handed to the developers {start} is accepted by {due}.",
    ),
    ClockKind.OLA_ANSWER: QT_TRANSLATE_NOOP(
        "Policy",
        "Of a ticket of priority {priority} accepted {start} the developers give word by {due}.",
    ),
    ClockKind.OLA_FIX: QT_TRANSLATE_NOOP(
        "Policy",
        "A ticket of priority {priority} accepted by the developers {start} is fixed by {due}.",
    ),
    ClockKind.OLA_INFO: QT_TRANSLATE_NOOP(
        "Policy",
        "For a ticket of priority {priority} returned {start} support supplies the details "
        "by {due}.",
    ),
}
