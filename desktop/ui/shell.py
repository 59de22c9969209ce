"""The shell: the open desk, who works at it, and the first page; then all that is around it."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.changes import Changes, Topic, Undo
from desktop.domain.clock import Clock
from desktop.domain.errors import DeskError
from desktop.jobs.schedule import Schedule
from desktop.services.first_reading import FirstReading
from desktop.system.paths import Profile
from desktop.ui.alerts import AlertCenter, Voice
from desktop.ui.heartbeat import Heartbeat
from desktop.ui.look import Look
from desktop.ui.main_window import MainWindow
from desktop.ui.panes import make_pane
from desktop.ui.preferences import Preferences
from desktop.ui.rooms import ROOMS, TICKETS, Room
from desktop.ui.runner import Runner
from desktop.ui.signed_in import SignedIn
from desktop.ui.signposts import Signposts
from desktop.ui.undo_stack import UndoStack
from desktop.ui.visibility import Visibility
from desktop.ui.window_state import WindowState
from desktop.ui.workplace import Workplace

if TYPE_CHECKING:  # see `import_the_rest`
    from desktop.services.desk import Desk
    from desktop.ui.duty_news import DutyNews
    from desktop.ui.leaving import Leaving
    from desktop.ui.surroundings import Surroundings
    from desktop.ui.tray import Tray

SURROUNDINGS = "desktop.ui.surroundings"


def _made(*services: object) -> None:
    """Take services of a desk, which are made when they are named: here, not on the GUI thread."""


def import_the_rest(desk: Desk) -> None:
    """On a worker: import the other pages, and what is around them with the services it asks."""
    importlib.import_module(SURROUNDINGS)
    for room in ROOMS:
        room.page_module()
    _made(desk.mailboxes, desk.alerts, desk.imports, desk.exports, desk.history)


class Shell(QObject):
    """Owns time, undo, the signed-in person and the settings; `surround` builds the rest."""

    stopping = Signal()
    """The end begins: whatever waits for others hangs up."""

    demo_filled = Signal()
    """The desk was filled with demo data: nothing may be sent or fetched any more."""

    start_for_real = Signal()
    """The person has said that the demo data may be deleted."""

    clock_confirmed = Signal()
    """The person has said that this computer's clock is right."""

    restore_chosen = Signal(object)
    """BackupFile: that backup shall take the place of the present data."""

    def __init__(
        self,
        window: MainWindow,
        runner: Runner,
        clock: Clock,
        look: Look,
        state: WindowState,
        desk: Desk,
        first: FirstReading,
        voice: Voice,
        profile: Profile,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._look = look
        self._first = first
        self.is_demo = first.is_demo
        self.schedule = Schedule(clock)
        self.visibility = Visibility(window)
        self._surroundings: Surroundings | None = None

        me = SignedIn(runner, desk, state, self)
        me.show(first.team)  # before anybody listens, who would read what `first` knows
        preferences = Preferences(runner, desk, me, self)
        self.alerts = AlertCenter(desk, runner, clock, me, preferences, voice, self)
        self.place = Workplace(
            desk,
            runner,
            Heartbeat(runner, self.schedule, clock, self),
            clock,
            window.commands,
            me,
            preferences,
            self.alerts,
            profile,
            Signposts(self),
            state,
            first.listed,
        )
        self._undo = UndoStack(runner, self._take_back, self)
        for pane in (window.rail, window.header, window.status):
            make_pane(pane)
        window.furnish(self._build)

        runner.failed.connect(self._on_failed)
        self._undo.pushed.connect(self._on_done)
        self._undo.undone.connect(self._on_undone)
        self._undo.redone.connect(self._on_done)
        me.changed.connect(self._on_person)
        preferences.changed.connect(self._on_preference)
        window.header.person.chosen.connect(me.choose)
        self._on_person()
        look.follow(preferences)
        preferences.show(first.settings)

    @property
    def versions(self) -> Mapping[Topic, int]:
        """The counters of the topics from before the first reading."""
        return self._first.versions

    @property
    def tray(self) -> Tray:
        """The tray, once it is there."""
        if self._surroundings is None:
            raise LookupError("tray before `surround`")
        return self._surroundings.tray

    @property
    def news(self) -> DutyNews:
        """What the person here is told about duties, once the surroundings are there."""
        if self._surroundings is None:
            raise LookupError("news before `surround`")
        return self._surroundings.news

    @property
    def leaving(self) -> Leaving:
        """The way out, once the surroundings are there."""
        if self._surroundings is None:
            raise LookupError("leaving before `surround`")
        return self._surroundings.leaving

    def start(self) -> None:
        """Enter the room of the last time; a newcomer is welcomed by `surround`."""
        if not self._first.is_new:
            self._window.enter(self._window.last_room)

    def surround(self) -> None:
        """Build what is around the pages; the first of them shows its rows by now."""
        from desktop.ui.surroundings import Surroundings

        around = Surroundings(self._window, self.place, self._look, self._undo, self.schedule, self)
        around.demo_filled.connect(self.demo_filled)
        around.start_for_real.connect(self.start_for_real)
        around.clock_confirmed.connect(self.clock_confirmed)
        around.restore_chosen.connect(self.restore_chosen)
        self._surroundings = around
        if self._first.is_new:
            around.welcome()
        around.start()
        # Its commands belong into the menus wherever the window opened.
        QTimer.singleShot(0, self, partial(self._window.prepare, TICKETS))

    def let_time_run(self) -> None:
        """Begin what happens by itself; ways to show a warning and jobs are there by now."""
        self.place.heartbeat.start()

    def stop(self) -> None:
        """Let no more time pass; the first step of the end."""
        self.place.heartbeat.stop()
        self.stopping.emit()
        if self._surroundings is not None:
            self._surroundings.stop()
        self.alerts.close()

    def _build(self, room: Room) -> QWidget:
        return room.page_module().build(self.place)

    def _take_back(self, step: Undo) -> Changes:
        return self.place.desk.undo.undo(self.place.me.actor, step)

    def _on_failed(self, error: DeskError) -> None:
        self._window.toast.dismiss()  # what it offers may be what was refused
        self._window.error_bar.show_error(error)

    def _on_done(self, words: str) -> None:
        self._window.error_bar.forget()
        self._window.toast.say(words, self.tr("Undo"), self._undo.undo)

    def _on_undone(self, words: str) -> None:
        self._window.error_bar.forget()
        text = self.tr("Taken back: {what}").format(what=words)
        if self._undo.redo_title:
            self._window.toast.say(text, self.tr("Redo"), self._undo.redo)
        else:
            self._window.toast.say(text)

    def _on_person(self) -> None:
        me = self.place.me
        self._window.header.person.show_people(me.team.people, me.person)

    def _on_preference(self, name: str) -> None:
        if name == "keyboard.single_letters":
            self._window.commands.single_letters = self.place.preferences.is_on(name)
        elif name == "keyboard.shortcuts":
            from desktop.ui.own_shortcuts import read_own  # few people have any

            self._window.commands.use_own(read_own(self.place.preferences.text(name)))
