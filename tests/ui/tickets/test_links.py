"""A link tells where it leads; only the web and mail can be opened."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.ui.tickets.link_opening import LinkOpening
from desktop.ui.tickets.links import read_link
from desktop.ui.widgets.notice_bar import NoticeBar

pytestmark = pytest.mark.usefixtures("speak")


class Browser(QObject):
    """Stands for the web browser of the system."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(url.toString())


@pytest.fixture
def bar(qtbot: QtBot) -> NoticeBar:
    bar = NoticeBar()
    qtbot.addWidget(bar)
    return bar


def button(bar: NoticeBar, text: str) -> QPushButton:
    found = [each for each in bar.findChildren(QPushButton) if each.text() == text]
    return found[-1]


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "ftp://files.example/x",
        "cid:one",
        "//evil.example/x",
        "https://",
        "mailto:",
        "",
        "https://exa mple.com/",
    ],
)
def test_other_addresses_are_never_opened(address: str) -> None:
    assert read_link(address, "click") is None


@pytest.mark.parametrize(
    ("address", "words", "claimed"),
    [
        ("https://evil.example/x", "https://bank.example/login", "bank.example"),
        ("https://evil.example/x", "www.bank.example", "bank.example"),
        ("https://bank.example.evil.example/", "bank.example", "bank.example"),
        ("https://xn--80ak6aa92e.example/", "apple.example", "apple.example"),
        ("https://bank.example/x", "bank.example", None),
        ("https://www.bank.example/x", "bank.example/x", None),
        ("https://почта.рф/x", "почта.рф", None),
        ("https://evil.example/x", "click here", None),
        ("https://evil.example/x", "", None),
    ],
)
def test_words_that_name_another_host_are_noticed(
    address: str, words: str, claimed: str | None
) -> None:
    link = read_link(address, words)

    assert link is not None
    assert link.claimed == claimed


def test_letters_that_only_look_latin_are_shown_as_they_are() -> None:
    link = read_link("https://аpple.example/", "apple.example")

    assert link is not None
    assert link.host.startswith("xn--")


def test_long_address_is_shortened_on_the_screen() -> None:
    link = read_link("https://a.example/" + "x" * 500, "a.example")

    assert link is not None
    assert len(link.address) < 130


def test_nothing_is_opened_before_the_button_is_pressed(bar: NoticeBar) -> None:
    browser = Browser()
    QDesktopServices.setUrlHandler("https", browser, "open")
    try:
        LinkOpening(bar, bar).ask("https://evil.example/x", "bank.example")
        assert "bank.example" in bar.text
        assert "evil.example" in bar.text
        assert browser.opened == []

        button(bar, "Open").click()
        assert browser.opened == ["https://evil.example/x"]
        assert bar.isHidden()
    finally:
        QDesktopServices.unsetUrlHandler("https")


def test_address_can_be_copied_instead(bar: NoticeBar) -> None:
    LinkOpening(bar, bar).ask("https://nord.example/a?b=1", "status")

    button(bar, "Copy address").click()

    assert QGuiApplication.clipboard().text() == "https://nord.example/a?b=1"


def test_refused_link_says_so(bar: NoticeBar) -> None:
    LinkOpening(bar, bar).ask("file:///etc/passwd", "report")

    assert "not opened" in bar.text
    assert not [b for b in bar.findChildren(QPushButton) if b.text() == "Open"]
