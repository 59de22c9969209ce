"""Opening: what the window asks for first, and who reads it."""

from __future__ import annotations

import importlib
from datetime import datetime
from zoneinfo import ZoneInfo

from desktop.services.desk import Desk
from desktop.services.first_reading import FirstQuestion, FirstReading, read_first
from desktop.system.read_ahead import ReadAhead
from desktop.system.zone import local_zone
from desktop.ui.rooms import ROOMS, TICKETS
from desktop.ui.signed_in import PERSON
from desktop.ui.tickets.last_list import last_list
from desktop.ui.window_state import WindowState


def first_question(room: str, state: WindowState, now: datetime) -> FirstQuestion:
    """Return what to read for `room`: whoever sat here last, and the list that was open."""
    listed = last_list(state, now, ZoneInfo(local_zone())) if room == TICKETS else None
    return FirstQuestion(state.number(PERSON), listed)


def have_read(
    desk: Desk, question: FirstQuestion, room: str, ahead: ReadAhead | None
) -> FirstReading:
    """On a worker: import the page of `room`, and return what was read ahead, or read it here."""
    if ahead is not None:
        ahead.ask(question.to_json())
    importlib.import_module("desktop.ui.shell")
    next(each for each in ROOMS if each.key == room).page_module()
    answer = ahead.answer() if ahead is not None else None
    return FirstReading.from_json(answer, question) if answer else read_first(desk, question)
