"""Keeping backups: whether one is due, into which folder it goes, and which ones are let go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from desktop.domain.errors import Unavailable
from desktop.services import installation
from desktop.services.backup_place import BackupPlace
from desktop.services.backups import BackupRow, Backups, backups_in
from desktop.services.desk import Desk
from desktop.services.sealed_backups import Seal
from desktop.services.settings import read_all
from desktop.system.paths import Profile

FILE_EVERY = timedelta(minutes=30)
"""How often the job looks whether something has changed."""
SERVER_EVERY = timedelta(hours=12)
"""On PostgreSQL, whose administrator has better means, only the portable archive is made."""
_KEPT_AS = "backups"
"""What the keyring knows the password by."""


@dataclass(frozen=True, slots=True)
class KeptBackup:
    """A backup that was made. `trouble` says why it is not where it belongs."""

    row: BackupRow
    trouble: Unavailable | None


class BackupKeeping:
    """The backups of one database on one computer, by the settings of the team."""

    def __init__(self, desk: Desk, profile: Profile) -> None:
        self._desk = desk
        self._database = desk.database
        self._backups = Backups(desk.database)
        self._place = BackupPlace(profile)
        self._scratch = profile.tmp

    @property
    def usual_pause(self) -> timedelta:
        """How long the pause between two backups is unless the team wants a longer one."""
        return FILE_EVERY if self._database.is_sqlite else SERVER_EVERY

    @property
    def folder(self) -> Path:
        """Where backups belong, whether it can be reached or not."""
        return self._place.folder

    @property
    def is_usual(self) -> bool:
        """Say whether that is the folder of the profile."""
        return self._place.chosen is None

    def choose(self, folder: Path) -> None:
        """Keep backups in `folder` from now on; those made before stay where they are.

        Raises:
            Refused: `backup.place_taken`.
            Unavailable: `file.unwritable`, `disk.full`, or the database refuses.
        """
        self._place.choose(folder, self._instance())

    def choose_usual(self) -> None:
        """Keep backups in the profile again.

        Raises:
            Unavailable: `file.unwritable`.
        """
        self._place.forget()

    @property
    def is_sealed(self) -> bool:
        """Say whether backups are sealed with a password."""
        return self._place.is_sealed

    def password(self) -> str | None:
        """Return the password that backups are sealed with, if this computer knows it."""
        return self._desk.secrets.get(_KEPT_AS) if self._place.is_sealed else None

    def seal_with(self, password: str) -> None:
        """Seal backups with a password from now on; those made before stay as they are.

        Raises:
            Refused: `backup.short_password`.
            Unavailable: `file.unwritable`, `disk.full`.
        """
        Seal(password, self._scratch)
        self._desk.secrets.set(_KEPT_AS, password)
        self._place.set_sealed(True)

    def seal_no_more(self) -> None:
        """Make backups that anybody can read from now on.

        Raises:
            Unavailable: `file.unwritable`, `disk.full`.
        """
        self._place.set_sealed(False)
        self._desk.secrets.delete(_KEPT_AS)

    def all(self) -> tuple[BackupRow, ...]:
        """Return every backup that can be reached, newest first."""
        return backups_in(*self._place.folders)

    def newest(self) -> tuple[BackupRow | None, Unavailable | None]:
        """Return the newest backup of the folder in use, and why that is not the chosen one."""
        folder, trouble = self._reached()
        return next(iter(backups_in(folder)), None), trouble

    def make(self) -> KeptBackup:
        """Make a backup and let go of old ones; the profile takes what the folder cannot.

        Raises:
            Unavailable: `backup.failed`, `disk.full`, `file.unwritable`: none could be made, and
                none was let go.
        """
        folder, trouble = self._reached()
        try:
            return KeptBackup(self._make_in(folder), trouble)
        except Unavailable as error:
            trouble = self._told_of(folder, error)
            return KeptBackup(self._make_in(self._place.usual), trouble)

    def make_due(self, *, at_end: bool = False) -> None:
        """As `make`, but only if there are changes that are in no backup and should be.

        A pause that was chosen is not waited for `at_end`, when the program stops.

        Raises:
            Unavailable: as `make`; `backup.place_…` where it went into the profile instead.
        """
        folder, trouble = self._reached()
        if self._is_due(folder, at_end=at_end):
            try:
                self._make_in(folder)
            except Unavailable as error:
                trouble = self._told_of(folder, error)
                if self._is_due(self._place.usual, at_end=at_end):
                    self._make_in(self._place.usual)
        if trouble is not None:
            raise trouble

    def _make_in(self, folder: Path) -> BackupRow:
        password = self.password()
        seal = None if password is None else Seal(password, self._scratch)
        row = self._backups.create(folder, seal)
        self._backups.thin(folder, self._number("backup.keep"))
        return row

    def _is_due(self, folder: Path, *, at_end: bool) -> bool:
        chosen = timedelta(minutes=self._number("backup.every_minutes"))
        if self._database.is_sqlite:
            return self._backups.is_due(folder, timedelta() if at_end else chosen)
        return self._backups.is_due(folder, chosen or SERVER_EVERY)

    def _reached(self) -> tuple[Path, Unavailable | None]:
        if self._place.is_sealed and self.password() is None:
            # What nobody can read without a password never goes elsewhere for anybody to read.
            return self._place.usual, Unavailable("backup.place_no_password")
        if self._place.chosen is None:
            return self._place.usual, None
        instance = self._instance()
        try:
            return self._place.reached(instance), None
        except Unavailable as error:
            return self._place.usual, error

    def _told_of(self, folder: Path, error: Unavailable) -> Unavailable:
        """Return what to say of a chosen folder that is there and takes no backup."""
        if folder == self._place.usual:
            raise error
        if error.code == "disk.full":
            return Unavailable("backup.place_full", path=folder)
        return Unavailable("backup.place_refused", path=folder, reason=error.facts.get("reason"))

    def _instance(self) -> str:
        with self._database.read() as session:
            return installation.instance(session)

    def _number(self, name: str) -> int:
        with self._database.read() as session:
            value = read_all(session, None)[name]
        return value if isinstance(value, int) else 0
