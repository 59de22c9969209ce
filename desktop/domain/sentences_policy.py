"""Sentences for what the rules of service levels refuse: lengths, targets, policies in use."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.domain.marked import QT_TRANSLATE_NOOP

POLICY: Mapping[str, str] = {
    "duration.nothing": QT_TRANSLATE_NOOP(
        "errors",
        "“{text}” is no time at all: a target needs at least a minute. Empty means no target.",
    ),
    "duration.too_long": QT_TRANSLATE_NOOP(
        "errors",
        "“{text}” is longer than a target can be: at most 500 business days.",
    ),
    "duration.unreadable": QT_TRANSLATE_NOOP(
        "errors",
        "“{text}” is not a length of time. Write minutes, hours or business days: 15m, 4h, 3bd.",
    ),
    "policy.bad_close": QT_TRANSLATE_NOOP(
        "errors",
        "A solved ticket closes after 1 to 60 business days, or never.",
    ),
    "policy.bad_reopen": QT_TRANSLATE_NOOP(
        "errors",
        "A solved ticket can be reopened within 0 to 365 days.",
    ),
    "policy.bad_reserve": QT_TRANSLATE_NOOP(
        "errors",
        "The reserve of the solution is 0 to 90 percent.",
    ),
    "policy.bad_target": QT_TRANSLATE_NOOP(
        "errors",
        "A target needs a length: minutes or business days, more than zero.",
    ),
    "policy.bad_thresholds": QT_TRANSLATE_NOOP(
        "errors",
        "Warnings are percentages of the target from 1 to 99, each once: 50, 75, 90.",
    ),
    "policy.in_use": QT_TRANSLATE_NOOP(
        "errors",
        "“{name}” cannot be removed: tickets, organisations or categories follow it.",
    ),
    "policy.is_default": QT_TRANSLATE_NOOP(
        "errors",
        "“{name}” cannot be removed: new tickets follow it. Choose another policy for them first.",
    ),
    "policy.name_taken": QT_TRANSLATE_NOOP(
        "errors",
        "There is a policy called “{name}” already.",
    ),
    "policy.never_opens": QT_TRANSLATE_NOOP(
        "errors",
        "The calendar “{calendar}” has no open hour in the next 400 days: "
        "this target would never have a due time.",
    ),
    "policy.no_calendar": QT_TRANSLATE_NOOP(
        "errors",
        "Choose a calendar: there is no “{calendar}” any more.",
    ),
    "policy.no_name": QT_TRANSLATE_NOOP(
        "errors",
        "Enter a name for the policy.",
    ),
    "policy.no_rows": QT_TRANSLATE_NOOP(
        "errors",
        "The policy promises nothing: give at least one target for a reply or the solution.",
    ),
    "policy.version_used": QT_TRANSLATE_NOOP(
        "errors",
        "The edit stays: some clocks have stopped under it since. Edit the policy once more.",
    ),
}
