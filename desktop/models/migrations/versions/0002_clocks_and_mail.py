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
DUTY_TABLES = (
    "duty_wish",
    "duty_absence",
    "duty_swap",
    "duty_override",
    "duty_rule_version",
    "duty_rule",
)
NEVER = sa.text("221845392000000000")
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

    # The duty calendar.
    _create_duty_tables()

    # Searching, merging and linking tickets, and the views that people save.
    _create_search_indexes()
    op.create_table(
        "saved_view",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("text", sa.String(length=2000), nullable=False),
        _reference("saved_view", "person_id", "person", nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_view")),
    )
    op.create_table(
        "ticket_link",
        sa.Column("id", BIG_ID, nullable=False),
        _reference("ticket_link", "ticket_id", "ticket"),
        _reference("ticket_link", "other_id", "ticket"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket_link")),
        sa.UniqueConstraint(
            "ticket_id", "other_id", name=op.f("uq_ticket_link_ticket_id_other_id")
        ),
    )
    op.create_index("ix_ticket_link_other_id", "ticket_link", ["other_id"])
    op.create_table(
        "organisation_domain",
        sa.Column("domain", sa.String(length=255), nullable=False),
        _reference("organisation_domain", "organisation_id", "organisation"),
        sa.PrimaryKeyConstraint("domain", name=op.f("pk_organisation_domain")),
    )
    op.create_index(
        "ix_organisation_domain_organisation_id", "organisation_domain", ["organisation_id"]
    )

    # Drafts with everything that goes with them, replies that leave later, and mail in doubt.
    _extend_drafts()
    op.add_column(
        "outbox", sa.Column("looked_up", sa.Integer(), nullable=False, server_default="0")
    )
    op.add_column("outbox", sa.Column("look_up_at", sa.BigInteger(), nullable=True))

    # Who really was on duty.
    _create_duty_log()

    # More folders of a mailbox, what was counted in each, and signing in without a password.
    op.execute(
        "ALTER TABLE mailbox ADD COLUMN parent_id BIGINT "
        "CONSTRAINT fk_mailbox_parent_id_mailbox REFERENCES mailbox (id)"
    )
    op.add_column("mailbox", sa.Column("reconciled_at", sa.BigInteger(), nullable=True))
    op.add_column("mailbox", sa.Column("server_count", sa.Integer(), nullable=True))
    op.add_column("mailbox", sa.Column("own_count", sa.Integer(), nullable=True))
    op.add_column(
        "mailbox",
        sa.Column("login", sa.String(length=16), nullable=False, server_default="password"),
    )
    op.add_column("mailbox", sa.Column("oauth", sa.JSON(), nullable=True))
    op.create_table(
        "mail_flood",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("domain", sa.String(length=255), nullable=False),
        _reference("mail_flood", "ticket_id", "ticket"),
        sa.Column("last_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail_flood")),
        sa.UniqueConstraint("domain", name=op.f("uq_mail_flood_domain")),
    )

    # Automatic mail: whom it is paused for, and what of it went out lately.
    op.add_column("requester", sa.Column("answers_paused_until", sa.BigInteger(), nullable=True))
    op.create_index("ix_outbox_kind", "outbox", ["kind", "created_at"])

    # Due at closing time, a ticket is late only at the next opening (sla.md K2).
    op.add_column(
        "ticket",
        sa.Column("next_late_at", sa.BigInteger(), nullable=False, server_default=NEVER),
    )
    op.execute("UPDATE ticket SET next_late_at = next_due_at")


def downgrade() -> None:
    op.drop_column("ticket", "next_late_at")
    op.drop_index("ix_outbox_kind", table_name="outbox")
    op.drop_column("requester", "answers_paused_until")
    op.drop_table("duty_log_end")
    op.drop_table("duty_log")
    op.drop_table("mail_flood")
    for name in ("oauth", "login", "own_count", "server_count", "reconciled_at", "parent_id"):
        op.drop_column("mailbox", name)
    op.drop_column("outbox", "look_up_at")
    op.drop_column("outbox", "looked_up")
    op.drop_table("draft_file")
    op.drop_index("ix_draft_not_before", table_name="draft")
    for name in DRAFT_COLUMNS:
        op.drop_column("draft", name)
    op.drop_table("organisation_domain")
    op.drop_table("ticket_link")
    op.drop_table("saved_view")
    for column in GIVEN:
        op.drop_index(f"ix_ticket_{column}", table_name="ticket")
    op.drop_index("ix_message_note", table_name="message")
    for name in DUTY_TABLES:
        op.drop_table(name)
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


def _create_duty_tables() -> None:
    op.create_table(
        "duty_rule",
        sa.Column("id", BIG_ID, nullable=False),
        _reference("duty_rule", "line_id", "line", nullable=True),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("start_minute", sa.Integer(), nullable=False),
        sa.Column("end_minute", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_rule")),
    )
    op.create_table(
        "duty_rule_version",
        sa.Column("id", BIG_ID, nullable=False),
        _reference("duty_rule_version", "rule_id", "duty_rule"),
        sa.Column("effective_at", sa.BigInteger(), nullable=False),
        sa.Column("people", sa.JSON(), nullable=False),
        sa.Column("every", sa.String(length=32), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("start_at", sa.BigInteger(), nullable=False),
        sa.Column("advance", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_rule_version")),
    )
    op.create_index("ix_duty_rule_version_rule_id", "duty_rule_version", ["rule_id"])
    op.create_table(
        "duty_override",
        sa.Column("id", BIG_ID, nullable=False),
        _reference("duty_override", "line_id", "line", nullable=True),
        sa.Column("start_at", sa.BigInteger(), nullable=False),
        sa.Column("end_at", sa.BigInteger(), nullable=False),
        _reference("duty_override", "add_id", "person", nullable=True),
        _reference("duty_override", "remove_id", "person", nullable=True),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_override")),
    )
    op.create_index("ix_duty_override_end_at", "duty_override", ["end_at"])
    op.create_table(
        "duty_swap",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("shift_key", sa.String(length=80), nullable=False),
        sa.Column("starts_at", sa.BigInteger(), nullable=False),
        _reference("duty_swap", "giver_id", "person"),
        _reference("duty_swap", "taker_id", "person", nullable=True),
        sa.Column("part_offset_min", sa.Integer(), nullable=True),
        sa.Column("part_length_min", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=32), nullable=False),
        _reference("duty_swap", "decided_by_id", "person", nullable=True),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("message", sa.String(length=500), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_swap")),
    )
    op.create_index("ix_duty_swap_shift_key", "duty_swap", ["shift_key"])
    op.create_index("ix_duty_swap_starts_at", "duty_swap", ["starts_at"])
    op.create_table(
        "duty_absence",
        sa.Column("id", BIG_ID, nullable=False),
        _reference("duty_absence", "person_id", "person"),
        sa.Column("start_at", sa.BigInteger(), nullable=False),
        sa.Column("end_at", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_absence")),
    )
    op.create_index("ix_duty_absence_person_id_end_at", "duty_absence", ["person_id", "end_at"])
    op.create_table(
        "duty_wish",
        sa.Column("id", BIG_ID, nullable=False),
        _reference("duty_wish", "person_id", "person"),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_wish")),
        sa.UniqueConstraint("person_id", "day", name=op.f("uq_duty_wish_person_id_day")),
    )


def _create_duty_log() -> None:
    op.create_table(
        "duty_log",
        sa.Column("id", BIG_ID, nullable=False),
        _reference("duty_log", "line_id", "line", nullable=True),
        _reference("duty_log", "person_id", "person"),
        sa.Column("start_at", sa.BigInteger(), nullable=False),
        sa.Column("end_at", sa.BigInteger(), nullable=False),
        sa.Column("shift_key", sa.String(length=80), nullable=False),
        sa.Column("source", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_log")),
    )
    op.create_index("ix_duty_log_end_at", "duty_log", ["end_at"])
    op.create_table(
        "duty_log_end",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_log_end")),
    )


GIVEN: dict[str, list[str]] = {
    "organisation_id": ["organisation_id", "created_at", "id"],
    "merged_into_id": ["merged_into_id"],
    "claims_ticket_id": ["claims_ticket_id"],
}
"""Columns of tickets that few have, with what the index over those holds."""


def _create_search_indexes() -> None:
    note = sa.text("kind = 'note'")
    op.create_index(
        "ix_message_note", "message", ["ticket_id"], sqlite_where=note, postgresql_where=note
    )
    for column, columns in GIVEN.items():
        given = sa.text(f"{column} IS NOT NULL")
        op.create_index(
            f"ix_ticket_{column}", "ticket", columns, sqlite_where=given, postgresql_where=given
        )


DRAFT_COLUMNS = ("error", "seen_message_id", "then_status", "not_before", "cursor")


def _extend_drafts() -> None:
    op.add_column("draft", sa.Column("cursor", sa.Integer(), nullable=True))
    op.add_column("draft", sa.Column("not_before", sa.BigInteger(), nullable=True))
    op.add_column("draft", sa.Column("then_status", sa.String(length=32), nullable=True))
    op.add_column("draft", sa.Column("seen_message_id", sa.BigInteger(), nullable=True))
    op.add_column("draft", sa.Column("error", sa.String(length=64), nullable=True))
    op.create_index("ix_draft_not_before", "draft", ["not_before"])
    op.create_table(
        "draft_file",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column(
            "draft_id",
            sa.BigInteger(),
            sa.ForeignKey(
                "draft.id", name=op.f("fk_draft_file_draft_id_draft"), ondelete="CASCADE"
            ),
            nullable=False,
        ),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("media_type", sa.String(length=127), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_file")),
    )
    op.create_index("ix_draft_file_draft_id", "draft_file", ["draft_id"])


def _reference(table: str, column: str, to: str, *, nullable: bool = False) -> sa.Column[int]:
    name = op.f(f"fk_{table}_{column}_{to}")
    return sa.Column(
        column, sa.BigInteger(), sa.ForeignKey(f"{to}.id", name=name), nullable=nullable
    )
