"""Chips: who gets the letter, by mouse and by keyboard alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.domain.addressing import Addressing
from desktop.services.drafts import Envelope
from desktop.ui.theme.theme import Theme
from desktop.ui.tickets.recipient_chip import RecipientChip, Standing
from desktop.ui.tickets.recipients import people_text, read_people
from desktop.ui.tickets.recipients_block import RecipientsBlock
from desktop.ui.tickets.recipients_field import AddressInput

IRA = ("Irina Petrova", "it@nord.example")
BOSS = ("", "boss@nord.example")
EVE = ("Eve", "eve@evil.example")
KNOWN = Addressing((IRA,), (), (EVE,), ("", "elsewhere@x.example"), frozenset({IRA[1], BOSS[1]}))
Key = Qt.Key


@pytest.fixture
def block(qtbot: QtBot, theme: Theme) -> RecipientsBlock:
    block = RecipientsBlock()
    qtbot.addWidget(block)
    block.begin(KNOWN, KNOWN.to, KNOWN.cc)
    block.resize(600, 120)
    block.show()
    block.activateWindow()
    qtbot.waitExposed(block)
    return block


def line(block: RecipientsBlock) -> AddressInput:
    found = block.to.findChild(AddressInput)
    assert found is not None
    found.setFocus()
    return found


def standings(block: RecipientsBlock) -> dict[str, Standing]:
    return {chip.person[1]: chip.standing for f in block.fields for chip in f.chips}


@pytest.mark.parametrize("end", [Key.Key_Comma, Key.Key_Return, Key.Key_Semicolon])
def test_typed_address_becomes_a_chip(block: RecipientsBlock, end: Qt.Key) -> None:
    field = line(block)
    QTest.keyClicks(field, "boss@nord.example")
    QTest.keyClick(field, end)

    assert standings(block) == {IRA[1]: Standing.APPROVED, BOSS[1]: Standing.APPROVED}
    assert field.text() == ""


def test_new_address_gets_nothing_before_a_click(block: RecipientsBlock) -> None:
    field = line(block)
    QTest.keyClicks(field, "new@x.example,")
    assert block.to_send().to == (IRA,)
    assert block.first(Standing.NEW) == "new@x.example"

    QTest.mouseClick(block.to.chips[-1], Qt.MouseButton.LeftButton)

    assert block.to_send().to == (IRA, ("", "new@x.example"))
    assert block.to_send().approved == frozenset({"new@x.example"})
    assert block.first(Standing.NEW) == ""


def test_client_named_people_are_greyed_until_clicked(block: RecipientsBlock) -> None:
    block.show_all()

    assert standings(block)[EVE[1]] is Standing.NAMED
    assert block.to_send().cc == ()
    assert "gets nothing" in block.cc.chips[0].accessibleName()

    block.cc.chips[0].setFocus()
    QTest.keyClick(block.cc.chips[0], Key.Key_Return)
    assert block.to_send() == Envelope((IRA,), (EVE,), approved=frozenset({EVE[1]}))


def test_reply_to_elsewhere_is_used_only_by_a_click(block: RecipientsBlock) -> None:
    assert block.to_send().to == (IRA,)

    block._asked.click()

    assert block.to_send().to == (("", "elsewhere@x.example"),)


def test_pasted_lines_become_chips_and_wrong_ones_are_marked(block: RecipientsBlock) -> None:
    field = line(block)
    QGuiApplication.clipboard().setText('"Kern, Anna" <a@b.example>\nbroken@; boss@nord.example')
    QTest.keyClick(field, Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    assert standings(block) == {
        IRA[1]: Standing.APPROVED,
        "a@b.example": Standing.NEW,
        "broken@": Standing.WRONG,
        BOSS[1]: Standing.APPROVED,
    }
    assert block.first(Standing.WRONG) == "broken@"


def test_wrong_address_goes_back_into_the_line_to_be_mended(block: RecipientsBlock) -> None:
    field = line(block)
    QTest.keyClicks(field, "ivan@,")

    QTest.mouseClick(block.to.chips[-1], Qt.MouseButton.LeftButton)

    assert field.text() == "ivan@"


def test_backspace_goes_to_the_last_chip_and_takes_it_away(block: RecipientsBlock) -> None:
    field = line(block)
    QTest.keyClicks(field, "boss@nord.example,")
    last = block.to.chips[-1]

    QTest.keyClick(field, Key.Key_Backspace)
    assert last.hasFocus()
    QTest.keyClick(last, Key.Key_Left)
    first = block.to.chips[0]
    assert first.hasFocus()
    QTest.keyClick(first, Key.Key_Right)
    QTest.keyClick(last, Key.Key_Backspace)

    assert standings(block) == {IRA[1]: Standing.APPROVED}


def test_cross_takes_a_chip_away(block: RecipientsBlock) -> None:
    chip = block.to.chips[0]
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=chip._cross().center())

    assert block.envelope().to == ()


def test_address_that_is_still_typed_counts(block: RecipientsBlock) -> None:
    QTest.keyClicks(line(block), "boss@nord.example")

    assert block.envelope().to == (IRA, BOSS)
    assert block.to_send().to == (IRA, BOSS)


def test_comma_within_a_quoted_name_ends_nothing(block: RecipientsBlock) -> None:
    field = line(block)
    QTest.keyClicks(field, '"Kern, An')

    assert field.text() == '"Kern, An'


def test_draft_keeps_what_was_approved(block: RecipientsBlock) -> None:
    kept = Envelope((EVE,), (), (BOSS,), frozenset({EVE[1]}))

    block.show_envelope(KNOWN, kept)

    assert block.to_send() == kept
    assert block.bcc.isVisible()


def test_addresses_are_read_back_as_they_are_written() -> None:
    people = (("Ирина Петрова", "it@nord.example"), ("Kern, Anna", "a@b.example"), ("", "c@d.e"))

    assert read_people(people_text(people)) == people
    assert read_people("a@b.example; c@d.e") == (("", "a@b.example"), ("", "c@d.e"))
    assert read_people("  ") == ()
    assert read_people("Ira <broken") == (("", "Ira <broken"),)


def test_chip_is_named_for_those_who_hear_it(qtbot: QtBot, block: RecipientsBlock) -> None:
    chip = RecipientChip(EVE, Standing.NEW, block)

    assert chip.accessibleName().startswith("Eve <eve@evil.example>: new on this ticket")


def test_name_that_may_deceive_is_no_label_of_a_chip(qtbot: QtBot, block: RecipientsBlock) -> None:
    chip = RecipientChip(("boss@bank.example", "eve@evil.example"), Standing.APPROVED, block)

    assert chip._label() == "eve@evil.example"
    assert chip.accessibleName() == '"boss@bank.example" <eve@evil.example>'
