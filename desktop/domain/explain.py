"""Why these dates: a clock told on one screen, in words whose parts add up (sla.md 3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from desktop.domain.explain_english import ENGLISH
from desktop.domain.explain_outcome import outcome
from desktop.domain.explain_russian import RUSSIAN
from desktop.domain.explain_spells import Spell, added, fitted, held, whole_seconds
from desktop.domain.explain_words import Language, Part, Words
from desktop.domain.sla import ClockKind, ClockResult, Target
from desktop.domain.sla_clock import ClockState, Holder, HolderKind
from desktop.domain.sla_evaluate import Evaluation
from desktop.domain.ticket import Status

WORDS: Final[Mapping[Language, Words]] = {
    Language.ENGLISH: ENGLISH,
    Language.RUSSIAN: RUSSIAN,
}
_ORDER: Final = (Part.COUNTED, Part.CLOSED, Part.PAUSED, Part.SOLVED)


class LineKind(StrEnum):
    RULE = "rule"
    SPELL = "spell"
    TOTAL = "total"
    HELD = "held"
    OUTCOME = "outcome"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an explanation. `parts` says what a spell or the total was spent on.

    `start`, `end` and `who` are the words of a spell, for those who set it in columns.
    """

    kind: LineKind
    text: str
    start_at: datetime | None = None
    end_at: datetime | None = None
    parts: Mapping[Part, timedelta] | None = None
    holder: Holder | None = None
    start: str = ""
    end: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """The lines in reading order; `str` of it is the text to copy."""

    lines: tuple[Line, ...]

    def __str__(self) -> str:
        return "\n".join(line.text for line in self.lines)

    @property
    def outcome(self) -> str:
        """The sentence of the result: what is used and left, or how it was judged."""
        return next(line.text for line in self.lines if line.kind is LineKind.OUTCOME)


def explain(
    evaluation: Evaluation,
    kind: ClockKind,
    language: Language,
    zone: ZoneInfo,
    names: Mapping[int, str],
    *,
    number: int | None = None,
) -> Explanation | None:
    """Tell why the clock of that kind stands as it does; None when the ticket has no such clock.

    `number` is the round, else the latest. `names` are people by id. Instants are shown to the
    second, so every span printed is the difference of the two moments beside it.
    """
    clocks = [
        clock for clock in evaluation.clocks if clock.kind is kind and number in (None, clock.round)
    ]
    if not clocks:
        return None
    teller = _Teller(evaluation, clocks[-1], WORDS[language], zone, names)
    return Explanation(tuple(teller.lines()))


