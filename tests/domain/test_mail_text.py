"""Names and lines from outside are harmless on every system."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.mail_text import (
    BIDI_NAMES,
    NAME_LIMIT,
    breakable,
    one_line,
    safe_file_name,
    storable,
)

DEVICE = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)")


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("plain", "plain"),
        ("a\r\nBcc: v@x", "a Bcc: v@x"),
        ("invoice\u202efdp.exe", "invoice[RLO]fdp.exe"),
        ("a\x00b\x1bc", "a␀b␛c"),
        ("  two \u2028 lines ", "two lines"),
        ("lone \ud800 half", "lone \ufffd half"),
        ("Ёлка", "Ёлка"),
        ("", ""),
    ],
)
def test_a_line_shows_what_it_hides(raw: str, shown: str) -> None:
    assert one_line(raw) == shown


@given(st.text(st.characters(codec=None), max_size=60) | st.text(list(BIDI_NAMES), max_size=20))
def test_no_control_survives_on_a_line(raw: str) -> None:
    line = one_line(raw)
    assert not set(line) & set(BIDI_NAMES)
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]", line)


@given(st.text("a \n\u200bя", max_size=2000))
def test_long_words_may_break_and_nothing_else_changes(text: str) -> None:
    broken = breakable(text)
    assert broken.replace("\u200b", "") == text.replace("\u200b", "")
    assert max(map(len, re.split(r"[\s\u200b]", broken))) <= 200
    assert breakable(broken) == broken


@given(st.text(st.characters(codec=None), max_size=60))
def test_storable_text_is_accepted_by_both_databases(raw: str) -> None:
    text = storable(raw)
    text.encode("utf-8")
    assert "\0" not in text


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("../../etc/cron.d/x", "etc_cron.d_x"),
        ("C:\\Users\\x\\a.bat", "C_Users_x_a.bat"),
        ("CON.txt", "_CON.txt"),
        ("com1", "_com1"),
        ("a.txt:evil", "a.txt_evil"),
        ("", "attachment-3"),
        ("..", "attachment-3"),
        (".bashrc", "bashrc"),
        ("-rf", "rf"),
        ("Договор №5.pdf", "Договор №5.pdf"),
        ("name. . ", "name"),
        ("x" * 5000 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_a_file_name_stays_in_its_folder(raw: str, name: str) -> None:
    assert safe_file_name(raw, 3) == name


@given(
    st.text(st.characters(codec=None), max_size=300)
    | st.text("./\\:-~ \0\n\u202eCONnul1", max_size=40)
)
def test_any_file_name_passes_the_rules_of_windows(raw: str) -> None:
    name = safe_file_name(raw, 1)
    assert 0 < len(name) <= NAME_LIMIT
    assert not re.search(r'[\x00-\x1f/\\:*?"<>|]', name)
    assert name[0] not in ".-~ "
    assert name[-1] not in ". "
    assert not DEVICE.match(name)
