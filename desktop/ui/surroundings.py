"""Surroundings: all the window has around its pages, built once the first page shows its rows."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QMessageBox

from desktop.domain.clock import Clock
from desktop.jobs.follow_duties import FollowDuties
from desktop.jobs.schedule import Schedule
from desktop.ui.alert_panel import AlertPanel
from desktop.ui.duty_feed import DutyFeed
from desktop.ui.duty_news import DutyNews
from desktop.ui.duty_news_panel import DutyNewsPanel
from desktop.ui.first_steps import FirstSteps
from desktop.ui.keyring_help import tell_of_keyrings
from desktop.ui.leaving import Leaving
from desktop.ui.look import Look
from desktop.ui.main_window import MainWindow
from desktop.ui.settings.backup import BackupSection
from desktop.ui.settings.duty import DutySection
from desktop.ui.settings.mailboxes import MailboxesSection
from desktop.ui.settings.people import PeopleSection
from desktop.ui.shell_commands import SETTINGS, ShellCommands
from desktop.ui.standing import Standing
from desktop.ui.status_feed import StatusFeed
from desktop.ui.tidings import TidingsReader
from desktop.ui.tray import Tray
from desktop.ui.tray_feed import TrayFeed
from desktop.ui.undo_stack import UndoStack
from desktop.ui.workplace import Workplace


class Surroundings(QObject):
    """Owns tray, warnings, banner, what the status bar tells, and the commands of no page."""

    demo_filled = Signal()
    """The desk was filled with demo data."""
    start_for_real = Signal()
    """The person has said that the demo data may be deleted."""
    clock_confirmed = Signal()
    """The person has said that this computer's clock is right."""
    restore_chosen = Signal(object)
    """BackupFile: that backup shall take the place of the present data."""

    def __init__(
        self,
        window: MainWindow,
        place: Workplace,
        look: Look,
        undo: UndoStack,
        schedule: Schedule,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._place = place
        self._look = look
        self.tray = Tray(window)
        self.commands = ShellCommands(window, place, look, undo, self)
        self._panel = AlertPanel(place.alerts, window)
        window.put_panel(self._panel)
        self.news = DutyNews(
            place.desk, place.runner, place.clock, place.me, place.preferences, self
        )
        self._news_panel = DutyNewsPanel(self.news, window)
        window.put_panel(self._news_panel)
        reader = TidingsReader(place.desk, place.runner, place.me, self)
        self.leaving = Leaving(window, reader, place.me, place.clock)
        self.commands.restoring.chosen.connect(self.restore_chosen)
        self._tell(undo, schedule, reader)
        self._listen_to_news()
        self._listen()

    def welcome(self) -> None:
        """Show the first run, which leads to a room."""
        steps = FirstSteps(self._window, self._place, self._look, self.commands.importing)
        steps.demo_filled.connect(self.demo_filled)
        steps.done.connect(self._on_welcomed)

    def start(self) -> None:
        """Show the tray and whatever warning nobody has answered."""
        self._window.fill_menus()
        self.tray.show()
        self._place.alerts.read()
        self.news.read()

    def stop(self) -> None:
        """Cancel what takes long and leave the tray."""
        self.commands.stop()
        self.tray.hide()

    def _tell(self, undo: UndoStack, schedule: Schedule, reader: TidingsReader) -> None:
        """Let status bar, rail, banner and tray say what the desk is like."""
        window, place = self._window, self._place
        is_local = place.desk.database.is_sqlite
        clock: Clock = place.clock
        feed = StatusFeed(
            window.status,
            window.rail,
            reader,
            undo,
            clock,
            place.heartbeat,
            is_local=is_local,
        )
        standing = Standing(window.banner, reader, clock, schedule.error_of, is_local=is_local)
        TrayFeed(self.tray, reader, place.alerts, self.news, place.me, clock)
        DutyFeed(window.header.duty, reader, place.heartbeat, clock)
        check_mail = window.commands["file.check_mail"].trigger
        feed.ticket_wanted.connect(self.commands.open_ticket)
        feed.mail_wanted.connect(check_mail)
        standing.mail_wanted.connect(check_mail)
        standing.sending_wanted.connect(self._send_again)
        standing.backup_wanted.connect(window.commands["file.back_up"].trigger)
        place.heartbeat.job_ended.connect(lambda _name: standing.look())
        standing.duty_wanted.connect(self.commands.fill_gap)
        window.header.duty.clicked.connect(window.commands["go.duty"].trigger)
        standing.real_wanted.connect(self._ask_to_start_for_real)
        standing.backup_place_wanted.connect(partial(self.commands.open_settings, BackupSection))
        standing.mailbox_wanted.connect(partial(self.commands.open_settings, MailboxesSection))
        standing.password_wanted.connect(self.commands.ask_password)
        standing.clock_confirmed.connect(self.clock_confirmed)
        standing.keyring_wanted.connect(partial(tell_of_keyrings, window))

    def _send_again(self) -> None:
        outbox, actor = self._place.desk.outbox, self._place.me.actor
        self._place.runner.command(self, lambda: outbox.hurry(actor))

    def _listen(self) -> None:
        alerts, commands, window = self._place.alerts, self.commands, self._window
        alerts.changed.connect(self._on_alerts)
        alerts.announced.connect(self._on_announced)
        alerts.ticket_wanted.connect(commands.open_ticket)
        self._place.heartbeat.ticked.connect(self._panel.tick)
        self.tray.window_wanted.connect(window.bring_to_front)
        self.tray.ticket_wanted.connect(commands.open_ticket)
        self.tray.command_wanted.connect(commands.from_tray)
        signposts = self._place.signposts
        signposts.policy_wanted.connect(commands.open_policy)
        signposts.rotations_wanted.connect(partial(commands.open_settings, DutySection))
        window.header.person.team_wanted.connect(partial(commands.open_settings, PeopleSection))

    def _listen_to_news(self) -> None:
        news, window, place = self.news, self._window, self._place
        window.commands.bind("duty.accept_shift", news.accept_shift)
        window.commands.set_enabled(("duty.accept_shift",), False)
        news.changed.connect(self._on_news)
        news.announced.connect(self._on_told)
        news.page_wanted.connect(partial(self.tray.command_wanted.emit, "go.duty"))
        news.calendar_wanted.connect(window.commands["duty.export"].trigger)
        place.heartbeat.job_ended.connect(self._on_job_ended)

    def _on_news(self) -> None:
        is_offered = self.news.shift is not None
        self._window.commands.set_enabled(("duty.accept_shift",), is_offered)

    def _on_job_ended(self, name: str) -> None:
        """Duties begin and end with time alone: what was told of them may be over."""
        if name == FollowDuties.name:
            self.news.read()
            self._news_panel.tick()

    def _on_welcomed(self, room: str) -> None:
        if room == SETTINGS:
            self.commands.add_mailbox()
        else:
            self.commands.enter(room)

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
        self._place.heartbeat.show_countdown(self._panel, self._panel.next_due_at)

    def _on_announced(self, _announcement: object) -> None:
        self._on_told()

    def _on_told(self) -> None:
        if not self._window.isActiveWindow():
            QApplication.alert(self._window)
