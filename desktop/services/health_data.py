"""The part of the self-check that looks at the data: each function gives one line."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from desktop.domain.clock import Clock
from desktop.domain.errors import DeskError
from desktop.models.database import Database
from desktop.models.driver import SAFE_SQLITE, sqlite_module
from desktop.models.mail import RawMail
from desktop.models.outbox import OutboxState
from desktop.models.sla import ClockRecord
from desktop.models.ticket import Ticket
from desktop.services.backup_keeping import BackupKeeping
from desktop.services.backups import STALE_AFTER, Backups
from desktop.services.clock_difference import TOLERATED_DIFFERENCE, clock_difference
from desktop.services.clock_sample import differing
from desktop.services.desk import Desk
from desktop.services.health_check import Check, State, told
from desktop.services.mailbox_values import MailboxState
from desktop.services.mailboxes import Mailboxes
from desktop.services.outbox import OutboxService
from desktop.services.policies import Policies
from desktop.system.paths import Profile

LATE = timedelta(minutes=15)
ALL_MAILS = 5_000
MAIL_SAMPLE = 2_000
_MB = 1_000_000


def database_line(database: Database) -> Check:
    """Say which database it is and whether it is whole."""
    with database.read() as session:
        if not database.is_sqlite:
            version = str(session.scalar(text("SHOW server_version"))).split(" ")[0]
            size = session.scalar(text("SELECT pg_database_size(current_database())"))
            return told("database", State.OK, "ok_server", version=version, size_mb=_mb(size))
        problem = session.scalar(text("PRAGMA quick_check(1)"))
        broken = session.execute(text("PRAGMA foreign_key_check")).first()
        journal = str(session.scalar(text("PRAGMA journal_mode"))).upper()
    if problem != "ok":
        return told("database", State.FAILED, reason=problem)
    if broken is not None:
        return told("database", State.FAILED, reason=f"broken reference in {broken[0]}")
    size = 0 if database.path is None else database.path.stat().st_size
    module = sqlite_module()
    is_safe = module.sqlite_version_info >= SAFE_SQLITE
    return told(
        "database",
        State.OK if is_safe else State.WARNING,
        version=module.sqlite_version,
        size_mb=_mb(size),
        journal=journal,
    )


def clock_line(database: Database, clock: Clock) -> Check:
    """Compare this computer's clock with the database's."""
    difference = abs(clock_difference(database, clock))
    state = State.OK if difference <= TOLERATED_DIFFERENCE else State.WARNING
    return told("clock", state, seconds=round(difference.total_seconds(), 1))


def raw_mail_line(database: Database) -> Check:
    """Compare stored mail with the digests taken when it came: all, or a spread-out sample."""
    with database.read() as session:
        total = session.scalar(select(func.count()).select_from(RawMail)) or 0
        checked = wrong = 0
        for body, size, sha256 in _mails(session, total):
            checked += 1
            wrong += len(body) != size or hashlib.sha256(body).hexdigest() != sha256
    state = State.FAILED if wrong else State.OK
    return told("raw_mail", state, checked=checked, total=total, wrong=wrong)


def _mails(session: Session, total: int) -> Iterator[tuple[bytes, int, str]]:
    statement = select(RawMail.body, RawMail.size, RawMail.sha256).where(~RawMail.is_oversize)
    if total > ALL_MAILS:
        statement = statement.where(RawMail.id % (total // MAIL_SAMPLE) == 0)
    for row in session.execute(statement.execution_options(yield_per=20)):
        yield row[0], row[1], row[2]


def clocks_line(database: Database, policies: Policies) -> Check:
    """Compare stored clocks with the engine's verdict."""
    checked, wrong = differing(database, policies)
    state = State.WARNING if wrong else State.OK
    return told("clocks", state, checked=checked, wrong=wrong)


def mailboxes_line(mailboxes: Mailboxes, now: datetime) -> Check:
    """Say how fetching goes. One whose password is refused needs somebody."""
    rows = [row for row in mailboxes.all() if row.state is not MailboxState.OFF]
    paused = sum(row.state is MailboxState.PAUSED for row in rows)
    failing = sum(row.state is MailboxState.FAILING for row in rows)
    if not rows:
        return told("mailboxes", State.OK, "none")
    if paused:
        return told("mailboxes", State.FAILED, count=len(rows), paused=paused)
    if failing:
        return told("mailboxes", State.WARNING, count=len(rows), failing=failing)
    checked = [row.checked_at for row in rows if row.checked_at is not None]
    if len(checked) < len(rows) or now - min(checked) > LATE:
        return told("mailboxes", State.WARNING, "late", count=len(rows))
    facts = {"count": len(rows), "seconds": int(_age(now, min(checked)))}
    counts = [row.counted for row in rows if row.counted is not None]
    if not counts:
        return told("mailboxes", State.OK, **facts)
    on_server = sum(counted.on_server for counted in counts)
    here = sum(counted.here for counted in counts)
    is_whole = here == on_server
    return told(
        "mailboxes",
        State.OK if is_whole else State.WARNING,
        "counted" if is_whole else "missing",
        on_server=on_server,
        here=here,
        **facts,
    )


def outbox_line(outbox: OutboxService) -> Check:
    """Say what has not gone out."""
    counts = outbox.counts()
    facts = {state.value: counts[state] for state in OutboxState}
    needs_person = counts[OutboxState.IN_DOUBT] + counts[OutboxState.FAILED]
    return told("outbox", State.WARNING if needs_person else State.OK, **facts)


def alerts_line(database: Database) -> Check:
    """Say whether warnings are given when they are due: somebody must be watching."""
    with database.read() as session:
        limit = database.now(session) - LATE
        late = session.scalar(
            select(func.count())
            .select_from(ClockRecord)
            .join(Ticket, Ticket.id == ClockRecord.ticket_id)
            .where(ClockRecord.next_warn_at < limit, Ticket.mark.is_(None))
        )
    return told("alerts", State.WARNING if late else State.OK, late=late)


def backup_line(desk: Desk, profile: Profile, now: datetime) -> Check:
    """Say whether changes older than a day are in no verified backup, or it lies elsewhere."""
    newest, trouble = BackupKeeping(desk, profile).newest()
    backups = Backups(desk.database)
    if trouble is not None:
        return Check("backup", State.WARNING, trouble.code, trouble.facts)
    if newest is None:
        return told("backup", State.WARNING, "none")
    facts = {"hours": int(_age(now, newest.made_at)) // 3600, "size_mb": _mb(newest.size_bytes)}
    try:
        is_current = backups.is_current(newest)
    except DeskError:
        return told("backup", State.FAILED, **facts)
    is_stale = not is_current and now - newest.made_at > STALE_AFTER
    return told("backup", State.WARNING if is_stale else State.OK, **facts)


def _age(now: datetime, then: datetime) -> float:
    return max(0.0, (now - then).total_seconds())


def _mb(size: object) -> float:
    return round(int(str(size or 0)) / _MB, 1)
