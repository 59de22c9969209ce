"""Hits of a search, the best first: a rule of ours, the same on both databases."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlalchemy.orm import Session

from desktop.domain.relevance import Relevance
from desktop.domain.terms import folded
from desktop.models.bulk import plain_rows
from desktop.services.search_hits import Hit, Word

RANKED: Final = 5_000
"""The newest tickets that are put in order; older ones of a very common word are not listed."""

READ: Final = 200
"""Of those, the messages that are read for words side by side."""

_SUBJECTS: Final = "SELECT id, subject FROM ticket WHERE id IN ({numbers})"
_TEXTS: Final = "SELECT id, substr(text, 1, 20000) FROM message WHERE id IN ({numbers})"


def best_first(session: Session, words: Sequence[Word], hits: Sequence[Hit]) -> list[int]:
    """Return the tickets of `hits`, one a ticket and the newest first, in order of relevance."""
    if not hits:
        return []
    relevance = Relevance(words)
    subjects = _read(session, _SUBJECTS, [ticket_id for _, ticket_id in hits])
    ranks = []
    for place, (message_id, ticket_id) in enumerate(hits):
        subject = subjects.get(ticket_id, "")
        held = relevance.words_in(subject)
        is_close = held > 1 and relevance.is_side_by_side_in(subject)
        ranks.append((-held, not is_close, place, message_id, ticket_id))
    ranks.sort()
    if relevance.has_order:
        first = ranks[:READ]
        texts = _read(session, _TEXTS, [message_id for *_, message_id, _ in first])
        ranks[:READ] = sorted(
            first,
            key=lambda rank: (
                *rank[:2],
                not relevance.is_side_by_side_in(texts.get(rank[3], "")),
                rank[2],
            ),
        )
    return [ticket_id for *_, ticket_id in ranks]


def _read(session: Session, statement: str, numbers: Sequence[int]) -> dict[int, str]:
    """Return texts by number, folded."""
    wanted = statement.format(numbers=", ".join(map(str, numbers)))
    rows = plain_rows(session.connection().exec_driver_sql(wanted))
    return {number: folded(text) for number, text in rows}
