"""Explanations in English."""

from __future__ import annotations

from typing import Final

from desktop.domain.explain_words import Part, Phrases, Words
from desktop.domain.sla import ClockKind
from desktop.domain.sla_clock import HolderKind
from desktop.domain.ticket import Priority

ENGLISH: Final = Words(
    clocks={
        ClockKind.FIRST_RESPONSE: "First reply",
        ClockKind.NEXT_RESPONSE: "Next reply",
        ClockKind.PROMISE: "Promised reply",
        ClockKind.SOLUTION: "Solution",
        ClockKind.OLA_ACCEPT: "Acceptance by the developers (OLA)",
        ClockKind.OLA_ANSWER: "Developer feedback (OLA)",
        ClockKind.OLA_FIX: "Fix by the developers (OLA)",
        ClockKind.OLA_INFO: "Information from support (OLA)",
    },
    priorities={
        Priority.LOW: "Low",
        Priority.NORMAL: "Normal",
        Priority.HIGH: "High",
        Priority.CRITICAL: "Critical",
    },
    parts={
        Part.COUNTED: "counted",
        Part.CLOSED: "out of hours",
        Part.PAUSED: "paused",
        Part.SOLVED: "solved",
    },
    holders={
        HolderKind.UNASSIGNED: "unassigned",
        HolderKind.NOBODY_ON_DUTY: "nobody on duty",
        HolderKind.CUSTOMER: "waiting for client",
        HolderKind.THIRD_PARTY: "waiting for a third party",
        HolderKind.DEVELOPERS: "developers",
        HolderKind.ENDED: "not open",
    },
    owners={
        HolderKind.UNASSIGNED: "unassigned",
        HolderKind.NOBODY_ON_DUTY: "nobody on duty",
        HolderKind.CUSTOMER: "client",
        HolderKind.THIRD_PARTY: "third party",
        HolderKind.DEVELOPERS: "developers",
        HolderKind.ENDED: "not open",
    },
    presets={},
    months=(
        *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
        *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    ),
    units=("h", "min", "s"),
    days=("business day", "business days"),
    spells=("spell", "spells"),
    form=lambda count: 0 if count == 1 else 1,
    phrases=Phrases(
        rule="{clock} · {priority} · policy {policy} · target {target}",
        promise="{clock} · a date told to the client: {due}",
        version="{name} v{version}",
        valid_since=", valid since {moment}",
        target_days="{days}, at the start {span}",
        extra_business=", {span} of it because it started out of hours",
        extra_wall=", up to {span} of it because it started out of hours",
        business_time="business time",
        in_calendar=", calendar “{calendar}” v{version}",
        round_the_clock="round the clock",
        times_in="Times in {zone}.",
        now="now, {moment}",
        together="Together: {parts} = {wall}.",
        held="Who had it: {shares}.",
        held_share="{who} {wall}",
        held_counted="{who} {wall} with {counted} counted",
        running="Used {used}, left {left}, due {due}.",
        late="Used {used}, over by {over}, was due {due}. Late since {late}.",
        paused="Used {used}, left {left}. Paused since {since}; due {due} if resumed now.",
        paused_late="Used {used}, over by {over}. Late since {late}, paused since {since}.",
        met="Met {stopped}: used {used} of {target}. Was due {due}.",
        missed="Missed: stopped {stopped}, used {used} of {target}. Late since {late}.",
        reclassified=(
            "Late by reclassification: stopped {stopped}, used {used} of {target}. "
            "The change of {late} alone made it late."
        ),
        still_reclassified="The change of {late} alone made it late.",
        late_before=(
            "Late since {late} under the target of that time, {target}; "
            "a later change leaves it so."
        ),
        merged="Merged into another ticket {stopped}; used {used} of {target}, not counted.",
        cancelled={
            "solved": "Cancelled {stopped}: the ticket was solved first. Used {used} of {target}.",
            "spam": "Cancelled {stopped}: marked as spam. Used {used} of {target}.",
            "replaced": "Cancelled {stopped}: replaced by a newer one. Used {used} of {target}.",
            "policy": "Cancelled {stopped}: the new policy has no such target. "
            "Used {used} of {target}.",
        },
        excused="Excused and left out of the figures: {reason}",
        excused_later="When it has stopped, it is left out of the figures: {reason}",
        never_opens=(
            "Used {used}. The calendar “{calendar}” has no open hour in the next 400 days: "
            "there is no due time."
        ),
        at_closing=(
            "The target is used up exactly at closing time: until {moment} it is still in time."
        ),
        first_solved_met="First solved {moment}: met. The time solved is not counted.",
        first_solved_missed="First solved {moment}: missed. The time solved is not counted.",
        developers_count="Being deferred or with the developers does not stop this clock.",
        developers_pause="Under this policy the clock stands while deferred or with developers.",
        never_pauses="Waiting for the client does not stop this clock.",
        what_if="If you set “waiting for client” now, the clock stops with {left} left.",
        what_if_late="If you set “waiting for client” now, the clock stops; it stays late.",
        what_if_never_pauses="Setting “waiting for client” now would not stop this clock.",
        what_if_answered="Answered now, it is met with {left} to spare.",
        what_if_answered_late="Answered now, it is late by {over}.",
        what_if_solved="Solved now, it is met with {left} to spare.",
        what_if_solved_late="Solved now, it is late by {over}.",
        reminder="{who}, waiting for a date",
        feedback_due="{who}, {clock} due {due}",
        person="person {id}",
    ),
)
