"""The shell: what goes on around the pages once the desk is open, up to the last stop."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from desktop.domain.changes import Changes, Undo
from desktop.domain.clock import Clock
from desktop.domain.errors import DeskError
from desktop.jobs.schedule import Schedule
from desktop.services.backups import Backups
from desktop.services.desk import Desk
from desktop.services.settings import Value
from desktop.system.paths import Profile
from desktop.ui.alert_panel import AlertPanel
from desktop.ui.alerts import AlertCenter, Voice
from desktop.ui.backing_up import BackingUp
from desktop.ui.errand import Errands
from desktop.ui.exporting import Exporting
from desktop.ui.first_steps import FirstSteps
from desktop.ui.heartbeat import Heartbeat
from desktop.ui.importing import Importing
from desktop.ui.look import Look
from desktop.ui.main_window import MainWindow
from desktop.ui.panes import go_to_pane, make_pane
from desktop.ui.preferences import Preferences
from desktop.ui.rooms import ROOMS, TICKETS, Room, TicketRoom
from desktop.ui.runner import Runner
from desktop.ui.settings.about import AboutSection
from desktop.ui.settings.mailboxes import MailboxesSection
from desktop.ui.settings.page import SettingsPage
from desktop.ui.settings.people import PeopleSection
from desktop.ui.settings.section import Section
from desktop.ui.signed_in import SignedIn, Team, read_team
from desktop.ui.standing import Standing
from desktop.ui.status_feed import StatusFeed
from desktop.ui.theme.tokens import Scheme
from desktop.ui.tidings import TidingsReader
from desktop.ui.tray import Tray
from desktop.ui.tray_feed import TrayFeed
from desktop.ui.undo_stack import UndoStack
from desktop.ui.visibility import Visibility
from desktop.ui.widgets.command_palette import CommandPalette
from desktop.ui.widgets.palette_entries import CommandSource
from desktop.ui.widgets.shortcut_list import ShortcutList
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
    """Owns time, undo and everything the window shows that belongs to no single page."""

    demo_filled = Signal()
    """The desk was filled with demo data: nothing may be sent or fetched any more."""

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
        self._runner = runner
        self._look = look
        self.is_demo = first.is_demo
        desk = first.desk
        me = SignedIn(runner, desk.people, state, self)
        me.show(first.team)
        preferences = Preferences(runner, desk.settings, me, self)
        self.schedule = Schedule(clock)
        heartbeat = Heartbeat(runner, self.schedule, clock, self)
        self.alerts = AlertCenter(desk.alerts, runner, clock, me, preferences, voice, self)
        self.place = Workplace(
            desk,
            runner,
            heartbeat,
            clock,
            window.commands,
            me,
            preferences,
            self.alerts,
            profile,
        )
        self._undo = UndoStack(runner, self._take_back, self)
        reader = TidingsReader(desk, runner, me, self)
        self._feed = StatusFeed(
            window.status,
            window.rail,
            reader,
            self._undo,
            clock,
            heartbeat,
            is_local=desk.database.is_sqlite,
        )
        self._standing = Standing(window.banner, reader, clock)
        self._panel = AlertPanel(self.alerts, window)
        window.put_panel(self._panel)
        self.tray = Tray(window)
        self.visibility = Visibility(window)
        self._tray_feed = TrayFeed(self.tray, reader, self.alerts, clock)
        self._errands = Errands(runner, clock, window.progress, self)
        self._importing = Importing(
            window, self.place, self._errands, window.progress, window.error_bar
        )
        self._exporting = Exporting(
            window, self.place, look.language, self._errands, window.progress, window.error_bar
        )
        self._backing_up = BackingUp(
            Backups(desk.database), profile.backups, runner, window.error_bar, self
        )
        self._is_new = first.is_new
        self._palette = CommandPalette(window, [CommandSource(window.commands)])
        for pane in (window.rail, window.header, window.status):
            make_pane(pane)

        self._bind()
        runner.failed.connect(self._on_failed)
        self._undo.pushed.connect(self._on_done)
        self._undo.undone.connect(self._on_undone)
        window.furnish(self._build)
        window.header.person.chosen.connect(me.choose)
        window.header.person.team_wanted.connect(partial(self._open_settings, PeopleSection))
        self.alerts.changed.connect(self._on_alerts)
        self.alerts.announced.connect(self._on_announced)
        self.alerts.ticket_wanted.connect(self.open_ticket)
        self._feed.ticket_wanted.connect(self.open_ticket)
        self._feed.mail_wanted.connect(window.commands["file.check_mail"].trigger)
        self._standing.mail_wanted.connect(window.commands["file.check_mail"].trigger)
        self._standing.mailbox_wanted.connect(partial(self._open_settings, MailboxesSection))
        heartbeat.ticked.connect(self._panel.tick)
        self.tray.window_wanted.connect(window.bring_to_front)
        self.tray.ticket_wanted.connect(self.open_ticket)
        self.tray.command_wanted.connect(self._on_tray_command)
        me.changed.connect(self._on_person)
        preferences.changed.connect(self._on_preference)
        self._on_person()
        preferences.show(first.settings)

    def start(self) -> None:
        """Enter the room of the last time and let time run."""
        if self._is_new:
            self._welcome()
        else:
            self._window.enter(self._window.last_room)
        self._window.fill_menus()
        self.tray.show()
        self.alerts.read()
        self.place.heartbeat.start()

    def _welcome(self) -> None:
        steps = FirstSteps(self._window, self.place, self._look, self._importing)
        steps.demo_filled.connect(self.demo_filled)
        steps.done.connect(self._on_welcomed)

    def _open_settings(self, section: type[Section]) -> None:
        page = self._window.enter("settings")
        if isinstance(page, SettingsPage):
            page.open_section(section)

    def _on_welcomed(self, room: str) -> None:
        page = self._window.enter(room)
        if isinstance(page, SettingsPage):
            page.add_mailbox()

    def open_ticket(self, ticket_id: int) -> None:
        """Bring the window to the front with that ticket open."""
        self._window.bring_to_front()
        page = self._window.enter(TICKETS)
        if isinstance(page, TicketRoom):
            page.open_ticket(ticket_id)

    def stop(self) -> None:
        """Let no more time pass; the first step of the end."""
        self.place.heartbeat.stop()
        self._errands.cancel()
        self.tray.hide()
        self.alerts.close()

    def _bind(self) -> None:
        window = self._window
        run: dict[str, Callable[[], None]] = {
            "edit.undo": self._undo.undo,
            "view.full_screen": self._on_full_screen,
            "view.theme": self._on_theme,
            "go.palette": self._on_palette,
            "go.next_pane": partial(go_to_pane, window, 1),
            "go.previous_pane": partial(go_to_pane, window, -1),
            "file.import": self._importing.ask,
            "file.export": self._exporting.ask,
            "file.back_up": self._backing_up.run,
            "help.shortcuts": self._on_shortcuts,
            "help.self_check": partial(self._open_settings, AboutSection),
            "help.about": partial(self._open_settings, AboutSection),
        }
        for room in ROOMS:
            run[f"go.{room.key}"] = partial(self._go, room.key)
        for command_id, action in run.items():
            window.commands.bind(command_id, action)

    def _build(self, room: Room) -> QWidget:
        return room.page_module().build(self.place)

    def _go(self, key: str) -> None:
        self._window.enter(key)

    def _take_back(self, step: Undo) -> Changes:
        return self.place.desk.undo.undo(self.place.me.actor, step)

    def _on_alerts(self) -> None:
        self.place.heartbeat.show_countdown(self._panel, self._panel.next_due_at)

    def _on_announced(self, _announcement: object) -> None:
        if not self._window.isActiveWindow():
            QApplication.alert(self._window)

    def _on_tray_command(self, command_id: str) -> None:
        self._window.bring_to_front()
        self._window.enter(TICKETS if command_id == "file.new_ticket" else self._window.last_room)
        self._window.commands[command_id].trigger()

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
        preferences = self.place.preferences
        match name:
            case "appearance.theme":
                self._look.set_theme(preferences.text(name))
            case "appearance.language":
                self._look.set_language(preferences.text(name))
            case "appearance.text_percent":
                self._look.set_text_percent(preferences.number(name))
            case "keyboard.single_letters":
                self._window.commands.single_letters = preferences.is_on(name)

    def _on_theme(self) -> None:
        is_dark = self._look.theme.tokens.scheme is Scheme.DARK
        self.place.preferences.set("appearance.theme", "light" if is_dark else "dark")

    def _on_full_screen(self) -> None:
        if self._window.isFullScreen():
            self._window.showNormal()
        else:
            self._window.showFullScreen()

    def _on_palette(self) -> None:
        self._palette.pop_up()

    def _on_shortcuts(self) -> None:
        ShortcutList(self._window.commands, self._window).open()
