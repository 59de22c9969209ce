"""What a window shows first: what it asks for, and what is read; both pass through a pipe as JSON.

Imports no database layer: a window shows what another process has read (`first_reader`) before it
has one of its own.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import astuple, dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from desktop.domain.changes import Topic
from desktop.domain.ticket import Channel, Mark, Priority, Role, Status
from desktop.services.rows import (
    HitOrder,
    Page,
    PersonRow,
    Sort,
    Team,
    TicketQuery,
    TicketRow,
    View,
)
from desktop.services.setting_keys import Value

if TYPE_CHECKING:
    from desktop.services.desk import Desk


@dataclass(frozen=True, slots=True)
class FirstQuestion:
    """Who was `remembered` to sit here, and what is listed; None where no tickets are shown.

    The query is asked for whoever is found to sit here.
    """

    remembered: int | None = None
    query: TicketQuery | None = None

    def to_json(self) -> str:
        """Return it as one line."""
        return _dumped([self.remembered, self.query and astuple(self.query)])

    @classmethod
    def from_json(cls, text: str | bytes) -> FirstQuestion:
        """Return what `to_json` wrote."""
        remembered, asked = json.loads(text)
        return cls(remembered, asked and _query(*asked))


@dataclass(frozen=True, slots=True)
class FirstList:
    """A query and its first page."""

    query: TicketQuery
    page: Page[TicketRow]


@dataclass(frozen=True, slots=True)
class FirstReading:
    """What was read, and the counters of the topics from before that."""

    versions: Mapping[Topic, int]
    team: Team
    settings: dict[str, Value]
    is_demo: bool
    listed: FirstList | None = None

    @property
    def is_new(self) -> bool:
        """Say whether nobody is in the team yet: the first run."""
        return not self.team.people

    def to_json(self) -> str:
        """Return it as one line, without the query, which is known where it was asked."""
        person, listed = self.team.person, self.listed
        people = [astuple(each) for each in self.team.people]
        page = listed and (listed.page.rows, listed.page.next_key)
        seated = person and astuple(person)
        return _dumped([self.versions, people, seated, self.settings, self.is_demo, page])

    @classmethod
    def from_json(cls, text: str | bytes, question: FirstQuestion) -> FirstReading:
        """Return what `to_json` wrote in answer to `question`."""
        versions, people, seated, settings, is_demo, page = json.loads(text)
        team = Team(tuple(_person(*each) for each in people), seated and _person(*seated))
        return cls(
            {Topic(name): version for name, version in versions.items()},
            team,
            settings,
            is_demo,
            page and FirstList(_asked(question, team), _page(*page)),
        )


def read_first(desk: Desk, question: FirstQuestion) -> FirstReading:
    """Read what is shown first.

    Raises:
        DeskError: the database cannot be opened or read.
    """
    versions = desk.database.topic_versions()
    team = desk.people.team(question.remembered)
    listed = None
    if question.query is not None:
        query = _asked(question, team)
        listed = FirstList(query, desk.lists.page(query))
    settings = desk.settings.all(team.person_id)
    return FirstReading(versions, team, settings, desk.is_demo(), listed)


def _asked(question: FirstQuestion, team: Team) -> TicketQuery:
    """Return the query for whoever sits here."""
    return replace(question.query or TicketQuery(), me=team.person_id)


def _dumped(value: object) -> str:
    return json.dumps(value, default=_plain, ensure_ascii=False)


def _plain(value: object) -> object:
    """Return as JSON knows it what it does not know: an instant, or a span in seconds."""
    return value.total_seconds() if isinstance(value, timedelta) else str(value)


def _instant(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def _query(
    view: str, text: str, sort: str, hits: str, me: int | None, day_start_at: str | None
) -> TicketQuery:
    return TicketQuery(View(view), text, Sort(sort), HitOrder(hits), me, _instant(day_start_at))


def _person(
    number: int, name: str, initials: str, email: str, role: str, is_active: bool
) -> PersonRow:
    return PersonRow(number, name, initials, email, Role(role), is_active)


def _page(rows: list[list[Any]], next_key: list[int] | None) -> Page[TicketRow]:
    return Page(tuple(map(_ticket, rows)), None if next_key is None else tuple(next_key))


def _ticket(values: list[Any]) -> TicketRow:
    row = TicketRow(*values)  # its fields are still what JSON knows
    return row._replace(
        status=Status(row.status),
        mark=row.mark and Mark(row.mark),
        priority=Priority(row.priority),
        channel=Channel(row.channel),
        created_at=datetime.fromisoformat(str(row.created_at)),
        updated_at=datetime.fromisoformat(str(row.updated_at)),
        next_due_at=row.next_due_at and datetime.fromisoformat(str(row.next_due_at)),
        next_late_at=row.next_late_at and datetime.fromisoformat(str(row.next_late_at)),
        target=timedelta(seconds=values[TicketRow._fields.index("target")]),
    )
