"""The end of an explanation: what is left or how it was judged, and the sentences that say why."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Final

from desktop.domain.explain_words import Phrases, Words
from desktop.domain.sla import ClockKind, ClockResult
from desktop.domain.sla_clock import ClockState
from desktop.domain.ticket import Status

_PAUSABLE: Final = frozenset({ClockKind.NEXT_RESPONSE, ClockKind.SOLUTION})
_ANSWERED: Final = frozenset({ClockKind.FIRST_RESPONSE, ClockKind.NEXT_RESPONSE, ClockKind.PROMISE})
_CUSTOMER: Final = frozenset({*_PAUSABLE, ClockKind.FIRST_RESPONSE})
_WITH_OTHERS: Final = frozenset({Status.DEFERRED, Status.WITH_DEVELOPERS})

Moment = Callable[[datetime], str]


def outcome(clock: ClockState, used: timedelta, words: Words, moment: Moment) -> list[str]:
    """Return the sentence of the result and then the notes. `used` is the total printed above."""
    return [_result(clock, used, words, moment), *_notes(clock, used, words, moment)]


def _result(clock: ClockState, used: timedelta, words: Words, moment: Moment) -> str:
    facts = {
        "used": words.span(used),
        "target": words.span(clock.target),
        "left": words.span(clock.target - used),
        "over": words.span(used - clock.target),
        "calendar": words.named(clock.calendar_name),
    }
    instants = {
        "due": clock.due_at or clock.due_if_resumed_at,
        "stopped": clock.stopped_at,
        "late": clock.breached_at,
        "since": clock.paused_since,
    }
    facts |= {name: moment(at) for name, at in instants.items() if at is not None}
    sentence = _sentence(clock, words.phrases, is_over=used > clock.target)
    return sentence.format_map(facts)


def _sentence(clock: ClockState, phrases: Phrases, *, is_over: bool) -> str:
    if clock.never_opens:
        return phrases.never_opens
    late = is_over and clock.breach is not None
    match clock.judged:
        case ClockResult.RUNNING:
            return phrases.late if late else phrases.running
        case ClockResult.PAUSED:
            return phrases.paused_late if late else phrases.paused
        case ClockResult.MISSED:
            return phrases.missed
        case ClockResult.RECLASSIFIED:
            return phrases.reclassified
        case ClockResult.MERGED:
            return phrases.merged
        case ClockResult.CANCELLED:
            return phrases.cancelled[clock.reason]
        case _:
            return phrases.met


def _notes(clock: ClockState, used: timedelta, words: Words, moment: Moment) -> Iterable[str]:
    phrases = words.phrases
    breach = clock.breach
    if breach is not None and breach.reclassified and clock.stopped_at is None:
        yield phrases.still_reclassified.format(late=moment(breach.at))
    elif breach is not None and used <= clock.target:
        yield phrases.late_before.format(late=moment(breach.at), target=words.span(breach.target))
    if clock.excuse is not None:
        excused = clock.result is ClockResult.EXCUSED
        sentence = phrases.excused if excused else phrases.excused_later
        yield sentence.format(reason=words.closed(clock.excuse))
    if _counts_till_opening(clock) and clock.met_until is not None:
        yield phrases.at_closing.format(moment=moment(clock.met_until))
    if clock.first_result is not None and clock.first_stopped_at != clock.stopped_at:
        met = clock.first_result is ClockResult.MET
        sentence = phrases.first_solved_met if met else phrases.first_solved_missed
        yield sentence.format(moment=moment(clock.first_stopped_at or clock.started_at))
    statuses = {piece.status for piece in clock.pieces}
    if clock.kind in _CUSTOMER and statuses & _WITH_OTHERS:
        pauses = clock.row is not None and clock.row.developers_pause and clock.kind in _PAUSABLE
        yield phrases.developers_pause if pauses else phrases.developers_count
    if clock.kind is ClockKind.FIRST_RESPONSE and Status.WAITING_CUSTOMER in statuses:
        yield phrases.never_pauses
    yield from _what_if(clock, used, words)


def _counts_till_opening(clock: ClockState) -> bool:
    """Tell whether the closed hours after the due time matter: they still can, or did (K2)."""
    if clock.due_at is None or clock.met_until is None or clock.breach is not None:
        return False
    if clock.stopped_at is None:
        return clock.due_at < clock.met_until
    return clock.judged is ClockResult.MET and clock.due_at < clock.stopped_at


def _what_if(clock: ClockState, used: timedelta, words: Words) -> Iterable[str]:
    """Say what an answer and what setting "waiting for client" would do to a clock that runs."""
    phrases = words.phrases
    if clock.result is not ClockResult.RUNNING or clock.never_opens:
        return
    spans = {"left": words.span(clock.target - used), "over": words.span(used - clock.target)}
    is_late = used > clock.target
    is_settled = clock.breach is not None and not is_late  # late under an earlier target
    if clock.kind in _ANSWERED and not is_settled:
        sentence = phrases.what_if_answered_late if is_late else phrases.what_if_answered
        yield sentence.format_map(spans)
    elif clock.kind is ClockKind.SOLUTION and not is_settled:
        sentence = phrases.what_if_solved_late if is_late else phrases.what_if_solved
        yield sentence.format_map(spans)
    if clock.kind not in _PAUSABLE:
        waited = any(piece.status is Status.WAITING_CUSTOMER for piece in clock.pieces)
        if clock.kind is ClockKind.FIRST_RESPONSE and not waited:
            yield phrases.what_if_never_pauses
    else:
        sentence = phrases.what_if_late if is_late else phrases.what_if
        yield sentence.format_map(spans)
