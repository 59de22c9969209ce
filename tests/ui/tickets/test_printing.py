"""A conversation on paper: whole, escaped, without notes unless wanted, and asking for nothing."""

from __future__ import annotations

import re
import stat
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QPalette, QPdfWriter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from desktop.domain.clock import ManualClock
from desktop.services.desk import Desk
from desktop.ui.paper_device import set_page
from desktop.ui.tickets import browser_opening
from desktop.ui.tickets.paper import (
    Paper,
    PaperDocument,
    paper_html,
    print_paper,
    read_paper,
)
from desktop.ui.tickets.print_sheet import PrintSheet
from tests.mail.hostile import HANGING
from tests.mail.mails import mail
from tests.services.mail_world import AnsweringDesk
from tests.ui.tickets.inbox_rig import InboxRig

SUPPORT = "support@desk.example"
HOSTILE = '<img src="//host/share/x.png"> <script>x</script> & "Printer"'


@pytest.fixture
def place(sqlite_desk: Desk, clock: ManualClock) -> AnsweringDesk:
    return AnsweringDesk(sqlite_desk, clock, SUPPORT)


def paper_of(place: AnsweringDesk, number: int, *, with_notes: bool = False) -> Paper:
    return read_paper(place.desk, number, place.clock.now(), with_notes=with_notes)


def to_pdf(paper: Paper, path: Path) -> int:
    writer = QPdfWriter(str(path))
    set_page(writer)
    return print_paper(paper, writer)


def test_the_heading_says_what_and_whose_and_every_word_is_literal(
    qapp: QApplication, place: AnsweringDesk
) -> None:
    number = place.receive(
        mail(
            "<b>literal</b>\n  indented", Subject=HOSTILE, From='"<i>Anna</i>" <anna@firm.example>'
        )
    )

    document = PaperDocument(paper_of(place, number))

    text = document.toPlainText()
    assert f"#{number} {HOSTILE}" in text
    assert "<i>Anna</i> <anna@firm.example>" in text
    assert "<b>literal</b>" in text
    assert "  indented" in text
    assert "23 Nov 2026, 09:00" in text


def test_notes_come_along_only_if_ticked(qapp: QApplication, inbox: InboxRig) -> None:
    inbox.open()
    number = inbox.ticket("Printer")
    inbox.desk.tickets.add_note(inbox.anna, number, "Between us")
    now = inbox.clock.now()

    without = paper_html(read_paper(inbox.desk, number, now, with_notes=False))
    with_notes = paper_html(read_paper(inbox.desk, number, now, with_notes=True))

    assert "It smokes" in without and "Between us" not in without
    assert "Internal note: " in with_notes and "Between us" in with_notes


def test_a_long_conversation_has_numbered_pages(
    qapp: QApplication, place: AnsweringDesk, tmp_path: Path
) -> None:
    number = place.receive(mail("line\n" * 300))

    pages = to_pdf(paper_of(place, number), tmp_path / "out.pdf")

    data = (tmp_path / "out.pdf").read_bytes()
    assert pages > 3
    assert data.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type /Page\b", data)) == pages


def test_paper_is_black_on_white_in_the_dark_theme(
    qapp: QApplication, place: AnsweringDesk
) -> None:
    number = place.receive(
        mail("<p>Hello</p>", Content_Type="text/html", Message_ID="<dark@firm.example>")
    )
    before = qapp.palette()
    dark = QPalette(before)
    dark.setColor(QPalette.ColorRole.Text, QColor("white"))
    qapp.setPalette(dark)
    try:
        document = PaperDocument(paper_of(place, number))
    finally:
        qapp.setPalette(before)

    colours = set()
    block = document.begin()
    while block.isValid():
        pieces = block.begin()
        while not pieces.atEnd():
            colours.add(pieces.fragment().charFormat().foreground().color().name())
            pieces += 1
        block = block.next()
    assert colours <= {"#000000", "#555555"}


def test_pictures_of_two_messages_are_not_mixed_up(
    qapp: QApplication, place: AnsweringDesk
) -> None:
    number = place.receive(mail('<p>src="cid:x" <img src="cid:x"></p>', Content_Type="text/html"))
    assert "cid:x" in PaperDocument(paper_of(place, number)).toPlainText()


@pytest.mark.parametrize("name", list(HANGING)[::4])
def test_no_mail_hangs_on_paper(
    qapp: QApplication, place: AnsweringDesk, tmp_path: Path, name: str
) -> None:
    number = place.receive(HANGING[name]())
    assert to_pdf(paper_of(place, number), tmp_path / "out.pdf") >= 1


def test_saving_goes_through_the_sheet_and_writes_a_private_file(
    inbox: InboxRig, tmp_path: Path
) -> None:
    page = inbox.open()
    number = inbox.ticket("Printer")
    page.open_ticket(number)
    inbox.settle()

    page.taking_out.printing.save(number, False, tmp_path / "c.pdf")
    inbox.settle()

    assert (tmp_path / "c.pdf").read_bytes().startswith(b"%PDF-")
    assert stat.S_IMODE((tmp_path / "c.pdf").stat().st_mode) & 0o077 == 0
    assert "c.pdf" in page.ticket.notice.text


def test_a_printer_gets_the_same_pages(inbox: InboxRig, tmp_path: Path) -> None:
    page = inbox.open()
    number = inbox.ticket("Printer")
    page.open_ticket(number)
    inbox.settle()
    printer = QPrinter()
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))

    page.taking_out.printing.print_on(printer, number, False)
    inbox.settle()

    assert (tmp_path / "printed.pdf").read_bytes().startswith(b"%PDF-")
    assert "printer" in page.ticket.notice.text


def test_a_message_opens_in_the_browser_from_a_private_file(
    inbox: InboxRig, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(browser_opening, "open_path", opened.append)
    page = inbox.open()
    page.open_ticket(inbox.ticket("Printer", "It smokes"))
    inbox.settle()

    inbox.actions["ticket.open_in_browser"].trigger()
    inbox.settle()

    [path] = opened
    assert b"It smokes" in path.read_bytes()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_sheet_leaves_notes_out_until_they_are_ticked(inbox: InboxRig) -> None:
    sheet = PrintSheet(False, inbox.window)
    told: list[bool] = []
    sheet.confirmed.connect(told.append)

    sheet.go_on.click()
    sheet.notes.setChecked(True)
    sheet.go_on.click()

    assert told == [False, True]


def test_commands_are_offered_for_one_ticket(inbox: InboxRig) -> None:
    page = inbox.open()
    for command in ("file.print", "file.save_pdf", "ticket.open_in_browser"):
        assert not inbox.actions[command].isEnabled()
    page.open_ticket(inbox.ticket())
    inbox.settle()
    for command in ("file.print", "file.save_pdf", "ticket.open_in_browser"):
        assert inbox.actions[command].isEnabled()
