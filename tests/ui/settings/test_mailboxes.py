"""Settings > Mailboxes: signing in, further folders, and what the comparison says."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

import pytest
import trustme
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.errors import Unavailable
from desktop.domain.mail_login import Login
from desktop.domain.ticket import Actor, Source
from desktop.services.desk import Desk
from desktop.ui.runner import Runner
from desktop.ui.settings.mailbox_form import MailboxForm
from desktop.ui.settings.mailboxes import MailboxesSection
from desktop.ui.settings.page import SettingsPage
from desktop.ui.settings.sign_in_panel import SignInPanel
from tests.mail.fake_provider import FakeProvider
from tests.services.mail_rig import VALUES
from tests.ui.shell_rig import ShellRig

ANYONE = Actor(None, Source.JOB)
W = TypeVar("W", bound=QWidget)


def child(page: SettingsPage, kind: type[W]) -> W:
    found = page.findChild(kind)
    assert found is not None
    return found


@pytest.fixture
def provider(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeProvider]:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "authority.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    provider = FakeProvider(authority.issue_cert("127.0.0.1"))
    yield provider
    provider.stop()


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[Runner]:
    runner = Runner()
    yield runner
    runner.close()


class Browser:
    """Does what a person does on each page it is asked to show."""

    def __init__(self, provider: FakeProvider) -> None:
        self._provider = provider
        self.opened: list[str] = []
        self.is_there = True

    def __call__(self, url: QUrl) -> bool:
        self.opened.append(url.toString(QUrl.ComponentFormattingOption.FullyEncoded))
        return self.is_there

    def visit(self, url: str) -> threading.Thread:
        """Ask for a page; the thread ends once it was answered."""
        thread = threading.Thread(target=_get, args=(url,), daemon=True)
        thread.start()
        return thread

    def approve(self) -> None:
        self.visit(self._provider.approve(self.opened[-1]))


def _get(url: str) -> None:
    parts = urlsplit(url)
    with socket.create_connection(("127.0.0.1", parts.port or 0)) as connection:
        connection.sendall(f"GET {parts.path or '/'}?{parts.query} HTTP/1.1\r\n\r\n".encode())
        while connection.recv(4096):
            pass


@pytest.fixture
def browser(provider: FakeProvider) -> Browser:
    return Browser(provider)


@pytest.fixture
def panel(qtbot: QtBot, runner: Runner, provider: FakeProvider, browser: Browser) -> SignInPanel:
    panel = SignInPanel(runner, lambda: (provider.provider, "support@desk.example"), browser)
    qtbot.addWidget(panel)
    panel.show()
    return panel


def test_browser_signs_in_and_a_stranger_at_the_port_does_not(
    qtbot: QtBot, panel: SignInPanel, browser: Browser
) -> None:
    panel.by_browser.click()
    qtbot.waitUntil(lambda: bool(browser.opened))
    assert panel.cancel.isVisible()
    assert not panel.by_browser.isEnabled()
    base = browser.opened[0].partition("redirect_uri=")[2].partition("&")[0]
    stranger = browser.visit(QUrl.fromPercentEncoding(base.encode()))
    qtbot.waitUntil(lambda: not stranger.is_alive())  # answered, and the port still open
    with qtbot.waitSignal(panel.signed_in, timeout=5000) as caught:
        browser.approve()
    assert caught.args[0].access_token
    assert not panel.cancel.isVisible()
    assert panel.by_browser.isEnabled()


def test_without_a_browser_the_address_can_be_copied(
    qtbot: QtBot, panel: SignInPanel, browser: Browser
) -> None:
    browser.is_there = False
    panel.by_browser.click()
    qtbot.waitUntil(lambda: panel.code.isVisible())
    assert panel.code.text().startswith("https://127.0.0.1:")
    panel.cancel.click()
    assert not panel.code.isVisible()


def test_a_cancelled_attempt_comes_to_nothing(
    qtbot: QtBot, panel: SignInPanel, browser: Browser, runner: Runner, provider: FakeProvider
) -> None:
    panel.by_browser.click()
    panel.cancel.click()
    qtbot.waitUntil(lambda: runner.is_idle)
    assert not browser.opened
    assert not provider.requests
    assert panel.by_browser.isEnabled()


def test_code_to_type_elsewhere(qtbot: QtBot, panel: SignInPanel, provider: FakeProvider) -> None:
    provider.pending = 1
    panel.by_code.click()
    qtbot.waitUntil(lambda: panel.code.isVisible())
    assert panel.code.text() == "ABCD-EFGH"
    assert "https://login.example/device" in panel.state.text()
    with qtbot.waitSignal(panel.signed_in, timeout=8000):
        pass


def test_what_the_provider_says_stands_below_the_buttons(
    qtbot: QtBot, panel: SignInPanel, provider: FakeProvider
) -> None:
    provider.refuse = "unauthorized_client"
    panel.by_code.click()
    qtbot.waitUntil(lambda: "no: unauthorized_client" in panel.state.text())
    assert panel.by_code.isEnabled()


def test_form_shows_what_the_way_of_signing_in_needs(rig: ShellRig, page: SettingsPage) -> None:
    page.open_section(MailboxesSection)
    form = child(page, MailboxForm)
    form.begin(None)
    login = form._login
    assert login.password.isVisibleTo(form)
    assert not login.panel.isVisibleTo(form)
    login.way.setCurrentIndex(login.way.findData(Login.GOOGLE))
    assert not login.password.isVisibleTo(form)
    assert login.panel.by_browser.isVisibleTo(form)
    assert not login.panel.by_code.isVisibleTo(form)
    assert not login.token_url.isVisibleTo(form)
    login.client_id.setText("team")
    login.way.setCurrentIndex(login.way.findData(Login.MICROSOFT))
    assert login.panel.by_code.isVisibleTo(form)
    assert form.values.provider is not None
    assert form.values.provider.client_id == "team"
    assert form.values.provider.checked().token_url.startswith("https://login.microsoft")
    login.way.setCurrentIndex(login.way.findData(Login.OTHER))
    assert login.token_url.isVisibleTo(form)


def test_folders_are_typed_with_commas_and_the_comparison_is_shown(
    rig: ShellRig, page: SettingsPage, sqlite_desk: Desk
) -> None:
    page.open_section(MailboxesSection)
    form = child(page, MailboxForm)
    form.begin(None)
    form._more_folders.setText("Junk; Заявки, ")
    assert form.values.more_folders[:2] == ("Junk", " Заявки")
    number = sqlite_desk.mailboxes.add(ANYONE, VALUES, "x").created or 0
    section = child(page, MailboxesSection)
    row = sqlite_desk.mailboxes.get(number)
    assert section._counted(row) == "–"
    sqlite_desk.mailboxes.compared(number, on_server=412, here=411)
    assert section._counted(sqlite_desk.mailboxes.get(number)) == "411 of 412 here"


def test_a_sign_in_that_ended_is_told_from_a_refused_password(
    rig: ShellRig, page: SettingsPage, sqlite_desk: Desk
) -> None:
    number = sqlite_desk.mailboxes.add(ANYONE, VALUES, "x").created or 0
    sqlite_desk.mailboxes.failed(number, Unavailable("mail.sign_in_ended", host="login.example"))
    words = child(page, MailboxesSection)._state(sqlite_desk.mailboxes.get(number))
    assert words == "stopped: sign in again"


def test_the_banner_leads_to_the_password_of_its_mailbox(
    rig: ShellRig, page: SettingsPage, sqlite_desk: Desk
) -> None:
    sqlite_desk.mailboxes.add(ANYONE, VALUES, "x")
    second = replace(VALUES, name="Sales", address="sales@desk.example", username="sales")
    number = sqlite_desk.mailboxes.add(ANYONE, second, "x").created or 0
    for _ in range(3):
        error = Unavailable("mail.auth_rejected", host="h", username="sales", said="no")
        rig.runner.changed.emit(sqlite_desk.mailboxes.failed(number, error))
    rig.qtbot.waitUntil(lambda: "sales@desk.example" in rig.window.banner.text)

    [button] = [
        each
        for each in rig.window.banner.findChildren(QPushButton)
        if each.text() == "Enter password"
    ]
    button.click()

    form = child(page, MailboxForm)
    assert form.values.name == "Sales"
    assert form.isVisible()
    assert rig.window.focusWidget() is form._login.password
