"""The program as a process: painted before the database layer is imported, one instance, ends."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.services.desk import Desk
from tests.ui.program import watched

RUN = """
import json, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from desktop import app as module

HEAVY = ("sqlalchemy", "alembic", "psycopg", "keyring", "jeepney", "plyer", "nh3", "imapclient")
facts = {"at_paint": None, "page": None, "refused": None}


class Watched(module.App):
    def start(self, *, in_background):
        self._window.painted.connect(self.note_paint)
        QTimer.singleShot(60_000, self.quit)
        return super().start(in_background=in_background)

    def note_paint(self):
        facts["at_paint"] = [name for name in HEAVY if name in sys.modules]

    def _on_open(self, first):
        super()._on_open(first)
        facts["page"] = type(self._window.stack.currentWidget()).__name__
        facts["menus"] = len(self._window.menuBar().actions())
        QTimer.singleShot(0, self.quit)

    def _on_refused(self, error):
        super()._on_refused(error)
        facts["refused"] = error.code
        facts["page"] = type(self._window.stack.currentWidget()).__name__
        QTimer.singleShot(0, self.quit)


module.App = Watched
facts["code"] = module.run(Path(sys.argv[1]))
print(json.dumps(facts))
"""


def test_window_is_painted_before_the_database_layer_is_imported_and_then_opens(
    tmp_path: Path,
) -> None:
    facts = watched(RUN, tmp_path)

    assert facts["at_paint"] == []
    assert facts["refused"] is None
    assert facts["page"] == "FirstRunPage"
    assert facts["menus"] >= 4
    assert facts["code"] == 0
    log = (tmp_path / "logs/window.log").read_text(encoding="utf-8")
    assert "WARNING" not in log
    assert "ERROR" not in log


def test_file_that_is_no_database_is_refused_on_the_page_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "desk.sqlite3"
    file.write_text("a shopping list, not a database" * 100, encoding="utf-8")
    before = file.read_bytes()

    facts = watched(RUN, tmp_path)

    assert facts["refused"] == "database.not_ours"
    assert facts["page"] == "OpeningPage"
    assert file.read_bytes() == before


@pytest.mark.parametrize("text", ["language = ", 'colour = "red"'])
def test_spoilt_config_ends_with_a_sentence_and_code_2(tmp_path: Path, text: str) -> None:
    (tmp_path / "config.toml").write_text(text, encoding="utf-8")

    done = subprocess.run(
        [sys.executable, "-m", "desktop", "--home", str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=60,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )

    assert done.returncode == 2
    assert "settings file" in done.stderr
    assert "Traceback" not in done.stderr


START_OVER = """
import json, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from desktop import app as module

seen = []


class Watched(module.App):
    def start(self, *, in_background):
        QTimer.singleShot(60_000, self.quit)
        return super().start(in_background=in_background)

    def _on_open(self, first):
        super()._on_open(first)
        seen.append((first.is_demo, first.is_new))
        if first.is_demo:
            QTimer.singleShot(0, self._shell.start_for_real.emit)
        else:
            QTimer.singleShot(0, self.quit)


module.App = Watched
home = Path(sys.argv[1])
desk = module.open_profile(home)
from desktop.services.desk import open_desk
opened = open_desk(f"sqlite:///{desk.database}")
opened.demo.fill("en", tickets=5)
opened.close()
code = module.run(home)
print(json.dumps({"code": code, "seen": seen}))
"""


def test_demo_is_deleted_and_the_program_begins_anew(tmp_path: Path) -> None:
    facts = watched(START_OVER, tmp_path)

    assert facts == {"code": 0, "seen": [[True, False], [False, True]]}


BACKGROUND = """
import json, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QSystemTrayIcon
from desktop import app as module

QSystemTrayIcon.isSystemTrayAvailable = staticmethod(lambda: True)
facts = {"opened": 0, "at_start": None, "later": None}


class Watched(module.App):
    def start(self, *, in_background):
        QTimer.singleShot(60_000, self.quit)
        return super().start(in_background=in_background)

    def look(self):
        return [self._window.isVisible(), self._window.isMinimized()]

    def _read_first(self, *args):
        facts["opened"] += 1
        return super()._read_first(*args)

    def _surround(self):
        super()._surround()
        facts["at_start"] = self.look()
        self._window.painted.connect(lambda: QTimer.singleShot(0, self.end))
        self._window.bring_to_front()

    def _on_refused(self, error):
        super()._on_refused(error)
        self._window.painted.connect(lambda: QTimer.singleShot(0, self.end))

    def end(self):
        facts["later"] = self.look()
        self.quit()


module.App = Watched
module.run(Path(sys.argv[1]), in_background=True)
print(json.dumps(facts))
"""


def test_in_the_background_there_is_no_window_until_it_is_wanted(tmp_path: Path) -> None:
    facts = watched(BACKGROUND, tmp_path)

    assert facts == {"opened": 1, "at_start": [False, False], "later": [True, False]}


def test_in_the_background_a_desk_that_cannot_be_opened_is_told_in_a_window(tmp_path: Path) -> None:
    (tmp_path / "desk.sqlite3").write_text("a shopping list, not a database" * 100)

    facts = watched(BACKGROUND, tmp_path)

    assert facts == {"opened": 1, "at_start": None, "later": [True, False]}


RESTORE = """
import json, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from desktop import app as module
from desktop.domain.ticket import Actor, Source
from desktop.services.backups import Backups
from desktop.services.desk import open_desk
from desktop.services.rows import TicketQuery
from desktop.services.sealed_backups import BackupFile, Seal
from desktop.services.tickets import ManualTicket

