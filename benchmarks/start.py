"""The start on a big desk: the window painted, its list filled, and the memory taken.

The limit is a bare window with an empty table, painted by PySide6 in a process of its own. The
least that fills a list in one process is such a window that then imports SQLAlchemy on a thread,
opens the database and reads one page; ours has another process read it. Times count from the
start of the process; every figure is the median of a few starts in turn, with the bytecode in
place, as set-up leaves it. Memory is that of the process with the window.
"""

from __future__ import annotations

import compileall
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import monotonic
from typing import Any

import desktop
from benchmarks.seed import seeded, size_wanted
from benchmarks.table import Row, Table

STARTS = 5
PAINTED_GOAL, FILLED_GOAL, FLOOR_GOAL, MEMORY_GOAL_MB = 1.15, 2.0, 1.0, 110.0
THUNDERBIRD_MS, THUNDERBIRD_MB = 785.0, 374.0

_REPORT = """
import json, os, sys, time
facts = {}
def note(name):
    facts[name] = 1e3 * (time.monotonic() - float(sys.argv[1]))
    pages = int(open("/proc/self/statm").read().split()[1])
    facts[name + " mb"] = pages * os.sysconf("SC_PAGE_SIZE") / 1e6
def end():
    print(json.dumps(facts), flush=True)
    os._exit(0)
"""

_BARE = (
    _REPORT
    + """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        note("painted")
        QTimer.singleShot(0, end)
qt = QApplication(["bare"])
window = Window()
window.setCentralWidget(QTableView())
window.resize(1366, 768)
window.show()
qt.exec()
"""
)

_LEAST = (
    _REPORT
    + """
import threading
from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView
class Rows(QAbstractTableModel):
    found = []
    def rowCount(self, parent=QModelIndex()):
        return len(self.found)
    def columnCount(self, parent=QModelIndex()):
        return len(self.found[0]) if self.found else 0
    def data(self, index, role=0):
        if role == Qt.ItemDataRole.DisplayRole:
            return str(self.found[index.row()][index.column()])
class Window(QMainWindow):
    read = Signal(list)
    def paintEvent(self, event):
        super().paintEvent(event)
        if "painted" not in facts:
            note("painted")
            threading.Thread(target=self.work).start()
    def work(self):
        import pysqlite3.dbapi2
        from sqlalchemy import create_engine, text
        from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
        engine = create_engine("sqlite:///" + sys.argv[2], module=pysqlite3.dbapi2)
        with engine.connect() as connection:
            rows = connection.execute(text(sys.argv[3])).all()
        self.read.emit([tuple(row) for row in rows])
    def show_rows(self, rows):
        rows_model.beginResetModel()
        rows_model.found = rows
        rows_model.endResetModel()
        note("filled")
        QTimer.singleShot(0, end)
qt = QApplication(["least"])
window = Window()
rows_model = Rows()
window.read.connect(window.show_rows, Qt.ConnectionType.QueuedConnection)
table = QTableView()
table.setModel(rows_model)
window.setCentralWidget(table)
window.resize(1366, 768)
window.show()
qt.exec()
"""
)

_FIRST_PAGE = """
SELECT id, subject, status, priority, next_due_at FROM ticket WHERE needs_action = 1
ORDER BY next_due_at, id LIMIT 200"""

_OURS = (
    _REPORT
    + """
import gc
gc.disable()  # as `desktop.__main__` does before it imports the window
from pathlib import Path
from desktop.system.read_ahead import ReadAhead
ahead = ReadAhead(Path(sys.argv[2]))
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractItemView
from desktop import app as module
class Watched(module.App):
    def start(self, *, in_background):
        self._window.painted.connect(lambda: note("painted"))
        self._eye = QTimer(self, interval=10)  # a closer look would slow down what it looks at
        self._eye.timeout.connect(self._peek)
        self._eye.start()
        return super().start(in_background=in_background)
    def _peek(self):
        for view in self._window.findChildren(QAbstractItemView):
            model = view.model()
            if type(model).__name__ == "TicketTable" and model.rowCount() > 0:
                note("filled")
                self._eye.stop()
                return
    def _surround(self):
        super()._surround()
        note("surrounded")
        QTimer.singleShot(0, end)
module.App = Watched
module.run(Path(sys.argv[2]), ahead=ahead)
"""
)


def measure() -> Table:
    """Return milliseconds, and memory in rows of their own."""
    compileall.compile_dir(Path(desktop.__file__).parent, quiet=1)
    with tempfile.TemporaryDirectory(prefix="dutydesk-bench-") as folder:
        home = Path(folder)
        (home / "desk.sqlite3").symlink_to(seeded())
        (home / "window.ini").write_text("[person]\nid=1\n", encoding="utf-8")
        bare: list[dict[str, float]] = []
        least: list[dict[str, float]] = []
        ours: list[dict[str, float]] = []
        for _ in range(STARTS):
            bare.append(_started(_BARE))
            least.append(_started(_LEAST, str(home / "desk.sqlite3"), _FIRST_PAGE))
            ours.append(_started(_OURS, folder))
    limit, painted, filled = _of(bare, "painted"), _of(ours, "painted"), _of(ours, "filled")
    floor = _of(least, "filled")
    return Table(
        f"Start on {size_wanted():,} tickets",
        "ms",
        [
            Row("window painted | bare window", painted, limit, PAINTED_GOAL),
            Row("list filled | bare window", filled, limit, FILLED_GOAL),
            Row("the least that fills a list in one process | bare window", floor, limit),
            Row("list filled | that least", filled, floor, FLOOR_GOAL),
            Row("tray, warnings and repeated work there", _of(ours, "surrounded")),
            Row("list filled, beside Thunderbird", filled, peer=THUNDERBIRD_MS, is_quoted=True),
            Row("MB with the list filled | the goal", _of(ours, "filled mb"), MEMORY_GOAL_MB, 1),
            Row("MB, bare window", _of(bare, "painted mb")),
            Row(
                "MB with all of it there, beside Thunderbird",
                _of(ours, "surrounded mb"),
                peer=THUNDERBIRD_MB,
                is_quoted=True,
            ),
        ],
    )


def _started(program: str, *arguments: str) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-c", program, str(monotonic()), *arguments],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "DUTYDESK_DATABASE_URL": ""},
    )
    facts: dict[str, Any] = json.loads(done.stdout)
    return facts


def _of(starts: list[dict[str, float]], name: str) -> float:
    return median(start[name] for start in starts)


if __name__ == "__main__":
    print(measure())
