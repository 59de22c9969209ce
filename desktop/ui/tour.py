"""`dutydesk tour`: the program shows itself, step by step, as pictures and a CSV file.

Services, jobs and the heartbeat run as in the window, on a clock set by hand; a step that did
not change the database fails the tour.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtWidgets import QApplication

from desktop.config import AppConfig
from desktop.domain.changes import Changes, Topic
from desktop.domain.clock import ManualClock
from desktop.domain.ticket import Actor, Channel, Source, Status
from desktop.jobs.wake_reminders import WakeReminders
from desktop.jobs.watch_sla import WatchSla
from desktop.services.demo_mail import write_demo_mbox
from desktop.services.desk import Desk
from desktop.services.export_format import Preset
from desktop.services.exports import ExportOptions
from desktop.services.first_reading import FirstQuestion, read_first
from desktop.services.opening import open_desk_of
from desktop.services.replies import Reply
from desktop.services.rows import TicketQuery, TicketRow, View
from desktop.system.paths import open_profile
from desktop.system.resources import resource
from desktop.ui.alerts import Silence
from desktop.ui.language import Language, Tongue
from desktop.ui.look import Look
from desktop.ui.main_window import MainWindow
from desktop.ui.rooms import ROOMS, TICKETS, TicketRoom
from desktop.ui.runner import Runner
from desktop.ui.settle import settle
from desktop.ui.shell import Shell
from desktop.ui.theme.theme import SchemeChoice, Theme
from desktop.ui.window_state import WindowState

SIZE = (1366, 768)
START = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
"""A Monday at work: the same tour every time."""

ANSWER = {
    Tongue.ENGLISH: "Thank you for the report. We have found the cause and are correcting it.",
    Tongue.RUSSIAN: "Спасибо за сообщение. Мы нашли причину и исправляем её.",
}
REASON = {
    Tongue.ENGLISH: "Happens on the test account too. Restarted the service twice, no change.",
    Tongue.RUSSIAN: "Повторяется на тестовой учётке. Сервис перезапущен дважды, без изменений.",
}


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("tour", help="walk through the program into pictures")
    parser.add_argument("--out", type=Path, default=Path("build/tour"), metavar="DIR")
    parser.add_argument("--language", type=Tongue, choices=list(Tongue), default=None)
    parser.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """Walk through every step; returns 0, or 1 when a step changed nothing."""
    args.out.mkdir(parents=True, exist_ok=True)
    if sys.platform == "linux" and not (os.environ.keys() & {"DISPLAY", "WAYLAND_DISPLAY"}):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    qt = QApplication.instance() or QApplication(sys.argv[:1])
    tongue = args.language or Tongue.of_system()
    with tempfile.TemporaryDirectory(prefix="dutydesk-tour-") as home:
        tour = Tour(Path(home), args.out, tongue)
        try:
            failed = tour.walk()
        finally:
            tour.close()
    del qt
    print(f"Pictures: {args.out.resolve()}")  # noqa: T201 - a command speaks on its output
    print(f"CSV file: {(args.out / Tour.CSV).resolve()}")  # noqa: T201
    return 1 if failed else 0


class Tour:
    """A window on a throw-away desk, and the steps that are taken in it."""

    CSV = "tickets.csv"

    def __init__(self, home: Path, out: Path, tongue: Tongue) -> None:
        self._out = out
        self._tongue = tongue
        self._home = home
        self._steps = 0
        self._runner = Runner()
        self._clock = ManualClock(START)
        profile = open_profile(home / "profile")
        state = WindowState(profile.folder / "window.ini")
        application = QApplication.instance()
        if not isinstance(application, QApplication):
            raise RuntimeError("no application")
        self._look = look = Look(Theme(application), Language(resource("translations")), state)
        look.start(tongue)
        look.theme.choose(SchemeChoice.LIGHT)
        self._desk: Desk = open_desk_of(profile, AppConfig(language=tongue.value), self._clock)
        self._desk.demo.fill(tongue.value)
        self._me = self._desk.people.all()[0]
        self._by = Actor(self._me.id, Source.WINDOW)
        self._window = MainWindow(ROOMS, state)
        first = read_first(self._desk, FirstQuestion(self._me.id))
        self._shell = Shell(
            self._window,
            self._runner,
            self._clock,
            look,
            state,
            self._desk,
            first,
            Silence(),
            profile,
        )
        self._plan()
        self._window.show()
        self._window.resize(*SIZE)
        self._shell.start()
        self._shell.surround()
        self._shell.let_time_run()
        settle(self._runner)

    def walk(self) -> list[str]:
        """Take every step and leave its picture; return those that changed nothing."""
        steps: tuple[tuple[str, Callable[[], None], Topic], ...] = (
            ("import", self._import, Topic.TICKETS),
            ("inbox", self._look_at_the_inbox, Topic.TICKETS),
            ("answer", self._answer, Topic.OUTBOX),
            ("warning", self._warning, Topic.ALERTS),
            ("defer", self._defer, Topic.TICKETS),
        )
        failed = [name for name, step, topic in steps if not self._take(name, step, topic)]
        if not self._export():
            failed.append("export")
        for name in failed:
            print(f"The step “{name}” changed nothing.")  # noqa: T201 - as above
        return failed

    def close(self) -> None:
        """Put everything away."""
        self._shell.stop()
        self._window.close_for_good()
        self._runner.close()
        self._desk.close()
        self._look.language.fall_silent()
        self._window.deleteLater()
        self._look.theme.deleteLater()

    def _plan(self) -> None:
        """Plan what happens by itself; on demo data nothing is sent or fetched."""
        desk, schedule, alerts = self._desk, self._shell.schedule, self._shell.alerts
        schedule.add(WatchSla(desk.alerts, desk.leases, alerts, lambda: self._me.id))
        schedule.add(WakeReminders(desk.reminders))

    def _take(self, name: str, step: Callable[[], None], topic: Topic) -> bool:
        before = self._desk.database.topic_versions()[topic]
        step()
        settle(self._runner)
        self._steps += 1
        picture = self._out / f"{self._steps}_{name}.png"
        self._window.grab().save(str(picture))
        print(f"{self._steps}. {name}: {picture.name}")  # noqa: T201 - as above
        return self._desk.database.topic_versions()[topic] > before

    def _import(self) -> None:
        box = self._home / "demo.mbox"
        write_demo_mbox(box, self._tongue.value, self._clock.now())
        self._do(lambda: self._desk.imports.run([box]).changes)
        self._window.enter(TICKETS)

    def _look_at_the_inbox(self) -> None:
        """Open a ticket that nobody has seen: that marks it read."""
        row = self._first(View.ACTION, unread=True)
        self._open(row.id)
        self._do(lambda: self._desk.tickets.mark_read(row.id))

    def _answer(self) -> None:
        row = self._first(View.ACTION)
        detail = self._desk.tickets.detail(row.id, self._me.id)
        reply = Reply(
            text=ANSWER[self._tongue],
            to=((row.requester_name, row.requester_email),),
            then=Status.WAITING_CUSTOMER,
            seen_message_id=detail.last_message_id,
        )
        self._do(lambda: self._desk.replies.send(self._by, row.id, reply))
        self._open(row.id)

    def _warning(self) -> None:
        """Let half an hour pass: the heartbeat finds the thresholds that were reached."""
        self._clock.advance(timedelta(minutes=30))
        self._shell.place.heartbeat.beat()

    def _defer(self) -> None:
        row = self._first(View.MINE)
        until = self._clock.now() + timedelta(hours=22)
        reason = REASON[self._tongue]
        self._do(lambda: self._desk.deferrals.defer(self._by, row.id, reason, until))
        self._open(row.id)

    def _export(self) -> bool:
        preset = Preset.EXCEL_RU if self._tongue is Tongue.RUSSIAN else Preset.EXCEL_EN
        path = self._out / self.CSV
        with path.open("w", encoding="utf-8", newline="") as file:
            rows = self._desk.exports.tickets(ExportOptions(preset), file)
        print(f"{self._steps + 1}. export: {rows} rows in {path.name}")  # noqa: T201 - as above
        return rows > 0

    def _do(self, command: Callable[[], Changes]) -> None:
        """Run a command on its lane, as a button does, and let the pages read what changed."""
        self._runner.command(self._window, command)
        settle(self._runner)

    def _open(self, ticket_id: int) -> None:
        page = self._window.enter(TICKETS)
        if isinstance(page, TicketRoom):
            page.open_ticket(ticket_id)

    def _first(self, view: View, *, unread: bool = False) -> TicketRow:
        """Return the ticket of a view that is due next; imported ones are history."""
        rows = self._desk.tickets.page(TicketQuery(view, me=self._me.id)).rows
        live = (row for row in rows if row.channel is not Channel.IMPORT)
        return next(row for row in live if row.is_unread or not unread)
