"""Who is told of an alert and when: whoever is at work, and out of hours whoever is on duty."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.domain.alert import AlertLevel, show_at
from desktop.domain.duty import Shift
from desktop.domain.worktime import WorkCalendar
from desktop.models.people import Person
from desktop.services.duty import Duty
from desktop.services.duty_calendar import is_kept

_AHEAD: Final = timedelta(days=31)
"""How far the next duty is looked for."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """A person to tell, not before an instant."""

    person_id: int
    show_at: datetime


@dataclass(frozen=True, slots=True)
class Route:
    """Whom to tell; `is_uncovered` when it happened while nobody was on duty (sla.md K17)."""

    recipients: tuple[Recipient, ...]
    is_uncovered: bool = False


@dataclass(frozen=True, slots=True)
class Post:
    """Where alerts are fired: who sits there, and whether others have workstations too."""

    here: int
    is_shared: bool

    def at_work(self, assignee_id: int | None, *, is_active: bool | None) -> int:
        """Return who is told while everybody is at work: the assignee, at one's own screen.

        One workstation has one screen: whoever sits there.
        """
        if self.is_shared and assignee_id is not None and is_active:
            return assignee_id
        return self.here


class Audience(Protocol):
    """Knows whom to tell."""

    def route(
        self,
        level: AlertLevel,
        assignee_id: int | None,
        *,
        is_active: bool | None,
        line_id: int | None,
    ) -> Route:
        """Return whom to tell of an alert about a ticket of this assignee and line."""
        ...


class Everybody:
    """The audience of a team that plans no duties: the assignee, else whoever sits here."""

    def __init__(self, post: Post, now: datetime, hours: WorkCalendar | None) -> None:
        self._post = post
        self._now = now
        self._hours = hours

    def route(
        self,
        level: AlertLevel,
        assignee_id: int | None,
        *,
        is_active: bool | None,
        line_id: int | None,
    ) -> Route:
        """Return the one person who is told, an alarm at once and a notice in working hours."""
        person = self._post.at_work(assignee_id, is_active=is_active)
        return Route((Recipient(person, show_at(level, self._now, self._hours)),))


class OnDuty:
    """The audience of a team with duties (contracts.md, "Thresholds to alert levels").

    Working hours are nobody's duty: everybody is at work then, and nothing is uncovered.
    """

    def __init__(
        self,
        session: Session,
        duty: Duty,
        post: Post,
        now: datetime,
        hours: WorkCalendar | None,
    ) -> None:
        self._session = session
        self._duty = duty
        self._post = post
        self._now = now
        self._hours = hours
        self._active = {
            str(person_id)
            for person_id in session.scalars(select(Person.id).where(Person.is_active))
        }
        self._pieces: dict[int | None, list[Shift]] = {}

    def route(
        self,
        level: AlertLevel,
        assignee_id: int | None,
        *,
        is_active: bool | None,
        line_id: int | None,
    ) -> Route:
        """Return whom to tell.

        In working hours the assignee, else whoever is on duty, else whoever sits here. An alarm
        goes to the assignee only on duty, else to all who are; with nobody to the next duty, and
        to those at work should they come earlier.
        """
        is_uncovered = not self._is_open() and not self._on(line_id, self._now)
        at = show_at(level, self._now, self._hours)
        assignee = assignee_id if is_active else None
        if level is not AlertLevel.ALARM:
            return Route(self._at_work(at, assignee, line_id), is_uncovered)
        if is_uncovered:
            return Route(self._later(assignee, line_id), is_uncovered)
        on = self._on(line_id, at)
        told = [assignee] if assignee is not None and assignee in on else on
        return Route(self._at(at, told), is_uncovered)

    def relief(
        self, level: AlertLevel, told: Set[int], line_id: int | None
    ) -> tuple[Recipient, ...]:
        """Return who is on duty in place of those who were told before; none while one still is."""
        at = show_at(level, self._now, self._hours)
        on = self._on(line_id, at)
        if not on or not told.isdisjoint(on):
            return ()
        return tuple(each for each in self._at(at, on) if each.person_id not in told)

    def _at_work(
        self, at: datetime, assignee: int | None, line_id: int | None
    ) -> tuple[Recipient, ...]:
        on = self._on(line_id, at)
        if on and (assignee is None or not self._post.is_shared):
            return self._at(at, on)
        return (Recipient(self._post.at_work(assignee, is_active=True), at),)

    def _later(self, assignee: int | None, line_id: int | None) -> tuple[Recipient, ...]:
        """Return who is next on duty, and who is at work before that; somebody in any case."""
        coming = [piece for piece in self._of(line_id) if piece.start_at > self._now]
        next_at = min((piece.start_at for piece in coming), default=None)
        opens_at = show_at(AlertLevel.NOTICE, self._now, self._hours)
        found: list[Recipient] = []
        if next_at is None or opens_at < next_at:
            found.extend(self._at_work(opens_at, assignee, line_id))
        if next_at is not None:
            found.extend(self._at(next_at, self._on(line_id, next_at)))
        earliest: dict[int, Recipient] = {}
        for recipient in found:
            earliest.setdefault(recipient.person_id, recipient)
        return tuple(earliest.values())

    def _at(self, at: datetime, people: Iterable[int]) -> tuple[Recipient, ...]:
        """Return these people, and whoever sits at the only screen there is."""
        told = [*people] if self._post.is_shared else [*people, self._post.here]
        return tuple(Recipient(person, at) for person in dict.fromkeys(told))

    def _on(self, line_id: int | None, at: datetime) -> list[int]:
        on = (piece for piece in self._of(line_id) if piece.start_at <= at < piece.end_at)
        return list(dict.fromkeys(int(piece.person) for piece in on))

    def _of(self, line_id: int | None) -> list[Shift]:
        """Return the duties of a line from now on, of people who are still in the team."""
        if line_id not in self._pieces:
            ahead = (self._now, self._now + _AHEAD)
            found = self._duty.resolved(self._session, line_id, ahead)
            self._pieces[line_id] = [each for each in found.pieces if each.person in self._active]
        return self._pieces[line_id]

    def _is_open(self) -> bool:
        return self._hours is None or self._hours.is_open(self._now)


def audience_of(
    session: Session, duty: Duty, post: Post, now: datetime, hours: WorkCalendar | None
) -> Audience:
    """Return the audience of this team as of this transaction."""
    if is_kept(session, now):
        return OnDuty(session, duty, post, now, hours)
    return Everybody(post, now, hours)
