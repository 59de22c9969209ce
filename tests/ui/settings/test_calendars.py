"""Settings > Business hours: painted, typed, imported, tried out, saved as one step, taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QDate, QDateTime, QPoint, Qt, QTime
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QDateTimeEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QTabWidget,
    QTreeWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.domain.changes import Changes
from desktop.domain.clock import ManualClock
from desktop.domain.explain_words import Language
from desktop.domain.ticket import Actor, Source
from desktop.domain.worktime import CalendarSpec, OverrideKind
from desktop.domain.worktime_text import read_week, write_week
from desktop.services.desk import Desk
from desktop.services.rows import TicketQuery, View
from desktop.services.tickets import ManualTicket
from desktop.system import calendar_process
from desktop.ui.runner import Runner
from desktop.ui.settings.calendar_import import ImportDialog, Origin
from desktop.ui.settings.calendar_sources import FileSource
from desktop.ui.settings.calendar_week import Cell, WeekGrid
from desktop.ui.settings.calendars import CalendarsSection
from desktop.ui.settings.section_list import SectionList
from desktop.ui.settle import settle
from desktop.ui.signed_in import SignedIn
from desktop.ui.theme.theme import SchemeChoice, Theme
from desktop.ui.widgets.notice_bar import ErrorBar, NoticeBar
from desktop.ui.window_state import WindowState
from tests.ui.clipping import faults

W = TypeVar("W", bound=QWidget)
ANNA = Actor(None, Source.WINDOW)


class Rig:
    """The section alone, on a new desk, as wide as beside the list of sections."""

    def __init__(self, qtbot: QtBot, desk: Desk, clock: ManualClock, folder: Path) -> None:
        self.desk = desk
        self.runner = Runner()
        me = SignedIn(self.runner, desk, WindowState(folder / "window.ini"))
        self.section = CalendarsSection(desk.calendars, self.runner, clock, me)
        self.done: list[Changes] = []
        self.runner.changed.connect(self.done.append)
        qtbot.addWidget(self.section)
        self.section.resize(1100, 700)
        self.section.show()
        self.settle()

    def settle(self) -> None:
        settle(self.runner)

    def named(self, kind: type[W], name: str) -> W:
        [found] = [
            each
            for each in self.section.findChildren(kind)
            if each.accessibleName() == name and each.isVisible()
        ]
        return found

    def press(self, text: str) -> None:
        [button] = [
            each
            for each in self.section.findChildren(QPushButton)
            if each.text() == text and each.isVisible()
        ]
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def choose(self, text: str) -> None:
        [button] = [each for each in self.section.findChildren(QRadioButton) if each.text() == text]
        button.click()

    def type_hours(self, text: str) -> None:
        field = self.named(QLineEdit, "Hours")
        field.setText(text)
        field.textEdited.emit(text)  # QTest types ASCII alone
        self.settle()

    def tab(self, index: int) -> None:
        self.section.findChild(QTabWidget).setCurrentIndex(index)
        self.settle()

    def stored(self, index: int = 0) -> CalendarSpec:
        return self.desk.calendars.all()[index].spec

    @property
    def grid(self) -> WeekGrid:
        return self.section.findChild(WeekGrid)

    @property
    def hours(self) -> str:
        return write_week(self.grid.week, Language.ENGLISH)

    @property
    def labels(self) -> list[str]:
        return [each.text() for each in self.section.findChildren(QLabel) if each.isVisible()]


@pytest.fixture
def rig(
    qtbot: QtBot,
    sqlite_desk: Desk,
    clock: ManualClock,
    tmp_path: Path,
    theme: Theme,
    speak: Callable[[str], None],
) -> Iterator[Rig]:
    rig = Rig(qtbot, sqlite_desk, clock, tmp_path)
    yield rig
    rig.runner.close()


def drag(grid: WeekGrid, start: Cell, end: Cell) -> None:
    places = [grid.rect_of(cell).center().toPoint() for cell in (start, end)]
    QTest.mousePress(grid, Qt.MouseButton.LeftButton, pos=places[0])
    QTest.mouseMove(grid, places[0] + QPoint(1, 0))
    QTest.mouseMove(grid, places[1])
    QTest.mouseRelease(grid, Qt.MouseButton.LeftButton, pos=places[1])


def keys(grid: WeekGrid, *pressed: Qt.Key, shift: bool = False) -> None:
    modifier = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    for key in pressed:
        QTest.keyClick(grid, key, modifier)


def test_drag_over_days_opens_the_same_hours_on_each(rig: Rig) -> None:
    drag(rig.grid, Cell(5, 10 * 60), Cell(6, 13 * 60 + 30))

    assert rig.hours == "Mo-Fr 9-18; Sa-Su 10-14"
    assert rig.named(QLineEdit, "Hours").text() == "Mo-Fr 9-18; Sa-Su 10-14"


def test_drag_from_an_open_cell_closes(rig: Rig) -> None:
    drag(rig.grid, Cell(4, 13 * 60), Cell(0, 13 * 60 + 30))

    assert rig.hours == "Mo-Fr 9-13, 14-18"


def test_drag_down_and_back_paints_the_nights_between(rig: Rig) -> None:
    drag(rig.grid, Cell(5, 18 * 60), Cell(6, 8 * 60 + 30))

    assert rig.hours == "Mo-Fr 9-18; Sa 18-9"


def test_steps_of_a_quarter_of_an_hour(rig: Rig) -> None:
    step = rig.named(QComboBox, "Step")
    step.setCurrentIndex(1)
    step.activated.emit(1)

    drag(rig.grid, Cell(5, 10 * 60 + 15), Cell(5, 10 * 60 + 30))

    assert rig.hours == "Mo-Fr 9-18; Sa 10:15-10:45"


def test_keyboard_paints_what_the_mouse_does_and_says_where_it_is(rig: Rig) -> None:
    grid = rig.grid
    grid.setFocus()
    keys(grid, *[Qt.Key.Key_Down] * 5)
    assert grid.accessibleDescription() == "Saturday 09:00: closed"

    keys(grid, Qt.Key.Key_Right, Qt.Key.Key_Down, shift=True)
    keys(grid, Qt.Key.Key_Space)

    assert rig.hours == "Mo-Fr 9-18; Sa-Su 9-10"
    assert grid.accessibleDescription() == "Sunday 09:30: open"
    keys(grid, Qt.Key.Key_Space)
    assert rig.hours == "Mo-Fr 9-18; Sa 9-10; Su 9-9:30"


def test_cursor_stays_within_the_week(rig: Rig) -> None:
    grid = rig.grid
    keys(grid, Qt.Key.Key_Up, Qt.Key.Key_Home, Qt.Key.Key_Left)
    assert grid.accessibleDescription() == "Monday 00:00: closed"
    keys(grid, *[Qt.Key.Key_Down] * 9, Qt.Key.Key_End, Qt.Key.Key_Right)
    assert grid.accessibleDescription() == "Sunday 23:30: closed"


def test_typed_hours_appear_in_the_grid_to_the_minute(rig: Rig) -> None:
    rig.type_hours("Пн-Пт 8:45-17:20")
    assert rig.hours == "Mo-Fr 8:45-17:20"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Mo 9-25:00", "“25:00” is not a time of day."),
        ("Mo 9-18, 17-20", "Two intervals overlap on Monday: 09:00-18:00 and 17:00-20:00."),
        ("Mo 9-18 please", "“please” is not understood."),
    ],
)
def test_what_cannot_be_read_is_told_and_stays_as_typed(rig: Rig, typed: str, said: str) -> None:
    rig.type_hours(typed)

    [bar] = [each for each in rig.section.findChildren(ErrorBar) if each.isVisible()]
    assert bar.text.startswith(said)
    assert rig.named(QLineEdit, "Hours").text() == typed
    QTest.keyClick(rig.named(QLineEdit, "Hours"), Qt.Key.Key_Return)
    assert rig.named(QLineEdit, "Hours").text() == typed


def test_hours_that_cannot_be_read_are_not_saved(rig: Rig) -> None:
    rig.type_hours("Mo 9-18")
    rig.type_hours("Mo 9-18 please")
    [save] = [each for each in rig.section.findChildren(QPushButton) if each.text() == "Save"]
    assert not save.isEnabled()

    rig.type_hours("Mo 9-18")

    assert save.isEnabled()


def test_saving_makes_one_version_and_one_undo_step(rig: Rig) -> None:
    rig.type_hours("Mo-Fr 9-13, 14-18")
    rig.press("Save")

    assert rig.stored().weekly == read_week("Mo-Fr 9-13, 14-18")
    assert rig.stored().version == 2
    [change] = rig.done
    assert change.undo is not None
    rig.desk.undo.undo(ANNA, change.undo)
    assert rig.stored().version == 1


def test_open_tickets_are_recomputed_only_when_wanted(rig: Rig, clock: ManualClock) -> None:
    rig.desk.tickets.create(ANNA, ManualTicket("Printer", "It smokes"))
    [before] = rig.desk.tickets.page(TicketQuery(View.ALL_OPEN)).rows
    rig.type_hours("Mo-Fr 9-12")
    assert "1 open ticket keeps the dates that were promised." in rig.labels

    rig.choose("Recompute open tickets too")
    assert "1 open ticket: 0 due earlier, 1 due later, 0 become late." in rig.labels
    rig.press("Save")

    [after] = rig.desk.tickets.page(TicketQuery(View.ALL_OPEN)).rows
    assert before.next_due_at is not None and after.next_due_at is not None
    assert after.next_due_at == before.next_due_at + timedelta(hours=21)


def test_new_hours_may_begin_on_a_later_day(rig: Rig, clock: ManualClock) -> None:
    rig.type_hours("Mo-Fr 9-12")
    rig.choose("To new tickets from")
    rig.press("Save")

    begins = rig.stored().valid_from
    assert begins is not None
    assert begins.isoformat() == "2026-11-23T21:00:00+00:00", "midnight in Moscow"


def overtaken(rig: Rig) -> list[str]:
    return [text for text in rig.labels if "planned from" in text]


def test_a_version_planned_for_later_is_not_overtaken_in_silence(rig: Rig) -> None:
    """C4: what is saved now goes before what was planned earlier for a later day."""
    rig.type_hours("Mo-Fr 9-12")
    rig.choose("To new tickets from")
    rig.press("Save")
    assert overtaken(rig) == []

    rig.type_hours("Mo-Fr 10-19")
    assert overtaken(rig) == [
        "Version 2, planned from 24 Nov 2026, 00:00, will not come into force: "
        "these hours take its place."
    ]
    rig.named(QDateEdit, "First day of the new hours").setDate(QDate(2026, 11, 25))
    assert overtaken(rig) == []


def test_draft_stays_with_its_calendar_until_it_is_discarded(rig: Rig) -> None:
    rig.type_hours("Mo 9-10")
    names = rig.section.findChild(SectionList)
    names.setCurrentRow(1)
    rig.settle()
    [always] = [each for each in rig.section.findChildren(QCheckBox) if each.isVisible()]
    assert always.isChecked()
    names.setCurrentRow(0)
    rig.settle()
    assert rig.hours == "Mo 9-10"

    rig.press("Discard")

    assert rig.hours == "Mo-Fr 9-18"
    assert rig.done == []


def test_name_alone_makes_no_version(rig: Rig) -> None:
    name = rig.named(QLineEdit, "Name")
    name.clear()
    QTest.keyClicks(name, "Office")
    rig.press("Save")

    assert (rig.stored().name, rig.stored().version) == ("Office", 1)


def test_calendar_is_added_copied_and_removed(rig: Rig) -> None:
    names = rig.section.findChild(SectionList)
    rig.press("New calendar")
    assert names.currentItem().text() == "New calendar"
    rig.press("Copy")
    assert names.currentItem().text() == "New calendar, copy"

    rig.press("Remove")

    assert names.count() == 3
    names.setCurrentRow(0)
    remove = [b for b in rig.section.findChildren(QPushButton) if b.text() == "Remove"]
    assert not any(button.isEnabled() for button in remove if button.isVisible())


def test_calendar_that_never_opens_says_so_and_may_be_saved(rig: Rig) -> None:
    rig.type_hours("Mo closed")

    bars = [each for each in rig.section.findChildren(NoticeBar) if each.isVisible()]
    assert any("never opens" in bar.text for bar in bars)
    assert "never due: the calendar does not open" in rig.labels
    rig.press("Save")
    assert rig.stored().weekly == ((),) * 7


def test_date_is_tried_out_in_the_hours_as_they_are_being_edited(rig: Rig) -> None:
    start = rig.named(QDateTimeEdit, "Start")
    start.setDateTime(QDateTime(QDate(2026, 11, 23), QTime(12, 30)))
    target = rig.named(QLineEdit, "Target, such as 4h or 2bd")
    target.clear()
    QTest.keyClicks(target, "2h")
    assert "due Mon 23 Nov 2026, 14:30" in rig.labels

    rig.type_hours("Mo-Fr 9-13, 14-18")

    assert "due Mon 23 Nov 2026, 15:30" in rig.labels
    [calculation] = [text for text in rig.labels if text.startswith("23 Nov 12:30")]
    assert "13:00 → 14:00: out of hours 1 h 0 min" in calculation
    target.clear()
    QTest.keyClicks(target, "soon")
    assert any("“soon” is not a length of time" in text for text in rig.labels)


def test_day_is_added_changed_and_removed(rig: Rig) -> None:
    rig.tab(1)
    days = rig.section.editor.days
    rig.press("Add a day")
    form = days.form
    form.show_day(date(2026, 12, 31))
    _choose_kind(rig, OverrideKind.SHORT_DAY)
    rig.press("Put into the list")
    [bar] = [each for each in days.findChildren(ErrorBar) if each.isVisible()]
    assert "need hours" in bar.text

    QTest.keyClicks(rig.named(QLineEdit, "Hours"), "9-13")
    rig.press("Put into the list")
    assert days.list.table.rowCount() == 1

    rig.press("Add a day")
    form.show_day(date(2026, 12, 31))
    rig.press("Put into the list")
    [bar] = [each for each in days.findChildren(ErrorBar) if each.isVisible()]
    assert "is in the list already" in bar.text
    rig.press("Cancel")

    days.list.view.selectRow(0)
    rig.press("Edit")
    _choose_kind(rig, OverrideKind.HOLIDAY)
    rig.press("Put into the list")
    rig.press("Save")
    override = rig.stored().overrides[date(2026, 12, 31)]
    assert (override.kind, override.intervals) == (OverrideKind.HOLIDAY, read_week("Mo 9-13")[0])

    days.list.view.selectRow(0)
    [remove] = [b for b in days.findChildren(QPushButton) if b.text() == "Remove"]
    remove.click()
    rig.press("Save")
    assert rig.stored().overrides == {}


def test_import_takes_only_what_is_ticked(rig: Rig, tmp_path: Path) -> None:
    path = tmp_path / "days.csv"
    path.write_text("2026-11-03,short\n2026-11-04,off\n2026-11-07,work\n2026-12-31,off\n")
    rig.tab(1)
    rig.section.editor.days.open_import(Origin.PRODUCTION)
    [dialog] = rig.section.window().findChildren(ImportDialog)
    assert isinstance(dialog.source, FileSource)

    dialog.source.read(path)
    rig.settle()
    lines = dialog.findChild(QTreeWidget)
    assert [lines.topLevelItem(row).text(4) for row in range(4)] == ["new"] * 4
    lines.topLevelItem(3).setCheckState(0, Qt.CheckState.Unchecked)
    [take] = [each for each in dialog.findChildren(QPushButton) if each.text() == "Take 3 days"]
    assert faults(dialog) == []
    take.click()
    rig.settle()
    rig.press("Save")

    overrides = rig.stored().overrides
    assert sorted(overrides) == [date(2026, 11, 3), date(2026, 11, 4), date(2026, 11, 7)]
    assert overrides[date(2026, 11, 3)].intervals == read_week("Mo 9-17")[0]
    assert {each.source for each in overrides.values()} == {"days.csv"}


def test_import_of_nonsense_says_so(rig: Rig, tmp_path: Path) -> None:
    path = tmp_path / "days.ics"
    path.write_text("hello")
    rig.section.editor.days.open_import(Origin.ICS)
    [dialog] = rig.section.window().findChildren(ImportDialog)
    assert isinstance(dialog.source, FileSource)

    dialog.source.read(path)
    rig.settle()

    [bar] = [each for each in dialog.findChildren(ErrorBar) if not each.isHidden()]
    assert bar.text == "days.ics is not a calendar file (ICS). Nothing was changed."


def test_import_of_a_file_that_never_ends_is_given_up(
    rig: Rig, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calendar_process, "SECONDS", 0)
    path = tmp_path / "days.ics"
    path.write_text("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
    rig.section.editor.days.open_import(Origin.ICS)
    [dialog] = rig.section.window().findChildren(ImportDialog)
    assert isinstance(dialog.source, FileSource)

    dialog.source.read(path)
    rig.settle()

    [bar] = [each for each in dialog.findChildren(ErrorBar) if not each.isHidden()]
    assert bar.text.startswith("Reading the calendar file took too long")


def test_holidays_of_the_country_of_the_zone_come_first(rig: Rig) -> None:
    rig.section.editor.days.open_import(Origin.COUNTRY)
    rig.settle()
    [dialog] = rig.section.window().findChildren(ImportDialog)

    lines = dialog.findChild(QTreeWidget)
    names = [lines.topLevelItem(row).text(3) for row in range(lines.topLevelItemCount())]

    assert "Unity Day" in names
    assert faults(dialog) == []


@pytest.mark.parametrize("code", ["en", "ru"])
def test_nothing_is_clipped_in_either_language(
    rig: Rig, speak: Callable[[str], None], code: str, theme: Theme
) -> None:
    speak(code)
    theme.choose(SchemeChoice.DARK)
    for index in range(3):
        rig.tab(index)
        assert faults(rig.section) == []


def test_preset_keeps_its_stored_name_in_another_language(
    rig: Rig, speak: Callable[[str], None]
) -> None:
    speak("ru")
    rig.section.editor.show_calendar(rig.desk.calendars.all()[0], rig.stored())
    assert rig.section.editor.findChild(QLineEdit).text() == "Рабочее время"
    drag(rig.grid, Cell(5, 10 * 60), Cell(5, 11 * 60))

    assert rig.section.editor.spec.name == "Business hours"


def _choose_kind(rig: Rig, kind: OverrideKind) -> None:
    field = rig.named(QComboBox, "Kind")
    field.setCurrentIndex(field.findData(kind))
