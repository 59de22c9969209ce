"""Settings > Duty: a rotation is made from typed hours, its people changed, and it is ended."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QListWidget

from desktop.domain.clock import ManualClock
from desktop.domain.duty_rotation import Cadence, Every
from desktop.domain.duty_window import EVERY_DAY, WeeklyWindow
from desktop.domain.errors import Refused
from desktop.domain.ticket import Actor, Source
from desktop.domain.worktime_spec import Interval
from desktop.ui.settings.duty import DutySection
from desktop.ui.settings.duty_words import read_window, turn_text, window_text
from desktop.ui.settings.page import SettingsPage
from tests.services.duty_team import add_nights, local
from tests.ui.settings.finding import named, press, section
from tests.ui.shell_rig import ShellRig

WORKDAYS = frozenset(range(5))


@pytest.fixture
def bob(rig: ShellRig) -> int:
    return rig.desk.people.add("Bob").created or 0


@pytest.fixture
def anna(rig: ShellRig) -> int:
    person = rig.shell.place.me.person_id
    assert person is not None
    return person


def tick(duty: DutySection, *rows: int) -> None:
    """Tick people in the list by the keyboard."""
    people = duty.findChild(QListWidget)
    for row in rows:
        people.setCurrentRow(row)
        QTest.keyClick(people, Qt.Key.Key_Space)


def add(rig: ShellRig, page: SettingsPage, hours: str) -> DutySection:
    duty = section(page, DutySection)
    rig.settle()
    press(duty, "Add a rotation")
    rig.settle()
    QTest.keyClicks(named(duty, QLineEdit, "Name"), "Nights")
    QTest.keyClicks(named(duty, QLineEdit, "Hours"), hours)
    return duty


def test_a_rotation_is_typed_and_the_first_ticked_has_the_present_turn(
    rig: ShellRig, page: SettingsPage, anna: int, bob: int
) -> None:
    duty = add(rig, page, "Mo-Fr 18-9")
    tick(duty, 0, 1)
    press(duty, "Move up")
    press(duty, "Save")
    rig.wait(lambda: len(rig.desk.duty_rules.all()) == 1)

    [row] = rig.desk.duty_rules.all()
    assert row.window == WeeklyWindow(WORKDAYS, Interval(18 * 60, 9 * 60))
    assert row.rotation is not None
    assert row.rotation.people == (str(bob), str(anna))
    assert [each.person_id for each in rig.desk.duty.who_is_on(local("23:00"))] == [bob]
    assert [each.person_id for each in rig.desk.duty.who_is_on(local("23:00", 7))] == [anna]
    rig.window.commands["edit.undo"].trigger()
    rig.wait(lambda: rig.desk.duty_rules.all() == ())


@pytest.mark.parametrize(
    ("hours", "part"),
    [("Mo 18-9; Tu 19-9", "same hours"), ("", "weekday"), ("Mo 25-9", "25")],
)
def test_hours_that_are_no_rotation_stay_in_the_form(
    rig: ShellRig, page: SettingsPage, hours: str, part: str
) -> None:
    duty = add(rig, page, hours)
    tick(duty, 0)
    press(duty, "Save")
    rig.wait(lambda: part in duty.errors.text)
    assert named(duty, QLineEdit, "Hours").isVisible()
    assert rig.desk.duty_rules.all() == ()


def test_nobody_ticked_is_refused(rig: ShellRig, page: SettingsPage) -> None:
    duty = add(rig, page, "18-9")
    press(duty, "Save")
    rig.wait(lambda: "Nobody is on duty" in duty.errors.text)


def test_people_change_at_the_next_turn_when_asked(
    rig: ShellRig, page: SettingsPage, anna: int, bob: int
) -> None:
    rule = add_nights(rig.desk, Actor(anna, Source.WINDOW), anna)
    duty = section(page, DutySection)
    duty.list.table.reload()
    rig.wait(lambda: duty.list.table.rowCount() == 1)
    duty.list.view.setCurrentIndex(duty.list.table.index(0, 0))
    rig.settle()
    press(duty, "Change people")
    rig.settle()
    assert not named(duty, QLineEdit, "Hours").isVisible()
    tick(duty, 0, 1)
    since = named(duty, QComboBox, "Takes effect")
    since.setCurrentIndex(since.findData(False))
    press(duty, "Save")
    week = timedelta(weeks=1)
    rig.wait(
        lambda: [each.person_id for each in rig.desk.duty.who_is_on(local("23:00") + week)] == [bob]
    )

    duty.list.view.setCurrentIndex(duty.list.table.index(0, 0))
    rig.settle()
    press(duty, "End")
    rig.wait(lambda: rig.desk.duty_rules.all()[0].rotation is None)
    assert rig.desk.duty_rules.all()[0].id == rule


def test_hours_are_written_as_they_are_typed() -> None:
    nights = read_window("Mo-Fr 18-9")
    assert read_window(window_text(nights)) == nights
    assert read_window("9-9") == WeeklyWindow(EVERY_DAY, Interval(9 * 60, 9 * 60))
    with pytest.raises(Refused, match=r"duty\.mixed_hours"):
        read_window("Mo 9-12, 13-18")


@pytest.mark.parametrize(
    ("every", "length", "text"),
    [(Every.WEEKLY, 1, "a week"), (Every.WEEKLY, 2, "two weeks"), (Every.HOURLY, 6, "hourly × 6")],
)
def test_turns_have_names(every: Every, length: int, text: str, clock: ManualClock) -> None:
    assert turn_text(Cadence(every, length, clock.now())) == text
