"""Settings > People: somebody with duties ahead leaves only with a word about these."""

from __future__ import annotations

from datetime import timedelta

from desktop.domain.clock import ManualClock
from desktop.domain.ticket import Actor, Source
from desktop.services.duty_shifts import NewShift
from desktop.ui.settings.page import SettingsPage
from desktop.ui.settings.people import PeopleSection
from tests.ui.settings.finding import press, section
from tests.ui.shell_rig import ShellRig

ME = Actor(None, Source.WINDOW)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def add_oleg(rig: ShellRig, page: SettingsPage, clock: ManualClock) -> int:
    """Add Oleg with a duty on Saturday and one on Sunday; return the id."""
    rig.runner.command(page, lambda: rig.desk.people.add("Oleg"))
    rig.wait(lambda: "Oleg" in names(rig))
    oleg = rig.desk.people.named("Oleg").id
    for day in (5, 6):
        start_at = clock.now() + day * DAY
        shift = NewShift(oleg, start_at, start_at + 4 * HOUR, reason="test")
        rig.desk.duty_shifts.assign(ME, shift)
    return oleg


def names(rig: ShellRig) -> list[str]:
    return [row.name for row in rig.desk.people.all()]


def choose(rig: ShellRig, people: PeopleSection, name: str) -> None:
    rig.wait(lambda: people.list.table.rowCount() == 2)
    rows = [row.name for row in rig.desk.people.all(with_inactive=True)]
    people.list.view.setCurrentIndex(people.list.table.index(rows.index(name), 0))


def test_duties_ahead_are_told_and_taken_off_in_one_step(
    rig: ShellRig, page: SettingsPage, clock: ManualClock
) -> None:
    oleg = add_oleg(rig, page, clock)
    people = section(page, PeopleSection)
    rig.settle()
    choose(rig, people, "Oleg")

    press(people, "Has left")
    rig.wait(lambda: people.errors.isVisible())
    assert "Oleg has 2 duties in" in people.errors.text
    assert "Sat 28 Nov" in people.errors.text
    assert "Oleg" in names(rig)

    press(people, "Take them off the calendar")
    rig.wait(lambda: "Oleg" not in names(rig))
    saturday = clock.now() + 5 * DAY
    assert rig.desk.duty.who_is_on(saturday) == ()

    rig.window.commands["edit.undo"].trigger()
    rig.wait(lambda: "Oleg" in names(rig))
    assert [row.person_id for row in rig.desk.duty.who_is_on(saturday)] == [oleg]


def test_nothing_happens_when_it_is_left(
    rig: ShellRig, page: SettingsPage, clock: ManualClock
) -> None:
    add_oleg(rig, page, clock)
    people = section(page, PeopleSection)
    rig.settle()
    choose(rig, people, "Oleg")
    press(people, "Has left")
    rig.wait(lambda: people.errors.isVisible())
    press(people, "Cancel")
    assert not people.errors.isVisible()
    assert "Oleg" in names(rig)
