"""Swaps: asked for a duty or a part, taken, declined, decided by a lead, undone, taken over."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication, QCheckBox, QListWidget, QPlainTextEdit
from shiboken6 import isValid

from desktop.domain.duty_swap import SwapState
from desktop.domain.ticket import Actor, Source
from desktop.services.duty_overrides import NewOverride
from desktop.services.swaps import SwapRequest
from desktop.services.temporary_schedules import TemporarySchedule, TemporaryShift
from desktop.ui.duty.forms import DutyForms
from desktop.ui.duty.section_dialog import SectionDialog
from desktop.ui.duty.swap_sheet import SwapSheet, TakeOverSheet
from desktop.ui.duty.swaps import SwapsSection
from desktop.ui.tickets.date_field import DateField
from tests.services.duty_team import local, on_duty
from tests.ui.clipping import faults
from tests.ui.duty.dialogs import block_of, button, named, opened, press, type_moment
from tests.ui.shell_rig import ShellRig

NIGHT = local("23:00", 1)
HOUR = timedelta(hours=1)


def asked(rig: ShellRig) -> SwapRequest:
    [request] = rig.desk.swaps.ahead()
    return request


def ask(rig: ShellRig, giver: int, taker: int | None = None) -> int:
    by = Actor(giver, Source.WINDOW)
    shift_id = block_of(rig, NIGHT).shift_id
    return rig.desk.swaps.ask(by, shift_id, giver, taker).created or 0


def sit_down(rig: ShellRig, person_id: int) -> None:
    rig.shell.place.me.choose(person_id)
    rig.settle()


def swaps_section(rig: ShellRig, forms: DutyForms) -> SwapsSection:
    """Open the list of requests with the first one chosen."""
    forms.swaps()
    section = opened(rig, SectionDialog).section
    assert isinstance(section, SwapsSection)
    section.list.view.setCurrentIndex(section.list.table.index(0, 0))
    rig.settle()
    return section


def test_anybody_is_asked_for_the_whole_duty(
    rig: ShellRig, forms: DutyForms, team: dict[str, int]
) -> None:
    forms.ask_swap(block_of(rig, NIGHT))
    sheet = opened(rig, SwapSheet)
    named(sheet, QPlainTextEdit, "Message").setPlainText("My daughter plays")
    sheet.do()
    rig.wait(lambda: not isValid(sheet))
    row = asked(rig).row
    assert (row.giver_id, row.taker_id, row.part) == (team["anna"], None, None)
    assert row.message == "My daughter plays"
    rig.window.commands["edit.undo"].trigger()
    rig.wait(lambda: rig.desk.swaps.ahead() == ())


def test_one_person_is_asked_for_a_part_which_lies_inside(
    rig: ShellRig, forms: DutyForms, team: dict[str, int]
) -> None:
    forms.ask_swap(block_of(rig, NIGHT))
    sheet = opened(rig, SwapSheet)
    sheet.findChild(QCheckBox).setChecked(True)
    type_moment(named(sheet, DateField, "From"), local("17:00", 1))
    assert not button(sheet, "Ask").isEnabled()
    type_moment(named(sheet, DateField, "From"), local("20:00", 1))
    type_moment(named(sheet, DateField, "Till"), local("22:00", 1))
    rig.settle()
    people = sheet.findChild(QListWidget)
    texts = [people.item(row).text() for row in range(people.count())]
    assert texts[0] == "Anybody who can"
    assert any("then" in text for text in texts[1:]), "what it does to fairness is said"
    people.setCurrentRow(next(row for row, text in enumerate(texts) if text.startswith("Cat")))
    sheet.do()
    rig.wait(lambda: not isValid(sheet))
    request = asked(rig)
    assert request.row.taker_id == team["cat"]
    assert (request.start_at, request.end_at) == (local("20:00", 1), local("22:00", 1))


def test_whoever_is_asked_takes_and_gives_back(
    rig: ShellRig, forms: DutyForms, team: dict[str, int]
) -> None:
    ask(rig, team["anna"], team["bob"])
    sit_down(rig, team["bob"])
    section = swaps_section(rig, forms)
    assert not button(section, "On their behalf…").isEnabled()
    press(section, "Take")
    rig.wait(lambda: on_duty(rig.desk, NIGHT) == [team["bob"]])
    assert not button(section, "Take").isEnabled()
    press(section, "Undo the swap")
    rig.wait(lambda: on_duty(rig.desk, NIGHT) == [team["anna"]])
    assert asked(rig).row.state is SwapState.UNDONE


def test_whoever_asked_cannot_take_but_takes_the_request_back(
    rig: ShellRig, forms: DutyForms, team: dict[str, int]
) -> None:
    ask(rig, team["anna"])
    section = swaps_section(rig, forms)
    assert not button(section, "Take").isEnabled()
    press(section, "Take back")
    rig.wait(lambda: asked(rig).row.state is SwapState.DECLINED)


def test_a_lead_decides_for_both(rig: ShellRig, forms: DutyForms, team: dict[str, int]) -> None:
    ask(rig, team["anna"], team["cat"])
    sit_down(rig, team["lea"])
    section = swaps_section(rig, forms)
    assert not button(section, "Take").isEnabled(), "somebody else was asked"
    press(section, "On their behalf…")
    rig.settle()
    press(section, "Take on their behalf")
    rig.wait(lambda: on_duty(rig.desk, NIGHT) == [team["cat"]])
    assert asked(rig).row.decided_by_id == team["lea"]


def test_a_running_duty_is_taken_over_from_now_on(
    rig: ShellRig, forms: DutyForms, team: dict[str, int]
) -> None:
    rig.clock.jump_to(local("22:00"))
    forms.take_over(block_of(rig, local("22:30")))
    sheet = opened(rig, TakeOverSheet)
    people = sheet.findChild(QListWidget)
    taker = next(row for row in range(people.count()) if people.item(row).text().startswith("Bob"))
    people.setCurrentRow(taker)
    sheet.do()
    rig.wait(lambda: on_duty(rig.desk, local("22:01")) == [team["bob"]])


@pytest.mark.parametrize("given_by", ["hand", "override", "temporary schedule"])
def test_a_duty_that_swaps_do_not_know_is_taken_over_too(
    rig: ShellRig, forms: DutyForms, team: dict[str, int], given_by: str
) -> None:
    """Given by dragging it to somebody, added by an override, or of a temporary schedule."""
    by, span = Actor(team["lea"], Source.WINDOW), (local("18:00"), local("09:00", 1))
    if given_by == "hand":
        block = block_of(rig, local("22:30"))
        rig.desk.duty_shifts.change(by, block, team["cat"], *span, "She wants it")
    elif given_by == "override":
        rig.desk.duty_shifts.remove(by, block_of(rig, local("22:30")))
        rig.desk.duty_overrides.add(by, NewOverride(*span, add_id=team["cat"]))
    else:
        shift = TemporaryShift(*span, team["cat"])
        rig.desk.temporary_schedules.save(by, TemporarySchedule("Fair", *span, (shift,)))
    rig.clock.jump_to(local("22:00"))
    assert on_duty(rig.desk, local("22:01")) == [team["cat"]]
    forms.take_over(block_of(rig, local("22:30")))
    sheet = opened(rig, TakeOverSheet)
    people = sheet.findChild(QListWidget)
    taker = next(row for row in range(people.count()) if people.item(row).text().startswith("Bob"))
    people.setCurrentRow(taker)
    sheet.do()
    rig.wait(lambda: on_duty(rig.desk, local("22:01")) == [team["bob"]])
    assert on_duty(rig.desk, local("21:59")) == [team["cat"]]


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_word_of_the_swaps_fits(
    rig: ShellRig, forms: DutyForms, team: dict[str, int], language: str
) -> None:
    ask(rig, team["anna"])
    rig.speak(language)
    forms.ask_swap(block_of(rig, NIGHT))
    assert faults(opened(rig, SwapSheet)) == []
    section = swaps_section(rig, forms)
    QApplication.processEvents()
    assert faults(section.window()) == []
