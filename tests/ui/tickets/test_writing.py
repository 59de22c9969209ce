"""What is written is never lost: drafts, collisions, notes, files, and Undo of a sent reply."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QPushButton

from desktop.domain.draft import DraftKind
from desktop.domain.reply_template import ReplyTemplate
from desktop.domain.ticket import MessageKind, Status
from desktop.mail.outgoing import OutgoingFile
from desktop.models.mail import Message
from desktop.services.messages import NewAttachment
from desktop.services.tickets import ManualTicket
from desktop.ui.theme.tokens import LIGHT
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


def test_file_dropped_on_a_note_stays_with_the_note(inbox: InboxRig, tmp_path: Path) -> None:
    ticket_id = inbox.ticket()
    composer = inbox.open().ticket.composer
    (tmp_path / "журнал.txt").write_bytes(b"log")
    inbox.run("ticket.note")
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(tmp_path / "журнал.txt"))])
    composer.editor.insertFromMimeData(dropped)
    inbox.settle()

    inbox.run("ticket.send")

    detail = inbox.detail(ticket_id)
    (kept,) = detail.messages[-1].attachments
    assert (detail.messages[-1].kind, kept.name) == (MessageKind.NOTE, "журнал.txt")
    assert inbox.desk.viewing.file(kept.id).content == b"log"
    assert composer.form.files.files == ()


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


def test_reply_quotes_the_last_letter_below_the_signature(inbox: InboxRig) -> None:
    inbox.desk.settings.set(None, "mail.quote", "last")
    inbox.desk.settings.set(inbox.anna.person_id, "mail.signature_ru", "Анна")
    inbox.desk.settings.set(inbox.anna.person_id, "mail.signature", "Anna")
    ticket_id = inbox.ticket(text="Дымит уже час")
    inbox.open()
    inbox.run("ticket.reply")
    inbox.type("Едем.")

    inbox.run("ticket.send")

    text = inbox.detail(ticket_id).messages[-1].text
    assert text.startswith("Едем.\n\n-- \nАнна\n\n")
    assert text.endswith("Irina Petrova пишет:\n> Дымит уже час")


def test_address_that_is_new_stops_the_letter_until_it_is_approved(inbox: InboxRig) -> None:
    ticket_id = inbox.ticket()
    composer = inbox.open().ticket.composer
    inbox.run("ticket.reply")
    inbox.type("It prints.")
    composer.form.people.cc.add_text("boss@else.example")

    inbox.run("ticket.send")
    assert "boss@else.example" in composer.notice.text
    assert len(inbox.detail(ticket_id).messages) == 1

    press(inbox, "Approve and send")
    assert inbox.detail(ticket_id).messages[-1].cc == (("", "boss@else.example"),)


def test_whom_a_client_named_gets_nothing(inbox: InboxRig) -> None:
    ticket_id = inbox.ticket()
    with inbox.desk.database.write() as session:
        message = session.get(Message, inbox.detail(ticket_id).messages[-1].id)
        assert message is not None
        message.recipients = {"cc": [["Eve", "eve@evil.example"]]}
    composer = inbox.open().ticket.composer
    inbox.run("ticket.reply_all")
    inbox.type("It prints.")
    assert [chip.person[1] for chip in composer.form.people.cc.chips] == ["eve@evil.example"]

    inbox.run("ticket.send")

    assert inbox.detail(ticket_id).messages[-1].cc == ()


def test_template_is_filled_in_and_stops_the_letter_while_it_has_a_gap(inbox: InboxRig) -> None:
    ticket_id = inbox.ticket()
    inbox.desk.templates.add(
        inbox.anna, ReplyTemplate("Date", "😀 Dear {client_name}, by {next_date}.")
    )
    page = inbox.open()
    inbox.run("ticket.reply")
    inbox.run("ticket.template")
    inbox.key(Key.Key_Return)

    composer = page.ticket.composer
    assert composer.text(PUBLIC) == "😀 Dear Irina Petrova, by {next_date}."
    inbox.run("ticket.send")
    assert "{next_date}" in composer.notice.text
    assert composer.editor.textCursor().selectedText() == "{next_date}"

    inbox.type("Monday")
    inbox.run("ticket.send")
    assert inbox.detail(ticket_id).messages[-1].text == "😀 Dear Irina Petrova, by Monday."


def test_two_colons_call_the_templates_too(inbox: InboxRig) -> None:
    inbox.ticket()
    inbox.desk.templates.add(inbox.anna, ReplyTemplate("Thanks", "Thank you!"))
    composer = inbox.open().ticket.composer
    inbox.run("ticket.reply")
    inbox.type("std::vector at ::")
    inbox.settle()
    inbox.key(Key.Key_Return)

    assert composer.text(PUBLIC) == "std::vector at Thank you!"


def test_forward_takes_the_letter_with_its_files_and_answers_nothing(inbox: InboxRig) -> None:
    ticket_id = inbox.ticket()
    inbox.receive(
        ticket_id,
        "See the log",
        files=(NewAttachment("a.log", "text/plain", 3, "x", content=b"log"),),
    )
    page = inbox.open()
    inbox.run("ticket.forward")
    composer = page.ticket.composer
    assert not page.ticket.writing.has_draft
    composer.form.people.to.add_text("vendor@else.example")
    composer.form.people.to.chips[0].click()

    inbox.run("ticket.send")

    sent = inbox.detail(ticket_id).messages[-1]
    assert sent.subject.startswith("Fwd: Printer")
    assert "> " not in sent.text and "See the log" in sent.text
    assert [file.name for file in sent.attachments] == ["a.log"]
    assert inbox.detail(ticket_id).ticket.status is Status.NEW

    inbox.run("edit.undo")
    assert composer.kind is DraftKind.FORWARD
    assert [file.content for file in composer.form.files.files] == [b"log"]


def test_draft_comes_back_whole(inbox: InboxRig) -> None:
    ticket_id = inbox.ticket()
    other = inbox.ticket("Other")
    page = inbox.open()
    page.list.view.choose(ticket_id)
    inbox.settle()
    inbox.run("ticket.reply")
    inbox.type("Half a sentence")
    form = page.ticket.composer.form
    form.people.cc.add_text("boss@else.example")
    form.people.cc.chips[0].click()
    form.files.add([OutgoingFile("a.log", "text/plain", b"log")])
    cursor = form.editor.textCursor()
    cursor.setPosition(4)
    form.editor.setTextCursor(cursor)

    for number in (other, ticket_id):
        page.list.view.choose(number)
        inbox.settle()

    assert form.text == "Half a sentence"
    assert form.editor.textCursor().position() == 4
    assert form.people.to_send().cc == (("", "boss@else.example"),)
    assert [file.content for file in form.files.files] == [b"log"]


def test_reply_for_later_is_shown_and_can_be_edited(inbox: InboxRig) -> None:
    ticket_id = inbox.ticket()
    page = inbox.open()
    inbox.run("ticket.reply")
    inbox.type("Tomorrow.")

    page.ticket.composer.send_button.later_wanted.emit(inbox.clock.now() + timedelta(days=1))
    inbox.settle()
    assert len(inbox.detail(ticket_id).messages) == 1
    assert "Anna Kern: leaves 24 Nov 2026, 09:00 · Tomorrow." in page.ticket.scheduled.texts()

    inbox.run("edit.undo")
    assert page.ticket.composer.text(PUBLIC) == "Tomorrow."
    assert page.ticket.scheduled.isHidden()


def test_text_typed_since_stays_when_a_waiting_reply_comes_back(inbox: InboxRig) -> None:
    inbox.ticket()
    page = inbox.open()
    inbox.run("ticket.reply")
    inbox.type("Tomorrow.")
    page.ticket.composer.send_button.later_wanted.emit(inbox.clock.now() + timedelta(days=1))
    inbox.settle()
    inbox.run("ticket.reply")
    inbox.type("And today?")

    inbox.run("edit.undo")

    assert page.ticket.composer.text(PUBLIC) == "Tomorrow.\n\nAnd today?"


def test_discarded_text_can_be_brought_back(inbox: InboxRig) -> None:
    ticket_id = inbox.ticket()
    page = inbox.open()
    inbox.run("ticket.reply")
    inbox.type("Please restart it.")
    inbox.receive(ticket_id, "Solved itself!")
    inbox.run("ticket.send")

    press(inbox, "Discard mine")
    assert page.ticket.composer.text(PUBLIC) == ""
    assert inbox.detail(ticket_id).drafts == ()

    press(inbox, "Bring it back")
    assert page.ticket.composer.text(PUBLIC) == "Please restart it."


def test_last_way_of_sending_is_remembered_for_the_mailbox(inbox: InboxRig) -> None:
    first, second = inbox.ticket(), inbox.ticket("Other")
    page = inbox.open()
    page.list.view.choose(first)
    inbox.settle()
    inbox.run("ticket.reply")
    inbox.type("Done.")
    inbox.run("ticket.send_and_solve")

    page.list.view.choose(second)
    inbox.settle()
    inbox.run("ticket.reply")
    inbox.type("Done, too.")
    inbox.run("ticket.send")

    assert inbox.detail(second).ticket.status is Status.SOLVED


def test_pasted_picture_is_attached(inbox: InboxRig) -> None:
    inbox.ticket()
    form = inbox.open().ticket.composer.form
    inbox.run("ticket.reply")
    picture = QImage(8, 8, QImage.Format.Format_RGB32)
    picture.fill(0)
    pasted = QMimeData()
    pasted.setImageData(picture)

    form.editor.insertFromMimeData(pasted)
    inbox.settle()

    (file,) = form.files.files
    assert (file.name, file.media_type) == ("picture-1.png", "image/png")
    assert QImage.fromData(file.content).size() == picture.size()
