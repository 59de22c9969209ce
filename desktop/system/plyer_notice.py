"""Notices through plyer: the last rung, without buttons and without an answer."""

from __future__ import annotations

import os
import sys
import warnings

from desktop.domain.errors import Unavailable
from desktop.system.notice import BODY_LETTERS, TITLE_LETTERS, Notice, NoticeState, shortened

_NOT_AN_OPTION = "\u2060"  # a word joiner: takes no room


class PlyerNotifier:
    """Hands notices to plyer, which tells nobody whether they were shown (screens.md 0.6)."""

    channel = "plyer"

    def __init__(self, program: str) -> None:
        self._program = program

    def show(self, notice: Notice) -> NoticeState:
        if not _has_desktop():
            raise Unavailable("notice.no_plyer", reason="no desktop")  # notify-send fails unheard
        with warnings.catch_warnings():
            # It warns that dbus-python is missing, which nobody needs: jeepney is the first rung.
            warnings.simplefilter("ignore")
            try:
                from plyer import notification

                notification.notify(
                    title=harmless(shortened(notice.title, TITLE_LETTERS)),
                    message=harmless(shortened(notice.body, BODY_LETTERS)),
                    app_name=self._program,
                )
            except (NotImplementedError, ImportError, AttributeError, OSError) as error:
                # No notify-send, a module plyer has not got for this platform, or no process.
                raise Unavailable("notice.no_plyer", reason=type(error).__name__) from error
        return NoticeState.HANDED_OVER

    def withdraw(self, key: str) -> None:
        """Do nothing: plyer cannot take a notice back."""

    def close(self) -> None:
        """Do nothing: plyer keeps nothing open."""


def harmless(text: str) -> str:
    """Return `text` such that plyer 2.1.0 passes it on as words.

    plyer gives it to `notify-send` without `--`, so that a leading dash makes it an option, and
    in a Flatpak joins it into GVariant text, where a quote or a backslash ends the string. On
    some systems the body is markup.
    """
    words = text.replace("<", "‹").replace(">", "›").replace("&", "＆")
    words = words.replace("'", "’").replace("\\", "＼") or " "
    return _NOT_AN_OPTION + words if words.startswith("-") else words


def _has_desktop() -> bool:
    return sys.platform != "linux" or not {"DISPLAY", "WAYLAND_DISPLAY"}.isdisjoint(os.environ)
