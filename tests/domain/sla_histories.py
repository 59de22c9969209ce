"""Random tickets of nine days, for what must hold for every history."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from hypothesis import strategies as st

from desktop.domain.sla import ClockKind, EventKind, TicketEvent
from desktop.domain.ticket import Priority, Status
from tests.domain.sla_cases import ANNA, OLEG, at

START = at("20 09:00")
SPAN = 9 * 24 * 3600
END = START + timedelta(seconds=SPAN)

_LEFT_OUT = {
    EventKind.CREATED,
    EventKind.UNDONE,
    EventKind.CLOCK_EXCUSED,
    EventKind.MERGED,
    EventKind.SPAM,
    EventKind.SPLIT,
}
_KINDS = [
    *[kind for kind in EventKind if kind not in _LEFT_OUT],
    EventKind.STATUS_CHANGED,
    EventKind.CUSTOMER_MESSAGE,
    EventKind.AGENT_MESSAGE,
]


def random_history(chance: Random) -> list[TicketEvent]:
    """A ticket created on Friday morning and up to a dozen things in the nine days after."""
    priority = chance.choice(list(Priority))
    events = [TicketEvent(1, START, EventKind.CREATED, data={"priority": priority.value})]
    for number in range(2, 2 + chance.randint(0, 12)):
        kind = chance.choice(_KINDS)
        # Half the events fall on whole minutes, so that some share an instant.
        seconds = chance.randint(0, SPAN)
        when = START + timedelta(seconds=seconds - seconds % chance.choice([1, 1800]))
        events.append(TicketEvent(number, when, kind, ANNA, _data(kind, chance)))
    return events


def odd_history(chance: Random) -> list[TicketEvent]:
    """A random history with what seldom happens: merges, splits, spam, undo, other policies."""
    events = random_history(chance)
    for number in range(100, 100 + chance.randint(0, 6)):
        kind, choices = chance.choice(_odd(chance))
        when = START + timedelta(seconds=chance.randint(-3_600, SPAN))
        events.append(TicketEvent(number, when, kind, ANNA, chance.choice(choices)))
    return events


def histories() -> st.SearchStrategy[list[TicketEvent]]:
    return st.randoms(use_true_random=False).map(random_history)


def _data(kind: EventKind, chance: Random) -> dict[str, object]:
    match kind:
        case EventKind.STATUS_CHANGED:
            return {"status": chance.choice(list(Status)[1:]).value}
        case EventKind.PRIORITY_CHANGED:
            return {"priority": chance.choice(list(Priority)).value}
        case EventKind.ASSIGNED:
            return {"person": chance.choice([None, ANNA, OLEG])}
        case EventKind.PROMISE_SET:
            promised = START + timedelta(minutes=chance.randint(0, SPAN // 60))
            return {"due": promised.isoformat()}
    return {}


def _odd(chance: Random) -> list[tuple[EventKind, list[dict[str, object]]]]:
    iso = (START + timedelta(seconds=chance.randint(-7_200, SPAN))).isoformat()
    taken_back: dict[str, object] = {"value": False}
    policies: list[dict[str, object]] = [{}, {"policy": None}, {"policy": chance.randint(1, 3)}]
    clock = chance.choice(list(ClockKind)).value
    return [
        (EventKind.MERGED, [{"into": 3}, taken_back, {"absorbed": 4, "unanswered_since": iso}]),
        (EventKind.SPAM, [{}, taken_back]),
        (EventKind.SPLIT, [{}, {"started_at": iso}]),
        (EventKind.UNDONE, [{"events": [chance.randint(2, 20), 101]}]),
        (EventKind.CLOCK_EXCUSED, [{"clock": clock, "reason": "power cut"}]),
        (EventKind.POLICY_CHANGED, policies),
        (EventKind.ORGANISATION_CHANGED, policies),
    ]
