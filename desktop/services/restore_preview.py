"""What restoring a backup would bring back, and how much of the present data it would set aside."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import func, select

from desktop.domain.errors import DeskError, Refused
from desktop.domain.ticket import Actor
from desktop.models.archive import ArchiveReader
from desktop.models.backup import last_ticket
from desktop.models.base import from_microseconds
from desktop.models.database import Database
from desktop.models.salvage import rows_after
from desktop.models.ticket import Ticket
from desktop.services import team
from desktop.services.backups import BackupKind, BackupRow
from desktop.services.restoring import look_into
from desktop.services.sealed_backups import NEED_PASSWORD, BackupFile

_TICKETS = Ticket.__tablename__


@dataclass(frozen=True, slots=True)
class RestorePreview:
    """A whole backup. `changed_at` is when a ticket in it changed last, None without tickets.

    `file` opens it. `newer` counts the present tickets that it does not hold; None where they
    cannot be counted.
    """

    file: BackupFile
    backup: BackupRow
    changed_at: datetime | None
    newer: int | None


def preview_for(by: Actor, source: BackupFile, present: Database, scratch: Path) -> RestorePreview:
    """As `preview`, for somebody who wants to put the backup in the place of a desk in use.

    Raises:
        Refused: `restore.lead_only`: the desk is a team's and `by` is no lead of it.
        What `preview` raises.
    """
    if not present.is_sqlite:
        with present.read() as session:
            if team.leads(session) and not team.is_lead(session, by):
                raise Refused("restore.lead_only")
    return preview(source, present, scratch)


def preview(source: BackupFile, present: Database | Path, scratch: Path) -> RestorePreview:
    """Check all of a backup and compare it with the present data, which may be damaged.

    What is sealed is opened in the folder `scratch` meanwhile.

    Raises:
        What `restoring.look_into` and `BackupFile.plain` raise.
    """
    with source.plain(scratch) as plain:
        backup = look_into(plain)
        number, changed_at = _last_ticket(backup)
    backup = replace(backup, path=source.path)
    if isinstance(present, Path):
        newer = rows_after(present, _TICKETS, number)
    else:
        with present.read() as session:
            counted = select(func.count()).select_from(Ticket).where(Ticket.id > number)
            newer = session.execute(counted).scalar_one()
    return RestorePreview(source, backup, changed_at, newer)


def first_whole(
    backups: Iterable[BackupRow], present: Path, scratch: Path, password: str | None = None
) -> RestorePreview | None:
    """Return the first of some backups that is whole; a damaged desk may have harmed others too.

    Raises:
        Refused: `backup.sealed`, `backup.wrong_password`: it may be that one.
    """
    for backup in backups:
        try:
            return preview(BackupFile(backup.path, password), present, scratch)
        except DeskError as error:
            if error.code in NEED_PASSWORD:
                raise
    return None


def _last_ticket(backup: BackupRow) -> tuple[int, datetime | None]:
    if backup.kind is BackupKind.COPY:
        number, changed = last_ticket(backup.path)
    else:
        number, changed = _last_ticket_archived(backup.path)
    return number, None if changed is None else from_microseconds(changed)


def _last_ticket_archived(path: Path) -> tuple[int, int | None]:
    with ArchiveReader(path) as reader:
        number, changed = 0, None
        for table in reader.manifest.tables:
            if table.name == _TICKETS:
                at_id, at_changed = map(table.columns.index, ("id", "updated_at"))
                for row in reader.rows(table):
                    number = max(number, int(str(row[at_id])))
                    changed = max(changed or 0, int(str(row[at_changed])))
        return number, changed
