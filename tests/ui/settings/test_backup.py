"""Backups are listed with what they hold, and one is restored after a question about it."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMessageBox, QPushButton

from desktop.services.backup_place import MARK
from desktop.services.backups import Backups, backups_in
from desktop.services.sealed_backups import BackupFile, Seal
from desktop.ui.password_dialog import PasswordDialog
from desktop.ui.settings.backup import BackupSection
from desktop.ui.settings.controls import Choice
from desktop.ui.settings.page import SettingsPage
from desktop.ui.widgets.labels import PlainLabel
from tests.ui.settings.finding import named, press, section
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
    chosen: list[BackupFile] = []
    rig.shell.restore_chosen.connect(chosen.append)
    next(b for b in box.buttons() if b.text() == "Restore").click()
    assert chosen == [BackupFile(backup)]


def test_what_was_backed_up_since_is_listed(rig: ShellRig, page: SettingsPage) -> None:
    backups = section(page, BackupSection)
    table = backups._list.table
    rig.settle()
    assert table.rowCount() == 0
    assert not backups._list.isVisible()
    assert backups._last.text().startswith("There is no backup yet.")
    rig.window.commands["file.back_up"].trigger()
    rig.wait(lambda: table.rowCount() == 1)
    assert backups._list.isVisible()
    assert backups._last.text().startswith("Last backup ")
    assert backups._last.text().endswith("✓ Opened and counted: 0 tickets.")
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


def test_backups_go_to_the_folder_that_is_chosen(
    rig: ShellRig, backup: Path, page: SettingsPage, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    backups = section(page, BackupSection)
    press(backups, "Choose…")
    [dialog] = rig.window.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(stick))
    dialog.close()
    rig.settle()
    assert named(backups, QLineEdit, "Folder for backups").text() == str(stick)

    rig.window.commands["file.back_up"].trigger()
    rig.wait(lambda: str(stick) in backups._last.text())
    assert len(backups_in(stick)) == 1
    assert backups._list.table.rowCount() == 2  # the one in the usual folder can be restored, too

    press(backups, "The usual one")
    rig.settle()
    assert named(backups, QLineEdit, "Folder for backups").text() == str(backup.parent)
    assert not next(
        b for b in backups.findChildren(QPushButton) if b.text() == "The usual one"
    ).isEnabled()


def test_folder_of_another_desk_is_refused_in_words(
    rig: ShellRig, page: SettingsPage, tmp_path: Path
) -> None:
    (tmp_path / MARK).write_text("another\n", encoding="utf-8")
    backups = section(page, BackupSection)
    press(backups, "Choose…")
    [dialog] = rig.window.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path))
    dialog.close()
    rig.settle()
    assert "holds the backups of another desk" in backups._errors.text
    assert str(tmp_path) not in named(backups, QLineEdit, "Folder for backups").text().split("/")


def test_pause_and_number_are_settings_that_can_be_taken_back(
    rig: ShellRig, page: SettingsPage
) -> None:
    backups = section(page, BackupSection)
    for name, key, value in (
        ("A backup is made", "backup.every_minutes", 360),
        ("Backups kept", "backup.keep", 14),
    ):
        choice = named(backups, Choice, name)
        choice.setCurrentIndex(choice.findData(value))
        choice.activated.emit(choice.currentIndex())
        rig.settle()
        assert rig.desk.settings.all(None)[key] == value
        rig.window.commands["edit.undo"].trigger()
        rig.wait(lambda key=key: rig.desk.settings.all(None)[key] == 0)
        assert choice.currentData() == 0


def test_manual_backup_says_that_it_lies_elsewhere(
    rig: ShellRig, backup: Path, page: SettingsPage, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    section(page, BackupSection)._keeping.choose(stick)
    shutil.rmtree(stick)
    rig.window.commands["file.back_up"].trigger()
    rig.wait(lambda: "cannot be reached" in rig.window.error_bar.text)
    assert "Backup made and verified" in rig.window.error_bar.text


def typed(dialog: PasswordDialog, *texts: str) -> None:
    """Type into the fields in their order, and press the button."""
    fields = [field for field in dialog.findChildren(QLineEdit) if field.isVisible()]
    for field, text in zip(fields, texts, strict=True):
        field.clear()
        QTest.keyClicks(field, text)
    QTest.keyClick(fields[-1], Qt.Key.Key_Return)


def test_backups_are_sealed_once_a_password_is_set_and_no_longer_when_it_is_given_up(
    rig: ShellRig, page: SettingsPage
) -> None:
    backups = section(page, BackupSection)
    press(backups, "Set…")
    [dialog] = rig.window.findChildren(PasswordDialog)
    typed(dialog, "short", "short")
    typed(dialog, "correct horse", "correct house")
    assert dialog.isVisible()
    assert not backups._keeping.is_sealed
    typed(dialog, "correct horse", "correct horse")
    rig.settle()
    assert backups._keeping.password() == "correct horse"

    rig.window.commands["file.back_up"].trigger()
    rig.wait(lambda: backups._list.table.rowCount() == 1)
    assert cells(backups)[-1].endswith(", sealed")
    assert "✓ 0" in cells(backups)

    press(backups, "Without a password")
    rig.settle()
    assert (backups._keeping.is_sealed, backups._keeping.password()) == (False, None)


def test_sealed_backup_is_restored_after_its_password_was_typed(
    rig: ShellRig, page: SettingsPage, tmp_path: Path
) -> None:
    rig.ticket()
    sealed = tmp_path / "from elsewhere"
    Backups(rig.desk.database).save(sealed, Seal("correct horse", tmp_path))
    chosen: list[BackupFile] = []
    rig.shell.restore_chosen.connect(chosen.append)
    rig.shell.place.signposts.restore_wanted.emit(sealed)
    for password, said in (("wrong horse", "is sealed"), ("correct horse", "not the password")):
        rig.wait(lambda: bool(rig.window.findChildren(PasswordDialog)))
        [dialog] = rig.window.findChildren(PasswordDialog)
        assert said in dialog.findChildren(PlainLabel)[0].text()
        typed(dialog, password)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    box = question(rig)
    assert "holds 1 ticket." in box.informativeText()
    next(b for b in box.buttons() if b.text() == "Restore").click()
    assert chosen == [BackupFile(sealed, "correct horse")]
    assert not list(rig.shell.place.profile.tmp.glob(".sealing-*"))


def test_whoever_has_no_password_is_told_so(
    rig: ShellRig, page: SettingsPage, tmp_path: Path
) -> None:
    sealed = tmp_path / "sealed"
    Backups(rig.desk.database).save(sealed, Seal("correct horse", tmp_path))
    rig.shell.place.signposts.restore_wanted.emit(sealed)
    rig.wait(lambda: bool(rig.window.findChildren(PasswordDialog)))
    rig.window.findChildren(PasswordDialog)[0].reject()
    assert "is sealed with a password" in rig.window.error_bar.text
