"""Mail in from a server: stored as it came, parsed in the worker, applied one by one.

Each step is a transaction of its own, so that whatever is killed is picked up where it was
(reliability.md 2.1).
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session, defer

from desktop.domain.changes import NOTHING, Changes, Topic
from desktop.domain.errors import DeskError, NotFound, Unavailable
from desktop.domain.mail import ParsedMail, Receipt
from desktop.domain.ticket import Source
from desktop.mail.imap import FetchedMail
from desktop.mail.parser_process import Outcome, ParserProcess, Unread
from desktop.models.database import Database
from desktop.models.insert_new import insert_new
from desktop.models.mail import Mailbox, RawMail, RawState
from desktop.services import clock_trust
from desktop.services.clocks import Clocks
from desktop.services.intake_batch import IntakeBatch
from desktop.services.intake_entry import Arrival
from desktop.services.mailbox_folders import family, root_of
from desktop.services.policies import Policies

_log = logging.getLogger(__name__)

ATTEMPTS = 2
"""A mail on which the parser fails so often becomes a ticket with the original attached."""

RENUMBERED = "same bytes, renumbered mailbox or moved to another folder"
_PENDING = 200
_CHUNK = 500


class Intake:
    """What fetching hands over and the parser has read."""

    def __init__(self, database: Database, clocks: Clocks, policies: Policies) -> None:
        self._database = database
        self._clocks = clocks
        self._policies = policies

    def store(self, mailbox_id: int, batch: Sequence[FetchedMail]) -> int:
        """Store a fetched batch and move the cursor on; return how many mails are new.

        What is stored is read back and compared before the commit.

        Raises:
            NotFound: the mailbox is gone.
            Unavailable: `mail.not_stored_right`, when the database gives back other bytes.
        """
        if not batch:
            return 0
        with self._database.write() as session:
            mailbox = session.get(Mailbox, mailbox_id, with_for_update=True)
            if mailbox is None:
                raise NotFound(noun="mailbox", id=mailbox_id)
            now = self._database.now(session)
            clock_trust.heard(session, (mail.internaldate for mail in batch), now)
            digests = {mail.uid: hashlib.sha256(mail.raw).hexdigest() for mail in batch}
            uidvalidity = batch[0].uidvalidity
            before = _stored_uids(session, mailbox_id, uidvalidity, list(digests))
            renumbered = _digests_before(session, mailbox, uidvalidity, digests.values())
            rows = [
                _raw_row(mailbox_id, mail, digests[mail.uid], now, renumbered) for mail in batch
            ]
            session.execute(insert_new(session, RawMail), rows)
            _check_stored(session, mailbox_id, uidvalidity, digests)
            if mailbox.uidvalidity != uidvalidity:
                mailbox.uidvalidity, mailbox.last_uid = uidvalidity, 0
            mailbox.last_uid = max(mailbox.last_uid, *digests)
            self._database.announce(session, Changes.of(Topic.MAILBOXES))
            return len(digests) - len(before)

    def missing(self, mailbox_id: int, uidvalidity: int, uids: Sequence[int]) -> tuple[int, ...]:
        """Return which of these mails of a server are not stored, in the order given."""
        with self._database.read() as session:
            known: set[int] = set()
            for start in range(0, len(uids), _CHUNK):
                some = uids[start : start + _CHUNK]
                known |= _stored_uids(session, mailbox_id, uidvalidity, some)
        return tuple(uid for uid in uids if uid not in known)

    def pending(self, limit: int = _PENDING) -> tuple[int, ...]:
        """Return the raw mails that are stored but not applied, oldest first."""
        statement = select(RawMail.id).where(RawMail.state == RawState.STORED)
        with self._database.read() as session:
            return tuple(session.scalars(statement.order_by(RawMail.id).limit(limit)))

    def raw(self, raw_id: int) -> bytes:
        """Return the bytes of a mail as they came.

        Raises:
            NotFound: there is no such mail.
        """
        with self._database.read() as session:
            statement = select(RawMail.body).where(RawMail.id == raw_id)
            body = session.execute(statement).scalar_one_or_none()
        if body is None:
            raise NotFound(noun="mail", id=raw_id)
        return body

    def apply(self, raw_id: int, outcome: Outcome) -> Changes:
        """Make a parsed mail part of a ticket; does nothing when somebody did meanwhile.

        A mail that could not be parsed stays pending once, then becomes a quarantined ticket.
        """
        with self._database.write() as session:
            raw = session.get(RawMail, raw_id, with_for_update=True, options=[defer(RawMail.body)])
            if raw is None or raw.state is not RawState.STORED:
                return NOTHING
            if isinstance(outcome, Unread):
                raw.attempts += 1
                raw.error = outcome.reason
                if raw.attempts < ATTEMPTS:
                    return NOTHING
            raw.state = RawState.DONE if isinstance(outcome, ParsedMail) else RawState.QUARANTINED
            now = self._database.now(session)
            books = self._policies.books(session)
            arrival = _arrival(session, raw, outcome)
            batch = IntakeBatch(session, self._clocks, books, now, Source.MAIL)
            changes = Changes.of(Topic.TICKETS, tickets=batch.apply([arrival]))
            return self._database.announce(session, changes)

    def work(self, parser: ParserProcess) -> Changes:
        """Parse and apply what is pending, twice where the first try failed.

        A mail that the records refuse is set aside like one that cannot be parsed: the mails
        behind it must arrive (reliability.md B7).
        """
        done = NOTHING
        for _ in range(ATTEMPTS):
            pending = self.pending()
            if not pending:
                break
            outcomes = parser.parse_all(self._bodies(pending))
            for raw_id, outcome in zip(pending, outcomes, strict=True):
                done = done.merged(self._apply_or_set_aside(raw_id, outcome))
        return done

    def _apply_or_set_aside(self, raw_id: int, outcome: Outcome) -> Changes:
        try:
            return self.apply(raw_id, outcome)
        except DeskError:
            raise
        except (ValueError, TypeError, SQLAlchemyError):
            _log.exception("Mail %d could not be applied", raw_id)
            return self.apply(raw_id, Unread("not_applied"))

    def _bodies(self, raw_ids: Sequence[int]) -> Iterator[bytes]:
        for raw_id in raw_ids:
            yield self.raw(raw_id)


def _arrival(session: Session, raw: RawMail, outcome: Outcome) -> Arrival:
    """Return the mail to place; what came before its mailbox was connected is history."""
    mailbox = session.get_one(Mailbox, raw.mailbox_id)
    connected_at = mailbox.connected_at
    return Arrival(
        raw_id=raw.id,
        mailbox_id=root_of(mailbox),
        mail=outcome if isinstance(outcome, ParsedMail) else None,
        receipt=Receipt(raw.received_at, raw.is_approximate),
        is_history=connected_at is not None and raw.received_at < connected_at,
        size=raw.size,
        sha256=raw.sha256,
        is_oversize=raw.is_oversize,
    )


def _raw_row(
    mailbox_id: int, mail: FetchedMail, digest: str, now: datetime, renumbered: frozenset[str]
) -> dict[str, object]:
    received_at = min(mail.internaldate or now, now)
    is_known = digest in renumbered
    return {
        "mailbox_id": mailbox_id,
        "uidvalidity": mail.uidvalidity,
        "uid": mail.uid,
        "sha256": digest,
        "size": mail.size,
        "received_at": received_at,
        "is_approximate": mail.internaldate is None,
        "is_oversize": mail.oversize,
        "stored_at": now,
        "state": RawState.IGNORED if is_known else RawState.STORED,
        "attempts": 0,
        "error": RENUMBERED if is_known else None,
        "body": mail.raw,
    }


def _stored_uids(
    session: Session, mailbox_id: int, uidvalidity: int, uids: Sequence[int]
) -> frozenset[int]:
    statement = select(RawMail.uid).where(
        RawMail.mailbox_id == mailbox_id,
        RawMail.uidvalidity == uidvalidity,
        RawMail.uid.in_(uids),
    )
    return frozenset(session.scalars(statement))


def _digests_before(
    session: Session, mailbox: Mailbox, uidvalidity: int, digests: Iterable[str]
) -> frozenset[str]:
    """Return which of these bytes the mailbox had under another numbering or in another folder."""
    folders = select(Mailbox.id).where(family(root_of(mailbox)))
    statement = select(RawMail.sha256).where(
        RawMail.mailbox_id.in_(folders),
        RawMail.sha256.in_(list(digests)),
        or_(RawMail.uidvalidity != uidvalidity, RawMail.mailbox_id != mailbox.id),
    )
    return frozenset(session.scalars(statement))


def _check_stored(
    session: Session, mailbox_id: int, uidvalidity: int, digests: Mapping[int, str]
) -> None:
    """Read the bytes back (Fossil's check before the commit).

    Raises:
        Unavailable: `mail.not_stored_right`.
    """
    statement = select(RawMail.uid, RawMail.body).where(
        RawMail.mailbox_id == mailbox_id,
        RawMail.uidvalidity == uidvalidity,
        RawMail.uid.in_(list(digests)),
    )
    found = {uid: hashlib.sha256(body).hexdigest() for uid, body in session.execute(statement)}
    if found != digests:
        raise Unavailable("mail.not_stored_right")
