"""Backups: made, verified, listed and thinned out; one that was not opened does not count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from sqlalchemy import func, select

from desktop import __version__
from desktop.domain.errors import Refused, Unavailable
from desktop.models.archive import ArchiveReader, write_archive
from desktop.models.backup import copy_verified, facts_of_copy, verify_copy
from desktop.models.database import SCHEMA, Database
from desktop.models.meta import TopicVersion
from desktop.models.sqlite_file import MAGIC
from desktop.services.sealed_backups import SEALED, Seal, SealedFacts, sealed_facts
from desktop.system.atomic import atomic_path, file_trouble

KEEP_ALL = timedelta(hours=48)
KEEP_DAYS = 30
KEEP_MONTHS = 12
KEEP_MIGRATIONS = 3
ABANDONED_AFTER = timedelta(days=1)
STALE_AFTER = timedelta(hours=24)
"""Changes older than this in no backup are worth a warning (contracts.md)."""

_STAMP = "%Y%m%dT%H%M%SZ"
_PREFIX = "desk-"


class BackupKind(StrEnum):
    """A copy of the SQLite file, or the archive that restores on either database."""

    COPY = "copy"
    ARCHIVE = "archive"

    @property
    def suffix(self) -> str:
        return ".sqlite3" if self is BackupKind.COPY else ".deskbackup"


_KINDS = {kind.suffix: kind for kind in BackupKind}


@dataclass(frozen=True, slots=True)
class BackupRow:
    """One backup. `tickets` and `changes` are known once it was opened.

    Of a sealed one they are what it says of itself.
    """

    path: Path
    kind: BackupKind
    made_at: datetime
    size_bytes: int
    tickets: int | None = None
    changes: int | None = None
    is_sealed: bool = False


class Backups:
    """Backups of one database. Files get their name only after they were verified."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def create(self, folder: Path, seal: Seal | None = None) -> BackupRow:
        """Make the kind of backup this database is best served by, in `folder`.

        With a `seal` nobody reads it without the password, not even while it is written.

        Raises:
            Unavailable: `backup.failed`, `disk.full`, `file.unwritable`; nothing is left behind,
                and a damaged database never takes the place of a good backup.
        """
        made_at = self._now()
        kind = BackupKind.ARCHIVE if self._database.path is None else BackupKind.COPY
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise file_trouble(error, folder) from error
        name = f"{_PREFIX}{made_at.astimezone(UTC):{_STAMP}}{kind.suffix}"
        return self._make(folder / (f"{name}{SEALED}" if seal else name), kind, made_at, seal)

    def save(self, path: Path, seal: Seal | None = None) -> BackupRow:
        """Make a backup at `path`: a copy of the file where it ends in .sqlite3, else an archive.

        Raises:
            Refused: `backup.needs_archive`: a copy of a PostgreSQL database.
            Unavailable: as `create`.
        """
        is_copy = path.suffix == BackupKind.COPY.suffix
        if is_copy and self._database.path is None:
            raise Refused("backup.needs_archive", path=path)
        kind = BackupKind.COPY if is_copy else BackupKind.ARCHIVE
        return self._make(path, kind, self._now(), seal)

    def is_due(self, folder: Path, pause: timedelta = timedelta()) -> bool:
        """Say whether the newest backup is older than `pause` and the database holds changes since.

        One that cannot be read is none.
        """
        newest = next(iter(backups_in(folder)), None)
        if newest is None:
            return True
        try:
            if self.is_current(newest):
                return False
        except (Refused, Unavailable):
            return True
        return self._now() - newest.made_at >= pause

    def is_current(self, backup: BackupRow) -> bool:
        """Say whether nothing has changed since `backup` was made."""
        return opened(backup).changes == self._changes()

    def thin(self, folder: Path, keep: int = 0) -> tuple[Path, ...]:
        """Delete what nobody will miss and return it: call after a backup was verified.

        The newest `keep` stay; where that is 0, all of 48 hours, then one a day for 30 days, one a
        month for 12 months, and the newest in any case. The copies made before the last three
        migrations always do.
        """
        now = self._now()
        newest_first = backups_in(folder)
        beyond = [row.path for row in newest_first[keep:]] if keep else surplus(newest_first, now)
        superfluous = [*beyond, *_old_migrations(folder)]
        superfluous += _abandoned(folder, now)
        for path in superfluous:
            path.unlink(missing_ok=True)
        return tuple(superfluous)

    def _make(
        self, path: Path, kind: BackupKind, made_at: datetime, seal: Seal | None
    ) -> BackupRow:
        if seal is None:
            return self._write(path, kind, made_at)
        with seal.room() as folder:
            plain = self._write(folder / f"plain{kind.suffix}", kind, made_at)
            told = SealedFacts(kind.value, made_at, plain.tickets or 0, plain.changes or 0)
            seal.put(plain.path, path, told)
        return replace(plain, path=path, size_bytes=path.stat().st_size, is_sealed=True)

    def _write(self, path: Path, kind: BackupKind, made_at: datetime) -> BackupRow:
        live = self._database.path
        if kind is BackupKind.COPY and live is not None:
            copy_verified(live, path)
            facts = facts_of_copy(path)
            tickets, changes = facts.tickets, facts.changes
        else:
            tickets, changes = self._archive(path, made_at)
        return BackupRow(path, kind, made_at, path.stat().st_size, tickets, changes)

    def _archive(self, path: Path, made_at: datetime) -> tuple[int, int]:
        with atomic_path(path) as temporary, self._database.snapshot() as connection:
            changes = connection.scalar(select(func.sum(TopicVersion.version))) or 0
            write_archive(
                connection,
                temporary,
                schema=SCHEMA,
                program=__version__,
                made_at=made_at.astimezone(UTC).isoformat(timespec="seconds"),
                changes=int(changes),
            )
            with ArchiveReader(temporary) as reader:
                manifest = reader.verify()
        return manifest.rows("ticket"), manifest.changes

    def _changes(self) -> int:
        return sum(self._database.topic_versions().values())

    def _now(self) -> datetime:
        with self._database.read() as session:
            return self._database.now(session)


