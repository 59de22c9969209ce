"""Clocks people can trust, and mail that is never lost

Revision ID: 0002
Revises: 0001
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from desktop.models import search_tables

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TOPICS = ("rules", "templates", "views", "duty")


def upgrade() -> None:
    op.bulk_insert(_topic_version(), [{"topic": name, "version": 0} for name in TOPICS])
    op.create_table(
        "arrival_rule",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("spec", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arrival_rule")),
    )

    # A category may have a policy of its own. Alembic adds no reference to a table of SQLite.
    op.execute(
        "ALTER TABLE category ADD COLUMN policy_id BIGINT "
        "CONSTRAINT fk_category_policy_id_policy REFERENCES policy (id)"
    )
    _name_the_default_policy()
    _continue_policy_ids()

    # Solved tickets that close by themselves.
    awaiting = sa.text("closed_at IS NULL AND solved_at IS NOT NULL AND mark IS NULL")
    op.create_index(
        "ix_ticket_awaiting_closing",
        "ticket",
        ["policy_id", "solved_at", "id"],
        sqlite_where=awaiting,
        postgresql_where=awaiting,
    )

    # Views are counted from indexes alone, and the full-text index takes half the room.
    op.drop_index("ix_ticket_solved_at", table_name="ticket")
    op.create_index("ix_ticket_solved_at", "ticket", ["solved_at", "id", "status", "mark"])
    op.create_index(
        "ix_ticket_delivery_failed",
        "ticket",
        ["status", "mark", "id"],
        sqlite_where=sa.text("delivery_failed = 1"),
        postgresql_where=sa.text("delivery_failed"),
    )
    search_tables.condense(op.get_bind())

    # Templates of replies.
    op.create_table(
        "reply_template",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reply_template")),
        sa.UniqueConstraint("name", name=op.f("uq_reply_template_name")),
    )


def downgrade() -> None:
    op.drop_table("reply_template")
    search_tables.expand(op.get_bind())
    op.drop_index("ix_ticket_delivery_failed", table_name="ticket")
    op.drop_index("ix_ticket_solved_at", table_name="ticket")
    op.create_index("ix_ticket_solved_at", "ticket", ["solved_at", "id"])
    op.drop_index("ix_ticket_awaiting_closing", table_name="ticket")
    op.drop_column("category", "policy_id")
    op.drop_table("arrival_rule")
    topic = _topic_version()
    op.execute(sa.delete(topic).where(topic.c.topic.in_(TOPICS)))


def _topic_version() -> sa.TableClause:
    return sa.table(
        "topic_version", sa.column("topic", sa.String), sa.column("version", sa.BigInteger)
    )


def _name_the_default_policy() -> None:
    """Write down what “the default” was: from now on tickets say which policy they follow."""
    op.execute(_NAMED_IN_EVENTS[op.get_bind().dialect.name])
    op.execute(
        "UPDATE ticket SET policy_id = (SELECT id FROM policy WHERE is_default) "
        "WHERE policy_id IS NULL"
    )


_NAMED_IN_EVENTS = {
    "sqlite": (
        "UPDATE event SET data = json_set(data, '$.policy', policy.id) FROM policy "
        "WHERE policy.is_default AND event.kind = 'created' AND data ->> '$.policy' IS NULL"
    ),
    "postgresql": (
        "UPDATE event SET data = jsonb_set(data::jsonb, '{policy}', to_jsonb(policy.id))::text "
        "FROM policy WHERE policy.is_default AND event.kind = 'created' "
        "AND data::jsonb ->> 'policy' IS NULL"
    ),
}


def _continue_policy_ids() -> None:
    """The first release gave its policies their ids, which PostgreSQL does not count."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "SELECT setval(pg_get_serial_sequence('policy', 'id'), "
            "(SELECT coalesce(max(id), 0) + 1 FROM policy), false)"
        )
