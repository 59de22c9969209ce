"""A conversation as it is read: order, folding, quotes, events, and what a refresh keeps."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from desktop.domain.changes import Changes, Topic
from desktop.domain.errors import Refused
from desktop.domain.ticket import Actor, MessageKind, Priority, Status
from desktop.models.mail import Message
from desktop.models.outbox import Outbox, OutboxState
from desktop.services.messages import NewAttachment
from desktop.services.replies import Reply
from desktop.ui.theme.tokens import LIGHT
from desktop.ui.tickets.conversation import FIRST_SHOWN
from desktop.ui.tickets.message_card import MessageCard
from desktop.ui.tickets.message_inside import MessageInside
from tests.ui.tickets.inbox_rig import InboxRig

QUOTED = "Thanks!\n\nOn Mon, 23 Nov 2026 at 09:20, Anna wrote:\n> It prints again.\n"


def cards(inbox: InboxRig) -> list[MessageCard]:
    """The cards from top to bottom."""
    found = inbox.page.ticket.conversation.findChildren(MessageCard)
    return sorted((card for card in found if card.isVisible()), key=lambda card: card.y())


def inside(card: MessageCard) -> MessageInside:
    """What an unfolded card holds."""
    assert card.inside is not None
    return card.inside


def test_messages_stand_oldest_first_and_only_the_newest_is_unfolded(inbox: InboxRig) -> None:
    ticket_id = inbox.ticket(text="First letter")
    inbox.clock.advance(timedelta(minutes=5))
    inbox.receive(ticket_id, "Second letter")
    inbox.open()

    first, second = cards(inbox)

    assert first.message.text == "First letter"
    assert not first.header.isChecked()
    assert second.header.isChecked()
    assert inside(second).browser.toPlainText() == "Second letter"


def test_folded_message_is_read_when_it_is_unfolded(inbox: InboxRig) -> None:
    ticket_id = inbox.ticket(text="First letter")
    inbox.receive(ticket_id, "Second letter")
    inbox.open()
    first = cards(inbox)[0]

    QTest.keyClick(first.header, Qt.Key.Key_Space)
    inbox.settle()

    assert inside(first).browser.toPlainText() == "First letter"
    assert inside(first).browser.isVisible()


def test_quote_is_folded_behind_three_dots(inbox: InboxRig) -> None:
    inbox.ticket(text=QUOTED)
    inbox.open()
    card = cards(inbox)[0]
    assert inside(card).browser.toPlainText() == "Thanks!"

    inside(card).quote_button.click()
    assert "It prints again." in inside(card).browser.toPlainText()

    inside(card).quote_button.click()
    assert inside(card).browser.toPlainText() == "Thanks!"


def test_message_without_a_quote_has_no_dots(inbox: InboxRig) -> None:
    inbox.ticket(text="No quote here")
    inbox.open()

    assert not inside(cards(inbox)[0]).quote_button.isVisible()


def test_events_are_lines_between_the_messages(inbox: InboxRig) -> None:
    ticket_id = inbox.ticket()
    inbox.desk.tickets.set_priority(inbox.anna, [ticket_id], Priority.HIGH)
    inbox.desk.tickets.assign(inbox.anna, [ticket_id], inbox.maxim.person_id)
    page = inbox.open()

    lines = page.ticket.conversation.lines()

    assert [line.split("  ")[1] for line in lines] == [
        "Priority: High · Anna Kern",
        "Assignee: Максим Соколов · Anna Kern",
    ]


def test_what_was_taken_back_is_not_told(inbox: InboxRig) -> None:
    ticket_id = inbox.ticket()
    changes = inbox.desk.tickets.set_priority(inbox.anna, [ticket_id], Priority.HIGH)
    assert changes.undo is not None
    inbox.desk.undo.undo(inbox.anna, changes.undo)
    page = inbox.open()

    assert page.ticket.conversation.lines() == []


def test_note_stands_on_its_own_ground(inbox: InboxRig) -> None:
    ticket_id = inbox.ticket()
    inbox.desk.tickets.add_note(inbox.anna, ticket_id, "Same on the test account")
    inbox.open()
    note = next(card for card in cards(inbox) if card.message.kind is MessageKind.NOTE)

    ground = note.grab().toImage().pixelColor(note.width() // 2, 4)

    assert note.header.isChecked()
    assert ground == LIGHT.note


def test_refresh_keeps_what_is_unfolded_and_shows_what_is_new(inbox: InboxRig) -> None:
    ticket_id = inbox.ticket(text="First letter")
    inbox.receive(ticket_id, "Second letter")
    inbox.open()
    first = cards(inbox)[0]
    first.header.click()
    inbox.settle()
    inbox.receive(ticket_id, "Third letter")

    inbox.runner.changed.emit(
        inbox.desk.tickets.set_priority(inbox.maxim, [ticket_id], Priority.HIGH)
    )
    inbox.settle()

    shown = cards(inbox)
    assert shown[0] is first
    assert first.header.isChecked()
    assert inside(shown[2]).browser.toPlainText() == "Third letter"


def test_card_that_a_person_folded_stays_folded(inbox: InboxRig) -> None:
    ticket_id = inbox.ticket(text="First letter")
    inbox.open()
    cards(inbox)[0].header.click()

    inbox.runner.changed.emit(
        inbox.desk.tickets.set_priority(inbox.maxim, [ticket_id], Priority.HIGH)
    )
    inbox.settle()

    assert not cards(inbox)[0].header.isChecked()


def test_long_conversation_begins_with_its_newest_part(inbox: InboxRig) -> None:
    ticket_id = inbox.ticket()
    for number in range(FIRST_SHOWN + 4):
        inbox.receive(ticket_id, f"Letter {number}")
    page = inbox.open()
    assert len(cards(inbox)) == FIRST_SHOWN
    assert cards(inbox)[-1].message.text == f"Letter {FIRST_SHOWN + 3}"

    earlier = page.ticket.conversation.findChildren(QPushButton)[0]
    assert earlier.text() == "Show 5 earlier entries"
    earlier.click()

    assert len(cards(inbox)) == FIRST_SHOWN + 5
    assert cards(inbox)[0].message.text == "It smokes"


def test_subject_and_names_are_shown_as_they_were_written(inbox: InboxRig) -> None:
    inbox.ticket("<b>Bold</b> & <img src=x>", name="<i>Irina</i>")
    page = inbox.open()

    assert page.ticket.header.subject == "<b>Bold</b> & <img src=x>"
    assert "<i>Irina</i>" in cards(inbox)[0].header.accessibleName()


def test_doubtful_sender_and_cut_text_are_said_above_it(inbox: InboxRig) -> None:
    ticket_id = inbox.ticket()
    with inbox.desk.database.write() as session:
        message = session.get(Message, inbox.detail(ticket_id).messages[-1].id)
        assert message is not None
        message.badge = "unauthenticated"
        message.notes = ["recipients_cut:99744", "unheard_of"]
    inbox.open()

    assert inside(cards(inbox)[0]).doubts == [
        "The server could not confirm who sent this letter.",
        "99,744 more recipients are not listed.",
    ]


class FakeDownloads:
    """Finds the whole of a letter."""

    def __init__(self, inbox: InboxRig) -> None:
        self._inbox = inbox
        self.error: Refused | None = None

    def fetch(self, by: Actor, message_id: int) -> Changes:
        if self.error is not None:
            raise self.error
        with self._inbox.desk.database.write() as session:
            message = session.get_one(Message, message_id)
            message.notes, message.text = [], "The whole of it"
            changes = Changes.of(Topic.TICKETS, tickets=[message.ticket_id])
            return self._inbox.desk.database.announce(session, changes)


def test_the_whole_of_a_large_letter_comes_at_a_click(inbox: InboxRig) -> None:
    ticket_id = inbox.ticket()
    with inbox.desk.database.write() as session:
        message = session.get_one(Message, inbox.detail(ticket_id).messages[-1].id)
        message.notes = [f"oversize:{300 * 1024 * 1024}"]
    vars(inbox.desk)["downloads"] = FakeDownloads(inbox)
    inbox.open()
    card = cards(inbox)[0]
    assert inside(card).download_button.isVisible()
    vars(inbox.desk)["downloads"].error = Refused("download.gone")
    inside(card).download_button.click()
    inbox.settle()
    assert inside(card).download_button.isEnabled()
    vars(inbox.desk)["downloads"].error = None
    inside(card).download_button.click()
    inbox.settle()
    assert not inside(card).download_button.isVisible()
    assert inside(card).browser.toPlainText() == "The whole of it"


def test_files_can_only_be_saved_and_risky_ones_are_warned_of(inbox: InboxRig) -> None:
    ticket_id = inbox.ticket()
    files = (
        NewAttachment("invoice.pdf.exe", "application/pdf", 214_000, "0" * 64, content=b"MZ"),
        NewAttachment("screen.png", "image/png", 48_000, "1" * 64, content=b"png"),
    )
    inbox.receive(ticket_id, "see the files", files=files)
    page = inbox.open()
    buttons = [b for b in cards(inbox)[-1].findChildren(QPushButton) if b.isVisible()]
    assert [b.text() for b in buttons] == ["invoice.pdf.exe  214 kB", "screen.png  48 kB"]

    buttons[0].click()

    assert "invoice.pdf.exe" in page.ticket.notice.text
    assert "can run programs" in page.ticket.notice.text


def test_failed_mail_offers_to_send_again(inbox: InboxRig) -> None:
    ticket_id = inbox.ticket()
    seen = inbox.detail(ticket_id).messages[-1].id
    answer = Reply("It prints", (("", "it@nord.example"),), then=Status.OPEN, seen_message_id=seen)
    inbox.desk.replies.send(inbox.anna, ticket_id, answer)
    with inbox.desk.database.write() as session:
        mail = session.query(Outbox).one()
        mail.state, mail.last_error = OutboxState.FAILED, "550 no such user"
    inbox.open()
    card = cards(inbox)[-1]
    assert card.delivery == "Not delivered: 550 no such user"

    next(b for b in card.findChildren(QPushButton) if b.text() == "Send again").click()
    inbox.settle()

    assert inbox.detail(ticket_id).messages[-1].delivery == "queued"
    assert cards(inbox)[-1].delivery == "Waits to be sent"


def test_team_sees_who_got_a_blind_copy(inbox: InboxRig) -> None:
    ticket_id = inbox.ticket()
    answer = Reply(
        "It prints",
        (("", "it@nord.example"),),
        bcc=(("Vera", "vera@desk.example"),),
        approved=frozenset({"vera@desk.example"}),
        anyway=True,
    )
    inbox.desk.replies.send(inbox.anna, ticket_id, answer)
    inbox.open()

    header = cards(inbox)[-1].header

    assert header._address() == "→ it@nord.example · Bcc: vera@desk.example"
    assert "vera@desk.example" in header.accessibleDescription()


def test_name_that_may_deceive_gives_way_to_the_address(inbox: InboxRig) -> None:
    inbox.ticket(name="boss@bank.example")
    inbox.open()
    header = cards(inbox)[0].header
    assert (header._name(), header._address()) == ("it@nord.example", "“boss@bank.example”")
    page = inbox.page.ticket
    shown = [label.text() for label in page.findChildren(QLabel) if "#" in label.text()]
    assert shown[0].endswith(" · it@nord.example") and "boss" not in shown[0]
