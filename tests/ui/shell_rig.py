"""The whole window on a real desk, without the process around it: what its tests do to it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent, QLocale
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.clock import ManualClock
from desktop.domain.ticket import Actor, Channel, Priority, Source
from desktop.jobs.watch_sla import WatchSla
from desktop.services.desk import Desk
from desktop.services.first_reading import FirstQuestion, read_first
from desktop.services.tickets import ManualTicket
from desktop.system.ladder import Delivery
from desktop.system.notice import Notice, NoticeState
from desktop.system.paths import Profile
from desktop.system.resources import resource
from desktop.system.sound import Sound
from desktop.ui.language import Language, Tongue
from desktop.ui.look import Look
from desktop.ui.main_window import MainWindow
from desktop.ui.rooms import ROOMS
from desktop.ui.runner import Runner
from desktop.ui.shell import Shell
from desktop.ui.theme.theme import Theme
from desktop.ui.window_state import WindowState
from tests.ui.waiting import wait_until

W = TypeVar("W", bound=QWidget)


class FakeVoice:
    """Remembers what was played."""

    def __init__(self) -> None:
        self.played: list[Sound] = []
        self.stops = 0

    def play(self, sound: Sound) -> None:
        self.played.append(sound)

    def stop(self) -> None:
        self.stops += 1


class FakeLadder:
    """Remembers what was shown, under the channel `dbus`."""

    def __init__(self) -> None:
        self.shown: list[Notice] = []
        self.withdrawn: list[str] = []

    def show(self, notice: Notice) -> Delivery:
        self.shown.append(notice)
        return Delivery("dbus", NoticeState.SHOWN)

    def withdraw(self, key: str) -> None:
        self.withdrawn.append(key)

    def close(self) -> None:
        """Let go of nothing."""


class ShellRig:
    """`open` shows the window of the person called `name`, or the first run without one."""

    def __init__(
        self, qtbot: QtBot, desk: Desk, clock: ManualClock, folder: Path, theme: Theme
    ) -> None:
        self.qtbot = qtbot
        self.desk = desk
        self.clock = clock
        self.runner = Runner()
        self.voice = FakeVoice()
        self.ladder = FakeLadder()
        self._folder = folder
        self._state = WindowState(folder / "window.ini")
        self._locale = QLocale()
        self._look = Look(theme, Language(resource("translations")), self._state)
        self._look.start(Tongue.ENGLISH)
        self.window: MainWindow
        self.shell: Shell

    def open(self, name: str = "") -> MainWindow:
        person = self.desk.people.add(name).created if name else None
        self.window = MainWindow(ROOMS, self._state)
        self.shell = Shell(
            self.window,
            self.runner,
            self.clock,
            self._look,
            self._state,
            self.desk,
            read_first(self.desk, FirstQuestion(person)),
            self.voice,
            Profile(self._folder),
        )
        self.shell.alerts.use(self.ladder)
        self.window.show()
        self.window.resize(1366, 768)
        self.shell.start()
        self.shell.surround()
        self.shell.let_time_run()
        self.window.activateWindow()  # a window of a test before may still have the focus
        self.settle()
        return self.window

    def close(self) -> None:
        self.shell.stop()
        self.window.close_for_good()
        self.runner.close()
        self.window.deleteLater()
        self._look.language.fall_silent()
        QLocale.setDefault(self._locale)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def speak(self, code: str) -> None:
        """Switch the language of the window; closing it puts English back."""
        self._look.language.speak(Tongue(code))
        QApplication.processEvents()

    def settle(self) -> None:
        wait_until(self.qtbot, lambda: self.runner.is_idle)
        QApplication.sendPostedEvents()  # a new language is told by them

    def wait(self, done: Callable[[], bool]) -> None:
        wait_until(self.qtbot, done)
        self.settle()

    def ticket(self, subject: str = "Nobody can sign in") -> int:
        """Let somebody phone about something critical: 15 minutes to answer, day and night."""
        by = Actor(self.shell.place.me.person_id, Source.WINDOW)
        manual = ManualTicket(
            subject, "", Channel.MAIL, "Irina Petrova", "it@nord.example", Priority.CRITICAL
        )
        changes = self.desk.tickets.create(by, manual)
        assert changes.created is not None
        self.runner.changed.emit(changes)
        self.settle()
        return changes.created

    def watch(self, later: timedelta) -> None:
        """Let time pass and the watching job do its round."""
        self.clock.advance(later)
        me = self.shell.place.me
        job = WatchSla(self.desk.alerts, self.desk.leases, self.shell.alerts, lambda: me.person_id)
        self.runner.network(self.window, job.run)
        self.settle()

    def find(self, kind: type[W]) -> W:
        """Return the one visible widget of a class."""
        [found] = [widget for widget in self.window.findChildren(kind) if widget.isVisible()]
        return found
