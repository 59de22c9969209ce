"""The duty calendar: shifts by themselves, what they cover, their pay, and whom to tell;
and how much a mail server takes

Revision ID: 0003
Revises: 0002
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLES = (
    "duty_event",
    "duty_shift_change",
    "duty_notice",
    "duty_pay_rule_person",
    "duty_pay_rule",
    "duty_temporary_shift",
    "duty_temporary",
    "person_skill",
    "duty_requirement",
    "duty_shift",
)


def upgrade() -> None:
    op.create_table(
        "duty_shift",
        sa.Column("id", BIG_ID, nullable=False),
        _reference("duty_shift", "line_id", "line", nullable=True),
        _reference("duty_shift", "person_id", "person"),
        sa.Column("start_at", sa.BigInteger(), nullable=False),
        sa.Column("end_at", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.String(length=32), nullable=False),
        sa.Column("published_at", sa.BigInteger(), nullable=True),
        sa.Column("is_locked", sa.Boolean(), nullable=False),
        sa.Column("uid", sa.String(length=255), nullable=True),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_shift")),
        sa.UniqueConstraint("uid", name=op.f("uq_duty_shift_uid")),
    )
    op.create_index("ix_duty_shift_end_at_start_at", "duty_shift", ["end_at", "start_at"])
    op.create_index("ix_duty_shift_person_id", "duty_shift", ["person_id"])
    op.create_table(
        "duty_requirement",
        sa.Column("id", BIG_ID, nullable=False),
        _reference("duty_requirement", "line_id", "line", nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("start_minute", sa.Integer(), nullable=False),
        sa.Column("end_minute", sa.Integer(), nullable=False),
        sa.Column("on_holidays", sa.String(length=32), nullable=False),
        sa.Column("headcount", sa.Integer(), nullable=False),
        sa.Column("skill", sa.String(length=60), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_requirement")),
    )
    op.create_table(
        "person_skill",
        _reference("person_skill", "person_id", "person"),
        sa.Column("skill", sa.String(length=60), nullable=False),
        sa.PrimaryKeyConstraint("person_id", "skill", name=op.f("pk_person_skill")),
    )
    _create_temporary_schedules()
    _create_pay_rules()
    _create_notices()
    _create_files()
    op.add_column("mailbox", sa.Column("most_bytes", sa.BigInteger(), nullable=True))
    op.execute(
        "ALTER TABLE policy_version ADD COLUMN person_id BIGINT "
        "CONSTRAINT fk_policy_version_person_id_person REFERENCES person (id)"
    )


def downgrade() -> None:
    op.drop_column("policy_version", "person_id")
    op.drop_column("mailbox", "most_bytes")
    op.drop_index("ix_duty_absence_uid", "duty_absence")
    op.drop_column("duty_absence", "uid")
    op.drop_column("duty_swap", "closed_by")
    for name in TABLES:
        op.drop_table(name)


def _create_temporary_schedules() -> None:
    op.create_table(
        "duty_temporary",
        sa.Column("id", BIG_ID, nullable=False),
        _reference("duty_temporary", "line_id", "line", nullable=True),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("start_at", sa.BigInteger(), nullable=False),
        sa.Column("end_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_temporary")),
    )
    op.create_index("ix_duty_temporary_end_at", "duty_temporary", ["end_at"])
    op.create_table(
        "duty_temporary_shift",
        sa.Column("id", BIG_ID, nullable=False),
        _reference("duty_temporary_shift", "temporary_id", "duty_temporary"),
        _reference("duty_temporary_shift", "person_id", "person"),
        sa.Column("start_at", sa.BigInteger(), nullable=False),
        sa.Column("end_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_temporary_shift")),
    )
    op.create_index(
        "ix_duty_temporary_shift_temporary_id", "duty_temporary_shift", ["temporary_id"]
    )


def _create_pay_rules() -> None:
    op.create_table(
        "duty_pay_rule",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("rate_cents", sa.BigInteger(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=True),
        sa.Column("start_minute", sa.Integer(), nullable=True),
        sa.Column("end_minute", sa.Integer(), nullable=True),
        sa.Column("on_holidays", sa.String(length=32), nullable=True),
        sa.Column("only_start_at", sa.BigInteger(), nullable=True),
        sa.Column("only_end_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_pay_rule")),
    )
    op.create_table(
        "duty_pay_rule_person",
        _reference("duty_pay_rule_person", "rule_id", "duty_pay_rule"),
        _reference("duty_pay_rule_person", "person_id", "person"),
        sa.PrimaryKeyConstraint("rule_id", "person_id", name=op.f("pk_duty_pay_rule_person")),
    )


def _create_notices() -> None:
    op.create_table(
        "duty_notice",
        sa.Column("id", BIG_ID, nullable=False),
        _reference("duty_notice", "person_id", "person"),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=160), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("not_before", sa.BigInteger(), nullable=False),
        sa.Column("claimed_by", sa.String(length=64), nullable=True),
        sa.Column("claimed_until", sa.BigInteger(), nullable=True),
        sa.Column("shown_at", sa.BigInteger(), nullable=True),
        sa.Column("seen_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_notice")),
        sa.UniqueConstraint("person_id", "key", name=op.f("uq_duty_notice_person_id_key")),
    )
    op.create_index(
        "ix_duty_notice_person_id_seen_at_not_before",
        "duty_notice",
        ["person_id", "seen_at", "not_before"],
    )
    op.create_table(
        "duty_shift_change",
        sa.Column("id", BIG_ID, nullable=False),
        _reference("duty_shift_change", "person_id", "person"),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("until_at", sa.BigInteger(), nullable=False),
        _reference("duty_shift_change", "giver_id", "person", nullable=True),
        sa.Column("offered_at", sa.BigInteger(), nullable=False),
        sa.Column("accepted_at", sa.BigInteger(), nullable=True),
        _reference("duty_shift_change", "accepted_by_id", "person", nullable=True),
        sa.Column("told_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_shift_change")),
        sa.UniqueConstraint("person_id", "at", name=op.f("uq_duty_shift_change_person_id_at")),
    )
    op.create_index("ix_duty_shift_change_at", "duty_shift_change", ["at"])


def _create_files() -> None:
    """Make room for what calendar files have told, and for what came out of them."""
    op.create_table(
        "duty_event",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("key", sa.String(length=160), nullable=False),
        sa.Column("uid", sa.String(length=160), nullable=False),
        _reference("duty_event", "person_id", "person"),
        _reference("duty_event", "line_id", "line", nullable=True),
        sa.Column("start_at", sa.BigInteger(), nullable=False),
        sa.Column("end_at", sa.BigInteger(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.Column("is_cancelled", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_event")),
        sa.UniqueConstraint("key", name=op.f("uq_duty_event_key")),
        sa.UniqueConstraint("uid", name=op.f("uq_duty_event_uid")),
    )
    op.create_index("ix_duty_event_end_at_start_at", "duty_event", ["end_at", "start_at"])
    op.add_column("duty_swap", sa.Column("closed_by", sa.BigInteger(), nullable=True))
    op.add_column("duty_absence", sa.Column("uid", sa.String(length=255), nullable=True))
    op.create_index("ix_duty_absence_uid", "duty_absence", ["uid"], unique=True)


def _reference(table: str, column: str, to: str, *, nullable: bool = False) -> sa.Column[int]:
    name = op.f(f"fk_{table}_{column}_{to}")
    return sa.Column(
        column, sa.BigInteger(), sa.ForeignKey(f"{to}.id", name=name), nullable=nullable
    )
