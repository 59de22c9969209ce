"""Excusing a breach: who may, and what must be said (sla.md K12)."""

from __future__ import annotations

from desktop.domain.errors import Refused
from desktop.domain.ticket import Role


def may_excuse(role: Role | None, *, has_lead: bool) -> bool:
    """Tell whether a person of that role may take a breach out of the figures.

    The lead answers for the figures; a team without one leaves it to everybody. None is nobody in
    particular: a job or a rule excuses nothing.
    """
    return role is Role.LEAD or (role is not None and not has_lead)


def check_excuse(reason: str, *, is_late: bool, role: Role | None, has_lead: bool) -> None:
    """Check that a breach may be excused with that reason.

    Raises:
        Refused: `excuse.lead_only`, `excuse.not_late`, `excuse.no_reason`.
    """
    if not may_excuse(role, has_lead=has_lead):
        raise Refused("excuse.lead_only")
    if not is_late:
        raise Refused("excuse.not_late")
    if not reason:
        raise Refused("excuse.no_reason")
