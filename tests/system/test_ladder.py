"""One way of showing notices fails, another takes over."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from desktop.domain.clock import ManualClock
from desktop.domain.errors import Unavailable
from desktop.system.ladder import Delivery, NoticeLadder
from desktop.system.notice import Notice, NoticeState, shortened

NOTICE = Notice("k", "title", "body")


@dataclass
class FakeRung:
    channel: str
    error: Unavailable | None = None
    attempts: int = 0
    withdrawn: list[str] = field(default_factory=list)

    def show(self, notice: Notice) -> NoticeState:
        self.attempts += 1
        if self.error:
            raise self.error
        return NoticeState.SHOWN

    def withdraw(self, key: str) -> None:
        self.withdrawn.append(key)

    def close(self) -> None:
        """Nothing is open."""


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(datetime(2026, 11, 25, tzinfo=UTC))


def test_first_rung_that_works_is_used_and_failures_are_recorded(clock: ManualClock) -> None:
    broken = FakeRung("dbus", Unavailable("notice.no_bus"))
    tray, plyer = FakeRung("tray"), FakeRung("plyer")
    ladder = NoticeLadder([broken, tray, plyer], clock.monotonic)

    assert ladder.show(NOTICE) == Delivery("tray", NoticeState.SHOWN)
    assert {name: str(error) for name, error in ladder.failures.items()} == {
        "dbus": "notice.no_bus"
    }
    assert plyer.attempts == 0


def test_broken_rung_rests_a_minute_and_is_then_tried_again(clock: ManualClock) -> None:
    broken = FakeRung("dbus", Unavailable("notice.no_bus"))
    ladder = NoticeLadder([broken, FakeRung("tray")], clock.monotonic)
    for _ in range(3):
        ladder.show(NOTICE)
    assert broken.attempts == 1

    broken.error = None
    clock.advance(timedelta(minutes=1))

    assert ladder.show(NOTICE).channel == "dbus"
    assert not ladder.failures


def test_resting_rung_is_tried_before_nothing_is_shown(clock: ManualClock) -> None:
    first = FakeRung("dbus", Unavailable("notice.no_bus"))
    last = FakeRung("tray")
    ladder = NoticeLadder([first, last], clock.monotonic)
    ladder.show(NOTICE)
    first.error, last.error = None, Unavailable("notice.no_tray")

    assert ladder.show(NOTICE).channel == "dbus"


def test_no_rung_at_all_is_unavailable(clock: ManualClock) -> None:
    rungs = [FakeRung(name, Unavailable("x")) for name in ("dbus", "plyer")]

    with pytest.raises(Unavailable) as refusal:
        NoticeLadder(rungs, clock.monotonic).show(NOTICE)

    assert refusal.value.code == "notice.no_channel"
    assert refusal.value.facts["tried"] == "dbus, plyer"


def test_notice_is_withdrawn_from_every_rung(clock: ManualClock) -> None:
    rungs = [FakeRung("dbus"), FakeRung("tray")]
    NoticeLadder(rungs, clock.monotonic).withdraw("k")

    assert [rung.withdrawn for rung in rungs] == [["k"], ["k"]]


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("one\r\n two\tthree", "one two three"),
        ("a\u202eb\x00c", "a b c"),
        ("x" * 13, "x" * 13),
        ("x" * 14, "x" * 12 + "…"),
        ("x" * 11 + " yyy", "x" * 11 + "…"),
    ],
)
def test_text_from_outside_becomes_one_short_line(text: str, short: str) -> None:
    assert shortened(text, 13) == short
