"""Leases: of several workstations, one does a job with effects outside (reliability.md 2.5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import uuid4

from sqlalchemy import case, insert, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from desktop.domain.errors import Unavailable
from desktop.models.database import Database
from desktop.models.meta import Lease

TERM: Final = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Held:
    """A lease as its holder knows it; the token tells a holder from those before it."""

    name: str
    owner: str
    token: int


class Leases:
    """Takes and gives back leases for one start of the program.

    `owner` is new at every start, never the computer's name: after a crash the old holder is
    somebody else, who has to run out first.
    """

    def __init__(self, database: Database, owner: str | None = None) -> None:
        self._database = database
        self.owner = owner or uuid4().hex

    def take(self, name: str) -> Held | None:
        """Take or renew the lease for 30 s; None while another start of the program has it.

        One that ends later than 30 s from now was taken under a wrong clock and is free.
        """
        with self._database.write() as session:
            now = self._database.now(session)
            is_ours = Lease.owner == self.owner
            is_free = or_(Lease.expires_at < now, Lease.expires_at > now + TERM)
            taken = session.execute(
                update(Lease)
                .where(Lease.name == name, or_(is_ours, is_free))
                .values(
                    owner=self.owner,
                    token=Lease.token + case((is_ours, 0), else_=1),
                    expires_at=now + TERM,
                )
                .returning(Lease.token)
                .execution_options(synchronize_session=False)
            ).scalar_one_or_none()
            if taken is None:
                taken = self._take_first(session, name, now)
        return None if taken is None else Held(name, self.owner, taken)

    def give_back(self, held: Held) -> None:
        """Let the next one have the lease now; without effect when it was lost."""
        with self._database.write() as session:
            session.execute(
                update(Lease)
                .where(Lease.name == held.name, Lease.token == held.token)
                .values(expires_at=self._database.now(session) - TERM)
                .execution_options(synchronize_session=False)
            )

    def _take_first(self, session: Session, name: str, now: datetime) -> int | None:
        if session.execute(select(Lease.name).where(Lease.name == name)).first() is not None:
            return None
        values = {"name": name, "owner": self.owner, "token": 1, "expires_at": now + TERM}
        try:
            with session.begin_nested():
                session.execute(insert(Lease).values(values))
        except IntegrityError:
            return None  # another workstation made the row a moment ago
        return 1


def check(session: Session, held: Held, now: datetime) -> None:
    """Check inside a holder's transaction that the lease is still its own, and keep it so.

    Raises:
        Unavailable: `lease.lost`: another workstation may be at it; nothing must be written.
    """
    statement = (
        select(Lease.token)
        .where(Lease.name == held.name, Lease.token == held.token, Lease.expires_at > now)
        .with_for_update(read=True)
    )
    if session.execute(statement).first() is None:
        raise Unavailable("lease.lost", name=held.name)
