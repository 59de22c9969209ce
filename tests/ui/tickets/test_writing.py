"""What is written is never lost: drafts, collisions, notes, files, and Undo of a sent reply."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtWidgets import QPushButton

from desktop.domain.draft import DraftKind
from desktop.domain.ticket import MessageKind, Status
from desktop.services.tickets import ManualTicket
from desktop.ui.theme.tokens import LIGHT
from desktop.ui.tickets.recipients import people_text, read_people
from tests.ui.tickets.inbox_rig import CONTROL, SHIFT, InboxRig

PUBLIC, NOTE = DraftKind.REPLY, DraftKind.NOTE
Key = Qt.Key


@pytest.fixture(autouse=True)
def _without_quotes(inbox: InboxRig) -> None:
    """What is asked here is about the writer's own words; the quote has a test of its own."""
    inbox.desk.settings.set(None, "mail.quote", "none")


def press(inbox: InboxRig, text: str) -> None:
    """Press a button of the collision notice."""
    buttons = inbox.page.ticket.composer.notice.findChildren(QPushButton)
    next(b for b in buttons if b.text() == text and not b.isHidden()).click()
    inbox.settle()


def test_typing_is_saved_by_itself_and_comes_back(inbox: InboxRig) -> None:
    ticket_id = inbox.ticket()
    other = inbox.ticket("Other")
    page = inbox.open()
    page.list.view.choose(ticket_id)
    inbox.settle()
    inbox.run("ticket.reply")
    inbox.type("Half a sent")

    inbox.qtbot.waitUntil(lambda: bool(inbox.detail(ticket_id).drafts), timeout=5_000)
    assert inbox.detail(ticket_id).drafts[0].text == "Half a sent"

    page.list.view.choose(other)
    inbox.settle()
    assert page.ticket.composer.isHidden()

    page.list.view.choose(ticket_id)
    inbox.settle()
    assert page.ticket.composer.isVisible()
    assert page.ticket.composer.text(PUBLIC) == "Half a sent"


def test_turning_to_another_ticket_saves_at_once(inbox: InboxRig) -> None:
    ticket_id = inbox.ticket()
    other = inbox.ticket("Other")
    page = inbox.open()
    page.list.view.choose(ticket_id)
    inbox.settle()
    inbox.run("ticket.note")
    inbox.type("Not yet sav")

    page.list.view.choose(other)
    inbox.settle()

    draft = inbox.detail(ticket_id).drafts[0]
    assert (draft.kind, draft.text) == (NOTE, "Not yet sav")
    assert page.ticket.composer.text(NOTE) == ""


def test_change_by_somebody_else_does_not_touch_what_is_being_written(inbox: InboxRig) -> None:
    ticket_id = inbox.ticket()
    page = inbox.open()
    inbox.run("ticket.reply")
    inbox.type("I am wri")

    inbox.runner.changed.emit(
        inbox.desk.tickets.assign(inbox.maxim, [ticket_id], inbox.maxim.person_id)
    )
    inbox.settle()

    assert page.ticket.composer.text(PUBLIC) == "I am wri"


def test_letter_that_came_meanwhile_stops_the_reply(inbox: InboxRig) -> None:
    ticket_id = inbox.ticket()
    page = inbox.open()
    inbox.run("ticket.reply")
    inbox.type("Please restart it.")
    inbox.receive(ticket_id, "Solved itself!")

    inbox.run("ticket.send")

    assert len(inbox.detail(ticket_id).messages) == 2
    assert "Irina Petrova" in page.ticket.composer.notice.text
    assert inbox.shown.messages[-1].text == "Solved itself!"
    assert page.ticket.composer.text(PUBLIC) == "Please restart it."
    assert inbox.detail(ticket_id).drafts[0].text == "Please restart it."


def test_reply_can_be_sent_anyway(inbox: InboxRig) -> None:
    ticket_id = inbox.ticket()
    inbox.open()
    inbox.run("ticket.reply")
    inbox.type("Please restart it.")
    inbox.receive(ticket_id, "And one more thing")
    inbox.run("ticket.send_and_solve")

    press(inbox, "Send anyway")

    assert inbox.detail(ticket_id).messages[-1].text == "Please restart it."
    assert inbox.detail(ticket_id).ticket.status is Status.SOLVED


def test_reply_is_not_stopped_twice_by_the_same_letter(inbox: InboxRig) -> None:
    ticket_id = inbox.ticket()
    page = inbox.open()
    inbox.run("ticket.reply")
    inbox.type("Please restart it.")
    inbox.receive(ticket_id, "And one more thing")
    inbox.run("ticket.send")

    press(inbox, "Edit")
    inbox.settle()
    inbox.type(" Then call us.")
    inbox.run("ticket.send")

    assert inbox.detail(ticket_id).messages[-1].text == "Please restart it. Then call us."
    assert page.ticket.composer.notice.isHidden()


