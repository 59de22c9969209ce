"""The team and its settings: names, last persons, defaults, Undo."""

from __future__ import annotations

import pytest

from desktop.domain.errors import ChangedMeanwhile, NotFound, Refused
from desktop.domain.sla_presets import small_round_the_clock
from desktop.domain.ticket import Actor, Priority, Role
from desktop.services.desk import Desk
from desktop.services.people import initials_of
from desktop.services.setting_keys import KEYS
from desktop.services.tickets import ManualTicket


@pytest.mark.parametrize(
    ("name", "initials"),
    [("Anna Kern", "AK"), ("Вера Титова-Лис", "ВТ"), ("cher", "C"), ("(x) y", "Y"), ("«»", "?")],
)
def test_initials(name: str, initials: str) -> None:
    assert initials_of(name) == initials


def test_names_are_trimmed_and_unique(desk: Desk, anna: Actor) -> None:
    desk.people.add("  Vera   Tate ", role=Role.LEAD)

    with pytest.raises(Refused, match=r"person\.name_taken"):
        desk.people.add("Vera Tate")
    with pytest.raises(Refused, match=r"person\.no_name"):
        desk.people.add("   ")

    assert [person.name for person in desk.people.all()] == ["Anna Kern", "Vera Tate"]


def test_command_line_finds_people_by_name_or_address(desk: Desk, anna: Actor) -> None:
    assert desk.people.named("anna kern").id == anna.person_id
    assert desk.people.named("anna@desk.example").id == anna.person_id
    with pytest.raises(NotFound):
        desk.people.named("Anna")


def test_the_last_person_stays(desk: Desk, anna: Actor) -> None:
    assert anna.person_id is not None
    with pytest.raises(Refused, match=r"person\.last_one"):
        desk.people.set_active(anna.person_id, False)

    desk.people.add("Vera Tate")
    desk.people.set_active(anna.person_id, False)

    assert [person.name for person in desk.people.all()] == ["Vera Tate"]
    assert desk.people.signed_in(anna.person_id) is None


def test_who_came_and_what_was_edited_can_be_taken_back(desk: Desk, anna: Actor) -> None:
    assert anna.person_id is not None
    came = desk.people.add("Vera Tate", email="vera@desk.example", role=Role.LEAD)
    before = desk.people.all()
    edited = desk.people.edit(anna.person_id, name="Anna Stone", email="", role=Role.DEVELOPER)

    for changes, back in ((edited, before), (came, before[:1])):
        assert changes.undo is not None
        desk.undo.undo(anna, changes.undo)
        assert desk.people.all() == back


def test_the_first_person_is_not_taken_back(desk: Desk) -> None:
    assert desk.people.add("Anna Kern").undo is None


def test_somebody_who_did_something_is_not_taken_back(desk: Desk, anna: Actor) -> None:
    came = desk.people.add("Vera Tate")
    ticket = desk.tickets.create(anna, ManualTicket("Printer", "smokes")).created
    assert came.undo is not None and ticket is not None
    desk.tickets.assign(anna, [ticket], came.created)
    with pytest.raises(ChangedMeanwhile):
        desk.undo.undo(anna, came.undo)


def test_signed_in_person_is_the_remembered_one(desk: Desk, anna: Actor) -> None:
    found = desk.people.signed_in(anna.person_id)
    assert found is not None and found.name == "Anna Kern"
    assert desk.people.signed_in(None) is None


def test_every_setting_has_a_default_that_it_accepts(desk: Desk, anna: Actor) -> None:
    values = desk.settings.all(anna.person_id)

    assert set(values) == set(KEYS)
    for name, value in values.items():
        desk.settings.set(anna.person_id, name, value)
    assert desk.settings.all(anna.person_id) == values


def test_personal_settings_are_one_persons_and_team_settings_everybodys(
    desk: Desk, anna: Actor
) -> None:
    vera = desk.people.add("Vera Tate").created
    desk.settings.set(anna.person_id, "appearance.theme", "dark")
    desk.settings.set(anna.person_id, "team.name", "Nord support")

    values = desk.settings.all(vera)

    assert (values["appearance.theme"], values["team.name"]) == ("system", "Nord support")


def test_setting_can_be_undone(desk: Desk, anna: Actor) -> None:
    done = desk.settings.set(anna.person_id, "appearance.density", "compact")

    assert done.undo is not None
    desk.undo.undo(anna, done.undo)

    assert desk.settings.all(anna.person_id)["appearance.density"] == "cosy"


@pytest.mark.parametrize(
    ("name", "value"), [("appearance.theme", "pink"), ("appearance.text_percent", "big")]
)
def test_wrong_values_are_refused(desk: Desk, anna: Actor, name: str, value: str) -> None:
    with pytest.raises(Refused, match=r"setting\.bad_value"):
        desk.settings.set(anna.person_id, name, value)


def test_new_desk_has_both_presets_and_calendars_in_the_team_zone(desk: Desk) -> None:
    names = [policy.name for policy in desk.policies.names()]

    assert names == ["Small 24/7", "Business hours"]
    assert {row.key: row.spec.zone for row in desk.calendars.all()} == {
        "business": "Europe/Moscow",
        "always": "Europe/Moscow",
    }
    assert desk.policies.zone().key == "Europe/Moscow"


def test_stored_policies_read_back_as_they_were_written(desk: Desk) -> None:
    stored = desk.policies.all()[0]

    assert dict(stored.rows) == dict(small_round_the_clock().rows)
    assert stored.rows.keys() >= {
        (priority, kind) for priority in Priority for _, kind in stored.rows
    }
