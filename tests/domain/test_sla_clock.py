"""What a clock tells that is only counted when it is asked."""

from __future__ import annotations

from dataclasses import replace

from desktop.domain.sla_clock import Motion
from tests.domain.sla_cases import FOUR_HOURS, History


def test_clocks_are_the_same_only_when_all_that_they_tell_is() -> None:
    history = History("23 10:00", FOUR_HOURS)
    clock = history.solution("23 12:00")
    assert clock == history.solution("23 12:00")
    stood = tuple(piece._replace(motion=Motion.PAUSED) for piece in clock.pieces)
    assert replace(clock, pieces=stood) != clock
    assert replace(clock, pieces=()) != clock
