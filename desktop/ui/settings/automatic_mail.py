"""Settings > Automatic mail: what is acknowledged, in which words, and what is a flood."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QLocale
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QWidget
from typing_extensions import override

from desktop.domain.acknowledgement import Acknowledgement
from desktop.domain.tongue import Written
from desktop.services.acknowledgements import ACKNOWLEDGE, Acknowledgements
from desktop.services.floods import FROM_ONE, IN_ALL
from desktop.services.setting_keys import KEYS, Value
from desktop.ui.language import Tongue
from desktop.ui.preferences import Preferences
from desktop.ui.runner import Runner
from desktop.ui.settings.controls import Choice, Switch, TextLine
from desktop.ui.settings.section import HINT_WIDTH, Section, Words

SERVER = "mail.authentication_server"
LINES = 11
_OF_TONGUE = {Tongue.ENGLISH: Written.ENGLISH, Tongue.RUSSIAN: Written.RUSSIAN}


class AutomaticMailSection(Section):
    """The text is fixed, so that nobody can make it carry what a stranger wrote."""

    def __init__(
        self,
        preferences: Preferences,
        acknowledgements: Acknowledgements,
        runner: Runner,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._acknowledgements = acknowledgements
        self._runner = runner
        self._switch = Switch(preferences, ACKNOWLEDGE)
        self._server = TextLine(preferences, SERVER)
        self._from_one = self._limit(preferences, FROM_ONE)
        self._in_all = self._limit(preferences, IN_ALL)
        self._tongue = QComboBox()
        self._preview = QPlainTextEdit()
        self._preview.setReadOnly(True)
        self._preview.setTabChangesFocus(True)
        self._preview.setFixedHeight(self._preview.fontMetrics().lineSpacing() * LINES + 12)
        for tongue, written in _OF_TONGUE.items():
            self._tongue.addItem(tongue.own_name, written)
        if QLocale().language() is QLocale.Language.Russian:
            self._tongue.setCurrentIndex(self._tongue.findData(Written.RUSSIAN))

        self.add_row(
            lambda: self.tr("Confirm new tickets by mail"),
            self._switch,
            lambda: self.tr(
                "Once a ticket, at most twice a day to one address; never to machines, lists, "
                "forged senders or imported mail."
            ),
        )
        self.add_row(
            lambda: self.tr("Server that checks senders"),
            self._server,
            lambda: self.tr(
                "The name that your mail server puts first in “Authentication-Results”. Without "
                "it only clients with a solved ticket get a confirmation."
            ),
        )
        self.add_row(
            lambda: self.tr("Flood of mail from one domain"),
            self._from_one,
            lambda: self.tr(
                "What comes beyond it goes into one ticket, with no automatic answer. Every "
                "letter is kept and can be split out."
            ),
        )
        self.add_row(lambda: self.tr("Flood of mail in all"), self._in_all)
        self.add_row(
            lambda: self.tr("Language of the preview"),
            self._tongue,
            lambda: self.tr("A client is answered in the language of the letter."),
        )
        self.add_row(lambda: self.tr("This is sent"), self._preview)
        self._preview.setMinimumWidth(HINT_WIDTH)

        self._tongue.activated.connect(self._read)
        preferences.changed.connect(self._on_changed)
        self.finish()

    @override
    def title(self) -> str:
        return self.tr("Automatic mail")

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._read()

    def _limit(self, preferences: Preferences, name: str) -> Choice:
        counts = [count for count in KEYS[name].choices if isinstance(count, int)]
        options: list[tuple[Value, Words]] = [
            (count, partial(self._tickets_an_hour, count)) for count in counts
        ]
        return Choice(preferences, name, options)

    def _tickets_an_hour(self, count: int) -> str:
        return self.tr("more than %n new ticket(s) an hour", "", count)

    def _on_changed(self, name: str) -> None:
        if name == "team.name" and self.isVisible():
            self._read()

    def _read(self) -> None:
        written = Written(self._tongue.currentData())
        self._runner.query(
            self,
            lambda: self._acknowledgements.preview(written),
            self._show_text,
            latest="preview",
        )

    def _show_text(self, words: Acknowledgement) -> None:
        self._preview.setPlainText(f"{words.subject}\n\n{words.text}")
