"""What a gesture proposes: a duty that is new, moved, resized or given to another person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from desktop.domain.duty_conflict import Conflict
from desktop.services.duty_blocks import BoardBlock

Check = Callable[["Proposal"], tuple[Conflict, ...]]
"""Asks the rules, from memory: what a proposal would break."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Somebody on duty for a time; of which block it is a change, or None for a new one."""

    block: BoardBlock | None
    person_id: int
    start_at: datetime
    end_at: datetime

    @property
    def changes_nothing(self) -> bool:
        """Tell whether the block is like this already."""
        block = self.block
        return block is not None and (block.person_id, block.start_at, block.end_at) == (
            self.person_id,
            self.start_at,
            self.end_at,
        )


def of_block(block: BoardBlock) -> Proposal:
    """Return a block as it is."""
    return Proposal(block, block.person_id, block.start_at, block.end_at)


def resized(proposal: Proposal, edge: int, at: datetime, least: timedelta) -> Proposal:
    """Return the proposal with its start (-1) or end (1) at an instant, at least so long."""
    if edge < 0:
        start_at = min(at, proposal.end_at - least)
        return Proposal(proposal.block, proposal.person_id, start_at, proposal.end_at)
    end_at = max(at, proposal.start_at + least)
    return Proposal(proposal.block, proposal.person_id, proposal.start_at, end_at)


def moved(proposal: Proposal, by: timedelta, person_id: int, zone: ZoneInfo) -> Proposal:
    """Return the proposal so much later on the wall clock, of that person.

    At a change of the clocks 18:00 stays 18:00, whatever length that gives the duty.
    """
    start_at, end_at = (
        (wall(at, zone) + by).replace(tzinfo=zone).astimezone(UTC)
        for at in (proposal.start_at, proposal.end_at)
    )
    return Proposal(proposal.block, person_id, start_at, end_at)


def wall(at: datetime, zone: ZoneInfo) -> datetime:
    """Return what the clock on the wall shows, without a zone, to count days and hours on."""
    return at.astimezone(zone).replace(tzinfo=None)
