"""Stored clock rows: comparing them with the engine's verdicts and writing the differences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, delete, exists, or_, select, update
from sqlalchemy.orm import Session

from desktop.domain.alert import BREACH, AlertLevel
from desktop.domain.sla import ClockResult
from desktop.domain.sla_clock import ClockState, Holder, shares
from desktop.domain.sla_evaluate import Evaluation
from desktop.models.alert import Alert, AlertDelivery, DeliveryState
from desktop.models.base import FAR_FUTURE, Base, from_microseconds, to_microseconds
from desktop.models.bulk import insert_rows
from desktop.models.sla import ClockRecord

_TABLE = Base.metadata.tables[ClockRecord.__tablename__]

Key = tuple[str, int]
"""(kind, round)"""


def stored(session: Session, ticket_ids: Sequence[int]) -> dict[int, dict[Key, ClockRecord]]:
    """Return the stored clocks of each ticket by kind and round."""
    found: dict[int, dict[Key, ClockRecord]] = defaultdict(dict)
    statement = select(ClockRecord).where(ClockRecord.ticket_id.in_(ticket_ids))
    # Locked, so that no alert is fired between reading what was told and arming the rest.
    for record in session.scalars(statement.with_for_update()):
        found[record.ticket_id][record.kind, record.round] = record
    return found


def write(
    session: Session,
    judged: Mapping[int, Evaluation],
    known: Mapping[int, Mapping[Key, ClockRecord]],
    live_since: Mapping[int, datetime | None],
    now: datetime,
) -> int:
    """Make the stored clocks say what `judged` says; return how many rows changed.

    A changed due time is a new due version: it re-arms only thresholds that still lie ahead and
    were not told in this round (contracts.md), and takes back alerts nobody has seen yet.
    """
    new: list[dict[str, Any]] = []
    changed: list[dict[str, Any]] = []
    gone: list[int] = []
    withdrawn: list[int] = []
    told = Told(session, [each.id for clocks in known.values() for each in clocks.values()])
    for ticket_id, evaluation in judged.items():
        live = live_since[ticket_id]
        rest = dict(known.get(ticket_id, {}))
        for state in evaluation.clocks:
            record = rest.pop((state.kind.value, state.round), None)
            row = row_of(ticket_id, state)
            if record is None:
                row["due_version"] = 1
                row["warnings"] = _warnings(state, live)
                new.append(row | {"next_warn_at": _first(row["warnings"])})
            elif _differs(record, row):
                if _moves(record, row):
                    withdrawn.append(record.id)
                changed.append(
                    row | {"id": record.id} | _rearmed(told, record, row, state, live, now)
                )
            elif armed := _armed(told, record, state, live, now):
                changed.append(row | {"id": record.id} | armed)
        gone.extend(record.id for record in rest.values())
    insert_rows(session.connection(), _TABLE, new)
    if withdrawn:
        withdraw(session, withdrawn)
    if changed:
        session.execute(update(ClockRecord), changed)
    if gone:
        session.execute(delete(Alert).where(Alert.clock_id.in_(gone)))
        session.execute(delete(ClockRecord).where(ClockRecord.id.in_(gone)))
    return len(new) + len(changed) + len(gone)


def row_of(ticket_id: int, state: ClockState) -> dict[str, Any]:
    """Return the columns that follow from the verdict alone; spans only once it has stopped."""
    done = state.stopped_at is not None
    due_at = state.due_at if state.due_at is not None else FAR_FUTURE
    held = shares(state.segments) if done else {}
    return {
        "ticket_id": ticket_id,
        "kind": state.kind.value,
        "round": state.round,
        "started_at": state.started_at,
        "due_at": due_at,
        "stopped_at": state.stopped_at,
        "target_seconds": int(state.target.total_seconds()),
        "used_seconds": int(state.used.total_seconds()) if done else 0,
        "wall_seconds": int(state.wall.total_seconds()) if done else 0,
        "paused_seconds": int(state.paused.total_seconds()) if done else 0,
        "result": state.result.value,
        "breached_at": state.breached_at,
        "policy_id": state.policy_id,
        "policy_version": state.policy_version,
        "calendar": state.calendar_key or None,
        "calendar_version": state.calendar_version,
        "holders": {_holder(who): int(span.total_seconds()) for who, span in held.items()},
    }


def _holder(holder: Holder) -> str:
    if holder.person_id is not None:
        return f"{holder.kind.value}:{holder.person_id}"
    return holder.kind.value


def _differs(record: ClockRecord, row: Mapping[str, Any]) -> bool:
    return any(getattr(record, name) != value for name, value in row.items())


def _warnings(state: ClockState, live: datetime | None) -> list[list[int]]:
    """Return `[threshold, microseconds]` of what shall be told; nothing of history."""
    if live is None or state.result is not ClockResult.RUNNING:
        return []
    found = [(percent, to_microseconds(at)) for percent, at in state.warnings.items()]
    late = state.met_until or state.due_at
    if late is not None:
        found.append((BREACH, to_microseconds(late)))
    return since(to_microseconds(live), found)


def since(live: int, warnings: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Return the thresholds reached no earlier than `live`, as they are stored."""
    return [[percent, at] for percent, at in sorted(warnings) if at >= live]


