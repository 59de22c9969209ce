"""Transfer encodings that are cut, mixed or mislabelled."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.mail.transfer import decoded

TEXT = "Принтер не печатает".encode()
CODED = base64.b64encode(TEXT).decode()


@pytest.mark.parametrize(
    ("payload", "found"),
    [
        (CODED, TEXT),
        (CODED[:20] + "\r\n " + CODED[20:], TEXT),
        (CODED[:20] + "!@#\n" + CODED[20:], TEXT),
        (CODED.rstrip("="), TEXT),
        (CODED[:21], TEXT[:15]),
        (CODED[:23], TEXT[:17]),
        (CODED + "\n-- \nYou may unsubscribe here", TEXT),
        ("This was never coded at all", b"This was never coded at all"),
        ("", b""),
        ("====", b""),
    ],
)
def test_base64(payload: str, found: bytes) -> None:
    assert decoded(payload, "base64") == found


@pytest.mark.parametrize(
    ("payload", "found"),
    [("=D0=9F=\n=D1=80", "Пр".encode()), ("=XY =\n=4", b"=XY =4"), ("a= \nb", b"ab"), ("", b"")],
)
def test_quoted_printable(payload: str, found: bytes) -> None:
    assert decoded(payload, "quoted-printable") == found


@given(st.text(), st.sampled_from(["base64", "quoted-printable"]))
def test_nothing_raises(payload: str, encoding: str) -> None:
    decoded(payload, encoding)


@given(st.binary(max_size=200))
def test_base64_comes_back(data: bytes) -> None:
    assert decoded(base64.encodebytes(data).decode(), "base64") == data
