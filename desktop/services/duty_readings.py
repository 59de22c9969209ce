"""What was read of the duty calendar and still holds, so that nobody reads or resolves it again.

All readers of one state of the records share their readings: the header, the page, the figures of
fairness and the coverage all ask for the same weeks after each edit. The counters of the topics
tell one state from another.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeVar

from sqlalchemy import event, select
from sqlalchemy.orm import Session

from desktop.domain.changes import Topic
from desktop.models.database import SHARED
from desktop.models.driver import SNAPSHOT
from desktop.models.meta import TopicVersion

K = TypeVar("K")
_Kept = dict[str, Any]

_KEEPING: Final = "duty_kept"
_BEFORE: Final = "duty_state_before"
_DECIDING: Final = (Topic.DUTY, Topic.PEOPLE, Topic.POLICIES, Topic.SETTINGS)
"""What decides who is on duty, and in which zone. The log only repeats what these say."""

_STATE: Final = select(TopicVersion.topic, TopicVersion.version).where(
    TopicVersion.topic.in_([topic.value for topic in _DECIDING])
)


def share_readings(session: Session) -> None:
    """Let a session that writes use what readers share, until it has changed anything."""
    session.info[_KEEPING] = _shared(session)


def keep_readings(session: Session) -> None:
    """Let a session that writes keep what it reads of the calendar from here on, for itself.

    For when all is flushed: what was kept before is forgotten.
    """
    session.info[_KEEPING], session.info[_BEFORE] = {}, _state(session)


def hand_over_readings(session: Session) -> None:
    """Share what a session kept of the state it leaves behind, once that is committed.

    Called last, when its change of duties is announced. On a server somebody else may have changed
    what decides since the session read it; then nothing is shared.
    """
    state, kept = _state(session), session.info[_KEEPING]
    before = session.info[_BEFORE]
    if state != {**before, Topic.DUTY.value: before[Topic.DUTY.value] + 1}:
        return

    def share(_session: Session) -> None:
        session.info[SHARED][_KEEPING] = (state, kept)

    event.listen(session, "after_commit", share, once=True)


def forget_readings(session: Session) -> None:
    """Let a session that writes read the calendar anew each time."""
    session.info.pop(_KEEPING, None)


def kept_in(session: Session, name: str, new: Callable[[], K]) -> K:
    """Return what is kept for a session that reads one snapshot, or was told to; else it is new.

    Others may be filling it at the same time: what is put into it must be whole.
    """
    kept = _kept(session)
    found: K = new() if kept is None else kept.setdefault(name, new())
    return found


def keeps(session: Session) -> bool:
    """Tell whether a session keeps what it reads."""
    return _kept(session) is not None


def _kept(session: Session) -> _Kept | None:
    kept: _Kept | None = session.info.get(_KEEPING)
    if kept is None and session.get_bind().get_execution_options().get(SNAPSHOT):
        kept = session.info[_KEEPING] = _shared(session)
    return kept


def _shared(session: Session) -> _Kept:
    """Return what was read of the state that a session sees; only the newest state has any."""
    shared: dict[str, Any] = session.info[SHARED]
    state = _state(session)
    known: tuple[object, _Kept] | None = shared.get(_KEEPING)
    if known is None or known[0] != state:
        known = (state, {})
        shared[_KEEPING] = known
    return known[1]


def _state(session: Session) -> dict[str, int]:
    """Return the counters of all that decides, as this transaction sees them."""
    return dict(session.connection().execute(_STATE).all())