def backups_in(*folders: Path) -> tuple[BackupRow, ...]:
    """Return the backups that were made by themselves in some folders, newest first.

    A folder that cannot be read has none.
    """
    found = []
    for path in (path for folder in folders for path in _listed(folder)):
        is_sealed = path.suffix == SEALED
        plain = path.with_suffix("") if is_sealed else path
        kind, made_at = _KINDS.get(plain.suffix), _made_at(plain)
        if kind is not None and made_at is not None:
            with suppress(OSError):  # it may be gone by now
                size = path.stat().st_size
                found.append(BackupRow(path, kind, made_at, size, is_sealed=is_sealed))
    return tuple(sorted(found, key=lambda backup: backup.made_at, reverse=True))


def opened(backup: BackupRow) -> BackupRow:
    """Return the row with what the backup holds.

    Raises:
        Refused: `archive.…`; Unavailable: `backup.failed`: it cannot be read.
    """
    if backup.is_sealed:
        told = sealed_facts(backup.path)
        return replace(backup, tickets=told.tickets, changes=told.changes)
    if backup.kind is BackupKind.COPY:
        facts = facts_of_copy(backup.path)
        return replace(backup, tickets=facts.tickets, changes=facts.changes)
    with ArchiveReader(backup.path) as reader:
        manifest = reader.manifest
    return replace(backup, tickets=manifest.rows("ticket"), changes=manifest.changes)


def verified(path: Path) -> BackupRow:
    """Check all of a backup, wherever it lies, and return what it holds.

    Raises:
        Refused: `archive.not_ours`, `archive.damaged`, `archive.too_dense`.
        Unavailable: `backup.failed`, `file.unreadable`.
        DatabaseTooNew: the archive is of a later format.
    """
    if kind_of(path) is BackupKind.COPY:
        facts = verify_copy(path)
        modified_at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        made_at, tickets, changes = _made_at(path) or modified_at, facts.tickets, facts.changes
        return BackupRow(path, BackupKind.COPY, made_at, path.stat().st_size, tickets, changes)
    with ArchiveReader(path) as reader:
        manifest = reader.verify()
    return BackupRow(
        path,
        BackupKind.ARCHIVE,
        datetime.fromisoformat(manifest.made_at),
        path.stat().st_size,
        manifest.rows("ticket"),
        manifest.changes,
    )


def kind_of(path: Path) -> BackupKind:
    """Tell a copy from an archive by the first bytes, whatever the name says.

    Raises:
        Refused: `file.unreadable`.
    """
    try:
        with path.open("rb") as file:
            head = file.read(len(MAGIC))
    except OSError as error:
        raise Refused("file.unreadable", path=path, reason=error.strerror or "") from error
    return BackupKind.COPY if head == MAGIC else BackupKind.ARCHIVE


def surplus(newest_first: Iterable[BackupRow], now: datetime) -> Iterator[Path]:
    """Yield the backups that the rule of `Backups.thin` lets go."""
    kept_days: set[str] = set()
    kept_months: set[str] = set()
    for position, backup in enumerate(newest_first):
        day, month = f"{backup.made_at:%Y-%m-%d}", f"{backup.made_at:%Y-%m}"
        age = now - backup.made_at
        is_of_day = day not in kept_days and age <= timedelta(days=KEEP_DAYS)
        is_of_month = month not in kept_months and age <= timedelta(days=31 * KEEP_MONTHS)
        if position == 0 or age <= KEEP_ALL or is_of_day or is_of_month:
            kept_days.add(day)
            kept_months.add(month)
        else:
            yield backup.path


def _listed(folder: Path) -> list[Path]:
    try:
        return list(folder.glob(f"{_PREFIX}*"))
    except OSError:
        return []


def _made_at(path: Path) -> datetime | None:
    try:
        return datetime.strptime(path.stem, _PREFIX + _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None


def _old_migrations(folder: Path) -> list[Path]:
    copies = [p for p in folder.glob("pre-migration-*.sqlite3") if _version(p) is not None]
    copies.sort(key=lambda path: _version(path) or 0, reverse=True)
    return copies[KEEP_MIGRATIONS:]


def _version(path: Path) -> int | None:
    text = path.stem.rpartition("-")[2]
    return int(text) if text.isdecimal() else None


def _abandoned(folder: Path, now: datetime) -> list[Path]:
    """Return what a backup left half done when the computer went off."""
    limit = (now - ABANDONED_AFTER).timestamp()
    patterns = (f"{_PREFIX}*.tmp", f".{_PREFIX}*.tmp")
    halves = [path for pattern in patterns for path in folder.glob(pattern)]
    return [path for path in halves if path.stat().st_mtime < limit]
