"""Files of duties in the window: a rota looked at and taken, the calendar and the pay saved."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFileDialog

from desktop.domain.duty import ShiftSource
from desktop.services.duty_pay import PayOptions
from desktop.ui.duty.export_dialog import DutyExportDialog
from desktop.ui.duty.fields import LineField, PersonField
from desktop.ui.duty.import_dialog import DutyImportDialog
from desktop.ui.duty.import_list import ImportList
from desktop.ui.duty_files import DutyFiles
from desktop.ui.export_dialog import ExportDialog
from desktop.ui.widgets.notice_bar import ErrorBar
from tests.services.duty_team import add_line, on_duty
from tests.system.calendar_files import calendar, event, moscow, night
from tests.ui.clipping import faults
from tests.ui.duty.dialogs import named, opened, press
from tests.ui.shell_rig import ShellRig

NOON = moscow("2026-12-05T12:00")


@pytest.fixture
def files(rig: ShellRig, team: dict[str, int]) -> DutyFiles:
    return rig.window.findChild(DutyFiles)


def rota(tmp_path: Path, *events: str) -> Path:
    path = tmp_path / "rota.ics"
    path.write_bytes(calendar(*events))
    return path


def day(uid: str, who: str) -> str:
    times = ("DTSTART:20261205T100000", "DTEND:20261205T140000")
    return event(f"UID:{uid}", f"SUMMARY:{who}", *times)


def rows(dialog: DutyImportDialog) -> list[tuple[str, str, str]]:
    tree = dialog.findChild(ImportList)
    items = [tree.topLevelItem(place) for place in range(tree.topLevelItemCount())]
    return [(item.text(2), item.text(3), item.text(4)) for item in items]


def read(rig: ShellRig, files: DutyFiles, path: Path) -> DutyImportDialog:
    files.show_import(path)
    dialog = opened(rig, DutyImportDialog)
    rig.wait(lambda: "Reading" not in dialog.summary.text())
    rig.settle()
    return dialog


def test_a_rota_is_shown_first_and_what_is_ticked_is_taken_in_one_step(
    rig: ShellRig, files: DutyFiles, team: dict[str, int], tmp_path: Path
) -> None:
    path = rota(tmp_path, day("a", "Bob"), day("b", "Cat"), night("c", 1, "Anna Kern"))
    dialog = read(rig, files, path)
    assert dialog.summary.text() == "3 events: 2 new, 1 not understood"
    assert rows(dialog) == [
        ("Anna Kern", "Anna Kern", "not taken: on duty then already"),
        ("Bob", "Bob", "new"),
        ("Cat", "Cat", "new"),
    ]
    assert faults(dialog) == []

    dialog.findChild(ImportList).topLevelItem(2).setCheckState(0, Qt.CheckState.Unchecked)
    press(dialog, "Take 1 event")

    rig.wait(lambda: on_duty(rig.desk, NOON) == [team["bob"]])
    rig.window.commands["edit.undo"].trigger()
    rig.wait(lambda: on_duty(rig.desk, NOON) == [])


def test_whom_nobody_knows_can_be_said(
    rig: ShellRig, files: DutyFiles, team: dict[str, int], tmp_path: Path
) -> None:
    dialog = read(rig, files, rota(tmp_path, day("a", "The new one")))
    assert rows(dialog) == [("The new one", "", "not understood: whose is it?")]
    field = named(dialog, PersonField, "The new one")
    field.choose(team["cat"])
    field.activated.emit(field.currentIndex())
    rig.settle()

    assert rows(dialog) == [("The new one", "Cat", "new")]
    assert named(dialog, PersonField, "The new one").person_id == team["cat"]
    assert faults(dialog) == []
    press(dialog, "Take 1 event")
    rig.wait(lambda: on_duty(rig.desk, NOON) == [team["cat"]])
    assert rig.desk.duty.who_is_on(NOON)[0].source is ShiftSource.IMPORT


def test_the_same_file_can_be_absences_of_one_person(
    rig: ShellRig, files: DutyFiles, team: dict[str, int], tmp_path: Path
) -> None:
    dialog = read(rig, files, rota(tmp_path, day("a", "Away"), day("b", "Dentist")))
    kind, whose, *_ = dialog.findChildren(QComboBox)
    kind.setCurrentIndex(1)
    kind.activated.emit(1)
    assert isinstance(whose, PersonField)
    whose.choose(team["bob"])
    whose.activated.emit(whose.currentIndex())
    rig.settle()
    press(dialog, "Take 2 events")
    rig.settle()
    found = rig.desk.availability.absences(moscow("2026-12-01T00:00"), moscow("2027-01-01T00:00"))
    assert [(row.person_id, row.note) for row in found] == [
        (team["bob"], "Away"),
        (team["bob"], "Dentist"),
    ]


def test_nonsense_is_a_sentence_and_nothing_can_be_taken(
    rig: ShellRig, files: DutyFiles, tmp_path: Path
) -> None:
    path = tmp_path / "rota.ics"
    path.write_bytes(b"hello")
    dialog = read(rig, files, path)
    rig.wait(lambda: dialog.errors.isVisible())
    assert "not a calendar file" in dialog.findChild(ErrorBar).text


def test_ones_own_duties_are_saved_as_a_calendar(
    rig: ShellRig, files: DutyFiles, team: dict[str, int], tmp_path: Path
) -> None:
    rig.window.commands["duty.export"].trigger()
    dialog = opened(rig, DutyExportDialog)
    assert dialog.findChild(PersonField).person_id == team["anna"]
    assert faults(dialog) == []
    press(dialog, "Save as…")
    rig.settle()
    asked = rig.window.findChild(QFileDialog)
    assert asked.selectedFiles()[0].endswith("duties.ics")
    asked.fileSelected.emit(str(tmp_path / "mine.ics"))
    asked.reject()
    rig.wait(lambda: (tmp_path / "mine.ics").exists())
    events = Calendar.from_ical((tmp_path / "mine.ics").read_bytes()).walk("VEVENT")
    assert {str(each["SUMMARY"]) for each in events} == {"Duty: Anna Kern"}
    rig.wait(lambda: "Saved mine.ics" in rig.window.error_bar.text)


def test_hours_and_pay_are_saved_for_last_month_or_days(
    rig: ShellRig, files: DutyFiles, tmp_path: Path
) -> None:
    rig.window.commands["duty.pay"].trigger()
    dialog = opened(rig, ExportDialog)
    assert dialog.windowTitle() == "Duty hours and pay"
    assert (dialog.options.first_day, dialog.options.last_day) == (
        date(2026, 10, 1),
        date(2026, 10, 31),
    )
    assert faults(dialog) == []
    dialog.reject()
    days = PayOptions(date(2026, 12, 1), date(2026, 12, 1))
    files.save_table(days, tmp_path / "pay.csv")
    rig.wait(lambda: "Saved pay.csv, 2 rows" in rig.window.error_bar.text)
    assert (tmp_path / "pay.csv").read_text().count("Anna Kern") == 2


def test_what_duties_would_break_is_told_before_they_are_taken(
    rig: ShellRig, team: dict[str, int], files: DutyFiles, tmp_path: Path
) -> None:
    two = [
        event(f"UID:{n}", "SUMMARY:Bob", f"DTSTART:2026120{n}T100000", "DURATION:PT20H")
        for n in (5, 6)
    ]
    again = event("UID:x", "SUMMARY:Bob", "DTSTART:20261205T120000", "DURATION:PT1H")
    odd = event("UID:z", "SUMMARY:Cat", "DTSTART;TZID=Mars:20261214T100000", "DURATION:PT4H")
    dialog = read(rig, files, rota(tmp_path, *two, again, odd))
    assert dialog.broken.isVisible()
    assert dialog.broken.text() == "▲ Bob: rest (2), on duty twice (1)"
    told = {who: text for _, who, text in rows(dialog) if text.startswith("new")}
    assert told["Bob"] == "new ▲ rest 4 h, should be 11 h"
    assert told["Cat"] == "new ▲ no time zone “Mars”, so read as Europe/Moscow"
    assert faults(dialog) == []


def test_a_rota_is_taken_for_the_line_that_is_chosen(
    rig: ShellRig, team: dict[str, int], files: DutyFiles, tmp_path: Path
) -> None:
    line_id = add_line(rig.desk, "Night desk")
    dialog = read(rig, files, rota(tmp_path, day("a", "Bob")))
    field = dialog.findChild(LineField)
    field.setCurrentIndex(field.findData(line_id))
    field.activated.emit(field.currentIndex())
    rig.settle()
    press(dialog, "Take 1 event")
    rig.wait(lambda: on_duty(rig.desk, NOON, line_id) == [team["bob"]])
    assert on_duty(rig.desk, NOON) == []
