"""The automatic answer to a new ticket: its number, our hours, and by when somebody answers.

No word of it comes from outside: what a stranger wrote is not sent on to whoever they claim to be
(reliability.md C7).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from desktop.domain.explain_words import Language
from desktop.domain.tongue import Written, date_words
from desktop.domain.worktime import WorkCalendar
from desktop.domain.worktime_text import write_week

_LANGUAGES: Final = {Written.ENGLISH: Language.ENGLISH, Written.RUSSIAN: Language.RUSSIAN}


@dataclass(frozen=True, slots=True)
class _Phrases:
    subject: str
    greeting: str
    arrived: str
    always: str
    hours: str
    promise: str
    ending: str


_PHRASES: Final = {
    Written.ENGLISH: _Phrases(
        "[#{number}] We have received your request",
        "Hello,",
        "your request has arrived; its number is #{number}.",
        "We work round the clock.",
        "Our working hours: {week} ({zone}).",
        "You will hear from us by {until} at the latest.",
        "This is an automatic answer. To add something, just answer it.",
    ),
    Written.RUSSIAN: _Phrases(
        "[#{number}] Мы получили ваше обращение",
        "Здравствуйте!",
        "Ваше обращение получено, его номер #{number}.",
        "Мы работаем круглосуточно.",
        "Мы работаем: {week} ({zone}).",
        "Ответим не позже {until}.",
        "Это автоматический ответ. Чтобы что-то добавить, просто ответьте на него.",
    ),
}


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """A subject and a text, ready to be sent."""

    subject: str
    text: str


def acknowledgement(
    number: int, team: str, calendar: WorkCalendar, received_at: datetime, written: Written
) -> Acknowledgement:
    """Return the answer to a ticket; `team` signs it, if it has a name.

    It promises an answer by the end of the next business day, and nothing where no such day comes.
    """
    end = calendar.end_of_business_day(received_at, 1)
    until = None if end is None else date_words(end.astimezone(calendar.zone), written)
    week = write_week(calendar.spec.weekly, _LANGUAGES[written])
    phrases = _PHRASES[written]
    facts = [phrases.arrived.format(number=number)]
    if calendar.spec.always:
        facts.append(phrases.always)
    elif week:
        facts.append(phrases.hours.format(week=week, zone=calendar.spec.zone))
    if until is not None:
        facts.append(phrases.promise.format(until=until))
    paragraphs = [phrases.greeting, " ".join(facts), phrases.ending, *([team] if team else [])]
    return Acknowledgement(phrases.subject.format(number=number), "\n\n".join(paragraphs) + "\n")
