"""What the self-check says of one thing: a state, the code of a sentence, and its facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class State(StrEnum):
    """`FAILED` needs somebody now; `UNKNOWN` only the window can tell."""

    OK = "ok"
    WARNING = "warning"
    FAILED = "failed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the self-check. Facts hold no address, subject or secret.

    `text_code` names the sentence that the facts fill: `health.NAME.STATE`, or the code of an
    error.
    """

    name: str
    state: State
    text_code: str
    facts: Mapping[str, object] = field(default_factory=dict)


def told(name: str, state: State, variant: str = "", /, **facts: object) -> Check:
    """Return a line with its usual sentence, or the `variant` of it."""
    return Check(name, state, f"health.{name}.{variant or state.value}", facts)
