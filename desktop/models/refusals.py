"""Which errors of the databases are the environment's refusals, and which are bugs."""

from __future__ import annotations

from sqlalchemy.exc import DBAPIError, OperationalError

from desktop.domain.errors import Unavailable

_SQLITE = (
    ("database or disk is full", "disk.full"),
    ("database is locked", "database.busy"),
    ("disk i/o error", "disk.error"),
    ("unable to open database file", "file.no_rights"),
    ("attempt to write a readonly database", "file.no_rights"),
    ("database disk image is malformed", "database.damaged"),
    ("malformed database schema", "database.damaged"),
    ("could not decode to utf-8", "database.damaged"),  # what we wrote was text
    ("file is not a database", "database.damaged"),
)

_POSTGRESQL = (
    ("53100", "disk.full"),
    ("55P03", "database.busy"),
    ("40P01", "database.busy"),
    ("40001", "database.busy"),
    ("57014", "database.busy"),
    ("28P01", "database.password"),
    ("28000", "database.password"),
    ("3D000", "database.missing"),
)


def as_unavailable(problem: DBAPIError) -> Unavailable | None:
    """Return the refusal that a driver's error means, or None when it is a bug of ours."""
    original = problem.orig
    state = getattr(original, "sqlstate", None)
    if state is not None:
        for code, refusal in _POSTGRESQL:
            if state == code:
                return Unavailable(refusal)
        return Unavailable("database.unreachable") if state.startswith(("08", "57P")) else None
    message = str(original).lower()
    for part, refusal in _SQLITE:
        if part in message:
            return Unavailable(refusal)
    if problem.connection_invalidated or (
        isinstance(problem, OperationalError) and type(original).__module__.startswith("psycopg")
    ):
        return Unavailable("database.unreachable")
    return None
