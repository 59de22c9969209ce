"""What this installation is known by: its key for Message-IDs and its instance mark."""

from __future__ import annotations

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from desktop.models.meta import Meta

MESSAGE_ID_KEY = "message_id_key"
INSTANCE = "instance"
DEMO = "demo"

_VALUE = select(Meta.value).where(Meta.key == bindparam("wanted"))


def seed(session: Session) -> None:
    """Give a new database its key and mark; one that has them keeps them."""
    import secrets
    import uuid

    values = {MESSAGE_ID_KEY: secrets.token_hex(32), INSTANCE: uuid.uuid4().hex}
    known = set(session.scalars(select(Meta.key).where(Meta.key.in_(values))))
    for key, value in values.items():
        if key not in known:
            session.add(Meta(key=key, value=value))


def is_seeded(session: Session) -> bool:
    """Say whether the database has both, and so everything that a new one is given before."""
    known = session.scalars(select(Meta.key).where(Meta.key.in_((MESSAGE_ID_KEY, INSTANCE))))
    return len(known.all()) == 2


def is_demo(session: Session) -> bool:
    """Say whether the database was filled with demo data."""
    return session.connection().execute(_VALUE, {"wanted": DEMO}).first() is not None


def message_id_key(session: Session) -> bytes:
    """Return the key our Message-IDs are signed with (contracts.md: it lives in `meta`)."""
    return bytes.fromhex(_value(session, MESSAGE_ID_KEY))


def instance(session: Session) -> str:
    """Return the mark that all mail of this installation carries."""
    return _value(session, INSTANCE)


def _value(session: Session, key: str) -> str:
    value: str = session.connection().execute(_VALUE, {"wanted": key}).scalar_one()
    return value
