"""May a machine of ours write to somebody? The policy of reliability.md 2.3 (RFC 3834, D12)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from desktop.domain.mail import AUTOMATIC, Address, MailClass, ParsedMail, Verdict

ADDRESS_LIMIT: Final = 2
DOMAIN_LIMIT: Final = 20
DESK_LIMIT: Final = 60
DAY: Final = timedelta(days=1)
HOUR: Final = timedelta(hours=1)
"""Automatic mails: to one address in a day, to one domain and in all in an hour."""

LOOP_MAILS: Final = 5
LOOP_SPAN: Final = timedelta(minutes=10)
PAUSE: Final = DAY
"""More than so many mails that no person wrote, from one address on one ticket in that time, are a
loop: nothing automatic goes to that address for a day."""

_NOBODY: Final = re.compile(
    r"(?:mailer-daemon|postmaster|no[-_.]?reply.*|do[-_.]?not[-_.]?reply.*|bounces?(?:[-+_.].*)?|"
    r"abuse|root)",
    re.IGNORECASE,
)


class Silence(StrEnum):
    """Why nothing automatic goes out."""

    NO_SENDER = "no_sender"
    OURSELVES = "ourselves"
    MACHINE = "machine"
    LIST = "list"
    UNWANTED = "unwanted"
    NOBODY = "nobody"
    NOT_ADDRESSED = "not_addressed"
    NOT_PROVEN = "not_proven"
    BOUNCES = "bounces"
    PAUSED = "paused"
    ADDRESS_LIMIT = "address_limit"
    DOMAIN_LIMIT = "domain_limit"
    DESK_LIMIT = "desk_limit"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of somebody an automatic mail may go to, and of the mail it answers.

    `unwanted` is the header that asks for no answer. `is_addressed`: one of our addresses is in
    To or Cc. `is_proven`: our own server confirmed the sender, or we have dealt with them before.
    """

    address: str
    mail_class: MailClass = MailClass.HUMAN
    unwanted: str | None = None
    is_ours: bool = False
    is_addressed: bool = True
    is_proven: bool = True
    has_bounced: bool = False
    is_paused: bool = False


@dataclass(slots=True)
class Sent:
    """The automatic mails of the last day, (address in lower case, when)."""

    now: datetime
    mails: list[tuple[str, datetime]] = field(default_factory=list)

    def add(self, address: str) -> None:
        """Count one that goes out now."""
        self.mails.append((address.lower(), self.now))

    def limit_for(self, address: str) -> Silence | None:
        """Return the limit that another mail to `address` would pass."""
        address = address.lower()
        domain = address.rpartition("@")[2]
        day = [to for to, at in self.mails if at > self.now - DAY]
        hour = [to for to, at in self.mails if at > self.now - HOUR]
        if day.count(address) >= ADDRESS_LIMIT:
            return Silence.ADDRESS_LIMIT
        if sum(to.rpartition("@")[2] == domain for to in hour) >= DOMAIN_LIMIT:
            return Silence.DOMAIN_LIMIT
        return Silence.DESK_LIMIT if len(hour) >= DESK_LIMIT else None


def why_silent(facts: Facts, sent: Sent) -> Silence | None:
    """Return why nothing automatic may go to that address; None when it may."""
    address = facts.address.strip()
    local, at, domain = address.rpartition("@")
    if not (local and at and domain):
        return Silence.NO_SENDER
    if facts.is_ours:
        return Silence.OURSELVES
    if facts.mail_class in AUTOMATIC:
        return Silence.MACHINE
    if facts.mail_class is MailClass.LIST:
        return Silence.LIST
    if facts.unwanted is not None:
        return Silence.UNWANTED
    if _NOBODY.fullmatch(local):
        return Silence.NOBODY
    if not facts.is_addressed:
        return Silence.NOT_ADDRESSED
    if not facts.is_proven:
        return Silence.NOT_PROVEN
    if facts.has_bounced:
        return Silence.BOUNCES
    if facts.is_paused:
        return Silence.PAUSED
    return sent.limit_for(address)


def facts_of(
    mail: ParsedMail,
    *,
    own: Collection[str],
    verdict: Verdict,
    is_known: bool,
    has_bounced: bool,
    is_paused: bool,
) -> Facts:
    """Return what a received mail says about answering it by machine.

    `own` are the addresses of our mailboxes in lower case. Whom our server did not confirm is
    answered only if `is_known`: a ticket of theirs was solved here; a forged sender never.
    """
    address = mail.sender.email if mail.sender else ""
    return Facts(
        address,
        mail.classification.mail_class,
        mail.unwanted_answer,
        is_ours=mail.instance is not None or address.lower() in own,
        is_addressed=any(to.lower() in own for to in _emails((*mail.to, *mail.cc))),
        is_proven=verdict is Verdict.PASS or (verdict is Verdict.NONE and is_known),
        has_bounced=has_bounced,
        is_paused=is_paused,
    )


def is_loop(heard: Sequence[tuple[bool, str]]) -> bool:
    """Tell whether what one address sent to one ticket in `LOOP_SPAN` comes from a machine.

    `heard` are (whether it is automatic mail, its text), the newest last; a text that repeats the
    newest counts like an automatic one.
    """
    if not heard:
        return False
    newest = heard[-1][1].strip()
    return sum(automatic or text.strip() == newest for automatic, text in heard) > LOOP_MAILS


def _emails(people: Iterable[Address]) -> Iterable[str]:
    return (person.email for person in people)
