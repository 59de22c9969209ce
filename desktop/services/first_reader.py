"""Reads what a window shows first, in a process of its own, while that window is being made.

It reads and nothing else: where there is something to make, to migrate or to mend it gives up, and
the window opens the database as ever. Only an empty journal may be left beside the file, until
whoever opens it next closes it.
"""

from __future__ import annotations

from typing import BinaryIO

from desktop.config import read_config
from desktop.models.database import Database, translated
from desktop.models.driver import make_engine
from desktop.models.upgrade import is_up_to_date
from desktop.services.desk import Desk
from desktop.services.first_reading import FirstQuestion, read_first
from desktop.services.opening import database_url_of
from desktop.system.paths import Profile


def serve(profile: Profile, questions: BinaryIO, answers: BinaryIO) -> bool:
    """Get ready, then answer one question; return whether there was one, and something to read.

    Raises:
        DeskError: the database cannot be read.
    """
    url = database_url_of(profile, read_config(profile.config))
    engine = make_engine(url, only_reads=True)
    try:
        with translated():
            if not is_up_to_date(engine):
                return False
        return _answer(Desk(lambda: Database(engine)), questions, answers)
    finally:
        engine.dispose()


def _answer(desk: Desk, questions: BinaryIO, answers: BinaryIO) -> bool:
    _get_ready(desk.lists, desk.people, desk.settings)
    asked = questions.readline()
    if not asked:  # the window is gone
        return False
    reading = read_first(desk, FirstQuestion.from_json(asked))
    answers.write(reading.to_json().encode())
    answers.flush()
    return True


def _get_ready(*services: object) -> None:
    """Take services of a desk, which are imported when they are named: before they are asked."""
