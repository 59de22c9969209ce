"""What a duty would break for a person, asked from memory while a block is dragged (duty.md F2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from desktop.domain.duty import Shift
from desktop.domain.duty_check import Engagements, conflicts_of
from desktop.domain.duty_conflict import Conflict
from desktop.domain.duty_rules import DutyRules
from desktop.domain.duty_span import Span, meets, minus
from desktop.services.duty import Duty
from desktop.services.duty_blocks import AROUND, BoardBlock
from desktop.services.duty_facts import around, read_facts
from desktop.services.policies import Policies
from desktop.services.rest_rules import read_rest_rules


@dataclass(frozen=True, slots=True)
class DutyChecker:
    """The rules of rest, and all that the team is busy with around some days; asks no database."""

    zone: str
    rules: DutyRules
    engagements: Mapping[int, Engagements]

    def conflicts(
        self,
        person_id: int,
        start_at: datetime,
        end_at: datetime,
        shift_id: str = "",
        block: BoardBlock | None = None,
    ) -> tuple[Conflict, ...]:
        """Return what a person would break with a duty, in the order of weight.

        With `shift_id`, or with the `block` itself, which may have no id, the duty is that one
        moved, resized or reassigned. Whoever is not in the team breaks nothing.
        """
        engaged = self._engaged(person_id, block)
        if engaged is None or end_at <= start_at:
            return ()
        return conflicts_of((start_at, end_at), engaged, self.rules, self.zone, shift_id)

    def added(
        self, person_id: int, start_at: datetime, end_at: datetime, block: BoardBlock | None
    ) -> tuple[Conflict, ...]:
        """Return what an edit of a block, or a new duty, would break that is not broken already.

        Only these need a reason; whoever shortens a duty is not asked again why it is there.
        """
        known = set()
        if block is not None and block.person_id == person_id:
            before = self.conflicts(person_id, block.start_at, block.end_at, block=block)
            known = {each.kind for each in before if not each.is_refused}
        after = self.conflicts(person_id, start_at, end_at, block=block)
        return tuple(each for each in after if each.kind not in known)

    def booked(self, person_id: int, span: Span, block: BoardBlock | None) -> Shift | None:
        """Return the first duty of a person that shares time with a span, but for a block."""
        engaged = self._engaged(person_id, block)
        if engaged is None:
            return None
        found = (each for each in engaged.duties if meets((each.start_at, each.end_at), span))
        return min(found, default=None)

    def _engaged(self, person_id: int, block: BoardBlock | None) -> Engagements | None:
        engaged = self.engagements.get(person_id)
        if engaged is None or block is None or block.person_id != person_id:
            return engaged
        return replace(engaged, duties=tuple(_without(engaged.duties, block)))


def read_checker(
    session: Session, duty: Duty, policies: Policies, within: Span, now: datetime
) -> DutyChecker:
    """Return the checker for duties in a span, as of this transaction; drafts count as duties."""
    rules = read_rest_rules(session)
    facts = read_facts(session, duty, policies, around(within, rules), now)
    engagements = {person_id: facts.engagements(person_id) for person_id in facts.names}
    return DutyChecker(facts.zone, rules, engagements)


def read_ahead(session: Session, duty: Duty, within: Span) -> None:
    """Let a session that keeps its readings take in one go what a checker of a span asks."""
    start_at, end_at = around(within, read_rest_rules(session))
    duty.calendar(session, None, (start_at - AROUND, end_at + AROUND))


def _without(duties: tuple[Shift, ...], block: BoardBlock) -> list[Shift]:
    """Return the duties without the time of a block."""
    found = []
    for each in duties:
        spans = [(each.start_at, each.end_at)]
        if each.id == block.shift_id:
            spans = minus(spans, [(block.start_at, block.end_at)])
        found += [replace(each, start_at=start_at, end_at=end_at) for start_at, end_at in spans]
    return found
