"""Reading the parts of a mail: the quick way gives what the parser gives."""

from __future__ import annotations

from email.message import Message
from email.parser import BytesParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop.mail.mime import read_message
from desktop.mail.parse import parse_mail

PIECES = (
    *(b"\n", b"\r\n", b"\r", b" ", b"\t", b":", b"\n\n", b"\r\n\r\n", b"\xff", b"\0"),
    *(b"Subject: a", b"A:", b"Reply-To:b", b"From x", b"From: c <c@x>", b"a sentence", b"--e"),
    *(b"Content-Type: text/plain", b"Content-Type: multipart/mixed; boundary=e"),
    *(b"Content-Type: message/rfc822", b"Content-Type: Multipart/Digest;\n boundary=e"),
)


def shape(message: Message) -> object:
    """Return all that the program asks a mail for."""
    payload = message.get_payload()
    inner = [shape(part) for part in payload] if isinstance(payload, list) else payload
    return message.get_default_type(), list(message.raw_items()), inner


@given(st.lists(st.sampled_from(PIECES), max_size=20).map(b"".join))
@example(b"Subject: one\n two\nX:\n three\n\nbody\n\nmore")
@example(b"Subject: one\r\n \r\nX: y\r\n\r\nbody\r\nmore")
@example(b"Subject: one\rX: y\r\n\r\nbody")
@example(b"Subject: no body\n")
@example(b"Subject: one\n\n")
@example(b"Subject: one\n: nameless\n\nbody")
@example(b"Subject: one\nno header\n\nbody")
@example(b"Content-Type: multipart/mixed; boundary=e\n\n--e\n\nbody\n--e--\n")
def test_a_mail_is_read_as_the_parser_reads_it(raw: bytes) -> None:
    raw = b"To: d@x\n" + raw  # what comes before the headers is another matter
    assert shape(read_message(raw)[0]) == shape(BytesParser().parsebytes(raw))


@pytest.mark.parametrize("line", [b"a" * 70_000, b"a:" * 35_000, b"x: y\n" * 14_000])
def test_long_headers_are_left_to_the_parser(line: bytes) -> None:
    raw = b"To: d@x\n" + line + b"\n\nbody"
    assert shape(read_message(raw)[0]) == shape(BytesParser().parsebytes(raw))


@pytest.mark.parametrize("coding", ["quoted-printable", "base64", "8bit"])
def test_stray_bytes_in_a_coded_part_are_read_by_its_charset(coding: str) -> None:
    head = f"Content-Type: text/plain; charset*=utf-8''koi8-r\nContent-Transfer-Encoding: {coding}"
    raw = head.encode() + b"\n\n" + "Принтер не печатает снова\n".encode("koi8-r")

    assert parse_mail(raw).text.strip() == "Принтер не печатает снова"
