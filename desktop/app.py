"""Composition root: config -> window painted -> database on a worker -> services -> rooms."""

from __future__ import annotations

import logging
import sys
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from desktop.config import AppConfig, read_config
from desktop.domain.clock import SystemClock
from desktop.domain.errors import DeskError, Unavailable
from desktop.system.clock_check import CheckedClock
from desktop.system.instance import Instance, Start
from desktop.system.logs import start_logging, stop_logging
from desktop.system.paths import Profile, open_profile
from desktop.system.resources import resource
from desktop.system.session_files import SessionFiles
from desktop.ui.app_icon import app_icon
from desktop.ui.collector import Collector
from desktop.ui.doorbell import Doorbell
from desktop.ui.guard import Guard
from desktop.ui.language import Language, Tongue
from desktop.ui.look import Look
from desktop.ui.main_window import MainWindow
from desktop.ui.opening_page import OpeningPage
from desktop.ui.rooms import ROOMS
from desktop.ui.runner import Runner
from desktop.ui.theme.theme import Theme
from desktop.ui.window_state import WindowState

if TYPE_CHECKING:  # these import the database layer, which the first paint does not wait for
    from desktop.models.database import Database
    from desktop.services.desk import Desk
    from desktop.services.first_reading import FirstQuestion, FirstReading
    from desktop.services.sealed_backups import BackupFile
    from desktop.system.read_ahead import ReadAhead
    from desktop.ui.rescue import Rescue
    from desktop.ui.shell import Shell

DOOR_OPENS_MS = 1_000
ROWS_PAINTED_MS = 100
"""After so long what is around the first page may take the interpreter's lock."""


def run(home: Path | None, *, in_background: bool = False, ahead: ReadAhead | None = None) -> int:
    """Run the window until the person quits; return the exit code.

    `ahead` may be reading on this profile already what the window shows first.

    Raises:
        DeskError: the profile or its config cannot be used, or the first window hangs.
    """
    profile = open_profile(home)
    config = read_config(profile.config)
    log = start_logging(profile.logs, "window", config.log_level.upper())
    qt = QApplication(sys.argv[:1])
    qt.setApplicationName("Duty Desk")
    qt.setDesktopFileName("dutydesk")
    qt.setQuitOnLastWindowClosed(False)
    guard = Guard(qt)
    guard.install()
    try:
        backup: BackupFile | None = None
        while True:
            app = App(qt, profile, config, backup, ahead)
            if not _run_once(app, qt, in_background=in_background):
                return 0
            in_background, backup, ahead = False, app.backup_wanted, None
    finally:
        guard.uninstall()
        stop_logging(log)


def _run_once(app: App, qt: QApplication, *, in_background: bool) -> bool:
    """Run until the person quits; return whether to begin again on other data."""
    try:
        if app.start(in_background=in_background):
            qt.exec()
    finally:
        app.stop()
    return app.starts_over or app.backup_wanted is not None or app.opens_anew


