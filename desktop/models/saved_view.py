"""Searches that people keep under a name, below the views of the Inbox."""

from __future__ import annotations

from sqlalchemy import BigInteger, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Base, BigId


class SavedViewRecord(Base):
    """A saved search; `person_id` None: everyone has it. Shown in the order of `position`."""

    __tablename__ = "saved_view"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(60))
    text: Mapped[str] = mapped_column(String(2000))
    person_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("person.id"))
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own spelling
