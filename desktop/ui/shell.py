"""The shell: puts together what goes on around the pages once the desk is open."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from desktop.domain.changes import Changes, Undo
from desktop.domain.clock import Clock
from desktop.domain.errors import DeskError
from desktop.jobs.schedule import Schedule
from desktop.services.desk import Desk
from desktop.services.settings import Value
from desktop.system.paths import Profile
from desktop.ui.alert_panel import AlertPanel
from desktop.ui.alerts import AlertCenter, Voice
from desktop.ui.first_steps import FirstSteps
from desktop.ui.heartbeat import Heartbeat
from desktop.ui.look import Look
from desktop.ui.main_window import MainWindow
from desktop.ui.panes import make_pane
from desktop.ui.preferences import Preferences
from desktop.ui.rooms import ROOMS, TICKETS, Room
from desktop.ui.runner import Runner
from desktop.ui.settings.mailboxes import MailboxesSection
from desktop.ui.settings.people import PeopleSection
from desktop.ui.shell_commands import SETTINGS, ShellCommands
from desktop.ui.signed_in import SignedIn, Team, read_team
from desktop.ui.standing import Standing
from desktop.ui.status_feed import StatusFeed
from desktop.ui.tidings import TidingsReader
from desktop.ui.tray import Tray
from desktop.ui.tray_feed import TrayFeed
from desktop.ui.undo_stack import UndoStack
from desktop.ui.visibility import Visibility
from desktop.ui.window_state import WindowState
from desktop.ui.workplace import Workplace


@dataclass(frozen=True, slots=True)
class FirstReading:
    """The open desk, and what the window shows first."""

    desk: Desk
    team: Team
    settings: dict[str, Value]
    is_demo: bool
    is_new: bool
    """Nobody is in the team yet: the first run."""


def read_first(desk: Desk, remembered: int | None) -> FirstReading:
    """On a worker: import the pages and read what is shown first."""
    for room in ROOMS:
        room.page_module()
    team = read_team(desk.people, remembered)
    person_id = team.person.id if team.person else None
    return FirstReading(
        desk,
        team,
        desk.settings.all(person_id),
        is_demo=desk.demo.is_demo(),
        is_new=not team.people,
    )


class Shell(QObject):
    """Owns time, undo, warnings and everything the window shows that belongs to no page."""

    demo_filled = Signal()
    """The desk was filled with demo data: nothing may be sent or fetched any more."""

    start_for_real = Signal()
    """The person has said that the demo data may be deleted."""

    def __init__(
        self,
        window: MainWindow,
        runner: Runner,
        clock: Clock,
        look: Look,
        state: WindowState,
        first: FirstReading,
        voice: Voice,
        profile: Profile,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._look = look
        self._first = first
        desk = first.desk
        self.is_demo = first.is_demo
        self.schedule = Schedule(clock)
        self.visibility = Visibility(window)
        self.tray = Tray(window)

        me = SignedIn(runner, desk.people, state, self)
        preferences = Preferences(runner, desk.settings, me, self)
        self.alerts = AlertCenter(desk.alerts, runner, clock, me, preferences, voice, self)
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
        )
        self._undo = UndoStack(runner, self._take_back, self)
        self._commands = ShellCommands(window, self.place, look, self._undo, self)
        self._panel = AlertPanel(self.alerts, window)
        window.put_panel(self._panel)
        for pane in (window.rail, window.header, window.status):
            make_pane(pane)
        window.furnish(self._build)

        self._tell()
        self._listen()
        me.show(first.team)
        look.follow(preferences)
        preferences.show(first.settings)

    def start(self) -> None:
        """Enter the room of the last time, or welcome a newcomer, and let time run."""
        if self._first.is_new:
            steps = FirstSteps(self._window, self.place, self._look, self._commands.importing)
            steps.demo_filled.connect(self.demo_filled)
            steps.done.connect(self._on_welcomed)
        else:
            self._window.enter(self._window.last_room)
        self._window.fill_menus()
        self.tray.show()
        self.alerts.read()
        self.place.heartbeat.start()
        # Its commands belong into the menus wherever the window opened.
        QTimer.singleShot(0, self, partial(self._window.prepare, TICKETS))

    def stop(self) -> None:
        """Let no more time pass; the first step of the end."""
        self.place.heartbeat.stop()
        self._commands.stop()
        self.tray.hide()
        self.alerts.close()

    def _tell(self) -> None:
        """Let status bar, rail, banner and tray say what the desk is like."""
        window, place = self._window, self.place
        is_local = place.desk.database.is_sqlite
        reader = TidingsReader(place.desk, place.runner, place.me, self)
        feed = StatusFeed(
            window.status,
            window.rail,
            reader,
            self._undo,
            place.clock,
            place.heartbeat,
            is_local=is_local,
        )
        standing = Standing(
            window.banner, reader, place.clock, self.schedule.error_of, is_local=is_local
        )
        TrayFeed(self.tray, reader, self.alerts, place.clock)
        check_mail = window.commands["file.check_mail"].trigger
        feed.ticket_wanted.connect(self._commands.open_ticket)
        feed.mail_wanted.connect(check_mail)
        standing.mail_wanted.connect(check_mail)
        standing.backup_wanted.connect(window.commands["file.back_up"].trigger)
        place.heartbeat.job_ended.connect(lambda _name: standing.look())
        standing.real_wanted.connect(self._ask_to_start_for_real)
        standing.mailbox_wanted.connect(partial(self._commands.open_settings, MailboxesSection))

    def _listen(self) -> None:
        window, place = self._window, self.place
        place.runner.failed.connect(self._on_failed)
        self._undo.pushed.connect(self._on_done)
        self._undo.undone.connect(self._on_undone)
        self.alerts.changed.connect(self._on_alerts)
        self.alerts.announced.connect(self._on_announced)
        self.alerts.ticket_wanted.connect(self._commands.open_ticket)
        place.heartbeat.ticked.connect(self._panel.tick)
        self.tray.window_wanted.connect(window.bring_to_front)
        self.tray.ticket_wanted.connect(self._commands.open_ticket)
        self.tray.command_wanted.connect(self._commands.from_tray)
        place.me.changed.connect(self._on_person)
        place.preferences.changed.connect(self._on_preference)
        window.header.person.chosen.connect(place.me.choose)
        window.header.person.team_wanted.connect(
            partial(self._commands.open_settings, PeopleSection)
        )

    def _build(self, room: Room) -> QWidget:
        return room.page_module().build(self.place)

    def _take_back(self, step: Undo) -> Changes:
        return self.place.desk.undo.undo(self.place.me.actor, step)

    def _on_welcomed(self, room: str) -> None:
        if room == SETTINGS:
            self._commands.add_mailbox()
        else:
            self._commands.enter(room)

    def _ask_to_start_for_real(self) -> None:
        """Ask: it is one of the few things that cannot be undone (screens.md 4.1)."""
        box = QMessageBox(self._window)
        box.setWindowTitle("Duty Desk")
        box.setText(self.tr("Delete the demo data and start for real?"))
        box.setInformativeText(
            self.tr("The demo tickets, and what was done with them, are gone for good.")
        )
        leave = box.addButton(self.tr("Delete and start"), QMessageBox.ButtonRole.DestructiveRole)
        stay = box.addButton(self.tr("Look around more"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(stay)
        leave.clicked.connect(self.start_for_real)
        box.finished.connect(box.deleteLater)
        box.open()

    def _on_alerts(self) -> None:
        self.place.heartbeat.show_countdown(self._panel, self._panel.next_due_at)

    def _on_announced(self, _announcement: object) -> None:
        if not self._window.isActiveWindow():
            QApplication.alert(self._window)

    def _on_failed(self, error: DeskError) -> None:
        self._window.error_bar.show_error(error)

    def _on_done(self, words: str) -> None:
        self._window.toast.say(words, self.tr("Undo"), self._undo.undo)

    def _on_undone(self, words: str) -> None:
        self._window.toast.say(self.tr("Taken back: {what}").format(what=words))

    def _on_person(self) -> None:
        me = self.place.me
        self._window.header.person.show_people(me.team.people, me.person)

    def _on_preference(self, name: str) -> None:
        if name == "keyboard.single_letters":
            self._window.commands.single_letters = self.place.preferences.is_on(name)
