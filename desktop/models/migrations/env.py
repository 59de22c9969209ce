"""Alembic's entry point: runs on the connection that `upgrade` hands in, never on its own."""

from __future__ import annotations

from alembic import context
from sqlalchemy import Connection

from desktop.models import ticket_indexes  # noqa: F401 -- a part of the metadata
from desktop.models.schema import METADATA
from desktop.models.search_tables import is_search_table


def _include(name: str | None, kind: str, _parents: object) -> bool:
    return not (kind == "table" and name is not None and is_search_table(name))


connection: Connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=METADATA,
    render_as_batch=True,
    include_name=_include,
    transactional_ddl=True,
    transaction_per_migration=False,
)
context.run_migrations()
