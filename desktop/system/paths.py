"""Where the program keeps things: one profile folder with fixed names inside."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from desktop.domain.errors import Unavailable

HOME_VARIABLE = "DUTYDESK_HOME"
PRIVATE_FOLDER_MODE = 0o700


@dataclass(frozen=True, slots=True)
class Profile:
    """The profile folder of one installation, as named in contracts.md ("Command line")."""

    folder: Path

    @property
    def database(self) -> Path:
        return self.folder / "desk.sqlite3"

    @property
    def config(self) -> Path:
        return self.folder / "config.toml"

    @property
    def instance_lock(self) -> Path:
        return self.folder / "instance.lock"

    @property
    def logs(self) -> Path:
        return self.folder / "logs"

    @property
    def backups(self) -> Path:
        return self.folder / "backups"

    @property
    def backup_choices(self) -> Path:
        """What remembers how this computer keeps backups."""
        return self.folder / "backups.json"

    @property
    def tmp(self) -> Path:
        return self.folder / "tmp"


def profile_folder(home: Path | None, environment: Mapping[str, str] = os.environ) -> Path:
    """Return the folder that `--home`, else DUTYDESK_HOME, else the platform names."""
    if home is None and (named := environment.get(HOME_VARIABLE)):
        home = Path(named)
    if home is not None:
        return home.expanduser().absolute()
    import platformdirs  # not where the folder is given

    return platformdirs.user_data_path("DutyDesk", appauthor=False, roaming=False)


def open_profile(home: Path | None = None) -> Profile:
    """Return the profile, its folders made where missing, readable by this user only.

    Raises:
        Unavailable: `profile.unwritable` when a folder cannot be made or written to.
    """
    profile = Profile(profile_folder(home))
    for folder in (profile.folder, profile.logs, profile.backups, profile.tmp):
        try:
            folder.mkdir(mode=PRIVATE_FOLDER_MODE, parents=True, exist_ok=True)
        except OSError as error:
            raise Unavailable(
                "profile.unwritable", path=folder, reason=error.strerror or str(error)
            ) from error
        if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
            raise Unavailable("profile.unwritable", path=folder, reason="")
    return profile
