"""Makes a backup when something has changed, and lets old ones go."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from desktop.domain.changes import NOTHING, Changes
from desktop.services.backups import Backups


class BackUp:
    """The backup job (reliability.md 2.8); each workstation keeps its own folder of backups."""

    name = "backup"
    every = timedelta(minutes=30)
    uses_network = True
    """A server's archive comes over the network, and a big file takes longer than a lane for
    clicks may be held."""

    def __init__(self, backups: Backups, folder: Path) -> None:
        self._backups = backups
        self._folder = folder

    def run(self) -> Changes:
        """Back up unless nothing has changed since the last time; the records stay as they are.

        Raises:
            Unavailable: `backup.failed`, `disk.full`: nothing was let go, the next round tries.
        """
        if self._backups.is_due(self._folder):
            self._backups.create(self._folder)
            self._backups.thin(self._folder)
        return NOTHING
