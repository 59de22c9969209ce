"""Templates of replies: text with variables, which must all have a value before it is sent."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from desktop.domain.errors import Refused

NAME_LIMIT: Final = 100
TEXT_LIMIT: Final = 20_000
_VARIABLE: Final = re.compile(r"\{([a-z_]{1,40})\}")


class Variable(StrEnum):
    """What a template can name; anything else in braces is refused, never evaluated."""

    CLIENT_NAME = "client_name"
    CLIENT_EMAIL = "client_email"
    ORGANISATION = "organisation"
    TICKET_NUMBER = "ticket_number"
    SUBJECT = "subject"
    MY_NAME = "my_name"
    TEAM_NAME = "team_name"
    NEXT_DATE = "next_date"


KNOWN: Final = frozenset(Variable)


@dataclass(frozen=True, slots=True)
class ReplyTemplate:
    """A text for replies in one language; `language` empty: offered for any."""

    name: str
    text: str
    language: str = ""

    def check(self) -> None:
        """Check that it can be used.

        Raises:
            Refused: `template.no_name`, `template.no_text`, `template.unknown_variable` with
                the fact `name`.
        """
        if not self.name.strip() or len(self.name) > NAME_LIMIT:
            raise Refused("template.no_name")
        if not self.text.strip() or len(self.text) > TEXT_LIMIT:
            raise Refused("template.no_text")
        for match in _VARIABLE.finditer(self.text):
            if match[1] not in KNOWN:
                raise Refused("template.unknown_variable", name=match[1])


@dataclass(frozen=True, slots=True)
class Gap:
    """A variable without a value, at `start` to `end` of a text."""

    variable: Variable
    start: int
    end: int


def fill(text: str, values: Mapping[Variable, str]) -> str:
    """Put in the values there are; a variable without one stays as it is written.

    What a value says is not looked through again: a customer called `{subject}` stays so.
    """

    def value(match: re.Match[str]) -> str:
        name = match[1]
        found = values.get(Variable(name), "") if name in KNOWN else ""
        return found.strip() or match[0]

    return _VARIABLE.sub(value, text)


def gaps(text: str) -> tuple[Gap, ...]:
    """Return the variables that still have no value: a text with any is not sent."""
    return tuple(
        Gap(Variable(match[1]), match.start(), match.end())
        for match in _VARIABLE.finditer(text)
        if match[1] in KNOWN
    )
