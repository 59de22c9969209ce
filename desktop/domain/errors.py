"""Expected refusals: a stable code and its facts; the sentences are in ui/texts.py and cli."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType


class DeskError(Exception):
    """An expected refusal of a rule. `code` is stable; `facts` fill the sentence shown.

    Subclasses set `code`; one-off refusals pass it: `Refused("person.name_taken", name="Vera")`.
    """

    code = "desk"

    def __init__(self, **facts: object) -> None:
        self.facts: Mapping[str, object] = MappingProxyType(dict(facts))
        super().__init__(self.code, dict(facts))

    def __str__(self) -> str:
        facts = ", ".join(f"{name}={value}" for name, value in self.facts.items())
        return f"{self.code} ({facts})" if facts else self.code


class Refused(DeskError):
    """A rule says no. The code names the rule, such as `reply.no_recipient`."""

    def __init__(self, code: str, **facts: object) -> None:
        self.code = code
        super().__init__(**facts)


class NotFound(DeskError):
    """The record is not there (any more). Facts: `noun`, `id`."""

    code = "not_found"


class ChangedMeanwhile(DeskError):
    """Somebody saved the same record first. Facts: `noun`, `id`; typed text is kept."""

    code = "changed_meanwhile"


class Unavailable(DeskError):
    """The environment says no (disk full, server away, keyring locked): retried, shown calmly."""

    code = "unavailable"

    def __init__(self, code: str, **facts: object) -> None:
        self.code = code
        super().__init__(**facts)


class DatabaseTooNew(DeskError):
    """The data was written by a newer version (contracts.md exit 3). Facts: `made_by`, `ours`."""

    code = "database.too_new"


class NotOurDatabase(DeskError):
    """The file is not a Duty Desk database; it was not changed. Facts: `path`."""

    code = "database.not_ours"