profile = module.open_profile(Path(sys.argv[1]))
backup = Path(sys.argv[1]) / "elsewhere.deskbackup"
sealed = BackupFile(backup, "correct horse")
facts = {"tickets": [], "said": ""}


class Watched(module.App):
    def start(self, *, in_background):
        QTimer.singleShot(60_000, self.quit)
        return super().start(in_background=in_background)

    def _on_open(self, first):
        super()._on_open(first)
        facts["tickets"].append(len(self._desk.tickets.page(TicketQuery()).rows))
        if len(facts["tickets"]) == 1:
            QTimer.singleShot(0, lambda: self._shell.restore_chosen.emit(sealed))
        else:
            facts["said"] = self._window.error_bar.text
            QTimer.singleShot(0, self.quit)


desk = open_desk(f"sqlite:///{profile.database}")
by = Actor(desk.people.add("Anna Kern").created, Source.WINDOW)
desk.tickets.create(by, ManualTicket("1", "text"))
Backups(desk.database).save(backup, Seal("correct horse", profile.tmp))
desk.tickets.create(by, ManualTicket("2", "text"))
desk.close()
module.App = Watched
code = module.run(Path(sys.argv[1]))
print(json.dumps(facts | {"code": code}))
"""


def test_backup_chosen_in_the_window_is_restored_and_opened(tmp_path: Path) -> None:
    facts = watched(RESTORE, tmp_path)

    kept = tmp_path / "desk.sqlite3.before-restore"
    assert kept.exists()
    assert facts == {
        "code": 0,
        "tickets": [2, 1],
        "said": f"1 ticket restored. The data before are kept in {kept}.",
    }


EARLY = """
import json, sys
from pathlib import Path
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from desktop import app as module
from desktop.services.desk import open_desk

profile = module.open_profile(Path(sys.argv[1]))
facts = {}


class Watched(module.App):
    def start(self, *, in_background):
        self._window.painted.connect(self.press)
        QTimer.singleShot(60_000, self.quit)
        return super().start(in_background=in_background)

    def press(self):
        for key in (Qt.Key.Key_E, Qt.Key.Key_F, Qt.Key.Key_2):
            QTest.keyClick(self._window, key, Qt.KeyboardModifier.ControlModifier)

    def _on_open(self, first):
        super()._on_open(first)
        facts["first"] = type(self._window.focusWidget()).__name__

    def _surround(self):
        super()._surround()
        facts["room"] = self._window.room
        QTimer.singleShot(0, self.quit)


desk = open_desk(f"sqlite:///{profile.database}")
desk.people.add("Anna Kern")
desk.close()
module.App = Watched
facts["code"] = module.run(Path(sys.argv[1]))
print(json.dumps(facts))
"""


def test_keys_pressed_before_there_is_a_page_are_obeyed_once_there_is(tmp_path: Path) -> None:
    facts = watched(EARLY, tmp_path)

    assert facts == {"code": 0, "first": "TicketSearchField", "room": "duty"}


READ_AHEAD = """
import json, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from desktop import app as module
from desktop.domain.ticket import Role
from desktop.services.first_reading import FirstReading
from desktop.services.rows import PersonRow, Team
from desktop.services.setting_keys import KEYS

anna = PersonRow(1, "Anna Kern", "AK", "", Role.AGENT, True)
settings = {{key.name: key.default for key in KEYS.values()}}
reading = FirstReading({{}}, Team((anna,), anna), settings, False)
answer = {answer}
facts = {{"asked": 0, "ended": 0, "shown": [], "refused": None}}


class Ahead:
    def ask(self, question):
        facts["asked"] += 1

    def answer(self):
        return answer

    def end(self):
        facts["ended"] += 1


class Watched(module.App):
    def start(self, *, in_background):
        QTimer.singleShot(60_000, self.quit)
        return super().start(in_background=in_background)

    def _on_open(self, first):
        super()._on_open(first)
        facts["shown"].append(first.team.person.name)

    def _surround(self):
        super()._surround()
        self.quit()

    def _on_refused(self, error):
        super()._on_refused(error)
        facts["refused"] = error.code
        QTimer.singleShot(0, self.quit)


module.App = Watched
code = module.run(Path(sys.argv[1]), ahead=Ahead())
print(json.dumps(facts))
"""


def test_window_reads_by_itself_what_nobody_has_read_ahead(
    sqlite_desk: Desk, tmp_path: Path
) -> None:
    sqlite_desk.people.add("Maxim")

    facts = watched(READ_AHEAD.format(answer="None"), tmp_path)

    assert facts == {"asked": 1, "ended": 0, "shown": ["Maxim"], "refused": None}


def test_desk_that_was_read_ahead_and_does_not_open_is_refused_by_a_new_start(
    tmp_path: Path,
) -> None:
    (tmp_path / "desk.sqlite3").write_text("a shopping list, not a database" * 100)

    facts = watched(READ_AHEAD.format(answer="reading.to_json()"), tmp_path)

    assert facts["shown"] == ["Anna Kern"]
    assert facts["refused"] == "database.not_ours"
    assert facts["asked"] == 1
