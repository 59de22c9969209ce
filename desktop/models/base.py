"""The declarative base and the few column types that every record uses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy import BigInteger, Enum, Integer, MetaData
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

from desktop.domain.clock import require_aware

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
FAR_FUTURE = datetime(9000, 1, 1, tzinfo=UTC)
"""Stands for "no deadline": NULL sorts differently on SQLite and PostgreSQL."""

MICROSECOND = timedelta(microseconds=1)

E = TypeVar("E", bound=StrEnum)


class Base(DeclarativeBase):
    """Owns the metadata; the naming convention keeps migrations nameable on both databases."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


def to_microseconds(instant: datetime) -> int:
    """Return whole microseconds since 1970 UTC of an aware instant.

    Raises:
        ValueError: the instant is naive.
    """
    since = require_aware(instant) - EPOCH
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds


def from_microseconds(value: int) -> datetime:
    """Return the aware UTC instant of microseconds since 1970."""
    return EPOCH + MICROSECOND * value


def _stored(instant: datetime | None) -> int | None:
    return None if instant is None else to_microseconds(instant)


class UtcInstant(TypeDecorator[datetime]):
    """An instant: aware UTC in Python, whole microseconds since 1970 in either database.

    Refuses naive values (contracts.md); see docs/decisions/0002-instants-are-integers.md.
    """

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        return _stored(value)

    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], int | None]:
        """Return the conversion alone: the steps around it take longer, and rows have many."""
        return _stored

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        return None if value is None else from_microseconds(value)


BigId = BigInteger().with_variant(Integer, "sqlite")
"""A 64-bit key; on SQLite INTEGER, because only that is the row id itself."""


def word(choices: type[E]) -> Enum:
    """Return a text column type that holds exactly the values of a closed set."""
    return Enum(
        choices,
        native_enum=False,
        create_constraint=False,
        length=32,
        values_callable=lambda members: [member.value for member in members],
    )
