"""Access tokens: asked for with the refresh token before they run out, and kept in memory only."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from desktop.domain.mail_login import Provider
from desktop.mail import oauth
from desktop.mail.oauth import Grant

EARLY_SECONDS = 300.0
"""A token is not used in its last five minutes: a long round must not outlive it."""


class AccessTokens:
    """The tokens of this run, by refresh token; safe to use from several lanes."""

    def __init__(
        self,
        refresh: Callable[[Provider, str], Grant] = oauth.refresh,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._refresh = refresh
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._kept: dict[str, tuple[Grant, float]] = {}
        self._successors: dict[str, str] = {}

    def keep(self, grant: Grant) -> str:
        """Keep what a sign-in brought and return its refresh token."""
        with self._lock:
            self._keep(grant)
        return grant.refresh_token

    def of(self, provider: Provider, refresh_token: str) -> Grant:
        """Return a grant that is good for five minutes or more.

        Its refresh token may be a new one: providers take the old back (RFC 6749, 6). Who still
        holds the old one gets the same answer.

        Raises:
            Unavailable: as `oauth.refresh`.
        """
        with self._lock:
            newest = refresh_token
            while newest in self._successors:
                newest = self._successors[newest]
            grant, good_until = self._kept.get(newest, (None, 0.0))
            if grant is None or self._monotonic() >= good_until:
                grant = self._refresh(provider, newest)
                self._keep(grant)
                if grant.refresh_token != newest:
                    self._kept.pop(newest, None)
                    self._successors[newest] = grant.refresh_token
            return grant

    def forget(self) -> None:
        """Ask for new tokens at the next use: a server has refused one."""
        with self._lock:
            self._kept.clear()

    def _keep(self, grant: Grant) -> None:
        good_until = self._monotonic() + grant.lasts_seconds - EARLY_SECONDS
        self._kept[grant.refresh_token] = (grant, good_until)
