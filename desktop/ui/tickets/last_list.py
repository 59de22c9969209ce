"""Which list the Inbox showed when it was left."""

from __future__ import annotations

from datetime import datetime, tzinfo

from desktop.services.rows import HitOrder, Sort, TicketQuery, View, day_start
from desktop.ui.window_state import WindowState

SORT, VIEW, HITS = "inbox/sort", "inbox/view", "inbox/hits"


def last_list(state: WindowState, now: datetime, zone: tzinfo) -> TicketQuery:
    """Return what to list again, for nobody yet."""
    view, sort, hits = state.text(VIEW), state.text(SORT), state.text(HITS)
    return TicketQuery(
        View(view) if view in set(View) else View.ACTION,
        sort=Sort(sort) if sort in set(Sort) else Sort.NEXT_DUE,
        hits=HitOrder(hits) if hits in set(HitOrder) else HitOrder.NEWEST,
        day_start_at=day_start(now, zone),
    )
