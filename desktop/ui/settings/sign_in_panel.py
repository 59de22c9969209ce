"""Signing in at a provider inside the mailbox form: by the browser, or by a code to type."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSocketNotifier, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.errors import DeskError
from desktop.domain.mail_login import Provider
from desktop.mail.oauth import Grant
from desktop.mail.sign_in import BrowserSignIn, DeviceSignIn, Pages
from desktop.ui.runner import Runner
from desktop.ui.settings.section import Words
from desktop.ui.texts import sentence
from desktop.ui.theme.typography import Space
from desktop.ui.widgets.labels import MutedLabel


class SignInPanel(QWidget):
    """Buttons, what is going on, and the code; asks `typed` whom to sign in where.

    Nothing waits on a lane: the port is watched by Qt, and the provider asked at its pace.
    """

    signed_in = Signal(object)
    """Grant: the provider has let us in."""

    def __init__(
        self,
        runner: Runner,
        typed: Callable[[], tuple[Provider, str]],
        show_page: Callable[[QUrl], bool] = QDesktopServices.openUrl,
        parent: QWidget | None = None,
    ) -> None:
        """`typed` gives the provider and the account as they stand in the form."""
        super().__init__(parent)
        self._runner = runner
        self._typed = typed
        self._show_page = show_page
        self._attempt = 0
        self._browser: BrowserSignIn | None = None
        self._notifier: QSocketNotifier | None = None
        self._is_waiting = False
        self._says: Words = str
        self.by_browser = QPushButton()
        self.by_code = QPushButton()
        self.cancel = QPushButton()
        self.code = QLineEdit()
        self.code.setReadOnly(True)
        self.state = MutedLabel()
        self.state.setWordWrap(True)

        buttons = QHBoxLayout()
        buttons.setSpacing(Space.CONTROL)
        for button in (self.by_browser, self.by_code, self.cancel):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CONTROL)
        column.addLayout(buttons)
        column.addWidget(self.code)
        column.addWidget(self.state)

        self.by_browser.clicked.connect(self._on_browser)
        self.by_code.clicked.connect(self._on_code)
        self.cancel.clicked.connect(self.stop)
        self._retranslate()
        self._settle(str)

    def begin(self, is_signed_in: bool) -> None:
        """Start afresh for a mailbox that is signed in on this computer, or is not."""
        self._end()
        if is_signed_in:
            self._settle(lambda: self.tr("Signed in. Sign in again to change the account."))
        else:
            self._settle(lambda: self.tr("Not signed in yet."))

    def show_ways(self, *, has_code: bool) -> None:
        """Offer the code only where the provider knows it."""
        self.by_code.setVisible(has_code)

    def stop(self) -> None:
        """Give up the attempt that is going on."""
        self._end()
        self._settle(lambda: self.tr("The sign-in was not finished."))

    def _on_browser(self) -> None:
        attempt, (provider, account) = self._start(), self._typed()
        pages = Pages(
            done=self.tr("You are signed in. You can close this page."),
            failed=self.tr("The sign-in did not work. Duty Desk says why."),
        )
        self._runner.network(
            self,
            lambda: BrowserSignIn(provider.checked(), account, pages),
            lambda browser: self._on_page(attempt, browser),
            lambda error: self._on_refused(attempt, error),
        )

    def _on_page(self, attempt: int, browser: BrowserSignIn) -> None:
        if attempt != self._attempt:
            browser.close()
            return
        self._browser = browser
        self._notifier = QSocketNotifier(browser.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(lambda: self._on_knock(attempt))
        if self._show_page(QUrl(browser.url)):
            self._wait(lambda: self.tr("Sign in on the page that your browser shows."))
        else:
            self.code.setText(browser.url)
            self._wait(lambda: self.tr("No browser opened. Open this address yourself:"))
        self.code.setVisible(bool(self.code.text()))

    def _on_knock(self, attempt: int) -> None:
        """Somebody connected: answer on a lane, and listen on if it was somebody else."""
        browser = self._browser
        if browser is None or self._notifier is None or attempt != self._attempt:
            return
        self._notifier.setEnabled(False)
        self._runner.network(
            self,
            browser.finish,
            lambda grant: self._on_answer(attempt, grant),
            lambda error: self._on_refused(attempt, error),
        )

    def _on_answer(self, attempt: int, grant: Grant | None) -> None:
        if attempt != self._attempt:
            return
        if grant is not None:
            self._succeed(grant)
        elif self._notifier is not None:
            self._notifier.setEnabled(True)

    def _on_code(self) -> None:
        attempt, (provider, _) = self._start(), self._typed()
        self._runner.network(
            self,
            lambda: DeviceSignIn(provider.checked()),
            lambda device: self._on_device(attempt, device),
            lambda error: self._on_refused(attempt, error),
        )

    def _on_device(self, attempt: int, device: DeviceSignIn) -> None:
        if attempt != self._attempt:
            return
        address = device.code.address
        self.code.setText(device.code.user_code)
        self.code.setVisible(True)
        self.code.selectAll()
        self._wait(
            lambda: self.tr("Open {address} on any device and type this code.").format(
                address=address
            )
        )
        self._ask_later(attempt, device)

    def _ask_later(self, attempt: int, device: DeviceSignIn) -> None:
        def ask() -> None:
            if attempt == self._attempt:
                self._runner.network(
                    self,
                    device.finish,
                    lambda grant: self._on_device_answer(attempt, device, grant),
                    lambda error: self._on_refused(attempt, error),
                )

        QTimer.singleShot(round(device.pause_seconds * 1000), self, ask)

    def _on_device_answer(self, attempt: int, device: DeviceSignIn, grant: Grant | None) -> None:
        if attempt != self._attempt:
            return
        if grant is None:
            self._ask_later(attempt, device)
        else:
            self._succeed(grant)

    def _on_refused(self, attempt: int, error: DeskError) -> None:
        if attempt == self._attempt:
            self._end()
            self._settle(lambda: sentence(error))

    def _succeed(self, grant: Grant) -> None:
        self._end()
        self._settle(lambda: self.tr("Signed in. Test and save to keep it."))
        self.signed_in.emit(grant)

    def _start(self) -> int:
        self._end()
        self._wait(lambda: self.tr("Asking the provider…"))
        return self._attempt

    def _end(self) -> None:
        """Let go of everything; what still comes belongs to no attempt."""
        self._attempt += 1
        if self._notifier is not None:
            self._notifier.setEnabled(False)
            self._notifier.deleteLater()
            self._notifier = None
        if self._browser is not None:
            self._browser.close()
            self._browser = None
        self.code.clear()
        self.code.setVisible(False)

    def _wait(self, says: Words) -> None:
        self._say(says, is_waiting=True)

    def _settle(self, says: Words) -> None:
        self._say(says, is_waiting=False)

    def _say(self, says: Words, *, is_waiting: bool) -> None:
        self._says = says
        self._is_waiting = is_waiting
        self.state.setText(says())
        self.cancel.setVisible(is_waiting)
        self.by_browser.setEnabled(not is_waiting)
        self.by_code.setEnabled(not is_waiting)

    def _retranslate(self) -> None:
        self.by_browser.setText(self.tr("Sign in…"))
        self.by_code.setText(self.tr("Use a code"))
        self.cancel.setText(self.tr("Cancel"))
        self.code.setAccessibleName(self.tr("Code or address to copy"))
        self.state.setText(self._says())

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
