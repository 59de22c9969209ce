"""Mails made to exhaust: each is read within the worker's limits (reliability.md B8, T-BOMB)."""

from __future__ import annotations

import pytest

from desktop.domain.mail import ParsedMail
from desktop.mail.parser_process import ParserProcess
from tests.mail.hostile import BOMBS


def test_there_are_forty() -> None:
    assert len(BOMBS) >= 40


def unread(names: list[str]) -> list[tuple[str, object]]:
    """Return the bombs that the worker could not read, with what it said."""
    with ParserProcess() as parser:
        found = [(name, parser.parse(BOMBS[name]())) for name in names]
    return [(name, outcome) for name, outcome in found if not isinstance(outcome, ParsedMail)]


def test_every_fourth_bomb_becomes_a_mail() -> None:
    assert unread(list(BOMBS)[::4]) == []


@pytest.mark.long
@pytest.mark.timeout(600)
def test_every_bomb_becomes_a_mail() -> None:
    assert unread(list(BOMBS)) == []
