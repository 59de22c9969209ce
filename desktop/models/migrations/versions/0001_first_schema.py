"""First schema

Revision ID: 0001
Revises:
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from desktop.models import search_tables

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
COUNTERS = {"ticket": 1000, "message": 0}
TOPICS = (
    "tickets",
    "mailboxes",
    "outbox",
    "alerts",
    "people",
    "policies",
    "settings",
    "drafts",
)


def upgrade() -> None:
    op.create_table(
        "calendar",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_calendar"),
        sa.UniqueConstraint("key", name="uq_calendar_key"),
        sa.UniqueConstraint("name", name="uq_calendar_name"),
    )
    op.create_table(
        "category",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_category"),
        sa.UniqueConstraint("name", name="uq_category_name"),
    )
    op.create_table(
        "counter",
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_counter"),
    )
    op.create_table(
        "coverage_gap",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("from_at", sa.BigInteger(), nullable=False),
        sa.Column("to_at", sa.BigInteger(), nullable=False),
        sa.Column("missed", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_coverage_gap"),
    )
    op.create_table(
        "heartbeat",
        sa.Column("instance", sa.String(length=64), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("instance", name="pk_heartbeat"),
    )
    op.create_index("ix_heartbeat_at", "heartbeat", ["at"], unique=False)

    op.create_table(
        "lease",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("owner", sa.String(length=64), nullable=False),
        sa.Column("token", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_lease"),
    )
    op.create_table(
        "line",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_line"),
        sa.UniqueConstraint("name", name="uq_line_name"),
    )
    op.create_table(
        "mailbox",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("address", sa.String(length=320), nullable=False),
        sa.Column("username", sa.String(length=320), nullable=False),
        sa.Column("imap_host", sa.String(length=255), nullable=False),
        sa.Column("imap_port", sa.Integer(), nullable=False),
        sa.Column("imap_security", sa.String(length=16), nullable=False),
        sa.Column("folder", sa.String(length=255), nullable=False),
        sa.Column("smtp_host", sa.String(length=255), nullable=False),
        sa.Column("smtp_port", sa.Integer(), nullable=False),
        sa.Column("smtp_security", sa.String(length=16), nullable=False),
        sa.Column("certificate_sha256", sa.String(length=64), nullable=True),
        sa.Column("is_enabled", sa.Boolean(), nullable=False),
        sa.Column("connected_at", sa.BigInteger(), nullable=True),
        sa.Column("uidvalidity", sa.BigInteger(), nullable=False),
        sa.Column("last_uid", sa.BigInteger(), nullable=False),
        sa.Column("checked_at", sa.BigInteger(), nullable=True),
        sa.Column("failed_since", sa.BigInteger(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("auth_failures", sa.Integer(), nullable=False),
        sa.Column("next_check_at", sa.BigInteger(), nullable=True),
        sa.Column("last_error", sa.String(length=500), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_mailbox"),
    )
    op.create_table(
        "meta",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_meta"),
    )
    op.create_table(
        "person",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("initials", sa.String(length=4), nullable=False),
        sa.Column("email", sa.String(length=320), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("database_role", sa.String(length=63), nullable=True),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sa.UniqueConstraint("database_role", name="uq_person_database_role"),
    )
    op.create_table(
        "policy",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("is_default", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_policy"),
        sa.UniqueConstraint("name", name="uq_policy_name"),
    )
    op.create_table(
        "product",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_product"),
        sa.UniqueConstraint("name", name="uq_product_name"),
    )
    op.create_table(
        "setting",
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", "key", name="pk_setting"),
    )
    op.create_table(
        "tag",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_tag"),
        sa.UniqueConstraint("name", name="uq_tag_name"),
    )
    op.create_table(
        "topic_version",
        sa.Column("topic", sa.String(length=32), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("topic", name="pk_topic_version"),
    )
    op.create_table(
        "calendar_version",
        sa.Column("calendar_id", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.BigInteger(), nullable=False),
        sa.Column("spec", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["calendar_id"], ["calendar.id"], name="fk_calendar_version_calendar_id_calendar"
        ),
        sa.PrimaryKeyConstraint("calendar_id", "version", name="pk_calendar_version"),
    )
    op.create_table(
        "organisation",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("domain", sa.String(length=255), nullable=True),
        sa.Column("policy_id", sa.BigInteger(), nullable=True),
        sa.Column("is_vip", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["policy_id"], ["policy.id"], name="fk_organisation_policy_id_policy"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_organisation"),
        sa.UniqueConstraint("domain", name="uq_organisation_domain"),
    )
    op.create_table(
        "policy_version",
        sa.Column("policy_id", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.BigInteger(), nullable=False),
        sa.Column("spec", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["policy_id"], ["policy.id"], name="fk_policy_version_policy_id_policy"
        ),
        sa.PrimaryKeyConstraint("policy_id", "version", name="pk_policy_version"),
    )
    op.create_table(
        "raw_mail",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("mailbox_id", sa.BigInteger(), nullable=False),
        sa.Column("uidvalidity", sa.BigInteger(), nullable=False),
        sa.Column("uid", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("is_approximate", sa.Boolean(), nullable=False),
        sa.Column("is_oversize", sa.Boolean(), nullable=False),
        sa.Column("stored_at", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("error", sa.String(length=500), nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["mailbox_id"], ["mailbox.id"], name="fk_raw_mail_mailbox_id_mailbox"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_raw_mail"),
        sa.UniqueConstraint(
            "mailbox_id", "uidvalidity", "uid", name="uq_raw_mail_mailbox_id_uidvalidity_uid"
        ),
    )
    op.create_index("ix_raw_mail_sha256", "raw_mail", ["mailbox_id", "sha256"], unique=False)
    op.create_index("ix_raw_mail_state", "raw_mail", ["state", "id"], unique=False)

    op.create_table(
        "requester",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("email", sa.String(length=320), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("organisation_id", sa.BigInteger(), nullable=True),
        sa.Column("bounced_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name="fk_requester_organisation_id_organisation",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_requester"),
        sa.UniqueConstraint("email", name="uq_requester_email"),
    )
    op.create_index("ix_requester_organisation_id", "requester", ["organisation_id"], unique=False)

    op.create_table(
        "ticket",
        sa.Column("id", BIG_ID, autoincrement=False, nullable=False),
        sa.Column("subject", sa.String(length=998), nullable=False),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("mark", sa.String(length=32), nullable=True),
        sa.Column("priority", sa.String(length=32), nullable=False),
        sa.Column("priority_rank", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("requester_id", sa.BigInteger(), nullable=True),
        sa.Column("organisation_id", sa.BigInteger(), nullable=True),
        sa.Column("assignee_id", sa.BigInteger(), nullable=True),
        sa.Column("category_id", sa.BigInteger(), nullable=True),
        sa.Column("product_id", sa.BigInteger(), nullable=True),
        sa.Column("line_id", sa.BigInteger(), nullable=True),
        sa.Column("mailbox_id", sa.BigInteger(), nullable=True),
        sa.Column("policy_id", sa.BigInteger(), nullable=True),
        sa.Column("merged_into_id", sa.BigInteger(), nullable=True),
        sa.Column("claims_ticket_id", sa.BigInteger(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.Column("first_response_at", sa.BigInteger(), nullable=True),
        sa.Column("solved_at", sa.BigInteger(), nullable=True),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.Column("wake_at", sa.BigInteger(), nullable=True),
        sa.Column("alerts_from", sa.BigInteger(), nullable=True),
        sa.Column("next_due_at", sa.BigInteger(), nullable=False),
        sa.Column("next_due_kind", sa.String(length=32), nullable=True),
        sa.Column("next_due_target_seconds", sa.Integer(), nullable=False),
        sa.Column("sla_result", sa.String(length=32), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("needs_action", sa.Boolean(), nullable=False),
        sa.Column("delivery_failed", sa.Boolean(), nullable=False),
        sa.Column("is_unread", sa.Boolean(), nullable=False),
        sa.Column("last_message_id", sa.BigInteger(), nullable=True),
        sa.Column("message_count", sa.Integer(), nullable=False),
        sa.Column("attachment_count", sa.Integer(), nullable=False),
        sa.Column("reopen_count", sa.Integer(), nullable=False),
        sa.Column("deferred_count", sa.Integer(), nullable=False),
        sa.Column("returned_count", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assignee_id"], ["person.id"], name="fk_ticket_assignee_id_person"
        ),
        sa.ForeignKeyConstraint(
            ["category_id"], ["category.id"], name="fk_ticket_category_id_category"
        ),
        sa.ForeignKeyConstraint(
            ["claims_ticket_id"], ["ticket.id"], name="fk_ticket_claims_ticket_id_ticket"
        ),
        sa.ForeignKeyConstraint(["line_id"], ["line.id"], name="fk_ticket_line_id_line"),
        sa.ForeignKeyConstraint(
            ["mailbox_id"], ["mailbox.id"], name="fk_ticket_mailbox_id_mailbox"
        ),
        sa.ForeignKeyConstraint(
            ["merged_into_id"], ["ticket.id"], name="fk_ticket_merged_into_id_ticket"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name="fk_ticket_organisation_id_organisation"
        ),
        sa.ForeignKeyConstraint(["policy_id"], ["policy.id"], name="fk_ticket_policy_id_policy"),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name="fk_ticket_product_id_product"
        ),
        sa.ForeignKeyConstraint(
            ["requester_id"], ["requester.id"], name="fk_ticket_requester_id_requester"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_ticket"),
    )
    op.create_index(
        "ix_ticket_action_due",
        "ticket",
        ["next_due_at", "id"],
        unique=False,
        sqlite_where=sa.text("needs_action = 1"),
        postgresql_where=sa.text("needs_action"),
    )
    op.create_index("ix_ticket_created_at", "ticket", ["created_at"], unique=False)
    op.create_index("ix_ticket_mark", "ticket", ["mark", "created_at", "id"], unique=False)
    op.create_index("ix_ticket_mark_updated", "ticket", ["mark", "updated_at", "id"], unique=False)
    op.create_index(
        "ix_ticket_mark_priority",
        "ticket",
        ["mark", "priority_rank", "next_due_at", "id"],
        unique=False,
    )
    op.create_index(
        "ix_ticket_open_assignee",
        "ticket",
        ["assignee_id", "next_due_at", "id"],
        unique=False,
        sqlite_where=sa.text("is_open = 1"),
        postgresql_where=sa.text("is_open"),
    )
    op.create_index(
        "ix_ticket_open_created",
        "ticket",
        ["created_at", "id"],
        unique=False,
        sqlite_where=sa.text("is_open = 1"),
        postgresql_where=sa.text("is_open"),
    )
    op.create_index(
        "ix_ticket_open_due",
        "ticket",
        ["next_due_at", "id"],
        unique=False,
        sqlite_where=sa.text("is_open = 1"),
        postgresql_where=sa.text("is_open"),
    )
    op.create_index(
        "ix_ticket_open_priority",
        "ticket",
        ["priority_rank", "next_due_at", "id"],
        unique=False,
        sqlite_where=sa.text("is_open = 1"),
        postgresql_where=sa.text("is_open"),
    )
    op.create_index(
        "ix_ticket_open_status",
        "ticket",
        ["status", "next_due_at", "id"],
        unique=False,
        sqlite_where=sa.text("is_open = 1"),
        postgresql_where=sa.text("is_open"),
    )
    op.create_index(
        "ix_ticket_open_updated",
        "ticket",
        ["updated_at", "id"],
        unique=False,
        sqlite_where=sa.text("is_open = 1"),
        postgresql_where=sa.text("is_open"),
    )
    op.create_index("ix_ticket_requester_id", "ticket", ["requester_id"], unique=False)
    op.create_index("ix_ticket_solved_at", "ticket", ["solved_at", "id"], unique=False)
    op.create_index("ix_ticket_wake_at", "ticket", ["wake_at"], unique=False)

    op.create_table(
        "clock",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("ticket_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("due_version", sa.Integer(), nullable=False),
        sa.Column("stopped_at", sa.BigInteger(), nullable=True),
        sa.Column("target_seconds", sa.Integer(), nullable=False),
        sa.Column("used_seconds", sa.Integer(), nullable=False),
        sa.Column("wall_seconds", sa.Integer(), nullable=False),
        sa.Column("paused_seconds", sa.Integer(), nullable=False),
        sa.Column("result", sa.String(length=32), nullable=False),
        sa.Column("breached_at", sa.BigInteger(), nullable=True),
        sa.Column("policy_id", sa.BigInteger(), nullable=True),
        sa.Column("policy_version", sa.Integer(), nullable=True),
        sa.Column("calendar", sa.String(length=64), nullable=True),
        sa.Column("calendar_version", sa.Integer(), nullable=True),
        sa.Column("holders", sa.JSON(), nullable=False),
        sa.Column("warnings", sa.JSON(), nullable=False),
        sa.Column("next_warn_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["policy_id"], ["policy.id"], name="fk_clock_policy_id_policy"),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name="fk_clock_ticket_id_ticket"),
        sa.PrimaryKeyConstraint("id", name="pk_clock"),
        sa.UniqueConstraint("ticket_id", "kind", "round", name="uq_clock_ticket_id_kind_round"),
    )
    op.create_index("ix_clock_next_warn_at", "clock", ["next_warn_at"], unique=False)
    op.create_index("ix_clock_result", "clock", ["result", "ticket_id"], unique=False)

    op.create_table(
        "draft",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("ticket_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("recipients", sa.JSON(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_draft_person_id_person"),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name="fk_draft_ticket_id_ticket"),
        sa.PrimaryKeyConstraint("id", name="pk_draft"),
        sa.UniqueConstraint(
            "person_id", "ticket_id", "kind", name="uq_draft_person_id_ticket_id_kind"
        ),
    )
    op.create_table(
        "event",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("ticket_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("source", sa.String(length=16), nullable=False),
        sa.Column("data", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_event_person_id_person"),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name="fk_event_ticket_id_ticket"),
        sa.PrimaryKeyConstraint("id", name="pk_event"),
    )
    op.create_index("ix_event_ticket_id", "event", ["ticket_id", "id"], unique=False)

    op.create_table(
        "message",
        sa.Column("id", BIG_ID, autoincrement=False, nullable=False),
        sa.Column("ticket_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("is_incoming", sa.Boolean(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("requester_id", sa.BigInteger(), nullable=True),
        sa.Column("from_name", sa.String(length=200), nullable=False),
        sa.Column("from_email", sa.String(length=320), nullable=False),
        sa.Column("recipients", sa.JSON(), nullable=False),
        sa.Column("subject", sa.String(length=998), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=True),
        sa.Column("message_id", sa.String(length=998), nullable=True),
        sa.Column("in_reply_to", sa.String(length=998), nullable=True),
        sa.Column("mail_class", sa.String(length=16), nullable=False),
        sa.Column("badge", sa.String(length=32), nullable=True),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.Column("raw_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_message_person_id_person"),
        sa.ForeignKeyConstraint(["raw_id"], ["raw_mail.id"], name="fk_message_raw_id_raw_mail"),
        sa.ForeignKeyConstraint(
            ["requester_id"], ["requester.id"], name="fk_message_requester_id_requester"
        ),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name="fk_message_ticket_id_ticket"),
        sa.PrimaryKeyConstraint("id", name="pk_message"),
        sa.UniqueConstraint("raw_id", name="uq_message_raw_id"),
    )
    op.create_index("ix_message_message_id", "message", ["message_id"], unique=False)
    op.create_index("ix_message_ticket_id", "message", ["ticket_id", "id"], unique=False)

    op.create_table(
        "ticket_tag",
        sa.Column("ticket_id", sa.BigInteger(), nullable=False),
        sa.Column("tag_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tag_id"], ["tag.id"], name="fk_ticket_tag_tag_id_tag", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["ticket.id"], name="fk_ticket_tag_ticket_id_ticket", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("ticket_id", "tag_id", name="pk_ticket_tag"),
    )
    op.create_index("ix_ticket_tag_tag_id", "ticket_tag", ["tag_id"], unique=False)

    op.create_table(
        "alert",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("ticket_id", sa.BigInteger(), nullable=False),
        sa.Column("clock_id", sa.BigInteger(), nullable=False),
        sa.Column("threshold", sa.Integer(), nullable=False),
        sa.Column("due_version", sa.Integer(), nullable=False),
        sa.Column("fire_at", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("is_uncovered", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["clock_id"], ["clock.id"], name="fk_alert_clock_id_clock"),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name="fk_alert_ticket_id_ticket"),
        sa.PrimaryKeyConstraint("id", name="pk_alert"),
        sa.UniqueConstraint(
            "clock_id", "threshold", "due_version", name="uq_alert_clock_id_threshold_due_version"
        ),
    )
    op.create_index("ix_alert_ticket_id", "alert", ["ticket_id"], unique=False)

    op.create_table(
        "attachment",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("media_type", sa.String(length=127), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("cid", sa.String(length=255), nullable=True),
        sa.Column("part", sa.Integer(), nullable=True),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["message_id"],
            ["message.id"],
            name="fk_attachment_message_id_message",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_attachment"),
    )
    op.create_index("ix_attachment_message_id", "attachment", ["message_id"], unique=False)

    op.create_table(
        "outbox",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("dedup_key", sa.String(length=200), nullable=False),
        sa.Column("mailbox_id", sa.BigInteger(), nullable=False),
        sa.Column("ticket_id", sa.BigInteger(), nullable=True),
        sa.Column("entry_id", sa.BigInteger(), nullable=True),
        sa.Column("message_id", sa.String(length=998), nullable=False),
        sa.Column("envelope_from", sa.String(length=320), nullable=False),
        sa.Column("mime", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("not_before", sa.BigInteger(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("lease_owner", sa.String(length=64), nullable=True),
        sa.Column("lease_until", sa.BigInteger(), nullable=True),
        sa.Column("sent_at", sa.BigInteger(), nullable=True),
        sa.Column("last_code", sa.Integer(), nullable=True),
        sa.Column("last_error", sa.String(length=500), nullable=True),
        sa.ForeignKeyConstraint(["entry_id"], ["message.id"], name="fk_outbox_entry_id_message"),
        sa.ForeignKeyConstraint(
            ["mailbox_id"], ["mailbox.id"], name="fk_outbox_mailbox_id_mailbox"
        ),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name="fk_outbox_ticket_id_ticket"),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.UniqueConstraint("kind", "dedup_key", name="uq_outbox_kind_dedup_key"),
        sa.UniqueConstraint("message_id", name="uq_outbox_message_id"),
    )
    op.create_index("ix_outbox_state", "outbox", ["state", "not_before"], unique=False)
    op.create_index("ix_outbox_ticket_id", "outbox", ["ticket_id"], unique=False)

    op.create_table(
        "alert_delivery",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("alert_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("show_at", sa.BigInteger(), nullable=False),
        sa.Column("reminders", sa.Integer(), nullable=False),
        sa.Column("claimed_by", sa.String(length=64), nullable=True),
        sa.Column("claimed_until", sa.BigInteger(), nullable=True),
        sa.Column("shown_at", sa.BigInteger(), nullable=True),
        sa.Column("acked_at", sa.BigInteger(), nullable=True),
        sa.Column("acked_by", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["acked_by"], ["person.id"], name="fk_alert_delivery_acked_by_person"
        ),
        sa.ForeignKeyConstraint(
            ["alert_id"], ["alert.id"], name="fk_alert_delivery_alert_id_alert", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_alert_delivery_person_id_person"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_alert_delivery"),
        sa.UniqueConstraint(
            "alert_id", "person_id", "channel", name="uq_alert_delivery_alert_id_person_id_channel"
        ),
    )
    op.create_index(
        "ix_alert_delivery_state", "alert_delivery", ["person_id", "state", "show_at"], unique=False
    )

    op.create_table(
        "outbox_recipient",
        sa.Column("outbox_id", sa.BigInteger(), nullable=False),
        sa.Column("address", sa.String(length=320), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("code", sa.Integer(), nullable=True),
        sa.Column("error", sa.String(length=500), nullable=True),
        sa.ForeignKeyConstraint(
            ["outbox_id"],
            ["outbox.id"],
            name="fk_outbox_recipient_outbox_id_outbox",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("outbox_id", "address", name="pk_outbox_recipient"),
    )
    search_tables.create(op.get_bind())
    counter = sa.table("counter", sa.column("name", sa.String), sa.column("value", sa.BigInteger))
    op.bulk_insert(counter, [{"name": n, "value": v} for n, v in COUNTERS.items()])
    topic = sa.table(
        "topic_version", sa.column("topic", sa.String), sa.column("version", sa.BigInteger)
    )
    op.bulk_insert(topic, [{"topic": name, "version": 0} for name in TOPICS])


def downgrade() -> None:
    search_tables.drop(op.get_bind())
    op.drop_table("outbox_recipient")
    op.drop_index("ix_alert_delivery_state", "alert_delivery")

    op.drop_table("alert_delivery")
    op.drop_index("ix_outbox_ticket_id", "outbox")
    op.drop_index("ix_outbox_state", "outbox")

    op.drop_table("outbox")
    op.drop_index("ix_attachment_message_id", "attachment")

    op.drop_table("attachment")
    op.drop_index("ix_alert_ticket_id", "alert")

    op.drop_table("alert")
    op.drop_index("ix_ticket_tag_tag_id", "ticket_tag")

    op.drop_table("ticket_tag")
    op.drop_index("ix_message_ticket_id", "message")
    op.drop_index("ix_message_message_id", "message")

    op.drop_table("message")
    op.drop_index("ix_event_ticket_id", "event")

    op.drop_table("event")
    op.drop_table("draft")
    op.drop_index("ix_clock_result", "clock")
    op.drop_index("ix_clock_next_warn_at", "clock")

    op.drop_table("clock")
    op.drop_index("ix_ticket_wake_at", "ticket")
    op.drop_index("ix_ticket_solved_at", "ticket")
    op.drop_index("ix_ticket_requester_id", "ticket")
    op.drop_index(
        "ix_ticket_open_updated",
        "ticket",
        sqlite_where=sa.text("is_open = 1"),
        postgresql_where=sa.text("is_open"),
    )
    op.drop_index(
        "ix_ticket_open_status",
        "ticket",
        sqlite_where=sa.text("is_open = 1"),
        postgresql_where=sa.text("is_open"),
    )
    op.drop_index(
        "ix_ticket_open_priority",
        "ticket",
        sqlite_where=sa.text("is_open = 1"),
        postgresql_where=sa.text("is_open"),
    )
    op.drop_index(
        "ix_ticket_open_due",
        "ticket",
        sqlite_where=sa.text("is_open = 1"),
        postgresql_where=sa.text("is_open"),
    )
    op.drop_index(
        "ix_ticket_open_created",
        "ticket",
        sqlite_where=sa.text("is_open = 1"),
        postgresql_where=sa.text("is_open"),
    )
    op.drop_index(
        "ix_ticket_open_assignee",
        "ticket",
        sqlite_where=sa.text("is_open = 1"),
        postgresql_where=sa.text("is_open"),
    )
    op.drop_index("ix_ticket_mark_priority", "ticket")
    op.drop_index("ix_ticket_mark_updated", "ticket")
    op.drop_index("ix_ticket_mark", "ticket")
    op.drop_index("ix_ticket_created_at", "ticket")
    op.drop_index(
        "ix_ticket_action_due",
        "ticket",
        sqlite_where=sa.text("needs_action = 1"),
        postgresql_where=sa.text("needs_action"),
    )

    op.drop_table("ticket")
    op.drop_index("ix_requester_organisation_id", "requester")

    op.drop_table("requester")
    op.drop_index("ix_raw_mail_state", "raw_mail")
    op.drop_index("ix_raw_mail_sha256", "raw_mail")

    op.drop_table("raw_mail")
    op.drop_table("policy_version")
    op.drop_table("organisation")
    op.drop_table("calendar_version")
    op.drop_table("topic_version")
    op.drop_table("tag")
    op.drop_table("setting")
    op.drop_table("product")
    op.drop_table("policy")
    op.drop_table("person")
    op.drop_table("meta")
    op.drop_table("mailbox")
    op.drop_table("line")
    op.drop_table("lease")
    op.drop_index("ix_heartbeat_at", "heartbeat")

    op.drop_table("heartbeat")
    op.drop_table("coverage_gap")
    op.drop_table("counter")
    op.drop_table("category")
    op.drop_table("calendar")
