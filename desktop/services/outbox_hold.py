"""Mail that waits for its undo to run out: putting it there and taking it back."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from desktop.domain.errors import Refused
from desktop.models.outbox import Outbox, OutboxRecipient, OutboxState

RECALLABLE = (OutboxState.HELD, OutboxState.QUEUED, OutboxState.CANCELLED)


def cancel(session: Session, entry_ids: Sequence[int]) -> bool:
    """Take the mails of these entries out of the outbox; say whether there were any.

    Raises:
        Refused: `undo.too_late`, one of them is on its way or gone; nothing is taken out.
    """
    if not entry_ids:
        return False
    rows = session.execute(
        select(Outbox.id, Outbox.state, Outbox.attempts)
        .where(Outbox.entry_id.in_(entry_ids))
        .with_for_update()  # PostgreSQL: no sender may claim it meanwhile
    ).all()
    if any(state not in RECALLABLE or attempts for _, state, attempts in rows):
        raise Refused("undo.too_late")
    numbers = [number for number, _, _ in rows]
    if numbers:
        session.execute(delete(OutboxRecipient).where(OutboxRecipient.outbox_id.in_(numbers)))
        session.execute(delete(Outbox).where(Outbox.id.in_(numbers)))
    return bool(numbers)
