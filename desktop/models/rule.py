"""Rules at arrival: how new tickets are sorted (contracts.md)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Base, BigId


class RuleRecord(Base):
    """One rule; they are asked in the order of `position`.

    `spec` is the JSON of services/rule_json.py; the name stands apart, for the list.
    """

    __tablename__ = "arrival_rule"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(100))
    spec: Mapped[Any] = mapped_column(JSON)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own spelling
