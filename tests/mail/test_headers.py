"""Headers: encoded words, raw bytes, dates that lie, ids that break other readers."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from desktop.domain.mail import Address
from desktop.mail.addresses import ADDRESS_LIMIT, count_addresses, read_addresses
from desktop.mail.headers import decode_header, message_id, message_ids, read_date, received_date


def raw(text: str, charset: str) -> str:
    """What the parser keeps of 8-bit bytes in a header."""
    return text.encode(charset).decode("ascii", "surrogateescape")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("plain", "plain"),
        ("=?utf-8?b?0JTQsA==?=", "Да"),
        ("=?utf-8?B?0JTQ?=\r\n =?utf-8?B?sA==?=", "Да"),
        ("=?utf-8?q?a=0D=0ABcc:_v@x?=", "a\r\nBcc: v@x"),
        ("Re: =?koi8-r?Q?=E4=C1?= [#5]", "Re: Да [#5]"),
        ("=?windows-1251?Q?=C4?= =?windows-1251?Q?=E0?=", "Да"),
        ("=?utf-8?q?a?= =?koi8-r?q?=E4?=", "aД"),
        ("=?utf-8?q?a?= b =?utf-8?q?c?=", "a b c"),
        ("=?nosuch?q?a=20b?=", "a b"),
        ("=?utf-8?b?0JTQsA?=", "Да"),
        ("=?utf-8*ru?q?x?=", "x"),
        ("=?broken", "=?broken"),
        ("two\r\n words", "two words"),
        (raw("Вопрос", "koi8-r"), "Вопрос"),
        (raw("Вопрос", "cp1251"), "Вопрос"),
        (raw("Вопрос", "utf-8"), "Вопрос"),
        ("", ""),
    ],
)
def test_header_text(value: str, text: str) -> None:
    assert decode_header(value) == text


@pytest.mark.parametrize(
    ("value", "addresses"),
    [
        ("a@b", [("", "a@b")]),
        ("Anna <a@b.example>", [("Anna", "a@b.example")]),
        ('"Kern, Anna" <a@b.example>, c@d', [("Kern, Anna", "a@b.example"), ("", "c@d")]),
        ('"A \\"x\\" B" <a@b>', [('A "x" B', "a@b")]),
        ("a@b (Anna (the (first)))", [("Anna the first", "a@b")]),
        ("Team: a@b, c@d;", [("", "a@b"), ("", "c@d")]),
        ("undisclosed-recipients:;", []),
        ("=?utf-8?q?a=0D=0ABcc:_v@x?= <a@b>", [("a Bcc: v@x", "a@b")]),
        ("=?utf-8?b?0JTQsA==?= <a@b>", [("Да", "a@b")]),
        ('"=?utf-8?b?0JTQsA==?=" <a@b>', [("Да", "a@b")]),
        ("Anna a@b", [("Anna", "a@b")]),
        ("root", [("root", "")]),
        ("<a@b", [("", "a@b")]),
        ('"unclosed <a@b>', [("unclosed", "a@b")]),
        ("(((((" * 1000, []),
        ("", []),
        (",,, ,", []),
    ],
)
def test_address_list(value: str, addresses: list[tuple[str, str]]) -> None:
    assert read_addresses(value) == [Address(*pair) for pair in addresses]


def test_address_lists_are_cut_and_counted() -> None:
    value = ", ".join(f"user{number}@x.example" for number in range(1000))
    assert len(read_addresses(value)) == ADDRESS_LIMIT
    assert count_addresses(value) == 1000
    assert count_addresses('"a, b" <x@y>, c@d') == 2


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("<[ABC@microsoft.com]>", "<[ABC@microsoft.com]>"),
        (" <a@b>\r\n", "<a@b>"),
        ("bare@id", "bare@id"),
        ("", None),
        ("   ", None),
    ],
)
def test_message_id_is_taken_literally(value: str, expected: str | None) -> None:
    assert message_id(value) == expected


def test_references_of_old_mailers() -> None:
    assert message_ids('Message from A <a@b> of "Mon" <c@d>') == ["<a@b>", "<c@d>"]


@pytest.mark.parametrize(
    ("value", "instant"),
    [
        ("Mon, 02 Mar 2026 08:47:00 +0300", datetime(2026, 3, 2, 5, 47, tzinfo=UTC)),
        ("2 Mar 2026 08:47 GMT", datetime(2026, 3, 2, 8, 47, tzinfo=UTC)),
        ("Mon, 02 Mar 2026 08:47:60 +0000", datetime(2026, 3, 2, 8, 47, 59, tzinfo=UTC)),
        ("Mon, 02 Mar 2026 08:47:00 +9999", datetime(2026, 3, 2, 8, 47, tzinfo=UTC)),
        ("Mon, 02 Mar 2026 08:47:00 -0000", datetime(2026, 3, 2, 8, 47, tzinfo=UTC)),
        ("Fri, 31 Dec 9999 23:59:59 -1200", None),
        ("Mon, 99 Mar 2026 08:47:00", None),
        ("yesterday", None),
        ("", None),
        (",", None),
        ("0" * 5000, None),
    ],
)
def test_dates(value: str, instant: datetime | None) -> None:
    assert read_date(value) == instant


def test_received_takes_what_stands_after_the_last_semicolon() -> None:
    value = "from a (b; c) by d\r\n\twith E; Tue, 30 Jul 2002 03:30:03 -0400 (EDT)"
    assert received_date(value) == datetime(2002, 7, 30, 7, 30, 3, tzinfo=UTC)
