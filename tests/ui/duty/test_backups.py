"""Who stands behind whom: the second of two who are on duty at once."""

from __future__ import annotations

from dataclasses import replace

from desktop.services.duty_blocks import BoardBlock
from desktop.services.duty_board import Board
from desktop.ui.duty.backups import backups
from tests.services.duty_team import local
from tests.ui.duty.boards import BOB, CAT, NIGHT, board


def with_blocks(**blocks: BoardBlock) -> Board:
    """Anna has the night, the others what is given by name."""
    shown = board()
    rows = tuple(
        replace(row, blocks=(blocks[row.name.split()[0].lower()],))
        if row.name.split()[0].lower() in blocks
        else replace(row, blocks=())
        for row in shown.rows
    )
    return replace(shown, rows=rows)


def test_one_person_at_a_time_has_no_backup() -> None:
    after = replace(NIGHT, person_id=BOB, start_at=NIGHT.end_at, end_at=local("18:00", 1))
    assert backups(with_blocks(anna=NIGHT, bob=after)) == ()


def test_the_backup_is_who_came_later_for_as_long_as_both_are_on() -> None:
    late = replace(NIGHT, person_id=BOB, start_at=local("22:00"), end_at=local("12:00", 1))
    assert backups(with_blocks(anna=NIGHT, bob=late)) == (
        replace(late, start_at=local("22:00"), end_at=NIGHT.end_at),
    )


def test_of_two_who_begin_together_the_lower_one_is_the_backup() -> None:
    both = replace(NIGHT, person_id=CAT)
    assert backups(with_blocks(anna=NIGHT, cat=both)) == (both,)


def test_another_line_and_a_draft_stand_behind_nobody() -> None:
    other_line = replace(NIGHT, person_id=BOB, line_id=3)
    draft = replace(NIGHT, person_id=CAT, is_draft=True)
    assert backups(with_blocks(anna=NIGHT, bob=other_line, cat=draft)) == ()
