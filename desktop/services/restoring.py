"""Restoring a backup into this desk's database, on either kind, with the present data kept."""

from __future__ import annotations

import os
import shutil
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from desktop.domain.changes import Changes, Topic
from desktop.domain.clock import Clock
from desktop.domain.errors import DatabaseTooNew, DeskError
from desktop.domain.ticket import Actor, Source
from desktop.models import driver
from desktop.models.archive import ArchiveReader
from desktop.models.backup import copy_verified
from desktop.models.database import SCHEMA, Database, translated
from desktop.models.outbox import Outbox, OutboxRecipient, OutboxState, RecipientState
from desktop.models.restore import Progress, fill, take_over
from desktop.models.sqlite_file import check_file
from desktop.models.upgrade import create_empty, prepare
from desktop.services import delivery_flag
from desktop.services.backups import BackupKind, BackupRow, Backups, kind_of, verified
from desktop.services.reindex import reindex
from desktop.services.sealed_backups import BackupFile
from desktop.system.atomic import file_trouble, sync_folder
from desktop.system.disk import require_free

_JOB = Actor(None, Source.JOB)
_UNSENT = (OutboxState.HELD, OutboxState.QUEUED, OutboxState.SENDING)
_BESIDE = ("", "-wal", "-shm", "-journal")
"""What belongs to an SQLite file."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored, where the data before it went, and how many mails a person must see."""

    backup: BackupRow
    saved_as: Path | None
    in_doubt: int


def look_into(source: Path) -> BackupRow:
    """Check all of a backup that is not sealed, and that this program can restore it.

    Raises:
        NotOurDatabase, Refused: it is some other file, or damaged.
        DatabaseTooNew: a later version made it.
        Unavailable: `backup.failed`, it is a damaged copy.
    """
    if kind_of(source) is BackupKind.COPY:
        check_file(source, schema=SCHEMA)
    else:
        with ArchiveReader(source) as reader:
            if reader.manifest.schema > SCHEMA:
                raise DatabaseTooNew(made_by=reader.manifest.program, ours=SCHEMA)
    return verified(source)


def restore(
    source: Path,
    url: str,
    *,
    safety: Path,
    scratch: Path,
    clock: Clock,
    password: str | None = None,
    progress: Progress | None = None,
) -> Restored:
    """Put the backup `source` in the place of the data at `url`, which nobody has open here.

    An SQLite file is kept beside the new one as `….before-restore`; a PostgreSQL database that
    holds anything is first archived into the folder `safety`. `scratch` is for temporary files.
    Mail that was waiting when the backup was made may have gone out since: it is put in doubt
    and not sent.

    Raises:
        What `look_into` and `BackupFile.plain` raise.
        Unavailable: no room, no rights, server away, somebody else writes; nothing was changed.
    """
    with BackupFile(source, password).plain(scratch) as plain:
        done = _restore(look_into(plain), url, safety, scratch, clock, progress)
    return replace(done, backup=replace(done.backup, path=source))


def _restore(
    backup: BackupRow,
    url: str,
    safety: Path,
    scratch: Path,
    clock: Clock,
    progress: Progress | None,
) -> Restored:
    engine = driver.make_engine(url)
    path = Database(engine).path
    engine.dispose()
    try:
        # Beside the file it will replace, for a rename does not cross disks.
        nearby = scratch if path is None else path.parent
        with tempfile.TemporaryDirectory(dir=nearby, prefix=".restore-") as folder:
            if path is not None:
                return _into_file(backup, path, Path(folder), clock, progress)
            return _into_server(backup, url, safety, Path(folder), clock, progress)
    except OSError as error:
        raise file_trouble(error, path or scratch) from error


def _into_file(
    backup: BackupRow, path: Path, folder: Path, clock: Clock, progress: Progress | None
) -> Restored:
    ready = folder / "restored.sqlite3"
    in_doubt = _build(backup, ready, clock, progress)
    saved_as = _set_aside(path)
    ready.replace(path)
    sync_folder(path.parent)
    return Restored(backup, saved_as, in_doubt)


def _build(backup: BackupRow, ready: Path, clock: Clock, progress: Progress | None) -> int:
    """Make a closed SQLite file of the backup, in this program's schema."""
    if backup.kind is BackupKind.COPY:
        require_free(ready, 3 * backup.size_bytes)
        copy_verified(backup.path, ready)
        return _finish(ready, clock, with_index=False)
    with ArchiveReader(backup.path) as reader:
        require_free(ready, 3 * reader.size_bytes)
        engine = driver.make_engine(f"sqlite:///{ready}")
        with translated():
            create_empty(engine, reader.manifest.schema)
        database = Database(engine, clock=clock)
        with database.write() as session:
            fill(session.connection(), reader, progress)
        database.close()
    return _finish(ready, clock, with_index=True)


