"""What a duty timeline shows at a moment: the board laid out, the choice, the cursor, a drag."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from desktop.domain.duty_span import Span
from desktop.services.duty_blocks import BoardBlock
from desktop.ui.duty.geometry import COVERAGE, Geometry
from desktop.ui.duty.proposal import Proposal


@dataclass(frozen=True, slots=True)
class Ghost:
    """A duty that is only proposed, and what is said against it."""

    proposal: Proposal
    words: str = ""
    is_refused: bool = False


@dataclass(frozen=True, slots=True)
class Marks:
    """Which blocks a plan would add and which it would take away; none on the calendar itself."""

    added: frozenset[BoardBlock] = frozenset()
    removed: frozenset[BoardBlock] = frozenset()


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything to paint; `cursor` are the hours on `line` that the keyboard stands on.

    `backups` are the second persons, in a line of their own below the people if there are any.
    """

    geometry: Geometry
    now: datetime | None = None
    selected: BoardBlock | None = None
    cursor: Span | None = None
    line: int = COVERAGE
    ghost: Ghost | None = None
    backups: tuple[BoardBlock, ...] = ()
    marks: Marks = Marks()
