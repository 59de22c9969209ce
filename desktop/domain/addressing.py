"""Who may get the answers of a ticket: nobody that a client only named (reliability.md G2, G4)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

Person = tuple[str, str]
"""(name, address)"""

SUGGESTED_MOST: Final = 256


@dataclass(frozen=True, slots=True)
class Correspondence:
    """The addresses of one public message; `is_forward` went to others than its client."""

    is_incoming: bool
    sender: Person
    to: tuple[Person, ...] = ()
    cc: tuple[Person, ...] = ()
    bcc: tuple[Person, ...] = ()
    reply_to: tuple[Person, ...] = ()
    is_forward: bool = False


@dataclass(frozen=True, slots=True)
class Addressing:
    """Whom a new answer goes to, and whom it could go to.

    `known` are the addresses, in lower case, that somebody here has written to before, and the
    requester's own. `suggested` were named by a client only. `reply_to` is another address at
    which a client asked to be answered. Neither gets anything until a person approves it.
    """

    to: tuple[Person, ...] = ()
    cc: tuple[Person, ...] = ()
    suggested: tuple[Person, ...] = ()
    reply_to: Person | None = None
    known: frozenset[str] = frozenset()

    def is_known(self, address: str) -> bool:
        """Say whether mail of this ticket may go there without being asked about."""
        return address.strip().lower() in self.known


def addressing(
    requester: Person | None, messages: Sequence[Correspondence], own: Iterable[str] = ()
) -> Addressing:
    """Return who is offered; `messages` are public ones, oldest first, `own` our mailboxes.

    The identity of a client is From: a Reply-To elsewhere would let anybody redirect an answer,
    so that it is only ever suggested.
    """
    ours = {address.lower() for address in own}
    known = {requester[1].lower()} if requester and requester[1] else set()
    to = (requester,) if requester and requester[1] else ()
    sent = [message for message in messages if not message.is_incoming]
    answers = [message for message in sent if not message.is_forward]
    last = (*answers[-1].to, *answers[-1].cc) if answers else ()
    cc = _others(last, known | ours)
    for message in sent:
        known.update(address.lower() for _, address in _all(message))
    heard = [message for message in messages if message.is_incoming]
    named = [person for message in reversed(heard) for person in (*message.to, *message.cc)]
    asked = next(
        (message.reply_to[0] for message in reversed(heard[-1:]) if message.reply_to), None
    )
    return Addressing(
        to=to,
        cc=cc,
        suggested=_others(named, known | ours)[:SUGGESTED_MOST],
        reply_to=asked if asked and asked[1] and asked[1].lower() not in known | ours else None,
        known=frozenset(known),
    )


def _all(message: Correspondence) -> tuple[Person, ...]:
    return (*message.to, *message.cc, *message.bcc)


def _others(people: Iterable[Person], known: Iterable[str]) -> tuple[Person, ...]:
    """Return each address once, without the known ones."""
    passed = set(known)
    found = []
    for name, address in people:
        if address and address.lower() not in passed:
            passed.add(address.lower())
            found.append((name, address))
    return tuple(found)