def _finish(ready: Path, clock: Clock, *, with_index: bool) -> int:
    engine = driver.make_engine(f"sqlite:///{ready}")
    with translated():
        prepare(engine)
    database = Database(engine, clock=clock)
    with database.write() as session:
        in_doubt = _settle(database, session, with_index=with_index)
    database.close()
    return in_doubt


def _into_server(
    backup: BackupRow,
    url: str,
    safety: Path,
    folder: Path,
    clock: Clock,
    progress: Progress | None,
) -> Restored:
    archive = _present_archive(backup, folder, clock)
    engine = driver.make_engine(url)
    with translated():
        prepare(engine)
    database = Database(engine, clock=clock)
    try:
        saved_as = _save_server(database, safety)
        with database.write() as session, ArchiveReader(archive) as reader:
            take_over(session.connection())
            fill(session.connection(), reader, progress)
            in_doubt = _settle(database, session, with_index=True)
    finally:
        database.close()
    return Restored(backup, saved_as, in_doubt)


def _present_archive(backup: BackupRow, folder: Path, clock: Clock) -> Path:
    """Return an archive in this program's schema, made by way of an SQLite file if need be."""
    if backup.kind is BackupKind.ARCHIVE:
        with ArchiveReader(backup.path) as reader:
            if reader.manifest.schema == SCHEMA:
                return backup.path
    ready = folder / "present.sqlite3"
    _build(backup, ready, clock, None)
    database = Database(driver.make_engine(f"sqlite:///{ready}"), clock=clock)
    try:
        return Backups(database).save(folder / "present.deskbackup").path
    finally:
        database.close()


def _save_server(database: Database, safety: Path) -> Path | None:
    """Archive what the server holds; a desk without a person, ticket or mailbox is empty."""
    with database.read() as session:
        holds = session.scalar(
            text(
                "SELECT EXISTS (SELECT 1 FROM ticket) OR EXISTS (SELECT 1 FROM person)"
                " OR EXISTS (SELECT 1 FROM mailbox)"
            )
        )
    if not holds:
        return None
    safety.mkdir(parents=True, exist_ok=True)
    return Backups(database).save(_free(safety / "before-restore.deskbackup")).path


def _settle(database: Database, session: Session, *, with_index: bool) -> int:
    """Do what a restored database needs before anybody works with it."""
    if with_index:
        reindex(session)
    now = database.now(session)
    rows = session.execute(
        select(Outbox.id, Outbox.ticket_id).where(Outbox.state.in_(_UNSENT))
    ).all()
    ids = [number for number, _ in rows]
    session.execute(
        update(OutboxRecipient)
        .where(OutboxRecipient.outbox_id.in_(ids), OutboxRecipient.state == RecipientState.WAITING)
        .values(state=RecipientState.IN_DOUBT)
    )
    session.execute(
        update(Outbox)
        .where(Outbox.id.in_(ids))
        .values(state=OutboxState.IN_DOUBT, lease_owner=None, lease_until=None)
    )
    for ticket_id in dict.fromkeys(ticket for _, ticket in rows):
        delivery_flag.refresh(session, ticket_id, _JOB, now)
    database.announce(session, Changes.of(*Topic))
    return len(ids)


def _set_aside(path: Path) -> Path | None:
    """Keep the present file, whatever its state, under a name of its own and return that.

    A link, not a rename: were the computer to stop here, the present data would still be there.
    What was not yet written from the journal into the file goes with it.
    """
    if not path.exists():
        return None
    _checkpoint(path)
    kept = _free(path.with_name(f"{path.name}.before-restore"))
    for ending in _BESIDE:
        part = path.with_name(path.name + ending)
        if part.exists():
            _link_or_copy(part, kept.with_name(kept.name + ending))
    sync_folder(path.parent)
    for ending in _BESIDE[1:]:
        path.with_name(path.name + ending).unlink(missing_ok=True)
    return kept


def _checkpoint(path: Path) -> None:
    """Move the journal into the file, if it is one that can be opened."""
    engine = driver.make_engine(f"sqlite:///{path}")
    try:
        with translated():
            check_file(path, schema=SCHEMA)
            Database(engine).close()
    except (DeskError, DBAPIError):
        return  # then it is kept as it is, journal and all
    finally:
        engine.dispose()


def _free(path: Path) -> Path:
    """Return `path`, or the first numbered name like it that no file has."""
    found, number = path, 1
    while found.exists():
        number += 1
        found = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return found


def _link_or_copy(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
