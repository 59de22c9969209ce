"""Which ticket a mail belongs to: the rule of contracts.md "Attaching a reply"."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Reference(StrEnum):
    """What ties a mail to a ticket. A forged reference counts as none."""

    KNOWN = "known"
    FORGED = "forged"
    NUMBER = "number"
    ABSENT = "absent"


class Relation(StrEnum):
    """What the sender is to the ticket that the mail points to."""

    REQUESTER = "requester"
    PARTICIPANT = "participant"
    AGENT = "agent"
    STRANGER = "stranger"


class Placing(StrEnum):
    ATTACH = "attach"
    NEW = "new"
    LINKED = "linked"
    """A new ticket that says it is about the other one."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Where the mail goes. `is_badged`: its sender is not proven. `reopens`: sla.md K13."""

    placing: Placing
    is_badged: bool = False
    reopens: bool = False


def place(
    reference: Reference,
    relation: Relation,
    *,
    has_failed: bool,
    is_closed: bool,
    is_in_window: bool,
) -> Decision:
    """Decide where a mail goes, from what it points to and who sent it.

    `has_failed`: our own server says the From address is forged. `is_closed`: solved or
    closed. `is_in_window`: the reopen window after solving is not over; past it a reply makes
    a linked ticket (sla.md K13). An agent's mail never reopens: it is an answer, no question.
    """
    if reference in (Reference.FORGED, Reference.ABSENT):
        return Decision(Placing.NEW)
    if relation is Relation.STRANGER:
        return Decision(Placing.LINKED, is_badged=has_failed)
    if reference is Reference.NUMBER and has_failed:
        return Decision(Placing.LINKED, is_badged=True)
    if is_closed and not is_in_window:
        return Decision(Placing.LINKED, is_badged=has_failed)
    return Decision(
        Placing.ATTACH,
        is_badged=has_failed,
        reopens=is_closed and relation is not Relation.AGENT,
    )
