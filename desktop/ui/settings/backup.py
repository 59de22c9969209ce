"""Settings > Backup: the backups there are, making one now, and going back to one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget
from typing_extensions import override

from desktop.domain.clock import Clock
from desktop.domain.errors import Refused, Unavailable
from desktop.services.backups import BackupKind, BackupRow, backups_in, opened
from desktop.ui.actions import Actions
from desktop.ui.formats import instant_text, number_text, size_text
from desktop.ui.lists.columns import Column
from desktop.ui.open_path import open_path
from desktop.ui.runner import Runner
from desktop.ui.settings.record_list import RecordList
from desktop.ui.settings.section import Section
from desktop.ui.signposts import Signposts
from desktop.ui.theme.typography import Space
from desktop.ui.widgets.labels import MutedLabel


@dataclass(frozen=True, slots=True)
class ListedBackup:
    """A backup with the number that a list needs: its instant in seconds."""

    id: int
    backup: BackupRow


class BackupSection(Section):
    """Reads the folder whenever it is shown: backups are also made by the command line."""

    def __init__(
        self,
        folder: Path,
        actions: Actions,
        runner: Runner,
        clock: Clock,
        signposts: Signposts,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._folder = folder
        self._signposts = signposts
        columns: tuple[Column[ListedBackup], ...] = (
            Column(
                "made",
                lambda: self.tr("Made"),
                lambda row, _: instant_text(row.backup.made_at),
            ),
            Column(
                "tickets",
                lambda: self.tr("Tickets"),
                lambda row, _: self._tickets(row.backup),
                is_number=True,
            ),
            Column(
                "size",
                lambda: self.tr("Size"),
                lambda row, _: size_text(row.backup.size_bytes),
                is_number=True,
            ),
            Column("kind", lambda: self.tr("Kind"), lambda row, _: self._kind(row.backup)),
        )
        self._list = RecordList(runner, clock, columns, self._read)
        self._now = QPushButton()
        self._restore = QPushButton()
        self._other = QPushButton()
        self._open = QPushButton()
        self._hint = MutedLabel()
        self._hint.setWordWrap(True)

        buttons = QHBoxLayout()
        buttons.setSpacing(Space.CONTROL)
        for button in (self._now, self._restore, self._other, self._open):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.column.addWidget(self._list)
        self.column.addLayout(buttons)
        self.column.addWidget(self._hint)

        self._now.clicked.connect(actions["file.back_up"].trigger)
        self._restore.clicked.connect(self._on_restore)
        self._other.clicked.connect(self._on_other)
        self._open.clicked.connect(partial(open_path, folder))
        self._list.view.selectionModel().currentRowChanged.connect(self._on_row)
        signposts.backup_made.connect(self.reload)
        self._on_row()
        self.finish()

    @override
    def title(self) -> str:
        return self.tr("Backup")

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.reload()

    @override
    def retranslate(self) -> None:
        super().retranslate()
        self._list.view.setAccessibleName(self.title())
        self._now.setText(self.tr("Back up now"))
        self._restore.setText(self.tr("Restore…"))
        self._other.setText(self.tr("Restore a file…"))
        self._open.setText(self.tr("Open folder"))
        self._hint.setText(
            self.tr(
                "A backup is made when something has changed, and before every update; each is "
                "opened and counted before it counts. Before one is restored you see what is in "
                "it, and the present data are kept."
            )
        )

    def reload(self) -> None:
        """Read the folder again."""
        self._list.table.reload()

    def _read(self) -> Sequence[ListedBackup]:
        """On a worker: open each backup, for one may have been spoilt since it was made."""
        return [
            ListedBackup(int(backup.made_at.timestamp()), _counted(backup))
            for backup in backups_in(self._folder)
        ]

    def _tickets(self, backup: BackupRow) -> str:
        if backup.tickets is None:
            return self.tr("cannot be read")
        return f"✓ {number_text(backup.tickets)}"

    def _kind(self, backup: BackupRow) -> str:
        if backup.kind is BackupKind.COPY:
            return self.tr("copy of the database")
        return self.tr("portable archive")

    def _on_row(self) -> None:
        self._restore.setEnabled(self._list.chosen() is not None)

    def _on_restore(self) -> None:
        chosen = self._list.chosen()
        if chosen is not None:
            self._signposts.restore_wanted.emit(chosen.backup.path)

    def _on_other(self) -> None:
        self._signposts.restore_wanted.emit(None)


def _counted(backup: BackupRow) -> BackupRow:
    try:
        return opened(backup)
    except (Refused, Unavailable):
        return backup