class App(QObject):
    """Owns everything that lives as long as the program, and the order in which it ends."""

    def __init__(
        self,
        qt: QApplication,
        profile: Profile,
        config: AppConfig,
        backup: BackupFile | None = None,
        ahead: ReadAhead | None = None,
    ) -> None:
        """`backup` is put in the place of the data first."""
        super().__init__(qt)
        self._qt = qt
        self._profile = profile
        self._config = config
        self._clock = CheckedClock(SystemClock())
        self._shell: Shell | None = None
        self._is_in_background = False
        self.starts_over = False
        """The demo data was given up: it is deleted, and the program begins anew."""
        self.backup_wanted: BackupFile | None = None
        """The program begins anew with this backup in the place of the data."""
        self.opens_anew = False
        """What was read ahead is shown, but the desk does not open: the program begins anew."""
        self._backup = backup
        self._ahead = ahead
        self._restored_words = ""
        self._instance = Instance(profile.instance_lock)
        self._session_files = SessionFiles(profile.tmp)
        self._doorbell = Doorbell(profile.folder, self)
        self._runner = Runner(self)
        self._collector = Collector(self._runner, self)
        self._state = WindowState(profile.folder / "window.ini")
        self._look = Look(Theme(qt), Language(resource("translations"), self), self._state, self)
        self._look.start(Tongue(config.language) if config.language else Tongue.of_system())
        self._window = MainWindow(ROOMS, self._state)
        self._opening = OpeningPage(self._window)
        self._window.cover(self._opening)

        self._window.painted.connect(self._begin, Qt.ConnectionType.QueuedConnection)
        self._window.close_wanted.connect(self.quit)
        self._opening.again.connect(self._open)
        self._opening.quit.connect(self.quit)
        qt.commitDataRequest.connect(self._on_session_ends)

    def start(self, *, in_background: bool) -> bool:
        """Show the window, or hand over to the one that is open; False: nothing more to do.

        Raises:
            Unavailable: `profile.in_use`, another process has the profile and does not answer.
        """
        found = self._instance.enter(self._doorbell)
        if found is Start.FIRST_DOES_NOT_ANSWER:
            raise Unavailable("profile.in_use", path=self._profile.folder)
        if found is Start.HANDED_OVER:
            return False
        if in_background:
            self._is_in_background = True
            self._window.painted.disconnect(self._begin)  # the desk is open by then
            self._begin()
        else:
            self._window.show()
        return True

    def quit(self) -> None:
        """End the program."""
        self._window.close_for_good()
        self._qt.quit()

    def stop(self) -> None:
        """Let go of everything: time first, then work that runs, the database, the profile."""
        ahead = self._ahead  # a worker may let go of it meanwhile
        if ahead is not None:
            ahead.end()
        if self._shell is not None:
            self._shell.stop()
        self._runner.close()
        self._collector.stop()
        if self._desk.is_open:
            if not self.starts_over and self.backup_wanted is None:  # a restore keeps the data
                self._back_up(self._desk)
            self._desk.close()
            self._session_files.wipe()
        if self.starts_over:
            self._forget_demo()
        self._state.save()
        self._doorbell.close()
        self._instance.leave()
        self._window.deleteLater()

    def _forget_demo(self) -> None:
        """Delete the embedded database, which holds nothing but demo data."""
        from desktop.services.backup_place import BackupPlace

        for suffix in ("", "-wal", "-shm", "-journal"):
            self._profile.database.with_name(f"{self._profile.database.name}{suffix}").unlink(
                missing_ok=True
            )
        BackupPlace(self._profile).begin_anew()
        self._state.keep("person/id", None)

    def _back_up(self, desk: Desk) -> None:
        """Make the backup that is due at the end; a refusal does not hold the program."""
        from desktop.jobs.backup import BackUp
        from desktop.services.backup_keeping import BackupKeeping

        try:
            BackUp(BackupKeeping(desk, self._profile), at_end=True).run()
        except Unavailable as error:
            logging.getLogger(__name__).warning("no backup at the end: %s", error)

    def _begin(self) -> None:
        """Open the desk; a second start, which is patient, is answered when that is done mostly."""
        self._qt.setWindowIcon(app_icon())
        self._open()
        QTimer.singleShot(DOOR_OPENS_MS, self, self._open_door)

    def _open_door(self) -> None:
        self._doorbell.listen(self._window.bring_to_front)

    def _open(self) -> None:
        if self._backup is not None:
            self._rescue.restore(self._backup)
            self._backup = None
            return
        from desktop.ui.opening import first_question

        self._opening.say_busy()
        room = self._window.last_room
        question = first_question(room, self._state, self._clock.now())
        self._runner.network(
            self, lambda: self._read_first(question, room), self._on_open, self._on_refused
        )
        _ = self._window.commands  # made while a worker waits

    def _read_first(self, question: FirstQuestion, room: str) -> FirstReading:
        """On a worker: import the page of `room` and have read what it shows first, or read it."""
        from desktop.ui.opening import have_read

        self._session_files.wipe()  # of a program that was killed
        first = have_read(self._desk, question, room, self._ahead)
        self._ahead = None
        if first.is_new:  # the first run needs all the rest at once
            self._import_the_rest()
        return first

    def _import_the_rest(self) -> None:
        """On a worker: import what the first page did not need."""
        import desktop.app_jobs  # noqa: F401 -- only to have it imported here, not on the GUI thread
        from desktop.ui.shell import import_the_rest

        import_the_rest(self._desk)

    def _on_open(self, first: FirstReading) -> None:
        """Show the first page; what is around it comes when its rows are there."""
        from desktop.system.sound import Speaker
        from desktop.ui.shell import Shell

        self._shell = shell = Shell(
            self._window,
            self._runner,
            self._clock,
            self._look,
            self._state,
            self._desk,
            first,
            Speaker(self._profile.tmp),
            self._profile,
        )
        shell.start_for_real.connect(self._on_start_for_real)
        shell.clock_confirmed.connect(self._on_clock_confirmed)
        shell.restore_chosen.connect(self._on_restore_chosen)
        shell.start()
        if first.is_new:
            self._surround()
        else:
            self._runner.settled.connect(self._on_rows_shown)
        self._window.uncover(self._opening)
        self._obey_early_keys()
        if self._restored_words:
            from desktop.ui.widgets.notice_bar import Severity

            self._window.error_bar.show_notice(Severity.INFO, self._restored_words)

    def _on_rows_shown(self) -> None:
        self._runner.settled.disconnect(self._on_rows_shown)
        QTimer.singleShot(ROWS_PAINTED_MS, self, self._go_on)

    def _go_on(self) -> None:
        self._runner.network(
            self, self._import_the_rest, lambda _: self._surround(), self._on_rest_refused
        )

    def _on_rest_refused(self, error: DeskError) -> None:
        """Begin anew with a desk that does not open: then that is told in the place of the page."""
        if self._desk.is_open:
            self._runner.failed.emit(error)
        else:
            self.opens_anew = True
            self.quit()

    def _surround(self) -> None:
        """Put tray, warnings and repeated work around the first page."""
        from desktop.app_jobs import make_ladder, plan_jobs
        from desktop.ui.closing import Closing

        shell = self._shell
        if shell is None:
            return
        shell.surround()
        ladder = make_ladder(shell, self._clock)
        shell.alerts.use(ladder)
        shell.news.use(ladder)
        plan_jobs(shell, self._clock)
        closing = Closing(self._window, shell.tray, shell.place.preferences)
        shell.let_time_run()
        shell.leaving.quit_wanted.connect(self.quit)
        closing.quit_wanted.connect(shell.leaving.ask)
        shell.tray.quit_wanted.connect(shell.leaving.ask)
        self._window.close_wanted.disconnect(self.quit)
        self._window.close_wanted.connect(closing.ask)
        self._window.commands.bind("file.quit", shell.leaving.ask)
        if self._is_in_background and not self._window.isVisible():
            closing.go_to_background()
        self._obey_early_keys()
        self._window.early.finish()

    def _obey_early_keys(self) -> None:
        if self._window.room is not None:  # the first run is not left by a shortcut
            self._window.early.obey(self._window.commands)

    def _on_start_for_real(self) -> None:
        self.starts_over = True
        self.quit()

    def _on_clock_confirmed(self) -> None:
        self._clock.confirm()
        if self._shell is not None:
            place = self._shell.place
            trust, actor = place.desk.clock_trust, place.me.actor
            place.runner.command(
                self, lambda: trust.confirm(actor), lambda _: place.heartbeat.wake()
            )

    def _on_restore_chosen(self, backup: BackupFile) -> None:
        self.backup_wanted = backup
        self.quit()

    @cached_property
    def _desk(self) -> Desk:
        """The services; the database is opened when the first of them is asked for."""
        from desktop.services.desk import Desk

        return Desk(self._open_database)

    def _open_database(self) -> Database:
        from desktop.services.opening import open_database_of

        return open_database_of(self._profile, self._config, self._clock)

    @cached_property
    def _rescue(self) -> Rescue:
        """What there is to do without a desk; imported when that is so."""
        from desktop.ui.rescue import Rescue

        rescue = Rescue(self._profile, self._config, self._runner, self._opening)
        rescue.restored.connect(self._on_restored)
        return rescue

    def _on_restored(self, words: str) -> None:
        self._restored_words = words
        self._open()

    def _on_refused(self, error: DeskError) -> None:
        self._rescue.tell(error)
        self._window.show()  # also when it was to stay in the tray: no warning comes from there

    def _on_session_ends(self) -> None:
        """The person logs out: never stand in the way of that with a question."""
        self._window.close_for_good()
