"""Rules at arrival: what a mail says about its sender and words decides how its ticket begins.

Contracts.md, "Rules at arrival": rules are ordered; for each field of the new ticket the first
rule that matches and sets it wins, and the history names that rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

from desktop.domain.errors import Refused
from desktop.domain.ticket import Priority

NAME_LIMIT = 100
VALUE_LIMIT = 500
_HEADER_NAME = re.compile(r"[!-9;-~]{1,76}")


class Part(StrEnum):
    """What a condition looks at."""

    MAILBOX = "mailbox"
    RECIPIENT = "recipient"
    SENDER = "sender"
    ORGANISATION = "organisation"
    WORDS = "words"
    SUBJECT = "subject"
    HEADER = "header"


NUMBERED = frozenset({Part.MAILBOX, Part.ORGANISATION})
"""Parts whose values are ids of records."""


class Field(StrEnum):
    """What a rule can set on a new ticket."""

    PRIORITY = "priority"
    CATEGORY = "category"
    LINE = "line"
    ASSIGNEE = "assignee"
    TAGS = "tags"


@dataclass(frozen=True, slots=True)
class Condition:
    """Holds when the part is one of `values`, or contains one of them.

    Addresses may have `*` for anything (`urgent@*`, `*@nord.example`); words match whole
    words and phrases, `print*` their beginnings; case and ё do not matter. `header` names the
    header that `Part.HEADER` looks in; no values: it is enough that it is there.
    """

    part: Part
    values: tuple[str, ...]
    header: str = ""


@dataclass(frozen=True, slots=True)
class ArrivalRule:
    """All conditions together make a rule match; at least one field is set."""

    name: str
    conditions: tuple[Condition, ...]
    priority: Priority | None = None
    category_id: int | None = None
    line_id: int | None = None
    assignee_id: int | None = None
    tags: tuple[str, ...] = ()
    is_active: bool = True

    def fields(self) -> dict[Field, Any]:
        """Return what the rule sets."""
        values: dict[Field, Any] = {
            Field.PRIORITY: self.priority,
            Field.CATEGORY: self.category_id,
            Field.LINE: self.line_id,
            Field.ASSIGNEE: self.assignee_id,
            Field.TAGS: self.tags or None,
        }
        return {field: value for field, value in values.items() if value is not None}

    @property
    def reads_headers(self) -> bool:
        return any(condition.part is Part.HEADER for condition in self.conditions)

    def check(self) -> None:
        """Check that the rule can ever mean something.

        Raises:
            Refused: `rule.no_name`, `rule.no_condition`, `rule.empty_condition`,
                `rule.bad_header`, `rule.sets_nothing`.
        """
        if not self.name.strip() or len(self.name) > NAME_LIMIT:
            raise Refused("rule.no_name")
        if not self.conditions:
            raise Refused("rule.no_condition")
        for condition in self.conditions:
            if condition.part is Part.HEADER:
                if not _HEADER_NAME.fullmatch(condition.header):
                    raise Refused("rule.bad_header", header=condition.header)
            elif not any(value.strip(" *") for value in condition.values):
                raise Refused("rule.empty_condition")
        if not self.fields():
            raise Refused("rule.sets_nothing")


@dataclass(frozen=True, slots=True)
class ArrivingMail:
    """What rules look at; addresses in lower case, headers by lower-case name."""

    mailbox_id: int
    recipients: tuple[str, ...]
    sender: str
    organisation_id: int | None
    subject: str
    text: str
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sorted:
    """How a ticket begins: the value of each field that was set, and the rule that set it."""

    values: Mapping[Field, Any]
    rules: Mapping[Field, str]


UNSORTED = Sorted({}, {})


def sort_out(rules: Iterable[ArrivalRule], mail: ArrivingMail) -> Sorted:
    """Apply active rules in order: the first match wins for each field."""
    values: dict[Field, Any] = {}
    names: dict[Field, str] = {}
    for rule in rules:
        if not rule.is_active:
            continue
        new = {field: value for field, value in rule.fields().items() if field not in values}
        if new and matches(rule, mail):
            values |= new
            names |= dict.fromkeys(new, rule.name)
    return Sorted(values, names)


def matches(rule: ArrivalRule, mail: ArrivingMail) -> bool:
    """Say whether every condition of a rule holds."""
    return bool(rule.conditions) and all(_holds(c, mail) for c in rule.conditions)


def _holds(condition: Condition, mail: ArrivingMail) -> bool:
    match condition.part:
        case Part.MAILBOX:
            return str(mail.mailbox_id) in condition.values
        case Part.ORGANISATION:
            return str(mail.organisation_id) in condition.values
        case Part.SENDER:
            return _is_address(condition.values, (mail.sender,))
        case Part.RECIPIENT:
            return _is_address(condition.values, mail.recipients)
        case Part.SUBJECT:
            return _has_words(condition.values, mail.subject)
        case Part.WORDS:
            return _has_words(condition.values, f"{mail.subject}\n{mail.text}")
        case Part.HEADER:
            found = mail.headers.get(condition.header.lower())
            wanted = tuple(value for value in condition.values if value.strip())
            return found is not None and (not wanted or _has_words(wanted, found))


def _is_address(patterns: tuple[str, ...], addresses: tuple[str, ...]) -> bool:
    return any(_fits(p.strip().lower(), a) for p in patterns if p.strip() for a in addresses)


def _fits(pattern: str, address: str) -> bool:
    """Read `*` as anything; a bare `@nord.example` is every address there."""
    first, *others = (f"*{pattern}" if pattern.startswith("@") else pattern).split("*")
    if not others:
        return address == first
    if not address.startswith(first):
        return False
    position = len(first)
    for piece in others[:-1]:
        position = address.find(piece, position)
        if position < 0:
            return False
        position += len(piece)
    return address.endswith(others[-1]) and len(address) - len(others[-1]) >= position


def _has_words(phrases: tuple[str, ...], text: str) -> bool:
    plain = _plain(text)
    return any(_words_pattern(phrase).search(plain) for phrase in phrases if phrase.strip(" *"))


@lru_cache(maxsize=500)
def _words_pattern(phrase: str) -> re.Pattern[str]:
    phrase = _plain(phrase).strip()
    is_beginning = phrase.endswith("*")
    words = r"\s+".join(map(re.escape, phrase.rstrip("*").split()))
    return re.compile(rf"(?<!\w){words}" if is_beginning else rf"(?<!\w){words}(?!\w)")


def _plain(text: str) -> str:
    return text.casefold().replace("ё", "е")
