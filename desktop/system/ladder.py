"""The ways of showing a notice, best first: one that fails gives way to the next."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from desktop.domain.errors import Unavailable
from desktop.system.notice import Notice, NoticeState, Notifier

_log = logging.getLogger(__name__)
_REST_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Delivery:
    """Through which channel a notice went out, and how much that channel knows about it."""

    channel: str
    state: NoticeState


class NoticeLadder:
    """Tries its rungs in order. One that failed rests for a minute, unless nothing else is left.

    `failures` names what is wrong with each resting rung, for the self-check page. Calls may take
    seconds: not for the GUI thread.
    """

    def __init__(self, rungs: Sequence[Notifier], monotonic: Callable[[], float]) -> None:
        self._rungs = tuple(rungs)
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._failures: dict[str, Unavailable] = {}
        self._rests_until: dict[str, float] = {}

    @property
    def failures(self) -> MappingProxyType[str, Unavailable]:
        """Return the last failure of each channel that did not work when last tried."""
        with self._lock:
            return MappingProxyType(dict(self._failures))

    def show(self, notice: Notice) -> Delivery:
        """Show `notice` through the first rung that works.

        Raises:
            Unavailable: `notice.no_channel` when no rung works.
        """
        for rung in self._in_order():
            try:
                state = rung.show(notice)
            except Unavailable as error:
                self._failed(rung.channel, error)
                continue
            self._worked(rung.channel)
            return Delivery(rung.channel, state)
        raise Unavailable("notice.no_channel", tried=", ".join(r.channel for r in self._rungs))

    def withdraw(self, key: str) -> None:
        """Take the notice off the screen, whichever rung put it there."""
        for rung in self._rungs:
            rung.withdraw(key)

    def close(self) -> None:
        """Close every rung."""
        for rung in self._rungs:
            rung.close()

    def _in_order(self) -> list[Notifier]:
        now = self._monotonic()
        with self._lock:
            resting = {name for name, until in self._rests_until.items() if until > now}
        return sorted(self._rungs, key=lambda rung: rung.channel in resting)

    def _failed(self, channel: str, error: Unavailable) -> None:
        with self._lock:
            is_new = channel not in self._failures
            self._failures[channel] = error
            self._rests_until[channel] = self._monotonic() + _REST_SECONDS
        if is_new:
            _log.warning("No notices through %s: %s", channel, error)

    def _worked(self, channel: str) -> None:
        with self._lock:
            self._failures.pop(channel, None)
            self._rests_until.pop(channel, None)
