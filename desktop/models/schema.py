"""Every record class in one place, so that the metadata is complete wherever it is used."""

from __future__ import annotations

from desktop.models import (
    alert,
    draft,
    duty,
    duty_notice,
    mail,
    meta,
    outbox,
    people,
    roster,
    rule,
    saved_view,
    sla,
    template,
    ticket,
)
from desktop.models.base import Base

METADATA = Base.metadata

__all__ = [
    "METADATA",
    "alert",
    "draft",
    "duty",
    "duty_notice",
    "mail",
    "meta",
    "outbox",
    "people",
    "roster",
    "rule",
    "saved_view",
    "sla",
    "template",
    "ticket",
]
