"""Files handed to other programs for as long as this one runs."""

from __future__ import annotations

import shutil
from pathlib import Path

from desktop.system.atomic import file_trouble, random_name, write_atomically
from desktop.system.paths import PRIVATE_FOLDER_MODE

FOLDER = "shown"


class SessionFiles:
    """Keeps them in a folder of the profile that only this user may enter.

    The program wipes it when it starts and when it ends, so that a killed one leaves nothing for
    long.
    """

    def __init__(self, tmp: Path) -> None:
        self._folder = tmp / FOLDER

    def write(self, suffix: str, content: bytes) -> Path:
        """Write a new file for this user alone, under a name that nobody can guess.

        Raises:
            Unavailable: `disk.full`, `file.unwritable`.
        """
        try:
            self._folder.mkdir(mode=PRIVATE_FOLDER_MODE, parents=True, exist_ok=True)
        except OSError as error:
            raise file_trouble(error, self._folder) from error
        path = self._folder / f"{random_name()}{suffix}"
        write_atomically(path, content)
        return path

    def wipe(self) -> None:
        """Delete everything handed out; what another program holds open goes the next time."""
        shutil.rmtree(self._folder, ignore_errors=True)
