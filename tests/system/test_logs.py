"""No secret reaches a log file, in whatever form it is written (T-CANARY-SECRET)."""

from __future__ import annotations

import base64
import json
import logging
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, quote_plus, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.system.logs import HIDDEN, LogFile, Redactor, redactor, start_logging, stop_logging

PASSWORD = "кот & пёс/'\"\\+ 1Zebra"


@pytest.fixture
def log_file(tmp_path: Path) -> Iterator[Path]:
    root = logging.getLogger()
    level = root.level
    handler = start_logging(tmp_path, "window", "DEBUG")
    yield tmp_path / "window.log"
    stop_logging(handler)
    root.setLevel(level)


@pytest.mark.parametrize(
    "written",
    [
        PASSWORD,
        repr(PASSWORD),
        ascii(PASSWORD),
        repr(PASSWORD.encode()),
        json.dumps({"password": PASSWORD}),
        quote(PASSWORD),
        re.sub("%..", lambda code: code[0].lower(), quote(PASSWORD, safe="")),
        quote_plus(PASSWORD),
        urlencode({"password": PASSWORD}),
        base64.b64encode(PASSWORD.encode()).decode(),
        base64.urlsafe_b64encode(b"user" + PASSWORD.encode()).decode(),
        "AUTH PLAIN " + base64.b64encode(b"\0anna@firm\0" + PASSWORD.encode()).decode(),
    ],
)
def test_every_form_is_hidden(written: str) -> None:
    redactor = Redactor()
    redactor.hide(PASSWORD)

    cleaned = redactor.clean(f"before {written} after")

    assert HIDDEN in cleaned
    assert cleaned.startswith("before")
    assert cleaned.endswith("after")
    assert "Zebra" not in cleaned
    longest_rest = max(len(piece) for piece in cleaned.replace("AUTH PLAIN", "").split(HIDDEN))
    assert longest_rest < len(written)


@given(st.text(min_size=8, max_size=40), st.binary(max_size=7), st.binary(max_size=7))
def test_base64_at_any_offset_leaves_no_letter_of_the_secret(
    secret: str, before: bytes, after: bytes
) -> None:
    redactor = Redactor()
    try:
        encoded = secret.encode()
    except UnicodeEncodeError:
        return
    redactor.hide(secret)
    line = base64.b64encode(before + encoded + after).decode()

    start, end = -(-len(before) * 8 // 6), (len(before) + len(encoded)) * 8 // 6
    assert line[start:end] not in redactor.clean(line)


def test_other_text_is_untouched() -> None:
    redactor = Redactor()
    assert redactor.clean("anything") == "anything"
    redactor.hide("")
    redactor.hide(PASSWORD)
    assert redactor.clean("Mailbox 3: 14 new mails") == "Mailbox 3: 14 new mails"


def test_secret_inside_a_longer_secret_leaves_no_tail() -> None:
    redactor = Redactor()
    redactor.hide("zebra")
    redactor.hide("zebra-and-crossing")

    assert redactor.clean("zebra-and-crossing") == HIDDEN


def test_message_arguments_and_traceback_are_clean_in_the_file(log_file: Path) -> None:
    redactor.hide("canary-Zebra-81")
    log = logging.getLogger("desktop.mail.imap")
    log.debug("login as %s with %s", "anna", "canary-Zebra-81")
    try:
        raise ValueError("LOGIN anna canary-Zebra-81")
    except ValueError:
        log.exception("The server refused")

    text = log_file.read_text(encoding="utf-8")
    assert "canary-Zebra-81" not in text
    assert f"login as anna with {HIDDEN}" in text
    assert f"ValueError: LOGIN anna {HIDDEN}" in text


def test_text_that_no_encoding_takes_does_not_stop_logging(log_file: Path) -> None:
    record = logging.makeLogRecord({"msg": "subject %s", "args": ("\udce9 lone surrogate",)})
    (handler,) = [h for h in logging.getLogger().handlers if isinstance(h, LogFile)]
    # Handled here alone: what pytest captures must be UTF-8 for its parallel workers.
    handler.handle(record)

    assert r"\udce9 lone surrogate" in log_file.read_text(encoding="utf-8")


def test_files_are_rotated(log_file: Path) -> None:
    log = logging.getLogger("desktop")
    for _ in range(12):
        log.info("§" * 50_000)  # no secret that another test has hidden is part of it

    assert log_file.with_name("window.log.1").exists()
    assert log_file.stat().st_size <= 1_000_000
