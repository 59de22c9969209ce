"""`dutydesk screens`: paints every page in both languages and themes, for people to look at."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QWidget

from desktop import __version__
from desktop.config import AppConfig
from desktop.domain.clock import ManualClock
from desktop.domain.errors import DatabaseTooNew, Unavailable
from desktop.jobs.watch_sla import WatchSla
from desktop.services.first_reading import FirstQuestion, read_first
from desktop.services.opening import open_desk_of
from desktop.system.paths import open_profile
from desktop.system.resources import resource
from desktop.ui.alerts import Silence
from desktop.ui.duty.forms import DutyForms
from desktop.ui.duty.page import DutyPage
from desktop.ui.duty.period import Extent
from desktop.ui.duty.proposal import moved, of_block
from desktop.ui.first_run import FirstRunPage, Ways
from desktop.ui.language import Language, Tongue
from desktop.ui.look import Look
from desktop.ui.main_window import MainWindow
from desktop.ui.opening_page import DAMAGED, OpeningPage
from desktop.ui.rooms import ROOMS
from desktop.ui.runner import Runner
from desktop.ui.screens_duty import ask_for_a_plan, open_forms, shown_dialog
from desktop.ui.settings.page import SettingsPage
from desktop.ui.settle import settle
from desktop.ui.shell import Shell
from desktop.ui.theme.theme import SchemeChoice, Theme
from desktop.ui.widgets.command_palette import CommandPalette
from desktop.ui.window_state import WindowState

SIZE = (1366, 768)
SCHEMES = (SchemeChoice.LIGHT, SchemeChoice.DARK)
START = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
"""A Monday at work: the same pictures every time."""
UNTIL_WARNED = timedelta(minutes=3)


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("screens", help="paint every page into PNG files")
    parser.add_argument("--out", type=Path, default=Path("build/screens"), metavar="DIR")
    parser.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """Paint all pages on a throw-away profile; returns 0."""
    args.out.mkdir(parents=True, exist_ok=True)
    if sys.platform == "linux" and not (os.environ.keys() & {"DISPLAY", "WAYLAND_DISPLAY"}):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    qt = QApplication.instance() or QApplication(sys.argv[:1])
    for tongue in Tongue:
        with tempfile.TemporaryDirectory(prefix="dutydesk-screens-") as home:
            studio = Studio(Path(home), tongue)
            for name in studio.pages():
                for scheme in SCHEMES:
                    file = args.out / f"{name}_{tongue.value}_{scheme.value}.png"
                    studio.paint(scheme, file)
            studio.close()
    del qt
    return 0


class Studio:
    """A window on a throw-away desk full of demo data, one page after another."""

    def __init__(self, home: Path, tongue: Tongue) -> None:
        profile = open_profile(home)
        self._clock = clock = ManualClock(START)
        state = WindowState(profile.folder / "window.ini")
        application = QApplication.instance()
        if not isinstance(application, QApplication):
            raise RuntimeError("no application")
        self._runner = Runner()
        self._desk = open_desk_of(profile, AppConfig(language=tongue.value), clock)
        self._desk.demo.fill(tongue.value)
        self.look = Look(Theme(application), Language(resource("translations")), state)
        self.look.start(tongue)
        self.window = MainWindow(ROOMS, state)
        first = read_first(self._desk, FirstQuestion(self._desk.people.all()[0].id))
        self._shell = Shell(
            self.window,
            self._runner,
            clock,
            self.look,
            state,
            self._desk,
            first,
            Silence(),
            profile,
        )
        self.window.show()
        self.window.resize(*SIZE)
        self._shell.start()
        self._shell.surround()
        self._shell.let_time_run()
        self.rest()

    def pages(self) -> Iterator[str]:
        """Show one page after another and yield its name."""
        for room in ROOMS:
            page = self.window.enter(room.key)
            self.rest()
            yield room.key
            if isinstance(page, DutyPage):
                yield from self._duties(page)
            if isinstance(page, SettingsPage):
                for section in page.sections:
                    page.open_section(type(section))
                    self.rest()
                    name = type(section).__name__.removesuffix("Section").lower()
                    yield f"settings-{name}"
        for cover in self._covers():
            self.window.cover(cover)
            self.rest()
            yield cover.objectName()
            self.window.uncover(cover)
        self.window.enter(ROOMS[0].key)
        self.window.commands["go.palette"].trigger()
        self.rest()
        yield "palette"
        for palette in self.window.findChildren(CommandPalette):
            palette.hide()
        self._watch()
        yield "alerts"

    def _duties(self, page: DutyPage) -> Iterator[str]:
        """Show the calendar with a duty chosen, with one dragged, and in its other extents."""
        timeline = page.view.timeline
        reading = page.reading
        if reading is None:
            raise RuntimeError("nothing was read")
        board = reading.board
        block = next(b for row in board.rows for b in row.blocks if b.start_at > START)
        timeline.choose(block)
        yield "duty-chosen"
        other = next(row.person_id for row in board.rows if row.person_id != block.person_id)
        zone = ZoneInfo(board.zone)
        timeline.preview(moved(of_block(block), timedelta(hours=3), other, zone))
        yield "duty-dragged"
        timeline.forget_proposal()
        timeline.choose(None)
        for extent in (Extent.DAY, Extent.MONTH, Extent.WEEK):
            self.window.commands[f"duty.{extent}"].trigger()
            self.rest()
            if extent is not Extent.WEEK:
                yield f"duty-{extent}"
        page.show_reading(replace(reading, is_empty=True))
        yield "duty-empty"
        page.show_reading(reading)
        place = self._shell.place
        forms = DutyForms(place, self.window)
        ask_for_a_plan(self._desk, place.me.actor, self.look.language.tongue)
        self.rest()
        yield from open_forms(forms, block, self.window, self.rest)

    def paint(self, scheme: SchemeChoice, file: Path) -> None:
        """Save the window as it looks in that theme."""
        self.look.theme.choose(scheme)
        self.rest()
        picture = self.window.grab()
        dialog = shown_dialog(self.window)
        if dialog is not None:
            front = dialog.grab()
            painter = QPainter(picture)
            painter.drawPixmap(picture.rect().center() - front.rect().center(), front)
            painter.end()
        picture.save(str(file))

    def close(self) -> None:
        """Put everything away."""
        self._shell.stop()
        self.window.close_for_good()
        self._runner.close()
        self._desk.close()
        self.look.language.fall_silent()
        self.window.deleteLater()
        self.look.theme.deleteLater()

    def _watch(self) -> None:
        """Let the warnings fire that the demo's deadlines ask for."""
        self._clock.advance(UNTIL_WARNED)
        place, alerts = self._shell.place, self._shell.alerts
        job = WatchSla(self._desk.alerts, self._desk.leases, alerts, lambda: place.me.person_id)
        self._runner.network(self.window, job.run)
        self.rest()

    def _covers(self) -> list[QWidget]:
        """Return the pages that are no room, named."""
        tongue = self.look.language.tongue
        ways = Ways(_stay, _stay_as, _stay_as, _stay_as, _stay_as, _stay)
        first_run = FirstRunPage(ways, tongue)
        first_run.setObjectName("first-run")
        refused = OpeningPage()
        refused.say_refused(DatabaseTooNew(made_by="1.4", ours=__version__))
        refused.setObjectName("refused")
        damaged = OpeningPage()
        damaged.say_refused(Unavailable(DAMAGED), START)
        damaged.setObjectName("damaged")
        return [first_run, refused, damaged]

    def rest(self) -> None:
        """Let everything settle that was begun."""
        settle(self._runner)


def _stay() -> None:
    """Pictures lead nowhere."""


def _stay_as(_name: str) -> None:
    """Pictures lead nowhere."""
