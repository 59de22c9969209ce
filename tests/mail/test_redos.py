"""No repetition makes reading a mail slow (reliability.md B13, T-REDOS).

Not pattern by pattern: most of them meet a line of bounded length, and only its use shows that.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from desktop.domain.mail_quote import stripped_text
from desktop.mail.parse import parse_mail
from tests.mail.mails import mail, multipart

SIZE = 50_000
PIECES = (
    *("a", " ", "\n", "<", "(", '"', ":", ";", "-", "=", ">", "1", "@", "\\", "\t \n", "я", "é"),
    *(
        "a ",
        "a@",
        "<a",
        "a=",
        ";a=b",
        "=?",
        "=?utf-8?q?a?=",
        "1:",
        "1 ",
        "wrote ",
        "re: ",
        "auto: ",
    ),
    *("<a href=", "&#1;", "- ", "_", "<!--", "data:", "+7 ", "Аа ", "From: ", "a.", "пишет 1"),
    *("<table>", "<blockquote type=cite>", "a*0=b;", "8<", "[#1]", "п.с. ", "not delivered "),
)
PLACES: dict[str, Callable[[str], bytes]] = {
    "text": mail,
    "HTML": lambda text: mail(text, Content_Type="text/html; charset=utf-8"),
    "a calendar": lambda text: mail("BEGIN:VEVENT\n" + text, Content_Type="text/calendar"),
    "a report": lambda text: mail(text, From="MAILER-DAEMON@x.example", Return_Path="<>"),
    "unlabelled bytes": lambda text: mail(text.encode("koi8-r", "replace")),
    "base64": lambda text: mail(text, Content_Transfer_Encoding="base64"),
    "headers": lambda text: mail(
        Subject=text.replace("\n", ""),
        From=text.replace("\n", ""),
        References=text.replace("\n", ""),
        Date=text.replace("\n", ""),
        Authentication_Results=text.replace("\n", ""),
        Received=text.replace("\n", ""),
    ),
    "parameters": lambda text: multipart(
        ("Content-Disposition: attachment; filename=" + text.replace("\n", ""), b"x")
    ),
}


@pytest.mark.parametrize("place", PLACES)
def test_no_repetition_is_slow(place: str) -> None:
    slow = []
    for piece in PIECES:
        raw = PLACES[place](piece * (SIZE // len(piece)) + "!")
        start = time.process_time()
        stripped_text(parse_mail(raw).text)
        taken = time.process_time() - start
        if taken > 0.5:  # 50 ms on an idle machine
            slow.append((piece, round(taken, 2)))
    assert slow == []
