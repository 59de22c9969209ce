"""Notices what other windows and commands have changed, by one counter a topic."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

from desktop.domain.changes import Changes, Topic

SEEN = timedelta(seconds=1)
UNSEEN = timedelta(seconds=15)


class WatchOthers:
    """Once a second while somebody looks at the window, seldom otherwise or where it is called.

    A change of our own raises the counters too and is told a second time: a refresh too many
    is cheaper than one too few.
    """

    name = "watch_others"
    uses_network = False

    def __init__(
        self,
        versions: Callable[[], Mapping[Topic, int]],
        known: Mapping[Topic, int],
        is_seen: Callable[[], bool],
        is_called: Callable[[], bool] = lambda: False,
    ) -> None:
        """`versions` gives the counters, which were `known` before the window read anything.

        `is_seen` says whether the window is visible.
        `is_called` says whether somebody makes this job due at every change (`jobs/listen.py`).
        """
        self._versions = versions
        self._is_seen = is_seen
        self._is_called = is_called
        self._known = known

    @property
    def every(self) -> timedelta:
        """Return the pause that fits whether anybody looks, and whether there is need to."""
        return SEEN if self._is_seen() and not self._is_called() else UNSEEN

    def run(self) -> Changes:
        """Return the topics whose counter has moved since the last round."""
        before, self._known = self._known, self._versions()
        return Changes.of(*(t for t, version in self._known.items() if version != before.get(t)))
