"""What `dutydesk doctor` prints for each line of the self-check."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.cli.sentences import sentence
from desktop.domain.errors import Refused
from desktop.domain.sentences_health import HEALTH
from desktop.services.health_check import Check, State

MARKS: Mapping[State, str] = {
    State.OK: "✓",
    State.WARNING: "▲",
    State.FAILED: "✗",
    State.UNKNOWN: "?",
}


def text_of(check: Check) -> str:
    """Return what there is to say of one line, without its title."""
    words = HEALTH.get(check.text_code)
    if words is None:
        return sentence(Refused(check.text_code, **check.facts))
    return words.format_map(check.facts)
