"""The header's word on who is on duty: till when, who is next, and that nobody is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.changes import Changes
from desktop.domain.clock import ManualClock
from desktop.domain.duty import ShiftSource
from desktop.domain.ticket import Actor, Source
from desktop.services.desk import Desk
from desktop.services.duty_overrides import NewOverride
from desktop.services.duty_rows import DutyStanding, NamedDuty
from desktop.ui.duty.page import DutyPage
from desktop.ui.duty_chip import DutyChip
from desktop.ui.theme.tokens import tokens_of
from tests.services.duty_team import add_nights, local
from tests.ui.shell_rig import ShellRig

NOW = local("21:00")
ENDS = local("09:00", 1)
ANNA = NamedDuty(1, "Anna & Co", None, local("18:00"), ENDS, ENDS, ShiftSource.ROTATION)
BOB = replace(ANNA, person="Bob", line="Network", until_at=local("23:00"))
NEXT = replace(ANNA, person="Cat", start_at=local("18:00", 1))
NIGHT = DutyStanding(NOW, "Europe/Moscow", (ANNA,), NEXT, at_work=False, is_kept=True)


@pytest.fixture
def chip(qtbot: QtBot) -> Iterator[DutyChip]:
    window = QWidget()
    qtbot.addWidget(window)
    yield DutyChip(window)


@pytest.mark.parametrize(
    ("standing", "text", "is_missed"),
    [
        (NIGHT, "Anna && Co till Tue 09:00", False),
        (replace(NIGHT, on=(ANNA, BOB)), "Anna && Co, Bob till 23:00", False),
        (
            replace(NIGHT, on=(ANNA, BOB, NEXT)),
            "Anna && Co, Bob +1 till 23:00",
            False,
        ),
        (replace(NIGHT, on=()), "Nobody on duty till Tue 18:00", True),
        (replace(NIGHT, on=(), following=None), "Nobody on duty", True),
        (replace(NIGHT, on=(), at_work=True), "Cat from Tue 18:00", False),
    ],
)
def test_it_says_who_and_till_when(
    chip: DutyChip, standing: DutyStanding, text: str, is_missed: bool
) -> None:
    chip.show_standing(standing, NOW)
    assert chip.text() == text
    assert chip.is_missed is is_missed
    ink = chip.palette().color(QPalette.ColorRole.ButtonText)
    tokens = tokens_of(chip.palette())
    assert (ink == tokens.danger) is is_missed


def test_hatching_leaves_the_colour_of_danger_as_it_is(chip: DutyChip) -> None:
    danger = QColor(tokens_of(chip.palette()).danger)
    chip.show_standing(replace(NIGHT, on=()), NOW)
    chip.grab()
    assert tokens_of(chip.palette()).danger == danger


def test_the_spoken_name_tells_everybody_with_the_line_and_who_is_next(chip: DutyChip) -> None:
    chip.show_standing(replace(NIGHT, on=(ANNA, BOB)), NOW)
    assert chip.accessibleName().splitlines() == [
        "On duty: Anna & Co till Tue 09:00",
        "On duty: Bob (Network) till 23:00",
        "Next: Cat from Tue 18:00",
    ]


def test_without_a_calendar_it_is_not_there(chip: DutyChip) -> None:
    chip.show_standing(NIGHT, NOW)
    assert not chip.isHidden()
    chip.show_standing(replace(NIGHT, on=(), following=None, is_kept=False), NOW)
    assert chip.isHidden()


def test_the_header_follows_the_calendar_and_leads_to_it(rig: ShellRig, clock: ManualClock) -> None:
    desk, chip = rig.desk, rig.window.header.duty
    assert chip.isHidden()
    me = Actor(rig.shell.place.me.person_id, Source.WINDOW)
    bob = desk.people.add("Bob").created or 0
    rig.runner.command(chip, lambda: _planned(desk, me, bob))
    rig.wait(lambda: chip.text() == "Bob from 18:00")
    rig.wait(lambda: "Gap: nobody is on duty" in rig.window.banner.text)

    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert isinstance(rig.window.stack.currentWidget(), DutyPage)


def _planned(desk: Desk, me: Actor, bob: int) -> Changes:
    desk.settings.set(me.person_id, "team.zone", "Europe/Moscow")
    add_nights(desk, me, bob)
    gone = NewOverride(local("20:00", 1), local("20:00", 1) + timedelta(hours=2), remove_id=bob)
    return desk.duty_overrides.add(me, gone)
