"""Sentences for what the rules of the desk refuse: tickets, people, calendars, commands."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.domain.marked import QT_TRANSLATE_NOOP

DESK: Mapping[str, str] = {
    "alert.due_before": QT_TRANSLATE_NOOP(
        "errors",
        "The deadline comes before the reminder would.",
    ),
    "alert.nobody": QT_TRANSLATE_NOOP(
        "errors",
        "Choose who you are before answering a warning.",
    ),
    "alert.reminded_enough": QT_TRANSLATE_NOOP(
        "errors",
        "This warning has already come back {times} times.",
    ),
    "batch.bad_field": QT_TRANSLATE_NOOP(
        "errors",
        "The value of “{field}” is missing or not possible.",
    ),
    "batch.bad_json": QT_TRANSLATE_NOOP(
        "errors",
        "The line is not a JSON object.",
    ),
    "batch.bad_op": QT_TRANSLATE_NOOP(
        "errors",
        "There is no operation “{op}”. Known are: {known}.",
    ),
    "batch.unreadable": QT_TRANSLATE_NOOP(
        "errors",
        "{path} could not be read: {reason}.",
    ),
    "call.empty": QT_TRANSLATE_NOOP(
        "errors",
        "Say in a few words what the call was about.",
    ),
    "changed_meanwhile": QT_TRANSLATE_NOOP(
        "errors",
        "Somebody saved this record first. Your change was not applied, and what you typed "
        "is kept.",
    ),
    "defer.no_reason": QT_TRANSLATE_NOOP(
        "errors",
        "Write down what the developers must know: without it they return half of the tickets.",
    ),
    "demo.not_empty": QT_TRANSLATE_NOOP(
        "errors",
        "This desk already has tickets. Demo data goes only into an empty one.",
    ),
    "excuse.lead_only": QT_TRANSLATE_NOOP(
        "errors",
        "Only a lead can take a breach out of the figures.",
    ),
    "excuse.no_reason": QT_TRANSLATE_NOOP(
        "errors",
        "Say why the breach should not count: the reason stays in the history.",
    ),
    "excuse.not_late": QT_TRANSLATE_NOOP(
        "errors",
        "This deadline was not missed: there is nothing to excuse.",
    ),
    "export.period": QT_TRANSLATE_NOOP(
        "errors",
        "The period ends before it begins: {first} – {last}.",
    ),
    "not_found": QT_TRANSLATE_NOOP(
        "errors",
        "This record is not there any more. Somebody may have removed it.",
    ),
    "note.empty": QT_TRANSLATE_NOOP(
        "errors",
        "The note is empty. Write what the others should know.",
    ),
    "output.unwritable": QT_TRANSLATE_NOOP(
        "errors",
        "The output could not be written: {reason}.",
    ),
    "person.has_duties": QT_TRANSLATE_NOOP(
        "errors",
        "{name} has duties ahead, the first on {first}. Take them off the calendar first.",
    ),
    "person.last_one": QT_TRANSLATE_NOOP(
        "errors",
        "{name} is the last active person. Add another one first.",
    ),
    "person.name_taken": QT_TRANSLATE_NOOP(
        "errors",
        "There is somebody called {name} already.",
    ),
    "person.no_name": QT_TRANSLATE_NOOP(
        "errors",
        "Enter a name.",
    ),
    "person.not_one": QT_TRANSLATE_NOOP(
        "errors",
        "{name} is the name of nobody here, or of more than one person. Give the e-mail address.",
    ),
    "promise.ended": QT_TRANSLATE_NOOP(
        "errors",
        "The ticket is solved. Open it again to promise an answer.",
    ),
    "promise.past": QT_TRANSLATE_NOOP(
        "errors",
        "That moment has passed. Promise one that lies ahead.",
    ),
    "reply.not_owed": QT_TRANSLATE_NOOP(
        "errors",
        "No reply is owed here: the client has written nothing since the last answer.",
    ),
    "setting.bad_value": QT_TRANSLATE_NOOP(
        "errors",
        "This value is not possible here.",
    ),
    "ticket.marked": QT_TRANSLATE_NOOP(
        "errors",
        "This ticket is merged or spam. Take the mark off first.",
    ),
    "ticket.never_new": QT_TRANSLATE_NOOP(
        "errors",
        "A ticket cannot become new again.",
    ),
    "ticket.no_reminder_date": QT_TRANSLATE_NOOP(
        "errors",
        "Choose when to be reminded.",
    ),
    "ticket.no_subject": QT_TRANSLATE_NOOP(
        "errors",
        "Give the ticket a subject: without one nobody finds it again.",
    ),
    "ticket.reminder_past": QT_TRANSLATE_NOOP(
        "errors",
        "That moment has passed. Choose one that lies ahead.",
    ),
    "ticket.unknown": QT_TRANSLATE_NOOP(
        "errors",
        "There is no ticket #{number} here.",
    ),
}
