"""Templates as records: kept by name, edited, taken back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.domain.errors import NotFound, Refused
from desktop.domain.reply_template import ReplyTemplate
from desktop.domain.ticket import Actor, Source
from desktop.services.desk import Desk

ME = Actor(None, Source.WINDOW)
HELLO = ReplyTemplate("Hello", "Dear {client_name}", "en")


def test_templates_come_back_by_name(desk: Desk) -> None:
    desk.templates.add(ME, HELLO)
    desk.templates.add(ME, ReplyTemplate("Ответ", " Здравствуйте! ", "ru"))
    first, second = desk.templates.all()
    assert first.template == HELLO
    assert second.template == ReplyTemplate("Ответ", "Здравствуйте!", "ru")


def test_each_command_is_one_undo_step(desk: Desk) -> None:
    added = desk.templates.add(ME, HELLO)
    (row,) = desk.templates.all()
    edited = desk.templates.edit(ME, row.id, row.version, replace(HELLO, name="Hi"))
    removed = desk.templates.remove(ME, row.id)
    assert desk.templates.all() == ()
    for changes, left in ((removed, ["Hi"]), (edited, ["Hello"]), (added, [])):
        assert changes.undo is not None
        desk.undo.undo(ME, changes.undo)
        assert [each.template.name for each in desk.templates.all()] == left


def test_a_russian_name_is_taken_in_any_case(desk: Desk) -> None:
    desk.templates.add(ME, replace(HELLO, name="Ответ"))
    with pytest.raises(Refused) as caught:
        desk.templates.add(ME, replace(HELLO, name="ОТВЕТ"))
    assert caught.value.code == "template.name_taken"


def test_what_cannot_be_is_refused_and_nothing_changes(desk: Desk) -> None:
    desk.templates.add(ME, HELLO)
    (row,) = desk.templates.all()
    other = desk.templates.add(ME, replace(HELLO, name="Other")).created or 0
    for code, command in (
        ("template.name_taken", lambda: desk.templates.add(ME, replace(HELLO, name=" hello "))),
        ("template.name_taken", lambda: desk.templates.edit(ME, other, 1, HELLO)),
        ("template.changed", lambda: desk.templates.edit(ME, row.id, row.version + 1, HELLO)),
        ("template.no_text", lambda: desk.templates.edit(ME, row.id, 1, ReplyTemplate("a", ""))),
    ):
        with pytest.raises(Refused) as caught:
            command()
        assert caught.value.code == code
    with pytest.raises(NotFound):
        desk.templates.remove(ME, 99)
    assert [each.template.name for each in desk.templates.all()] == ["Hello", "Other"]
