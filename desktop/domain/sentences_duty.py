"""Sentences for what the duty calendar and its planner refuse."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.domain.marked import QT_TRANSLATE_NOOP

DUTY: Mapping[str, str] = {
    "duty.bad_length": QT_TRANSLATE_NOOP(
        "errors",
        "A turn cannot last {length}. Give a whole number from 1.",
    ),
    "duty.bad_split": QT_TRANSLATE_NOOP(
        "errors",
        "Choose a time within the duty, from now on, to split it.",
    ),
    "duty.conflict": QT_TRANSLATE_NOOP(
        "errors",
        "This breaks a rule for {person}. Give a reason to do it all the same.",
    ),
    "duty.double_booking": QT_TRANSLATE_NOOP(
        "errors",
        "{person} has another duty at this time, from {start}.",
    ),
    "duty.empty_override": QT_TRANSLATE_NOOP(
        "errors",
        "Say who joins or who is taken away; they cannot be the same person.",
    ),
    "duty.ended": QT_TRANSLATE_NOOP(
        "errors",
        "“{name}” has ended by then; nobody takes turns in it.",
    ),
    "duty.ends_before_start": QT_TRANSLATE_NOOP(
        "errors",
        "The end ({end}) does not come after the start ({start}).",
    ),
    "duty.far_start": QT_TRANSLATE_NOOP(
        "errors",
        "A rotation cannot start that far from today. Choose a day from 1900 to 2199.",
    ),
    "duty.in_temporary": QT_TRANSLATE_NOOP(
        "errors",
        "“{name}” stands alone at this time. Change that temporary schedule instead.",
    ),
    "duty.locked": QT_TRANSLATE_NOOP(
        "errors",
        "This duty is locked. Unlock it first.",
    ),
    "duty.mixed_hours": QT_TRANSLATE_NOOP(
        "errors",
        "A rotation has the same hours on all its days. Add another one for other hours.",
    ),
    "duty.monthly_day": QT_TRANSLATE_NOOP(
        "errors",
        "Not every month has a day {day}. Let a monthly rotation start on day 1 to 28.",
    ),
    "duty.no_days": QT_TRANSLATE_NOOP(
        "errors",
        "Choose at least one weekday.",
    ),
    "duty.no_name": QT_TRANSLATE_NOOP(
        "errors",
        "A duty rule needs a name.",
    ),
    "duty.no_people": QT_TRANSLATE_NOOP(
        "errors",
        "Nobody is on duty by this rule. Choose a person or the people who take turns.",
    ),
    "duty.no_temporary_name": QT_TRANSLATE_NOOP(
        "errors",
        "A temporary schedule needs a name.",
    ),
    "duty.not_alone": QT_TRANSLATE_NOOP(
        "errors",
        "A turn of a rotation, or a swapped duty, is neither split nor locked: no plan moves it. "
        "Shorten it, and give the rest to somebody else.",
    ),
    "duty.outside_temporary": QT_TRANSLATE_NOOP(
        "errors",
        "The duty belongs to “{name}” and has to stay within its time.",
    ),
    "duty.override_overlap": QT_TRANSLATE_NOOP(
        "errors",
        "Two overrides of {person} overlap at {start}. Change or delete one of them first.",
    ),
    "duty.past": QT_TRANSLATE_NOOP(
        "errors",
        "What is past cannot be changed. Choose a time from now on.",
    ),
    "duty.person_left": QT_TRANSLATE_NOOP(
        "errors",
        "{person} has left the team. Choose somebody else.",
    ),
    "duty.temporary_overlap": QT_TRANSLATE_NOOP(
        "errors",
        "Two temporary schedules overlap at {start}. Change or delete one of them first.",
    ),
    "duty.too_long": QT_TRANSLATE_NOOP(
        "errors",
        "A duty can last {days} days at the most.",
    ),
    "duty.unknown_line": QT_TRANSLATE_NOOP(
        "errors",
        "There is no line “{name}”.",
    ),
    "pay.negative": QT_TRANSLATE_NOOP(
        "errors",
        "The rate of “{rule}” is below zero.",
    ),
    "plan.nobody": QT_TRANSLATE_NOOP(
        "errors",
        "There is nobody to plan. Choose at least one person.",
    ),
    "plan.outdated": QT_TRANSLATE_NOOP(
        "errors",
        "The calendar has changed since this plan was made. Plan again.",
    ),
    "plan.repeated_slot": QT_TRANSLATE_NOOP(
        "errors",
        "Two duties have the number {slot}.",
    ),
    "plan.stopped": QT_TRANSLATE_NOOP(
        "errors",
        "The search was stopped before there was a plan.",
    ),
    "plan.too_long": QT_TRANSLATE_NOOP(
        "errors",
        "A plan covers 400 days at most, not {days}. Choose fewer days.",
    ),
    "plan.unknown_person": QT_TRANSLATE_NOOP(
        "errors",
        "{person} holds a duty and is not among those who are planned.",
    ),
    "plan.unknown_slot": QT_TRANSLATE_NOOP(
        "errors",
        "There is no duty with the number {slot}.",
    ),
    "planner.no_solver": QT_TRANSLATE_NOOP(
        "errors",
        "The solver HiGHS is not installed. The program plans with a simpler search.",
    ),
    "requirement.headcount": QT_TRANSLATE_NOOP(
        "errors",
        "Give a number of people from 1 to {most}.",
    ),
    "requirement.name_taken": QT_TRANSLATE_NOOP(
        "errors",
        "There is a requirement called “{name}” already.",
    ),
    "requirement.no_name": QT_TRANSLATE_NOOP(
        "errors",
        "A requirement needs a name.",
    ),
    "rest_rules.out_of_range": QT_TRANSLATE_NOOP(
        "errors",
        "This is not possible for a rule of rest. Give a figure that fits into a week.",
    ),
    "roster.bad_shape": QT_TRANSLATE_NOOP(
        "errors",
        "The roster cannot be read at “{where}”.",
    ),
    "roster.unreadable": QT_TRANSLATE_NOOP(
        "errors",
        "{path} could not be read: {reason}.",
    ),
    "swap.bad_part": QT_TRANSLATE_NOOP(
        "errors",
        "The part to swap lies outside of the duty.",
    ),
    "swap.begun": QT_TRANSLATE_NOOP(
        "errors",
        "What was swapped has begun. Ask for another swap, or take over now.",
    ),
    "swap.not_a_shift": QT_TRANSLATE_NOOP(
        "errors",
        "Only a turn of a rotation or a published duty can be swapped. Reassign this one.",
    ),
    "swap.not_for_you": QT_TRANSLATE_NOOP(
        "errors",
        "Somebody else was asked to take this duty.",
    ),
    "swap.not_held": QT_TRANSLATE_NOOP(
        "errors",
        "This person does not have the duty.",
    ),
    "swap.not_open": QT_TRANSLATE_NOOP(
        "errors",
        "This request was answered already.",
    ),
    "swap.not_running": QT_TRANSLATE_NOOP(
        "errors",
        "This duty is not on now. Ask for a swap instead.",
    ),
    "swap.not_taken": QT_TRANSLATE_NOOP(
        "errors",
        "Nobody has taken this duty, so there is nothing to undo.",
    ),
    "swap.not_yours": QT_TRANSLATE_NOOP(
        "errors",
        "Only the people concerned or a lead can decide this.",
    ),
    "swap.over": QT_TRANSLATE_NOOP(
        "errors",
        "This duty is over.",
    ),
    "swap.own_shift": QT_TRANSLATE_NOOP(
        "errors",
        "The duty is this person's own already.",
    ),
    "swap.taker_away": QT_TRANSLATE_NOOP(
        "errors",
        "{person} is absent or cannot at this time. A lead can decide otherwise.",
    ),
    "shift.not_yours": QT_TRANSLATE_NOOP(
        "errors",
        "Only whoever has the duty, or a lead, can accept it.",
    ),
    "shift.over": QT_TRANSLATE_NOOP(
        "errors",
        "This duty is over; there is nothing to accept any more.",
    ),
}
