"""A start imports what it shows and no more: the frame for the paint, the list for the first page.

Each name here was once imported too early; docs/decisions/0009 says what that costs.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop.domain.ticket import Actor, Source
from desktop.services.desk import open_desk
from desktop.services.tickets import ManualTicket
from tests.ui.program import watched

START = """
import sys
from pathlib import Path
from desktop.system.read_ahead import ReadAhead

home = Path(sys.argv[1])
ahead = ReadAhead(home) if {is_read_ahead} else None

from PySide6.QtCore import QTimer
from desktop import app as module

facts = {{}}


class Watched(module.App):
    def start(self, *, in_background):
        self._window.painted.connect(lambda: facts.update(paint=sorted(sys.modules)))
        QTimer.singleShot(60_000, self.quit)
        return super().start(in_background=in_background)

    def _on_open(self, first):
        super()._on_open(first)
        table = self._window.stack.currentWidget().list.table
        facts["shown"] = [table.record(row).subject for row in range(table.rowCount())]
        facts["rows"] = sorted(sys.modules)
        QTimer.singleShot(0, self.quit)


module.App = Watched
assert module.run(home, ahead=ahead) == 0
assert ahead is None or ahead._process.returncode is not None
import json

print(json.dumps(facts))
"""


@dataclass(frozen=True)
class Start:
    """What a start imported until when, and the tickets it listed."""

    is_read_ahead: bool
    at_paint: list[str]
    at_rows: list[str]
    shown: list[str]


FOR_LATER = [
    "PySide6.QtNetwork",
    "asyncio",
    "email",
    "filelock",
    "html",
    "json",
    "logging.handlers",
    "sqlalchemy",
    "ssl",
    "desktop.domain.sentences",
    "desktop.jobs",
    "desktop.mail",
    "desktop.models",
    "desktop.services",
    "desktop.ui.actions",
    "desktop.ui.commands",
    "desktop.ui.rescue",
    "desktop.ui.texts",
    "desktop.ui.widgets.empty_state",
    "desktop.ui.widgets.notice_bar",
    "desktop.ui.widgets.toast",
]
"""What the frame is painted without."""

FOR_LATER_STILL = [
    "Stemmer",
    "alembic",
    "filelock",
    "highspy",
    "holidays",
    "icalendar",
    "imapclient",
    "jeepney",
    "keyring",
    "nh3",
    "numpy",
    "plyer",
    "psycopg",
    "requests",
    "desktop.app_jobs",
    "desktop.mail",
    "desktop.domain.duty",
    "desktop.domain.explain_words",
    "desktop.domain.search_language",
    "desktop.domain.worktime",
    "desktop.models.alert",
    "desktop.models.duty",
    "desktop.models.mail",
    "desktop.models.outbox",
    "desktop.models.roster",
    "desktop.models.rule",
    "desktop.models.saved_view",
    "desktop.models.sla",
    "desktop.models.template",
    "desktop.services.alerts",
    "desktop.services.clocks",
    "desktop.services.demo",
    "desktop.services.duty",
    "desktop.services.exports",
    "desktop.services.mailboxes",
    "desktop.services.policies",
    "desktop.services.record_undo",
    "desktop.services.rows_ticket",
    "desktop.services.saved_views",
    "desktop.services.ticket_search",
    "desktop.services.tickets",
    "desktop.ui.alert_words",
    "desktop.ui.duty",
    "desktop.ui.settings",
    "desktop.ui.surroundings",
    "desktop.ui.tickets.opened_ticket",
    "desktop.ui.tickets.ticket_page",
    "desktop.ui.tray",
]
"""What the first page is read and shown without."""

FOR_OTHERS = ["pysqlite3", "sqlalchemy", "desktop.models"]
"""What the first page is shown without where another process has read it."""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The profile of a desk with a ticket."""
    home = tmp_path_factory.mktemp("home")
    desk = open_desk(f"sqlite:///{home / 'desk.sqlite3'}")
    person = desk.people.add("Anna").created
    desk.tickets.create(
        Actor(person, Source.COMMAND_LINE), ManualTicket("Printer", "It is on fire.")
    )
    desk.close()
    return home


@pytest.fixture(scope="module", params=[True, False], ids=["read ahead", "read here"])
def start(home: Path, request: pytest.FixtureRequest) -> Start:
    """Start the program; return what was imported when."""
    facts = watched(START.format(is_read_ahead=request.param), home)
    return Start(request.param, facts["paint"], facts["rows"], facts["shown"])


def early(imported: list[str], later: list[str]) -> list[str]:
    """Return what of `later` was imported, packages with all that is in them."""
    return [name for name in imported if any(f"{name}.".startswith(f"{each}.") for each in later)]


def test_first_paint_waits_for_nothing_that_it_does_not_show(start: Start) -> None:
    assert early(start.at_paint, FOR_LATER) == []


def test_first_page_waits_for_nothing_that_it_does_not_show(start: Start) -> None:
    assert early(start.at_rows, FOR_LATER_STILL) == []


def test_first_page_waits_for_the_database_layer_only_where_it_is_read_here(start: Start) -> None:
    assert bool(early(start.at_rows, FOR_OTHERS)) is not start.is_read_ahead


def test_first_page_is_the_same_whoever_reads_it(start: Start) -> None:
    assert start.shown == ["Printer"]
