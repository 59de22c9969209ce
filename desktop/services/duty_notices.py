"""What single people are told about their duties: written once, shown until seen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from desktop.domain.duty_notice import NoticeKind
from desktop.models.duty_notice import DutyNotice
from desktop.models.insert_new import insert_new


def tell(
    session: Session,
    person_id: int,
    kind: NoticeKind,
    key: str,
    facts: Mapping[str, object],
    now: datetime,
    not_before: datetime | None = None,
) -> None:
    """Leave word for a person, unless that was done under this key before.

    `facts` are JSON values: ids, ISO instants, counts; words are made where it is shown.
    """
    values = {
        "person_id": person_id,
        "kind": kind,
        "key": key,
        "facts": dict(facts),
        "created_at": now,
        "not_before": not_before or now,
    }
    session.execute(insert_new(session, DutyNotice).values(values))
