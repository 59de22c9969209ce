"""The made-up desk of the benchmarks is one that the program would have made."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import text

from benchmarks import seed
from desktop.domain.clock import ManualClock
from desktop.services.desk import open_desk
from desktop.services.rows import TicketQuery, View


def test_a_seeded_desk_is_whole_and_is_found_in(tmp_path: Path) -> None:
    path = tmp_path / "bench.sqlite3"

    seed.write(path, 200)

    assert [file.name for file in tmp_path.iterdir()] == ["bench.sqlite3"]
    desk = open_desk(f"sqlite:///{path}", clock=ManualClock(seed.NOW))
    with desk.database.read() as session:
        assert session.scalar(text("PRAGMA integrity_check")) == "ok"
        assert session.execute(text("PRAGMA foreign_key_check")).all() == []
    everything = desk.tickets.page(TicketQuery(view=View.EVERYTHING), None, 300)
    assert len(everything.rows) == 200
    word = everything.rows[0].subject.split(" ")[0]
    hits = desk.tickets.page(TicketQuery(text=word), None, 300)
    assert everything.rows[0].id in {row.id for row in hits.rows}
    desk.close()
