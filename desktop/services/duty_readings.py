"""What a session keeps of the duty calendar that it has read, so that it is not read again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeVar

from sqlalchemy.orm import Session

from desktop.models.driver import SNAPSHOT

K = TypeVar("K")

_KEEPING: Final = "duty_kept"


def keep_readings(session: Session) -> None:
    """Let a session that writes keep what it reads of the calendar from here on.

    For the steps of an edit before it changes anything, and again once all is flushed: what was
    kept before is forgotten.
    """
    session.info[_KEEPING] = {}


def forget_readings(session: Session) -> None:
    """Let a session that writes read the calendar anew each time."""
    session.info.pop(_KEEPING, None)


def kept_in(session: Session, name: str, new: Callable[[], K]) -> K:
    """Return what a session keeps that reads one snapshot, or was told to; else it is new."""
    kept = _kept(session)
    found: K = new() if kept is None else kept.setdefault(name, new())
    return found


def keeps(session: Session) -> bool:
    """Tell whether a session keeps what it reads."""
    return _kept(session) is not None


def _kept(session: Session) -> dict[str, Any] | None:
    if session.get_bind().get_execution_options().get(SNAPSHOT):
        session.info.setdefault(_KEEPING, {})
    return session.info.get(_KEEPING)
