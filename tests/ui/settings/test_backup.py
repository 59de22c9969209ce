"""Backups are listed with what they hold, and one is restored after a question about it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox

from desktop.services.backups import Backups
from desktop.ui.settings.backup import BackupSection
from desktop.ui.settings.page import SettingsPage
from tests.ui.settings.finding import press, section
from tests.ui.shell_rig import ShellRig


@pytest.fixture
def backup(rig: ShellRig) -> Path:
    """A backup with one ticket, after which another one came."""
    rig.ticket()
    made = Backups(rig.desk.database).create(rig.shell.place.profile.backups)
    rig.ticket()
    return made.path


def question(rig: ShellRig) -> QMessageBox:
    rig.wait(lambda: bool(rig.window.findChildren(QMessageBox)))
    [box] = rig.window.findChildren(QMessageBox)
    return box


def cells(backups: BackupSection) -> list[str]:
    table = backups._list.table
    return [str(table.data(table.index(0, column))) for column in range(table.columnCount())]


def test_backup_shows_what_it_holds_and_is_restored_after_a_question(
    rig: ShellRig, backup: Path, page: SettingsPage
) -> None:
    backups = section(page, BackupSection)
    rig.settle()
    assert "✓ 1" in cells(backups)
    backups._list.view.selectRow(0)
    press(backups, "Restore…")

    box = question(rig)
    assert "holds 1 ticket." in box.informativeText()
    assert "1 newer ticket is set aside" in box.informativeText()
    chosen: list[Path] = []
    rig.shell.restore_chosen.connect(chosen.append)
    next(b for b in box.buttons() if b.text() == "Restore").click()
    assert chosen == [backup]


def test_what_was_backed_up_since_is_listed(rig: ShellRig, page: SettingsPage) -> None:
    table = section(page, BackupSection)._list.table
    rig.settle()
    assert table.rowCount() == 0
    rig.window.commands["file.back_up"].trigger()
    rig.wait(lambda: table.rowCount() == 1)
    rig.window.enter("inbox")
    rig.clock.advance(timedelta(hours=1))
    Backups(rig.desk.database).create(rig.shell.place.profile.backups)
    rig.window.enter("settings")
    rig.wait(lambda: table.rowCount() == 2)


def test_spoilt_backup_says_so_in_the_list_and_is_refused(
    rig: ShellRig, backup: Path, page: SettingsPage
) -> None:
    backup.write_bytes(b"spoilt")
    backups = section(page, BackupSection)
    backups.reload()
    rig.settle()
    assert "cannot be read" in cells(backups)
    backups._list.view.selectRow(0)
    press(backups, "Restore…")
    rig.wait(lambda: rig.window.error_bar.isVisible())
    rig.settle()
    assert not rig.window.findChildren(QMessageBox)


def test_backup_from_elsewhere_is_chosen_as_a_file(
    rig: ShellRig, backup: Path, page: SettingsPage, tmp_path: Path
) -> None:
    press(section(page, BackupSection), "Restore a file…")
    [dialog] = rig.window.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(backup))
    dialog.close()
    assert question(rig).text().startswith("Restore the backup of ")
