"""What one step at the duty page costs the processor, on the window's thread and the workers.

A whole window with the demo, offscreen, from the event until all of it is painted: the command, the
header, the days, the panels. The limit is what a step may take (issue 5).
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import TYPE_CHECKING

from benchmarks.table import Row, Table

if TYPE_CHECKING:
    from desktop.ui.duty.page import DutyPage
    from desktop.ui.screens import Studio

ROUNDS = 7
STEP_MS = 100.0
DROP_MS = 80.0
HOUR = timedelta(hours=1)


def measure() -> Table:
    """Return milliseconds of processor time; the least of some rounds, as others disturb it."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from desktop.ui.duty.page import DutyPage
    from desktop.ui.language import Tongue
    from desktop.ui.screens import Studio

    qt = QApplication.instance() or QApplication(["bench"])
    with TemporaryDirectory() as folder:
        studio = Studio(Path(folder), Tongue.ENGLISH)
        page = studio.window.enter("duty")
        if not isinstance(page, DutyPage):
            raise RuntimeError("no duty page")
        studio.rest()
        rows = list(_rows(studio, page))
        studio.close()
    del qt
    return Table("A step at the duty page", "ms", rows)


def _rows(studio: Studio, page: DutyPage) -> list[Row]:
    commands = studio.window.commands
    dropped = _least(studio, lambda: _shorten(page), commands["edit.undo"].trigger)
    week = _least(studio, commands["duty.later"].trigger)
    commands["duty.month"].trigger()
    month = _least(studio, commands["duty.later"].trigger)
    return [
        Row("a duty dropped, until all is painted", dropped, DROP_MS, 1.0),
        Row("the next week", week, STEP_MS, 1.0),
        Row("the next month", month, STEP_MS, 1.0),
    ]


def _least(
    studio: Studio, step: Callable[[], None], back: Callable[[], None] | None = None
) -> float:
    costs = []
    for _ in range(ROUNDS):
        studio.rest()
        begun = process_time()
        step()
        studio.rest()
        costs.append(process_time() - begun)
        if back is not None:
            back()
    return 1e3 * min(costs)


def _shorten(page: DutyPage) -> None:
    """Let the end of the first duty that lies ahead be dropped an hour earlier."""
    from desktop.ui.duty.proposal import of_block, resized
    from desktop.ui.screens import START

    reading = page.reading
    if reading is None:
        raise RuntimeError("nothing was read")
    ahead = [block for row in reading.board.rows for block in row.blocks if block.start_at > START]
    block = min(ahead, key=lambda each: each.start_at)
    proposal = resized(of_block(block), 1, block.end_at - HOUR, HOUR)
    page.view.timeline.preview(proposal)
    page.view.timeline.proposed.emit(proposal)


if __name__ == "__main__":
    print(measure())
