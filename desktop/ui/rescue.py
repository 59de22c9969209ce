"""What the opening page does when there is no desk yet: restore a backup, export a damaged file."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.config import AppConfig
from desktop.domain.clock import SystemClock
from desktop.domain.errors import DeskError, Unavailable
from desktop.system.paths import Profile
from desktop.ui.opening_page import DAMAGED, OpeningPage
from desktop.ui.restoring import Restoring
from desktop.ui.runner import Runner

if TYPE_CHECKING:  # these import the database layer, which the first paint does not wait for
    from desktop.services.backups import BackupRow
    from desktop.services.restore_preview import RestorePreview
    from desktop.services.restoring import Restored
    from desktop.services.salvaging import Salvaged
    from desktop.services.sealed_backups import BackupFile


class Rescue(QObject):
    """Works on the files of a desk that nobody has open here; the workers import what they need."""

    restored = Signal(str)
    """A backup was put in place, with what there is to say about it: open the desk."""

    def __init__(
        self, profile: Profile, config: AppConfig, runner: Runner, page: OpeningPage
    ) -> None:
        super().__init__(page)
        self._profile = profile
        self._config = config
        self._runner = runner
        self._page = page
        self._error: DeskError | None = None
        self._restoring = Restoring(page, runner, is_shared=False)
        self._restoring.chosen.connect(self.restore)
        self._restoring.left.connect(self._on_left)
        page.restore_wanted.connect(self._on_restore_wanted)
        page.rescue_wanted.connect(self._on_rescue_wanted)

    def tell(self, error: DeskError) -> None:
        """Say why the desk does not open, and of a damaged one which backup there is."""
        self._error = error
        self._page.say_refused(error)
        if error.code == DAMAGED:
            show = partial(self._page.say_refused, error)
            self._runner.network(self, self._newest_backup_at, show)

    def restore(self, source: BackupFile) -> None:
        """Put a backup in the place of the data."""
        self._page.say_restoring()
        self._runner.network(
            self,
            partial(self._put_in_place, source),
            self._on_restored,
            self._page.say_not_restored,
        )

    def _on_restored(self, done: Restored) -> None:
        self.restored.emit(self._restoring.after(done))

    def _on_restore_wanted(self) -> None:
        self._page.say_restoring()
        self._restoring.ask(self._newest_whole_backup, self._page.say_not_restored)

    def _on_left(self) -> None:
        if self._error is not None:
            self.tell(self._error)

    def _on_rescue_wanted(self, folder: Path) -> None:
        work = partial(self._salvage, folder)
        self._runner.network(self, work, self._page.say_rescued, self.tell)

    def _newest_backup_at(self) -> datetime | None:
        """On a worker: return when the newest backup was made."""
        return next((row.made_at for row in self._backups()), None)

    def _newest_whole_backup(self, password: str | None) -> RestorePreview:
        """On a worker: look into the newest backup that is whole.

        Raises:
            Refused: `backup.sealed`, `backup.wrong_password`.
            Unavailable: `backup.none_whole`.
        """
        from desktop.services.opening import data_file_of
        from desktop.services.restore_preview import first_whole

        present = data_file_of(self._profile, self._config)
        found = first_whole(self._backups(), present, self._profile.tmp, password)
        if found is None:
            raise Unavailable("backup.none_whole", path=self._profile.backups)
        return found

    def _backups(self) -> tuple[BackupRow, ...]:
        """On a worker: list the backups in every folder that this computer keeps them in."""
        from desktop.services.backup_place import BackupPlace
        from desktop.services.backups import backups_in

        return backups_in(*BackupPlace(self._profile).folders)

    def _put_in_place(self, source: BackupFile) -> Restored:
        """On a worker: restore into the database of this profile."""
        from desktop.services.opening import database_url_of
        from desktop.services.restoring import restore

        def tell(done: int, count: int) -> None:
            self._runner.tell(self, lambda told: self._page.say_restoring(*told), (done, count))

        return restore(
            source.path,
            database_url_of(self._profile, self._config),
            safety=self._profile.backups,
            scratch=self._profile.tmp,
            clock=SystemClock(),
            password=source.password,
            progress=tell,
        )

    def _salvage(self, folder: Path) -> Salvaged:
        """On a worker: write what can be read of a damaged file."""
        from desktop.services.opening import data_file_of
        from desktop.services.salvaging import salvage

        return salvage(data_file_of(self._profile, self._config), folder)
