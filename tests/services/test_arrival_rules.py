"""Rules at arrival as records: kept in order, edited, tried on a mail, taken back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from desktop.domain.arrival_rules import ArrivalRule, Condition, Field, Part
from desktop.domain.changes import Changes, Topic
from desktop.domain.errors import NotFound, Refused
from desktop.domain.ticket import Actor, Priority, Source
from desktop.mail.imap import FetchedMail
from desktop.mail.parse import parse_mail
from desktop.models.mail import Mailbox, MailboxKind
from desktop.services.arrival_rules import ArrivalRules
from desktop.services.desk import Desk
from desktop.services.rows import TicketQuery, View

ME = Actor(None, Source.WINDOW)
URGENT = ArrivalRule(
    "Urgent address", (Condition(Part.RECIPIENT, ("urgent@*",)),), Priority.CRITICAL
)
CAMERA = ArrivalRule(
    "Camera",
    (Condition(Part.HEADER, (), "X-Camera"), Condition(Part.WORDS, ("gate*",))),
    Priority.LOW,
    tags=("camera", "gate"),
)
RAW = b"""From: Irina <irina@nord.example>
To: Urgent@desk.example
Subject: =?utf-8?b?0JLQvtGA0L7RgtCw?= gates
X-Camera: 4

Closed.
"""


@pytest.fixture
def rules(desk: Desk) -> ArrivalRules:
    return rules_of(desk)


def names(rules: ArrivalRules) -> list[str]:
    return [row.rule.name for row in rules.all()]


def test_a_rule_comes_back_as_it_was_given(rules: ArrivalRules) -> None:
    changes = rules.add(ME, CAMERA)
    rules.add(ME, URGENT)
    assert changes.topics == {Topic.RULES}
    first, second = rules.all()
    assert first.id == changes.created
    assert (first.rule, second.rule) == (CAMERA, URGENT)


def test_order_can_be_changed_and_taken_back(desk: Desk, rules: ArrivalRules) -> None:
    numbers = [rules.add(ME, replace(URGENT, name=name)).created or 0 for name in "abc"]
    moved = rules.move(ME, numbers[2], 0)
    assert names(rules) == ["c", "a", "b"]
    rules.move(ME, numbers[0], 99)
    assert names(rules) == ["c", "b", "a"]
    assert moved.undo is not None
    with pytest.raises(Exception, match="changed_meanwhile"):
        desk.undo.undo(ME, moved.undo)


@pytest.mark.parametrize("command", ["add", "edit", "remove", "move"])
def test_each_command_is_one_undo_step(desk: Desk, rules: ArrivalRules, command: str) -> None:
    rules.add(ME, URGENT)
    rules.add(ME, CAMERA)
    before = rules.all()
    match command:
        case "add":
            changes = rules.add(ME, replace(URGENT, name="x"))
        case "edit":
            changes = rules.edit(ME, before[0].id, before[0].version, replace(URGENT, name="x"))
        case "remove":
            changes = rules.remove(ME, before[0].id)
        case _:
            changes = rules.move(ME, before[1].id, 0)
    assert rules.all() != before
    assert changes.undo is not None
    desk.undo.undo(ME, changes.undo)
    assert rules.all() == before


def test_an_edit_of_what_somebody_changed_is_refused(rules: ArrivalRules) -> None:
    rules.add(ME, URGENT)
    (row,) = rules.all()
    rules.edit(ME, row.id, row.version, CAMERA)
    with pytest.raises(Refused) as caught:
        rules.edit(ME, row.id, row.version, URGENT)
    assert caught.value.code == "rule.changed"
    assert names(rules) == ["Camera"]


def test_what_is_not_there_is_said_so(rules: ArrivalRules) -> None:
    for command in (lambda: rules.remove(ME, 9), lambda: rules.move(ME, 9, 0)):
        with pytest.raises(NotFound):
            command()
    with pytest.raises(Refused):
        rules.add(ME, replace(URGENT, name=""))


def test_a_stored_mail_can_be_tried(desk: Desk, rules: ArrivalRules, tmp_path: Path) -> None:
    message_id = stored_mail(desk, tmp_path)
    rules.add(ME, CAMERA)
    rules.add(ME, URGENT)
    trial = rules.try_on(message_id)
    assert trial.matching == ("Camera", "Urgent address")
    assert trial.sorted.values == {
        Field.PRIORITY: Priority.LOW,
        Field.TAGS: ("camera", "gate"),
    }
    assert trial.sorted.rules[Field.PRIORITY] == "Camera"
    with pytest.raises(NotFound):
        rules.try_on(message_id + 1)


def test_who_has_left_is_not_assigned(desk: Desk, rules: ArrivalRules, tmp_path: Path) -> None:
    message_id = stored_mail(desk, tmp_path)
    person = desk.people.add("Anna").created
    assert person is not None
    rules.add(ME, replace(URGENT, assignee_id=person, line_id=99))
    assert rules.try_on(message_id).sorted.values[Field.ASSIGNEE] == person
    desk.people.add("Boris")
    desk.people.set_active(person, False)
    assert set(rules.try_on(message_id).sorted.values) == {Field.PRIORITY}
    assert [row.name for row in rules.choices().people] == ["Boris"]


def stored_mail(desk: Desk, folder: Path) -> int:
    path = folder / "mail.eml"
    path.write_bytes(RAW)
    desk.imports.run([path])
    (mail,) = rules_of(desk).recent_mails()
    assert (mail.sender, mail.subject) == ("irina@nord.example", "Ворота gates")
    return mail.message_id


def rules_of(desk: Desk) -> ArrivalRules:
    return ArrivalRules(desk.database)


def test_a_mail_from_a_server_begins_as_the_rules_say(desk: Desk) -> None:
    anna = desk.people.add("Anna").created
    desk.rules.add(ME, replace(CAMERA, assignee_id=anna))
    desk.rules.add(ME, URGENT)
    (ticket_id,) = received(desk, RAW).tickets
    detail = desk.tickets.detail(ticket_id)
    assert detail.ticket.priority is Priority.LOW
    assert detail.ticket.assignee_id == anna
    assert detail.tags == ("camera", "gate")
    (created,) = (event for event in detail.events if event.kind == "created")
    assert created.data["rules"] == {"priority": "Camera", "assignee": "Camera", "tags": "Camera"}
    assert created.data["assignee"] == anna


def test_two_mails_of_one_import_share_their_tags_and_a_reply_is_not_sorted(
    desk: Desk, tmp_path: Path
) -> None:
    desk.rules.add(ME, CAMERA)
    reply = RAW.replace(b"Subject:", b"In-Reply-To: <1@nord>\nSubject: Re:")
    for number, raw in enumerate((RAW.replace(b"\nTo", b"\nMessage-ID: <1@nord>\nTo"), RAW, reply)):
        (tmp_path / f"{number}.eml").write_bytes(raw)
    desk.imports.run([tmp_path])
    page = desk.tickets.page(TicketQuery(View.EVERYTHING))
    assert [row.priority for row in page.rows] == [Priority.LOW, Priority.LOW]
    assert {desk.tickets.detail(row.id).tags for row in page.rows} == {("camera", "gate")}
    assert [row.name for row in desk.people.tags()] == ["camera", "gate"]


def received(desk: Desk, raw: bytes) -> Changes:
    """Let a mail come to a mailbox that is connected."""
    with desk.database.write() as session:
        box = Mailbox(kind=MailboxKind.IMAP, name="Support", address="urgent@desk.example")
        session.add(box)
        session.flush()
        number = box.id
    desk.intake.store(number, [FetchedMail(1, 7, None, len(raw), raw, oversize=False)])
    (raw_id,) = desk.intake.pending()
    return desk.intake.apply(raw_id, parse_mail(raw))