def test_own_note_is_no_collision(inbox: InboxRig) -> None:
    ticket_id = inbox.ticket()
    inbox.open()
    inbox.run("ticket.reply")
    inbox.type("It prints.")
    inbox.run("ticket.note")
    inbox.type("Was the cable.")
    inbox.run("ticket.send")

    inbox.run("ticket.reply")
    inbox.run("ticket.send")

    texts = [message.text for message in inbox.detail(ticket_id).messages]
    assert texts == ["It smokes", "Was the cable.", "It prints."]


def test_note_never_becomes_a_mail(inbox: InboxRig) -> None:
    ticket_id = inbox.ticket()
    inbox.open()
    inbox.run("ticket.note")
    inbox.type("Between us")

    inbox.key(Key.Key_Return, CONTROL | SHIFT)

    detail = inbox.detail(ticket_id)
    assert detail.messages[-1].kind is MessageKind.NOTE
    assert detail.messages[-1].delivery is None
    assert detail.drafts == ()
    assert detail.ticket.status is Status.NEW


def test_note_has_another_ground_than_a_reply(inbox: InboxRig) -> None:
    inbox.ticket()
    composer = inbox.open().ticket.composer
    inbox.run("ticket.reply")
    reply = composer.grab().toImage().pixelColor(4, composer.height() - 4)
    inbox.run("ticket.note")
    note = composer.grab().toImage().pixelColor(4, composer.height() - 4)

    assert note == LIGHT.note
    assert reply != note
    assert not composer.form.people.isVisible()


def test_files_go_with_the_reply_and_come_back_with_it(inbox: InboxRig, tmp_path: Path) -> None:
    ticket_id = inbox.ticket()
    page = inbox.open()
    log = tmp_path / "журнал.txt"
    log.write_bytes(b"log")
    inbox.run("ticket.reply")
    inbox.type("See the log.")
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(log))])
    page.ticket.composer.editor.insertFromMimeData(dropped)
    inbox.settle()
    assert [file.name for file in page.ticket.composer.form.files.files] == ["журнал.txt"]
    log.unlink()

    inbox.run("ticket.send")
    sent = inbox.detail(ticket_id).messages[-1]
    assert [(file.name, file.size) for file in sent.attachments] == [("журнал.txt", 3)]

    inbox.run("edit.undo")
    assert [file.content for file in page.ticket.composer.form.files.files] == [b"log"]


def test_pasted_markup_becomes_plain_text(inbox: InboxRig) -> None:
    inbox.ticket()
    composer = inbox.open().ticket.composer
    inbox.run("ticket.reply")
    pasted = QMimeData()
    pasted.setHtml("<b>bold</b>")
    pasted.setText("bold")

    composer.editor.insertFromMimeData(pasted)

    assert composer.text(PUBLIC) == "bold"


def test_missing_file_keeps_the_reply(inbox: InboxRig, tmp_path: Path) -> None:
    ticket_id = inbox.ticket()
    page = inbox.open()
    inbox.run("ticket.reply")
    inbox.type("See the log.")
    page.ticket.composer.form.files.paths_chosen.emit([tmp_path / "gone.txt"])
    inbox.settle()

    assert inbox.errors == ["file.unreadable"]
    assert len(inbox.detail(ticket_id).messages) == 1
    assert page.ticket.composer.text(PUBLIC) == "See the log."


def test_empty_reply_is_refused_and_nothing_is_sent(inbox: InboxRig) -> None:
    ticket_id = inbox.ticket()
    inbox.open()
    inbox.run("ticket.reply")

    inbox.run("ticket.send")

    assert inbox.errors == ["reply.empty"]
    assert len(inbox.detail(ticket_id).messages) == 1


def test_client_without_an_address_gets_notes_only(inbox: InboxRig) -> None:
    inbox.desk.tickets.create(inbox.anna, ManualTicket("Call", "It smokes", requester_name="Ира"))
    page = inbox.open()

    inbox.run("ticket.reply")

    assert page.ticket.composer.kind is NOTE


def test_escape_leaves_the_text_where_it_is(inbox: InboxRig) -> None:
    ticket_id = inbox.ticket()
    page = inbox.open()
    inbox.run("ticket.reply")
    inbox.type("Half")

    inbox.key(Key.Key_Escape)

    assert page.ticket.composer.isVisible()
    assert page.ticket.conversation.hasFocus()
    assert inbox.detail(ticket_id).drafts[0].text == "Half"


def test_escape_closes_an_empty_composer(inbox: InboxRig) -> None:
    inbox.ticket()
    page = inbox.open()
    inbox.run("ticket.reply")

    inbox.key(Key.Key_Escape)

    assert page.ticket.composer.isHidden()
    assert page.ticket.bar.isVisible()


def test_addresses_are_read_back_as_they_are_written() -> None:
    people = (("Ирина Петрова", "it@nord.example"), ("Kern, Anna", "a@b.example"), ("", "c@d.e"))

    assert read_people(people_text(people)) == people
    assert read_people("a@b.example; c@d.e") == (("", "a@b.example"), ("", "c@d.e"))
    assert read_people("  ") == ()
