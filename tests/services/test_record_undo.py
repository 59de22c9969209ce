"""Edits of listed records are taken back row by row, unless somebody was there meanwhile."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from desktop.domain.changes import Changes, Topic
from desktop.domain.errors import ChangedMeanwhile
from desktop.domain.ticket import Actor, Source
from desktop.models.people import Organisation, Requester, Tag
from desktop.services.desk import Desk
from desktop.services.record_undo import undo_of, undoable, written

ME = Actor(None, Source.WINDOW)


def names(desk: Desk) -> list[tuple[str, str | None]]:
    with desk.database.read() as session:
        statement = select(Organisation.name, Organisation.domain).order_by(Organisation.name)
        return [(name, domain) for name, domain in session.execute(statement)]


def make(desk: Desk, *found: Organisation) -> Changes:
    with desk.database.write() as session:
        session.add_all(found)
        return desk.database.announce(session, undoable(session, "organisation", Topic.PEOPLE))


def take_back(desk: Desk, changes: Changes) -> Changes:
    assert changes.undo is not None
    return desk.undo.undo(ME, changes.undo)


def test_what_was_made_is_gone_again(desk: Desk) -> None:
    changes = make(desk, Organisation(name="Nord"), Organisation(name="Orion"))
    assert take_back(desk, changes).topics == {Topic.PEOPLE}
    assert names(desk) == []


def test_what_was_changed_is_as_before(desk: Desk) -> None:
    make(desk, Organisation(name="Nord", domain="nord.example"))
    with desk.database.write() as session:
        nord = session.scalars(select(Organisation)).one()
        nord.name, nord.domain = "Nord Clinic", None
        changes = desk.database.announce(session, undoable(session, "organisation", Topic.PEOPLE))
    assert names(desk) == [("Nord Clinic", None)]
    take_back(desk, changes)
    assert names(desk) == [("Nord", "nord.example")]


def test_what_was_deleted_comes_back_with_what_points_to_it(desk: Desk) -> None:
    with desk.database.write() as session:
        nord = Organisation(name="Nord")
        session.add(nord)
        session.flush()
        session.add(Requester(email="it@nord.example", organisation_id=nord.id))
    with desk.database.write() as session:
        session.delete(session.scalars(select(Requester)).one())
        rows = written(session)
        session.delete(session.scalars(select(Organisation)).one())
        undo = undo_of("organisation", rows + written(session), Topic.PEOPLE)
        changes = desk.database.announce(session, Changes.of(Topic.PEOPLE, undo=undo))
    assert names(desk) == []
    take_back(desk, changes)
    with desk.database.read() as session:
        statement = select(Requester.email).join(
            Organisation, Organisation.id == Requester.organisation_id
        )
        assert session.scalars(statement).all() == ["it@nord.example"]


def test_nothing_is_put_back_once_somebody_changed_a_row(desk: Desk) -> None:
    changes = make(desk, Organisation(name="Nord"), Organisation(name="Orion"))
    with desk.database.write() as session:
        session.scalars(
            select(Organisation).where(Organisation.name == "Orion")
        ).one().name = "Oreon"
    with pytest.raises(ChangedMeanwhile):
        take_back(desk, changes)
    assert [name for name, _ in names(desk)] == ["Nord", "Oreon"]


def test_a_second_undo_is_refused(desk: Desk) -> None:
    with desk.database.write() as session:
        session.add(Tag(name="printer"))
        changes = desk.database.announce(session, undoable(session, "tag", Topic.SETTINGS))
    take_back(desk, changes)
    with pytest.raises(ChangedMeanwhile):
        take_back(desk, changes)


def test_a_row_changed_in_several_steps_is_taken_back_as_one(desk: Desk) -> None:
    make(desk, Organisation(name="Nord"), Organisation(name="Orion"))
    with desk.database.write() as session:
        nord, orion = session.scalars(select(Organisation).order_by(Organisation.name))
        nord.name, orion.name = "Nord Clinic", "Orion Ltd"
        rows = written(session)
        nord.name = "Nord Hospital"
        session.delete(orion)
        rows += written(session)
        undo = undo_of("organisation", rows, Topic.PEOPLE)
    assert names(desk) == [("Nord Hospital", None)]
    desk.undo.undo(ME, undo)
    assert names(desk) == [("Nord", None), ("Orion", None)]


def test_what_is_in_use_by_now_is_not_taken_back(desk: Desk) -> None:
    changes = make(desk, Organisation(name="Nord"))
    with desk.database.write() as session:
        nord = session.scalars(select(Organisation)).one()
        session.add(Requester(name="Irina", email="it@nord.example", organisation_id=nord.id))
    with pytest.raises(ChangedMeanwhile):
        take_back(desk, changes)
    assert names(desk) == [("Nord", None)]


def test_a_name_that_was_taken_meanwhile_is_not_given_back(desk: Desk) -> None:
    with desk.database.write() as session:
        session.add(Tag(name="vip"))
    with desk.database.write() as session:
        session.delete(session.scalars(select(Tag)).one())
        gone = desk.database.announce(session, undoable(session, "tag", Topic.TICKETS))
    with desk.database.write() as session:
        session.add(Tag(name="vip"))
    with pytest.raises(ChangedMeanwhile):
        take_back(desk, gone)
