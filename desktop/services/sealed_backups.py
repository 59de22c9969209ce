"""Backups sealed with a password: made without a trace of the content beside them, and opened."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from desktop.domain.errors import Refused, Unavailable
from desktop.system.atomic import atomic_file, atomic_path, file_trouble
from desktop.system.paths import PRIVATE_FOLDER_MODE
from desktop.system.sealed_file import is_sealed, seal, told_by, unseal

SEALED = ".sealed"
"""The ending of a sealed backup, behind that of what is in it."""
LEAST_LETTERS = 8
NEED_PASSWORD = frozenset({"backup.sealed", "backup.wrong_password"})
"""The refusals that the right password helps against."""
_ROOM = ".sealing-"
_ABANDONED_SECONDS = 24 * 60 * 60
_PIECE_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class SealedFacts:
    """What a sealed backup tells everybody, so that it can be listed."""

    kind: str
    made_at: datetime
    tickets: int
    changes: int


@dataclass(frozen=True, slots=True)
class BackupFile:
    """A backup wherever it lies, and the password it is sealed with."""

    path: Path
    password: str | None = field(default=None, repr=False)

    @contextmanager
    def plain(self, scratch: Path) -> Iterator[Path]:
        """Give the backup itself: this file, or what is sealed in it, while the block lasts.

        Raises:
            Refused: `backup.sealed` without a password, `backup.wrong_password`,
                `archive.damaged`; `file.unreadable`.
            Unavailable: `disk.full`, `file.unwritable` in the folder `scratch`.
        """
        try:
            if not is_sealed(self.path):
                yield self.path
                return
        except OSError as error:
            raise Refused("file.unreadable", path=self.path, reason=error.strerror or "") from error
        if self.password is None:
            raise Refused("backup.sealed", path=self.path)
        with _room(scratch) as folder:
            opened = folder / self.path.with_suffix("").name
            with atomic_file(opened) as file:
                for piece in unseal(self.path, self.password):
                    file.write(piece)
            yield opened


@dataclass(frozen=True, slots=True)
class Seal:
    """How backups are sealed: the password, and where what is in them may lie meanwhile.

    Raises:
        Refused: `backup.short_password`.
    """

    password: str = field(repr=False)
    scratch: Path

    def __post_init__(self) -> None:
        if len(self.password) < LEAST_LETTERS:
            raise Refused("backup.short_password", least=LEAST_LETTERS)

    def room(self) -> AbstractContextManager[Path]:
        """Give a folder that is gone after the block."""
        return _room(self.scratch)

    def put(self, plain: Path, target: Path, facts: SealedFacts) -> None:
        """Seal a file, open it again, and only if that gives the same put it at `target`.

        Raises:
            Unavailable: `backup.failed`, `disk.full`, `file.unwritable`; nothing is left behind.
        """
        told = {
            "kind": facts.kind,
            "made_at": facts.made_at.astimezone(UTC).isoformat(timespec="seconds"),
            "tickets": facts.tickets,
            "changes": facts.changes,
        }
        with atomic_path(target) as temporary:
            with temporary.open("wb") as file:
                seal(_pieces(plain), file, self.password, told)
            if _digest(unseal(temporary, self.password)) != _digest(_pieces(plain)):
                raise Unavailable("backup.failed", reason="it does not open as it was sealed")


def sealed_facts(path: Path) -> SealedFacts:
    """Return what a sealed backup says of itself; that it is true is known once it was opened.

    Raises:
        Refused: `archive.damaged`, `file.unreadable`.
    """
    try:
        told = told_by(path)
        made_at = datetime.fromisoformat(told["made_at"])
        return SealedFacts(told["kind"], made_at, int(told["tickets"]), int(told["changes"]))
    except OSError as error:
        raise Refused("file.unreadable", path=path, reason=error.strerror or "") from error
    except (KeyError, TypeError, ValueError) as problem:
        raise Refused("archive.damaged", path=path, reason=str(problem)) from problem


@contextmanager
def _room(scratch: Path) -> Iterator[Path]:
    try:
        scratch.mkdir(mode=PRIVATE_FOLDER_MODE, parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=scratch, prefix=_ROOM) as folder:
            _clear(scratch, Path(folder).stat().st_mtime - _ABANDONED_SECONDS)
            yield Path(folder)
    except OSError as error:
        raise file_trouble(error, scratch) from error


def _clear(scratch: Path, before: float) -> None:
    """Delete what a program left here that was killed meanwhile: it is not sealed."""
    for folder in scratch.glob(f"{_ROOM}*"):
        if folder.stat().st_mtime < before:
            shutil.rmtree(folder, ignore_errors=True)


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(_PIECE_BYTES):
            yield piece


def _digest(pieces: Iterable[bytes]) -> bytes:
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(piece)
    return digest.digest()
