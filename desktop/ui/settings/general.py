"""Settings > General: language, the team, who works here, how replies leave."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QComboBox, QWidget
from typing_extensions import override

from desktop.services.setting_keys import KEYS, Value
from desktop.system.autostart import Autostart
from desktop.ui.language import Tongue
from desktop.ui.preferences import Preferences
from desktop.ui.runner import Runner
from desktop.ui.settings.autostart_switch import AutostartSwitch
from desktop.ui.settings.controls import Choice, Switch, TextArea, TextLine
from desktop.ui.settings.section import Section, Words
from desktop.ui.settings.zone_field import ZoneField
from desktop.ui.signed_in import SignedIn

UNDO = "mail.undo_seconds"
REMINDER = "mail.reminder_days"


class GeneralSection(Section):
    """What a newcomer sets first."""

    def __init__(
        self,
        preferences: Preferences,
        me: SignedIn,
        autostart: Autostart,
        runner: Runner,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._me = me
        tongues: list[tuple[Value, Words]] = [
            ("", lambda: self.tr("As at the first start")),
            *((tongue.value, partial(str, tongue.own_name)) for tongue in Tongue),
        ]
        self._language = Choice(preferences, "appearance.language", tongues)
        self._autostart = AutostartSwitch(autostart, runner)
        self._person = QComboBox()
        self._team = TextLine(preferences, "team.name")
        self._zone = ZoneChoice(preferences)
        self._undo = Choice(
            preferences,
            UNDO,
            [
                (seconds, partial(self._seconds, seconds))
                for seconds in KEYS[UNDO].choices
                if isinstance(seconds, int)
            ],
        )
        self._reminder = Choice(
            preferences,
            REMINDER,
            [
                (days, partial(self._days, days))
                for days in KEYS[REMINDER].choices
                if isinstance(days, int)
            ],
        )
        quotes: list[tuple[Value, Words]] = [
            ("last", lambda: self.tr("The last letter")),
            ("none", lambda: self.tr("Nothing")),
        ]
        self._quote = Choice(preferences, "mail.quote", quotes)
        self._copy = Switch(preferences, "mail.copy_to_self")
        self._signature = TextArea(preferences, "mail.signature")
        self._russian_signature = TextArea(preferences, "mail.signature_ru")

        self.add_row(lambda: self.tr("Language"), self._language)
        self.add_row(
            lambda: self.tr("Who works here"),
            self._person,
            lambda: self.tr("Replies, notes and undo on this computer are in this name."),
        )
        self.add_row(
            lambda: self.tr("Start with the computer"),
            self._autostart,
            lambda: self.tr("On this computer, in the tray: warnings come without an open window."),
        )
        self.add_row(lambda: self.tr("Team name"), self._team)
        self.add_row(
            lambda: self.tr("Time zone of the team"),
            self._zone,
            lambda: self.tr("Empty: the zone of the business hours."),
        )
        self.add_row(
            lambda: self.tr("A sent reply waits"),
            self._undo,
            lambda: self.tr("So long Undo takes it back."),
        )
        self.add_row(
            lambda: self.tr("Remind a client we wait for"),
            self._reminder,
            lambda: self.tr("One automatic mail; never to machines, lists or imported tickets."),
        )
        self.add_row(lambda: self.tr("A reply quotes"), self._quote)
        self.add_row(
            lambda: self.tr("Copy to our mailbox"),
            self._copy,
            lambda: self.tr("A blind copy of each reply, for servers that keep no Sent folder."),
        )
        self.add_row(lambda: self.tr("My signature"), self._signature)
        self.add_row(
            lambda: self.tr("My Russian signature"),
            self._russian_signature,
            lambda: self.tr("Clients get the one in the language they write in."),
        )

        self._person.activated.connect(self._on_person)
        me.changed.connect(self._show_people)
        self._show_people()
        self.finish()

    @override
    def title(self) -> str:
        return self.tr("General")

    def _seconds(self, count: int) -> str:
        return self.tr("%n second(s)", "", count) if count else self.tr("not at all")

    def _days(self, count: int) -> str:
        return self.tr("after %n business day(s)", "", count) if count else self.tr("never")

    def _show_people(self) -> None:
        self._person.clear()
        for person in self._me.team.people:
            self._person.addItem(person.name, person.id)
        self._person.setCurrentIndex(self._person.findData(self._me.person_id))
        self._person.setEnabled(self._person.count() > 0)

    def _on_person(self, index: int) -> None:
        self._me.choose(self._person.itemData(index))


class ZoneChoice(ZoneField):
    """The zone of the team, a setting; empty for that of the business hours."""

    NAME = "team.zone"

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(may_be_empty=True, parent=parent)
        self._preferences = preferences
        self.chosen.connect(self._on_chosen)
        preferences.changed.connect(self._on_changed)
        self._on_changed(self.NAME)

    def _on_chosen(self, zone: str) -> None:
        self._preferences.set(self.NAME, zone)

    def _on_changed(self, name: str) -> None:
        if name == self.NAME:
            self.show_zone(self._preferences.text(name))
