"""What the Inbox shows around its list, read in one go on a worker."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from desktop.domain.search_words import Operator
from desktop.services.rows import Found, TicketQuery, View, day_start

if TYPE_CHECKING:  # imports the database layer, which the first page does not wait for
    from desktop.services.desk import Desk
    from desktop.services.saved_views import SavedView


@dataclass(frozen=True, slots=True)
class Around:
    """What the page shows besides rows."""

    zone: tzinfo
    counts: Mapping[View, int]
    is_new_desk: bool
    has_mailbox: bool
    """Only looked up for a new desk."""

    saved: Sequence[SavedView]
    saved_counts: Mapping[int, Found]
    names: Mapping[Operator, Sequence[str]]
    """What can be asked for by name."""


def read_around(desk: Desk, me: int | None, now: datetime) -> Around:
    """On a worker: read the counts of the views and whether there is any ticket at all."""
    zone = desk.policies.zone()
    query = TicketQuery(me=me, day_start_at=day_start(now, zone))
    everything = desk.lists.page(TicketQuery(view=View.EVERYTHING), limit=1)
    saved = desk.saved_views.all(me)
    return Around(
        zone,
        desk.lists.counts(query),
        is_new_desk=not everything.rows,
        has_mailbox=bool(everything.rows) or bool(desk.mailboxes.all()),
        saved=saved,
        saved_counts=desk.saved_views.counts(saved, query),
        names={
            Operator.TAG: [row.name for row in desk.people.tags()],
            Operator.ASSIGNEE: [person.name for person in desk.people.all()],
            Operator.CLIENT: [row.name for row in desk.people.organisations()],
        },
    )