@dataclass(frozen=True, slots=True)
class _Teller:
    evaluation: Evaluation
    clock: ClockState
    words: Words
    zone: ZoneInfo
    names: Mapping[int, str]

    def lines(self) -> Iterable[Line]:
        whole = [whole_seconds(each) for each in self.clock.segments]
        spells = fitted(whole)
        yield Line(LineKind.RULE, self._rule())
        for index, spell in enumerate(spells):
            yield self._spell(spell, is_last=index == len(spells) - 1)
        totals = added(spell.parts for spell in spells)
        wall = sum(totals.values(), timedelta(0))
        phrases, words = self.words.phrases, self.words
        yield Line(
            LineKind.TOTAL,
            phrases.together.format(
                parts=" + ".join(self._parts(totals)) or words.span(wall), wall=words.span(wall)
            ),
            parts=totals,
        )
        shares = held(whole)
        if len(shares) > 1:
            yield Line(LineKind.HELD, self._held(shares))
        used = totals.get(Part.COUNTED, timedelta(0))
        told = outcome(self.clock, used, words, self._moment)
        yield Line(LineKind.OUTCOME, told[0])
        for sentence in told[1:]:
            yield Line(LineKind.NOTE, sentence)
        yield Line(LineKind.NOTE, phrases.times_in.format(zone=self.zone.key))

    def _moment(self, at: datetime) -> str:
        return self.words.moment(at, self.zone, beside=self.evaluation.at)

    def _rule(self) -> str:
        clock, words, phrases = self.clock, self.words, self.words.phrases
        name = words.clocks[clock.kind]
        if clock.row is None:
            return phrases.promise.format(
                clock=name, due=self._moment(clock.started_at + clock.target)
            )
        policy = phrases.version.format(
            name=words.named(clock.policy_name), version=clock.policy_version
        )
        if clock.policy_valid_from is not None:
            policy += phrases.valid_since.format(moment=self._moment(clock.policy_valid_from))
        return phrases.rule.format(
            clock=name,
            priority=words.priorities[clock.priority],
            policy=policy,
            target=self._target(clock.row),
        )

    def _target(self, row: Target) -> str:
        clock, words, phrases = self.clock, self.words, self.words.phrases
        calendar = phrases.in_calendar.format(
            calendar=words.named(clock.calendar_name), version=clock.calendar_version
        )
        target = words.span(clock.target)
        if row.business_days is not None:
            days = words.counted(row.business_days, words.days)
            if clock.never_opens:
                return days + calendar  # days that never come are no hours
            target = phrases.target_days.format(days=days, span=target)
        if clock.calendar.never_closes:
            target += f" {phrases.round_the_clock}"
        else:
            target += f" {phrases.business_time}{calendar}"
        if row.out_of_hours_minutes and not clock.calendar.is_open(clock.started_at):
            extra = phrases.extra_wall if row.out_of_hours_wall else phrases.extra_business
            target += extra.format(span=words.span(timedelta(minutes=row.out_of_hours_minutes)))
        return target

    def _spell(self, spell: Spell, *, is_last: bool) -> Line:
        words = self.words
        start = self._moment(spell.start_at)
        end = words.until(spell.end_at, self.zone, since=spell.start_at, beside=self.evaluation.at)
        if is_last and self.clock.stopped_at is None:
            end = words.phrases.now.format(moment=end)
        who = self._who(spell, is_last=is_last)
        return Line(
            LineKind.SPELL,
            f"{start} → {end}: {', '.join(self._parts(spell.parts))} ({who})",
            spell.start_at,
            spell.end_at,
            spell.parts,
            spell.holder,
            start,
            end,
            who,
        )

    def _held(self, shares: Mapping[Holder, Mapping[Part, timedelta]]) -> str:
        """Say who had the ticket for how long; the parts add up to the wall time (K21)."""
        words, phrases = self.words, self.words.phrases
        told = []
        for holder, parts in shares.items():
            counted = parts.get(Part.COUNTED)
            told.append(
                (phrases.held_share if counted is None else phrases.held_counted).format(
                    who=self._name(holder, words.owners),
                    wall=words.span(sum(parts.values(), timedelta(0))),
                    counted=words.span(counted or timedelta(0)),
                )
            )
        return phrases.held.format(shares="; ".join(told))

    def _parts(self, parts: Mapping[Part, timedelta]) -> list[str]:
        return [
            f"{self.words.parts[part]} {self.words.span(parts[part])}"
            for part in _ORDER
            if part in parts
        ]

    def _who(self, spell: Spell, *, is_last: bool) -> str:
        words, phrases, holder = self.words, self.words.phrases, spell.holder
        if holder is None:
            return words.counted(spell.count, words.spells)
        who = self._name(holder, words.holders)
        if spell.status is Status.WAITING_DATE and holder.kind is not HolderKind.ENDED:
            return phrases.reminder.format(who=who)
        if is_last and holder.kind is HolderKind.DEVELOPERS:
            return self._with_feedback(who)
        return who

    def _name(self, holder: Holder, kinds: Mapping[HolderKind, str]) -> str:
        if holder.kind is HolderKind.PERSON and holder.person_id is not None:
            number = holder.person_id
            return self.names.get(number) or self.words.phrases.person.format(id=number)
        return kinds[holder.kind]

    def _with_feedback(self, who: str) -> str:
        """Add when the developers' own clock is due, if one runs beside this clock."""
        for kind in (ClockKind.OLA_ACCEPT, ClockKind.OLA_ANSWER):
            feedback = self.evaluation.clock(kind)
            if (
                feedback is not None
                and feedback.result is ClockResult.RUNNING
                and feedback.due_at is not None
                and self.clock.kind not in (kind, ClockKind.OLA_FIX)
            ):
                return self.words.phrases.feedback_due.format(
                    who=who,
                    clock=self.words.clocks[kind],
                    due=self._moment(feedback.due_at),
                )
        return who
