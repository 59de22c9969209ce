"""Makes a backup when something has changed, and lets old ones go."""

from __future__ import annotations

from datetime import timedelta

from desktop.domain.changes import NOTHING, Changes
from desktop.services.backup_keeping import FILE_EVERY, BackupKeeping


class BackUp:
    """The backup job (reliability.md 2.8); each workstation keeps its own folder of backups."""

    name = "backup"
    every: timedelta = FILE_EVERY
    uses_network = True
    """A server's archive comes over the network, the folder may be on one, and a big file takes
    longer than a lane for clicks may be held."""

    def __init__(self, keeping: BackupKeeping, *, at_end: bool = False) -> None:
        """`at_end`: this is the last round before the program stops."""
        self._keeping = keeping
        self._at_end = at_end

    def run(self) -> Changes:
        """Back up if one is due; the records stay as they are.

        Raises:
            Unavailable: `backup.failed`, `disk.full`: nothing was let go, the next round tries.
                `backup.place_…`: it was made, but in the profile instead of the chosen folder.
        """
        self._keeping.make_due(at_end=self._at_end)
        return NOTHING
