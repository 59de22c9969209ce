"""The form for one mailbox: few fields, the servers guessed, and [Test and save]."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QSpinBox, QWidget
from typing_extensions import override

from desktop.domain.mail_login import Login
from desktop.domain.mail_servers import guess_servers
from desktop.mail.oauth import Grant
from desktop.mail.tls import Security
from desktop.services.mailbox_values import MailboxRow, MailboxValues
from desktop.ui.runner import Runner
from desktop.ui.settings.login_fields import LoginFields
from desktop.ui.settings.record_form import RecordForm
from desktop.ui.settings.section import FIELD_WIDTH, Words
from desktop.ui.theme.typography import Space
from desktop.ui.widgets.labels import MutedLabel

IMAP_PORTS = {Security.TLS: 993, Security.STARTTLS: 143}
_SEPARATOR = re.compile(r"[,;]")
SMTP_PORTS = {Security.TLS: 465, Security.STARTTLS: 587}


class ServerField(QWidget):
    """A host, its port, and how the connection is secured."""

    def __init__(self, ports: dict[Security, int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ports = ports
        self.host = QLineEdit()
        self.port = QSpinBox()
        self.port.setRange(1, 65535)
        self.security = QComboBox()
        for security in Security:
            self.security.addItem(security.value.upper(), security)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.CONTROL)
        layout.addWidget(self.host, 1)
        layout.addWidget(self.port)
        layout.addWidget(self.security)
        self.setFocusProxy(self.host)
        self.security.activated.connect(self._on_security)

    def show_server(self, host: str, port: int, security: Security) -> None:
        """Fill the field in."""
        self.host.setText(host)
        self.port.setValue(port)
        self.security.setCurrentIndex(self.security.findData(security))

    def name_parts(self, label: str, port: str, security: str) -> None:
        """Name the parts for screen readers."""
        self.host.setAccessibleName(label)
        self.port.setAccessibleName(f"{label}: {port}")
        self.security.setAccessibleName(f"{label}: {security}")

    def _on_security(self) -> None:
        self.port.setValue(self._ports[Security(self.security.currentData())])


class MailboxForm(RecordForm):
    """The fields for a new mailbox and for changing one; who listens tests and saves."""

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.mailbox: MailboxRow | None = None
        self._is_busy = False
        self._address = QLineEdit()
        self._imap = ServerField(IMAP_PORTS)
        self._smtp = ServerField(SMTP_PORTS)
        self._name = QLineEdit()
        self._username = QLineEdit()
        self._folder = QLineEdit()
        self._more_folders = QLineEdit()
        self._hint = MutedLabel()
        self._hint.setWordWrap(True)

        width = FIELD_WIDTH + Space.SECTION * 4
        self.add_field(lambda: self.tr("E-mail address"), self._address, width)
        self._login = LoginFields(self, runner, self._account, width)
        fields: list[tuple[Words, QWidget]] = [
            (lambda: self.tr("Incoming mail (IMAP)"), self._imap),
            (lambda: self.tr("Outgoing mail (SMTP)"), self._smtp),
            (lambda: self.tr("Name"), self._name),
            (lambda: self.tr("User name"), self._username),
            (lambda: self.tr("Folder"), self._folder),
            (lambda: self.tr("Further folders"), self._more_folders),
        ]
        for words, field in fields:
            self.add_field(words, field, width)
        self.column.addWidget(self._hint)

        self._address.editingFinished.connect(self._on_address)
        self._login.changed.connect(self._say_hint)
        self.finish()

    @property
    def values(self) -> MailboxValues:
        """Return what is typed."""
        return MailboxValues(
            name=self._name.text(),
            address=self._address.text(),
            username=self._username.text(),
            imap_host=self._imap.host.text(),
            smtp_host=self._smtp.host.text(),
            imap_port=self._imap.port.value(),
            imap_security=Security(self._imap.security.currentData()),
            smtp_port=self._smtp.port.value(),
            smtp_security=Security(self._smtp.security.currentData()),
            folder=self._folder.text(),
            more_folders=tuple(_SEPARATOR.split(self._more_folders.text())),
            login=self._login.login,
            provider=self._login.provider,
            certificate_sha256=self.mailbox.values.certificate_sha256 if self.mailbox else None,
        )

    @property
    def password(self) -> str | None:
        """Return the password typed; None keeps the one there is."""
        typed = self._login.password.text() if self._login.login is Login.PASSWORD else ""
        is_kept = self.mailbox is not None and self.mailbox.values.login is self._login.login
        return typed or (None if is_kept else "")

    @property
    def grant(self) -> Grant | None:
        """Return what signing in brought; it takes the password's place."""
        return self._login.grant

    def begin(self, mailbox: MailboxRow | None) -> None:
        """Show the form filled in; None: for a new mailbox."""
        self.mailbox = mailbox
        values = mailbox.values if mailbox else MailboxValues("", "", "", "", "")
        self._address.setText(values.address)
        self._name.setText(values.name)
        self._username.setText(values.username)
        self._imap.show_server(values.imap_host, values.imap_port, values.imap_security)
        self._smtp.show_server(values.smtp_host, values.smtp_port, values.smtp_security)
        self._folder.setText(values.folder)
        self._more_folders.setText(", ".join(values.more_folders))
        is_known = mailbox is not None and mailbox.checked_at is not None
        self._login.begin(values.login, values.provider, is_known=is_known)
        self.set_busy(False)
        self.open_at(self._address)

    def focus_login(self) -> None:
        """Go to where the password is typed, or where one signs in."""
        self._login.way_in.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_busy(self, busy: bool) -> None:
        """A test is running: the button says so and waits."""
        self._is_busy = busy
        self.save.setEnabled(not busy)
        self.save.setText(self.save_words())

    @override
    def save_words(self) -> str:
        return self.tr("Testing…") if self._is_busy else self.tr("Test and save")

    @override
    def retranslate(self) -> None:
        super().retranslate()
        port, security = self.tr("port"), self.tr("security")
        self._imap.name_parts(self.tr("Incoming mail (IMAP)"), port, security)
        self._smtp.name_parts(self.tr("Outgoing mail (SMTP)"), port, security)
        self._login.retranslate()
        self._login.password.setPlaceholderText(self.tr("unchanged") if self.mailbox else "")
        self._username.setPlaceholderText(self.tr("as the address"))
        self._more_folders.setPlaceholderText(self.tr("Junk, Archive"))
        self._say_hint()

    def _say_hint(self) -> None:
        if self._login.login is Login.PASSWORD:
            words = self.tr(
                "The password is kept in the keyring of this computer, nowhere else. Gmail, "
                "Yandex and Mail.ru need an app password."
            )
        else:
            words = self.tr(
                "Your team registers Duty Desk at the provider once and gets the client ID. The "
                "sign-in is kept in the keyring of this computer, nowhere else."
            )
        self._hint.setText(words)

    def _account(self) -> str:
        return self._username.text().strip() or self._address.text().strip()

    def _on_address(self) -> None:
        """Fill in the servers that nobody has typed yet."""
        servers = guess_servers(self._address.text())
        if servers is None:
            return
        if not self._imap.host.text():
            self._imap.host.setText(servers.imap)
        if not self._smtp.host.text():
            self._smtp.host.setText(servers.smtp)
