"""How this computer keeps backups: in a folder that was chosen or the profile's, sealed or not."""

from __future__ import annotations

import json
from pathlib import Path

from desktop.domain.errors import Refused, Unavailable
from desktop.system.atomic import file_trouble, write_atomically
from desktop.system.paths import Profile

_FOLDER, _SEALED = "folder", "sealed"

MARK = "About these backups.txt"
"""Lies in a chosen folder. A drive that is not there leaves an empty folder behind on many
systems, and what is written into that is on the wrong disk."""

_MARK_TEXT = """\
Duty Desk keeps backups here. Leave this file where it is: without it the folder counts as away.

Duty Desk хранит здесь резервные копии. Не удаляйте этот файл: без него папка считается недоступной.

"""


class BackupPlace:
    """Remembered in the profile, for backups must be found when the database cannot be opened."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile

    @property
    def usual(self) -> Path:
        """The folder of the profile, which also takes what the place cannot."""
        return self._profile.backups

    @property
    def chosen(self) -> Path | None:
        """The folder that was chosen, wherever it is by now; None for the usual one."""
        folder = self._choices().get(_FOLDER)
        return Path(folder) if isinstance(folder, str) and folder else None

    @property
    def is_sealed(self) -> bool:
        """Say whether backups are sealed with a password before they are kept anywhere."""
        return self._choices().get(_SEALED) is True

    @property
    def folder(self) -> Path:
        """Where backups belong."""
        return self.chosen or self.usual

    @property
    def folders(self) -> tuple[Path, ...]:
        """Every folder that backups may lie in."""
        return (self.usual,) if self.chosen is None else (self.chosen, self.usual)

    def choose(self, folder: Path, instance: str) -> None:
        """Keep the backups of the desk `instance` in `folder` from now on.

        Raises:
            Refused: `backup.place_taken`: another desk keeps its backups there.
            Unavailable: `file.unwritable`, `disk.full`.
        """
        if folder.resolve() == self.usual.resolve():
            self.forget()
            return
        owner = _owner(folder)
        if owner is not None and owner != instance:
            raise Refused("backup.place_taken", path=folder)
        write_atomically(folder / MARK, f"{_MARK_TEXT}{instance}\n".encode())
        self._keep(_FOLDER, str(folder.absolute()))

    def forget(self) -> None:
        """Keep the backups in the profile again; those in the folder stay there.

        Raises:
            Unavailable: `file.unwritable`, `disk.full`.
        """
        self._keep(_FOLDER, None)

    def set_sealed(self, sealed: bool) -> None:
        """Seal backups from now on, or no longer.

        Raises:
            Unavailable: `file.unwritable`, `disk.full`.
        """
        self._keep(_SEALED, sealed)

    def begin_anew(self) -> None:
        """Forget every choice: they were made for another desk.

        Raises:
            Unavailable: `file.unwritable`.
        """
        try:
            self._profile.backup_choices.unlink(missing_ok=True)
        except OSError as error:
            raise file_trouble(error, self._profile.backup_choices) from error

    def reached(self, instance: str) -> Path:
        """Return the folder, which is there and is for the backups of the desk `instance`.

        Raises:
            Unavailable: `backup.place_away`, `backup.place_taken`.
        """
        folder = self.chosen
        if folder is None:
            return self.usual
        owner = _owner(folder)
        if owner is None:
            raise Unavailable("backup.place_away", path=folder)
        if owner != instance:
            raise Unavailable("backup.place_taken", path=folder)
        return folder

    def _choices(self) -> dict[str, object]:
        try:
            told = json.loads(self._profile.backup_choices.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}  # nothing was chosen, or nobody can tell any more what
        return told if isinstance(told, dict) else {}

    def _keep(self, name: str, value: object) -> None:
        told = json.dumps({**self._choices(), name: value}, ensure_ascii=False)
        write_atomically(self._profile.backup_choices, told.encode())


def _owner(folder: Path) -> str | None:
    """Return the desk whose backups a folder is for, or None where it cannot be told."""
    try:
        lines = (folder / MARK).read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return None
    return lines[-1] if lines else None
