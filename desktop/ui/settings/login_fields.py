"""The part of the mailbox form that says how the account proves who it is."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from desktop.domain.mail_login import Login, Provider, preset
from desktop.domain.marked import QT_TRANSLATE_NOOP
from desktop.mail.oauth import Grant
from desktop.ui.runner import Runner
from desktop.ui.settings.record_form import RecordForm
from desktop.ui.settings.section import Words
from desktop.ui.settings.sign_in_panel import SignInPanel

_NAMES = {
    Login.PASSWORD: QT_TRANSLATE_NOOP("LoginFields", "Password"),
    Login.MICROSOFT: QT_TRANSLATE_NOOP("LoginFields", "Microsoft account"),
    Login.GOOGLE: QT_TRANSLATE_NOOP("LoginFields", "Google account"),
    Login.OTHER: QT_TRANSLATE_NOOP("LoginFields", "Other provider (OAuth 2)"),
}


class LoginFields(QObject):
    """Shows a password, or the client of the team with the buttons to sign in.

    Addresses of a known provider are not shown: they are what its preset says.
    """

    changed = Signal()
    """Another way was chosen, or somebody signed in."""

    def __init__(self, form: RecordForm, runner: Runner, username: Words, width: int) -> None:
        """Add the fields to `form`; `username` gives the account to sign in as."""
        super().__init__(form)
        self._form = form
        self._username = username
        self.grant: Grant | None = None
        self.way = QComboBox()
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.client_id = QLineEdit()
        self.client_secret = QLineEdit()
        self.authorize_url = QLineEdit()
        self.token_url = QLineEdit()
        self.device_url = QLineEdit()
        self.scope = QLineEdit()
        self.panel = SignInPanel(runner, lambda: (self.provider or Provider(), self._username()))
        self._known = (self.client_id, self.client_secret, self.panel)
        self._other = (self.authorize_url, self.token_url, self.device_url, self.scope)

        for login in Login:
            self.way.addItem("", login)
        fields: list[tuple[Words, QWidget]] = [
            (lambda: self.tr("Sign-in"), self.way),
            (lambda: self.tr("Password"), self.password),
            (lambda: self.tr("Client ID"), self.client_id),
            (lambda: self.tr("Client secret, if asked for"), self.client_secret),
            (lambda: self.tr("Address to sign in"), self.authorize_url),
            (lambda: self.tr("Address for tokens"), self.token_url),
            (lambda: self.tr("Address for codes"), self.device_url),
            (lambda: self.tr("Scope"), self.scope),
            (lambda: self.tr("Account"), self.panel),
        ]
        for words, field in fields:
            form.add_field(words, field, width)

        self.way.currentIndexChanged.connect(self._on_way)
        self.device_url.textChanged.connect(self._show_ways)
        self.panel.signed_in.connect(self._on_signed_in)
        self.retranslate()
        self._show()

    @property
    def login(self) -> Login:
        """Return the way chosen."""
        return Login(self.way.currentData())

    @property
    def provider(self) -> Provider | None:
        """Return where to sign in as typed; None for a password."""
        if self.login is Login.PASSWORD:
            return None
        return Provider(
            client_id=self.client_id.text(),
            client_secret=self.client_secret.text(),
            authorize_url=self.authorize_url.text(),
            token_url=self.token_url.text(),
            device_url=self.device_url.text(),
            scope=self.scope.text(),
        )

    @property
    def way_in(self) -> QWidget:
        """Return what a person uses first to get in: the password, or the button to sign in."""
        return self.password if self.login is Login.PASSWORD else self.panel.by_browser

    def begin(self, login: Login, provider: Provider | None, *, is_known: bool) -> None:
        """Show a mailbox's way; `is_known`: it worked before."""
        self.grant = None
        self.password.clear()
        self.way.setCurrentIndex(self.way.findData(login))
        self._fill(provider if provider is not None else preset(login, None))
        self.panel.begin(is_known and login is not Login.PASSWORD)
        self._show()

    def retranslate(self) -> None:
        """Take the words of the language now spoken."""
        for index in range(self.way.count()):
            self.way.setItemText(index, self.tr(_NAMES[Login(self.way.itemData(index))]))

    def _fill(self, provider: Provider) -> None:
        self.client_id.setText(provider.client_id)
        self.client_secret.setText(provider.client_secret)
        self.authorize_url.setText(provider.authorize_url)
        self.token_url.setText(provider.token_url)
        self.device_url.setText(provider.device_url)
        self.scope.setText(provider.scope)

    def _on_way(self) -> None:
        known = Provider(self.client_id.text(), self.client_secret.text())
        self.grant = None
        if self.login is not Login.PASSWORD:
            self._fill(preset(self.login, known))
        self.panel.begin(False)
        self._show()
        self.changed.emit()

    def _on_signed_in(self, grant: Grant) -> None:
        self.grant = grant
        self.changed.emit()

    def _show(self) -> None:
        by_password = self.login is Login.PASSWORD
        self._form.show_field(self.password, by_password)
        for field in self._known:
            self._form.show_field(field, not by_password)
        for field in self._other:
            self._form.show_field(field, self.login is Login.OTHER)
        self._show_ways()

    def _show_ways(self) -> None:
        self.panel.show_ways(has_code=bool(self.device_url.text().strip()))
