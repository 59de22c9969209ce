"""The ticket table as CSV: formatted cells beside csv.writerows, and the memory it takes.

The limit reads the same columns on a bare pysqlite3 connection and writes them as they are.
Times are the processor's.
"""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from pathlib import Path
from time import process_time
from typing import Any

from pysqlite3 import dbapi2
from sqlalchemy.dialects import sqlite

from benchmarks.seed import NOW, seeded, size_wanted
from benchmarks.table import Row, Table, interleaved
from desktop.domain.clock import ManualClock
from desktop.services.desk import Desk, open_desk
from desktop.services.export_format import Preset
from desktop.services.export_tickets import _FROM
from desktop.services.exports import ExportOptions

ROUNDS = 1  # each takes many seconds
GOAL = 1.35
MEMORY_GOAL_MB = 20.0
QUOTED_S = {"pandas": 5.9, "polars": 3.2, "sqlite3's own": 1.3}
QUOTED_TICKETS = 1_000_000

_MEMORY = """
import io, resource, sys
from benchmarks import export
from desktop.services.exports import ExportOptions
desk = export.opened(sys.argv[1])
class Nowhere(io.TextIOBase):
    def write(self, text): return len(text)
def used(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
desk.exports.tickets(ExportOptions(), Nowhere(), cancelled=lambda: True)
idle = used()
desk.exports.tickets(ExportOptions(), Nowhere())
print(used() - idle)
"""


def measure() -> Table:
    """Return seconds, and memory in a row of its own."""
    path, tickets = seeded(), size_wanted()
    desk = opened(str(path))
    raw = dbapi2.connect(str(path))
    runs: dict[str, Any] = {"limit": lambda: _write_raw(raw)}
    runs |= {p.value: (lambda preset=p: _write(desk, preset)) for p in Preset}
    seconds = interleaved(runs, rounds=ROUNDS, clock=process_time)
    raw.close()
    desk.close()
    above_idle_mb = _memory(path)
    scale = tickets / QUOTED_TICKETS
    rows = [
        Row(f"preset {preset.value} | csv.writerows", seconds[preset.value], seconds["limit"], GOAL)
        for preset in Preset
    ]
    rows += [
        Row(f"preset program, beside {name}", seconds["program"], peer=each * scale, is_quoted=True)
        for name, each in QUOTED_S.items()
    ]
    rows.append(Row("MB above idle | the 20 MB of the goal", above_idle_mb, MEMORY_GOAL_MB, 1))
    return Table(f"CSV of {tickets:,} tickets", "s", rows)


def opened(path: str) -> Desk:
    """Open the seeded desk."""
    return open_desk(f"sqlite:///{path}", clock=ManualClock(NOW))


class _Nowhere(io.TextIOBase):
    def write(self, text: str) -> int:
        return len(text)


def _write(desk: Desk, preset: Preset) -> None:
    desk.exports.tickets(ExportOptions(preset), _Nowhere())


def _write_raw(raw: dbapi2.Connection) -> None:
    statement = _FROM.limit(None).compile(
        dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True}
    )
    rows = raw.execute(str(statement))
    csv.writer(_Nowhere(), quoting=csv.QUOTE_ALL).writerows(rows)


def _memory(path: Path) -> float:
    command = [sys.executable, "-c", _MEMORY, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return max(0.0, float(done.stdout))


if __name__ == "__main__":
    print(measure())