def _first(warnings: Iterable[Sequence[int]]) -> datetime:
    return min((from_microseconds(at) for _, at in warnings), default=FAR_FUTURE)


def _moves(record: ClockRecord, row: Mapping[str, Any]) -> bool:
    """Tell whether the clock is due at another time, or has stopped: another due version."""
    return bool(record.due_at != row["due_at"] or record.stopped_at != row["stopped_at"])


class Told:
    """The thresholds a person was told of, by clock: read for all of them when first asked."""

    def __init__(self, session: Session, clock_ids: Sequence[int]) -> None:
        self._session = session
        self._clock_ids = clock_ids
        self._found: dict[int, set[int]] | None = None

    def of(self, clock_id: int) -> set[int]:
        """Return those of one clock; what stands in lists only counts as told."""
        if self._found is None:
            self._found = defaultdict(set)
            for number, threshold in self._session.execute(self._statement()):
                self._found[number].add(threshold)
        return self._found.get(clock_id, set())

    def _statement(self) -> Select[int, int]:
        was_shown = exists().where(
            AlertDelivery.alert_id == Alert.id, AlertDelivery.shown_at.is_not(None)
        )
        return select(Alert.clock_id, Alert.threshold).where(
            Alert.clock_id.in_(self._clock_ids),
            or_(Alert.level == AlertLevel.QUIET, was_shown),
        )


def _rearmed(
    told: Told,
    record: ClockRecord,
    row: Mapping[str, Any],
    state: ClockState,
    live: datetime | None,
    now: datetime,
) -> dict[str, Any]:
    """Return the alarm columns after a change: what of the thresholds is still to be told."""
    if not _moves(record, row):
        return _armed(told, record, state, live, now) or {
            "due_version": record.due_version,
            "warnings": record.warnings,
            "next_warn_at": record.next_warn_at,
        }
    ahead = _ahead(told, record, state, live, now)
    return {
        "due_version": record.due_version + 1,
        "warnings": ahead,
        "next_warn_at": _first(ahead),
    }


def _armed(
    told: Told,
    record: ClockRecord,
    state: ClockState,
    live: datetime | None,
    now: datetime,
) -> dict[str, Any]:
    """Return the alarm columns of a clock whose ticket has just become live, else nothing."""
    if record.warnings or live is None:
        return {}
    ahead = _ahead(told, record, state, live, now)
    if not ahead:
        return {}
    return {
        "due_version": record.due_version,
        "warnings": ahead,
        "next_warn_at": _first(ahead),
    }


def _ahead(
    told: Told,
    record: ClockRecord,
    state: ClockState,
    live: datetime | None,
    now: datetime,
) -> list[list[int]]:
    """Return the thresholds that still lie ahead and were not told in this round."""
    ahead = [pair for pair in _warnings(state, live) if from_microseconds(pair[1]) > now]
    known = told.of(record.id) if ahead else set()
    return [pair for pair in ahead if pair[0] not in known]


def withdraw(session: Session, clock_ids: Sequence[int]) -> None:
    """Cancel what nobody has been shown of the clocks' alerts: their due time is no more."""
    alerts = select(Alert.id).where(Alert.clock_id.in_(clock_ids))
    session.execute(
        update(AlertDelivery)
        .where(AlertDelivery.alert_id.in_(alerts), AlertDelivery.state == DeliveryState.WAITING)
        .values(state=DeliveryState.CANCELLED)
        .execution_options(synchronize_session=False)
    )
