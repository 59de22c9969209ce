"""Who works here and who writes to us: persons, organisations, requesters; and the lines."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from desktop.domain.ticket import Role
from desktop.models.base import Base, BigId, UtcInstant, word


class Person(Base):
    """A member of the team; on PostgreSQL bound to a database role."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    initials: Mapped[str] = mapped_column(String(4))
    email: Mapped[str] = mapped_column(String(320), default="")
    role: Mapped[Role] = mapped_column(word(Role))
    database_role: Mapped[str | None] = mapped_column(String(63), unique=True)
    is_active: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own spelling


class Organisation(Base):
    """A customer firm; mail from its domain belongs to it."""

    __tablename__ = "organisation"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    domain: Mapped[str | None] = mapped_column(String(255), unique=True)
    policy_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("policy.id"))
    is_vip: Mapped[bool] = mapped_column(default=False)


class OrganisationDomain(Base):
    """A further domain of a firm; the first stands with the firm itself."""

    __tablename__ = "organisation_domain"

    domain: Mapped[str] = mapped_column(String(255), primary_key=True)
    organisation_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("organisation.id"), index=True
    )


class Requester(Base):
    """A person who writes to us, known by the address."""

    __tablename__ = "requester"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    email: Mapped[str | None] = mapped_column(String(320), unique=True)
    name: Mapped[str] = mapped_column(String(200), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    organisation_id: Mapped[int | None] = mapped_column(
        BigInteger, ForeignKey("organisation.id"), index=True
    )
    bounced_at: Mapped[datetime | None] = mapped_column(UtcInstant)
    answers_paused_until: Mapped[datetime | None] = mapped_column(UtcInstant)
    """Until then no machine of ours writes to them: theirs answered each time (reliability 2.3)."""


class Line(Base):
    """A queue of work: the first line, the developers."""

    __tablename__ = "line"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    name: Mapped[str] = mapped_column(String(100), unique=True)


class Category(Base):
    """What a ticket is about; its policy applies where the organisation has none."""

    __tablename__ = "category"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    name: Mapped[str] = mapped_column(String(100), unique=True)
    policy_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("policy.id"))


class Product(Base):
    __tablename__ = "product"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    name: Mapped[str] = mapped_column(String(100), unique=True)


class Tag(Base):
    __tablename__ = "tag"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    name: Mapped[str] = mapped_column(String(60), unique=True)
