"""Sixty links that pretend: the real host is told, and only the web and mail are opened (F5)."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication

from desktop.mail.html import sanitise
from desktop.ui.tickets.links import SCHEMES, read_link
from desktop.ui.tickets.pressed_links import address_of, words_of

EVIL, BANK = "evil.example", "bank.example"

LYING = [
    ("https://evil.example", "https://bank.example"),
    ("http://evil.example/a?b=c#d", "http://bank.example/login"),
    ("https://evil.example", "bank.example"),
    ("https://evil.example", "www.bank.example"),
    ("https://evil.example", "  https://bank.example  "),
    ("https://evil.example", "HTTPS://BANK.EXAMPLE"),
    ("https://EVIL.example", "https://bank.example"),
    ("HTTPS://evil.example", "bank.example/x"),
    ("https://bank.example@evil.example", "https://bank.example"),
    ("https://bank.example:pass@evil.example", "bank.example"),
    ("https://bank.example%40evil.example@evil.example", "bank.example"),
    ("https://evil.example:443/bank.example", "bank.example"),
    ("https://evil.example/https://bank.example", "https://bank.example"),
    ("https://evil.example?https://bank.example", "https://bank.example"),
    ("https://evil.example#bank.example", "bank.example"),
    ("https://evil.example", "Pay at https://bank.example now"),
    ("https://evil.example", "see www.bank.example"),
    ("https://evil.example", "https://user@bank.example"),
    ("https://evil.example", "\u200bhttps://bank.example"),
    ("https://evil.example", "https://ba\u200bnk.example"),
    ("https://evil.example", "https://\u2066bank.example\u2069"),
    ("https://evil.example", "\u202ehttps://bank.example"),
    ("https://evil.example", "https://ba\u00adnk.example"),
    ("https://evil.example", "https://bank\uff0eexample"),
    ("https://evil.example", "https://bank\u3002example"),
    ("https://evil.example", "https://\uff42\uff41\uff4e\uff4b.example"),
    ("https://evil.example/%2e%2e", "bank.example"),
]
"""(address, words): the words name the bank, the address leads elsewhere."""

HONEST = [
    ("https://bank.example", "https://bank.example", BANK),
    ("https://www.bank.example/x", "bank.example", "www.bank.example"),
    ("https://login.bank.example", "https://bank.example", "login.bank.example"),
    ("https://bank.example/a%20b", "bank.example", BANK),
    ("https://bank.example", "click here", BANK),
    ("https://bank.example:8443", "https://bank.example:8443/", BANK),
    ("https://почта.рф/x", "https://почта.рф", "почта.рф"),
    ("https://münchen.example", "münchen.example", "münchen.example"),
]

LOOKING_ALIKE = [
    "https://аpple.example",
    "https://paypаl.example",
    "https://xn--pple-43d.example",
    "https://bаnk.example/login",
    "https://gооgle.example",
    "https://ехample.example",
    "https://αpple.example",
]
"""Letters of another alphabet among Latin ones."""

CLOSED = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html,<script>",
    "vbscript:x",
    "file:///etc/passwd",
    "file://server/share",
    "\\\\evil\\share",
    "//evil.example/share",
    "ms-msdt:/id",
    "search-ms:query=x",
    "ms-word:ofe|u|https://evil.example",
    "ssh://evil.example",
    "tel:+100",
    "sms:+100",
    "ftp://evil.example",
    "smb://evil.example/share",
    "about:blank",
    "blob:https://evil.example/1",
    "view-source:https://evil.example",
    "cid:one",
    "https://",
    "https:///path",
    "mailto:nobody",
    "https://%65vil.example",
    "https://evil.example/<x",
    "x",
    "",
]


def test_there_are_more_than_sixty() -> None:
    assert len(LYING) + len(HONEST) + len(LOOKING_ALIKE) + len(CLOSED) >= 60


@pytest.mark.parametrize(("address", "words"), LYING)
def test_a_lie_is_told_with_the_real_host(address: str, words: str) -> None:
    link = read_link(address, words)
    assert link is not None
    assert (link.host, link.claimed) == (EVIL, BANK)


@pytest.mark.parametrize(("address", "words", "shown"), HONEST)
def test_the_truth_is_no_warning(address: str, words: str, shown: str) -> None:
    link = read_link(address, words)
    assert link is not None
    assert (link.host_shown, link.claimed) == (shown, None)


@pytest.mark.parametrize("address", LOOKING_ALIKE)
def test_letters_that_look_alike_are_seen_in_ascii(address: str) -> None:
    link = read_link(address, "click")
    assert link is not None
    assert link.host_shown.startswith("xn--")
    assert "(" in link.host_shown


@pytest.mark.parametrize("address", CLOSED)
def test_other_schemes_never_reach_the_system(address: str) -> None:
    assert read_link(address, "click") is None
    clean = sanitise(f'<a href="{address}">x</a>', ()) or ""
    assert "href" not in clean or clean.partition('href="')[2].startswith(
        tuple(f"{scheme}:" for scheme in SCHEMES)
    )


@pytest.mark.parametrize(
    "href", ["https://EVIL.example/%41", "https://evil.example/a%20b", "https://evil.example/ä"]
)
def test_words_are_found_however_the_address_is_written(qapp: QApplication, href: str) -> None:
    document = QTextDocument()
    document.setHtml(f'<a href="{href}">https://bank.example</a>')

    url = QUrl(href)

    assert words_of(document, url) == "https://bank.example"
    link = read_link(address_of(url), words_of(document, url))
    assert link is not None
    assert link.claimed == BANK


def test_a_harmless_link_in_front_does_not_hide_a_lying_one(qapp: QApplication) -> None:
    document = QTextDocument()
    document.setHtml(
        '<p><a href="https://evil.example">Read more</a></p>'
        '<p><a href="https://evil.example">bank.example</a></p>'
    )
    assert words_of(document, QUrl("https://evil.example")) == "bank.example"
