"""Settings > Backup: how they are made, which there are, making one now, going back to one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget
from typing_extensions import override

from desktop.domain.clock import Clock
from desktop.domain.errors import Refused, Unavailable
from desktop.services.backup_keeping import BackupKeeping
from desktop.services.backups import BackupKind, BackupRow, opened
from desktop.services.setting_keys import KEYS, Value
from desktop.ui.actions import Actions
from desktop.ui.formats import instant_text, near_text, number_text, size_text
from desktop.ui.lists.columns import Column
from desktop.ui.open_path import open_path
from desktop.ui.preferences import Preferences
from desktop.ui.runner import Runner
from desktop.ui.settings.backup_password import BackupPasswordField
from desktop.ui.settings.backup_place import BackupPlaceField
from desktop.ui.settings.controls import Choice
from desktop.ui.settings.record_list import RecordList
from desktop.ui.settings.section import Section, Words
from desktop.ui.signposts import Signposts
from desktop.ui.theme.typography import Space
from desktop.ui.widgets.labels import MutedLabel, PlainLabel
from desktop.ui.widgets.notice_bar import ErrorBar

EVERY = "backup.every_minutes"
KEEP = "backup.keep"


@dataclass(frozen=True, slots=True)
class ListedBackup:
    """A backup with the number that a list needs: its place in it, from the newest on."""

    id: int
    backup: BackupRow


class BackupSection(Section):
    """Looks for backups whenever it is shown: they are also made by the command line."""

    def __init__(
        self,
        keeping: BackupKeeping,
        preferences: Preferences,
        actions: Actions,
        runner: Runner,
        clock: Clock,
        signposts: Signposts,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._keeping = keeping
        self._runner = runner
        self._clock = clock
        self._signposts = signposts
        self._found: tuple[ListedBackup, ...] = ()
        self._last = PlainLabel()
        self._last.setWordWrap(True)
        self._place = BackupPlaceField(keeping, runner)
        self._password = BackupPasswordField(keeping, runner)
        self._errors = ErrorBar()
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
        self._list = RecordList(runner, clock, columns, lambda: self._found)
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
        self.add_row(
            lambda: self.tr("A backup is made"),
            Choice(preferences, EVERY, _options(EVERY, self._pause_words)),
            lambda: self.tr("Only when something has changed; and when the program ends."),
        )
        self.add_row(
            lambda: self.tr("Backups kept"),
            Choice(preferences, KEEP, _options(KEEP, self._keep_words)),
        )
        self.add_row(
            lambda: self.tr("In the folder"),
            self._place,
            lambda: self.tr(
                "On this computer; a stick or a network drive will do. While it is away, backups "
                "are kept in the usual one."
            ),
        )
        self.add_row(
            lambda: self.tr("Password"),
            self._password,
            lambda: self.tr("Whoever finds the stick reads nothing without it."),
        )
        self.column.addWidget(self._errors)
        self.column.addWidget(self._last)
        self.column.addWidget(self._list)
        self.column.addLayout(buttons)
        self.column.addWidget(self._hint)

        self._now.clicked.connect(actions["file.back_up"].trigger)
        self._restore.clicked.connect(self._on_restore)
        self._other.clicked.connect(self._on_other)
        self._open.clicked.connect(lambda: open_path(keeping.folder))
        self._place.moved.connect(self._on_moved)
        self._place.refused.connect(self._errors.show_error)
        self._password.changed.connect(self._on_moved)
        self._password.refused.connect(self._errors.show_error)
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
                "Each is opened and counted before it counts, and all that was ever attached is in "
                "it. One is made before every update, too. Before one is restored you see what is "
                "in it, and the present data are kept."
            )
        )
        self._show_found(self._found)

    def reload(self) -> None:
        """Look for backups again; a drive may take its time to answer."""
        self._runner.network(self, self._read, self._show_found, self._errors.show_error)

    def _read(self) -> tuple[ListedBackup, ...]:
        """On a worker: open each backup, for one may have been spoilt since it was made."""
        return tuple(
            ListedBackup(number, _counted(backup))
            for number, backup in enumerate(self._keeping.all())
        )

    def _show_found(self, found: tuple[ListedBackup, ...]) -> None:
        self._found = found
        self._list.setVisible(bool(found))
        self._last.setText(self._last_words())
        self._list.table.reload()

    def _last_words(self) -> str:
        """Say how it stands with the newest backup."""
        if not self._found:
            return self.tr(
                "There is no backup yet. The first is made by itself as soon as something has "
                "changed, or now."
            )
        backup = self._found[0].backup
        facts = {
            "when": near_text(backup.made_at, self._clock.now()),
            "size": size_text(backup.size_bytes),
            "folder": str(backup.path.parent),
        }
        if backup.tickets is None:
            return self.tr("Last backup {when}, {size}, in {folder}. It cannot be read.").format(
                **facts
            )
        text = self.tr(
            "Last backup {when}, {size}, in {folder}. ✓ Opened and counted: %n ticket(s).",
            "",
            backup.tickets,
        )
        return text.format(**facts)

    def _pause_words(self, minutes: int) -> str:
        pause = timedelta(minutes=minutes) or self._keeping.usual_pause
        hours = pause // timedelta(hours=1)
        if not hours:
            return self.tr("every 30 minutes, as usual")
        text = self.tr("every %n hour(s)", "", hours)
        return text if minutes else self.tr("{often}, as usual").format(often=text)

    def _keep_words(self, count: int) -> str:
        if count:
            return self.tr("the last %n", "", count)
        return self.tr("all of 48 hours, one a day for 30 days, one a month for a year")

    def _on_moved(self) -> None:
        self._errors.hide()
        self.reload()
        self._signposts.backups_moved.emit()

    def _tickets(self, backup: BackupRow) -> str:
        if backup.tickets is None:
            return self.tr("cannot be read")
        return f"✓ {number_text(backup.tickets)}"

    def _kind(self, backup: BackupRow) -> str:
        if backup.kind is BackupKind.COPY:
            kind = self.tr("database copy")
        else:
            kind = self.tr("portable archive")
        return self.tr("{kind}, sealed").format(kind=kind) if backup.is_sealed else kind

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


def _options(name: str, words: Callable[[int], str]) -> list[tuple[Value, Words]]:
    """Return the values of a setting that is a number, each with its words."""
    numbers = (value for value in KEYS[name].choices if isinstance(value, int))
    return [(number, partial(words, number)) for number in numbers]
