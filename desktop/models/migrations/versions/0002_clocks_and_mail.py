"""Clocks people can trust, and mail that is never lost

Revision ID: 0002
Revises: 0001
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

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

    # A category may have a policy of its own.
    op.add_column(
        "category",
        sa.Column(
            "policy_id",
            sa.BigInteger(),
            sa.ForeignKey("policy.id", name=op.f("fk_category_policy_id_policy")),
            nullable=True,
        ),
    )
    _name_the_default_policy()


def downgrade() -> None:
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
    default = "(SELECT id FROM policy WHERE is_default)"
    if op.get_bind().dialect.name == "sqlite":
        named, unnamed = f"json_set(data, '$.policy', {default})", "data ->> '$.policy'"
    else:
        named = f"jsonb_set(data::jsonb, '{{policy}}', to_jsonb({default}))::text"
        unnamed = "data::jsonb ->> 'policy'"
    exists = "EXISTS (SELECT 1 FROM policy WHERE is_default)"
    op.execute(
        f"UPDATE event SET data = {named} WHERE kind = 'created' AND {unnamed} IS NULL AND {exists}"
    )
    op.execute(f"UPDATE ticket SET policy_id = {default} WHERE policy_id IS NULL")
