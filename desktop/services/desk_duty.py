"""The services of the duty calendar, as the desk has them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop.services.lazy import Lazy

if TYPE_CHECKING:  # as in desk.py
    from desktop.models.database import Database
    from desktop.services.availability import Availability
    from desktop.services.duty import Duty
    from desktop.services.duty_board import DutyBoard
    from desktop.services.duty_candidates import DutyCandidates
    from desktop.services.duty_coverage import DutyCoverage
    from desktop.services.duty_edit_notices import DutyEditNotices
    from desktop.services.duty_export import DutyExport
    from desktop.services.duty_fairness import DutyFairness
    from desktop.services.duty_import import DutyImport
    from desktop.services.duty_leaving import DutyLeaving
    from desktop.services.duty_log import DutyLog
    from desktop.services.duty_overrides import DutyOverrides
    from desktop.services.duty_pay import DutyPay
    from desktop.services.duty_plans import DutyPlans
    from desktop.services.duty_publishing import DutyPublishing
    from desktop.services.duty_reminding import DutyReminding
    from desktop.services.duty_requirements import DutyRequirements
    from desktop.services.duty_rules import DutyRules
    from desktop.services.duty_shifts import DutyShifts
    from desktop.services.duty_undo import DutyUndo
    from desktop.services.pay_rules import PayRules
    from desktop.services.policies import Policies
    from desktop.services.rest_rules import RestRules
    from desktop.services.shift_changes import ShiftChanges
    from desktop.services.swaps import Swaps
    from desktop.services.temporary_schedules import TemporarySchedules


class DutyServices:
    """Who is on duty, and the promises that asks for; a part of `Desk`."""

    def __init__(self, open_database: Callable[[], Database]) -> None:
        self._open_database = open_database

    @Lazy
    def database(self) -> Database:
        """The database, opened when the first service is asked for."""
        return self._open_database()

    @Lazy
    def policies(self) -> Policies:
        from desktop.services.policies import Policies

        return Policies(self.database)

    @Lazy
    def duty(self) -> Duty:
        from desktop.services.duty import Duty

        return Duty(self.database, self.policies)

    @Lazy
    def duty_board(self) -> DutyBoard:
        from desktop.services.duty_board import DutyBoard

        return DutyBoard(self.database, self.policies, self.duty, self.duty_coverage)

    @Lazy
    def duty_coverage(self) -> DutyCoverage:
        from desktop.services.duty_coverage import DutyCoverage

        return DutyCoverage(self.database, self.policies, self.duty)

    @Lazy
    def duty_export(self) -> DutyExport:
        from desktop.services.duty_export import DutyExport

        return DutyExport(self.database, self.duty, self.duty_log)

    @Lazy
    def duty_import(self) -> DutyImport:
        from desktop.services.duty_import import DutyImport

        return DutyImport(
            self.database, self.policies, self.duty, self.duty_log, self.duty_edit_notices
        )

    @Lazy
    def pay_rules(self) -> PayRules:
        from desktop.services.pay_rules import PayRules

        return PayRules(self.database)

    @Lazy
    def duty_pay(self) -> DutyPay:
        from desktop.services.duty_pay import DutyPay

        return DutyPay(self.database, self.policies, self.duty)

    @Lazy
    def duty_log(self) -> DutyLog:
        from desktop.services.duty_log import DutyLog

        return DutyLog(self.database, self.duty)

    @Lazy
    def duty_reminding(self) -> DutyReminding:
        from desktop.services.duty_reminding import DutyReminding

        return DutyReminding(self.database, self.policies, self.duty, self.duty_coverage)

    @Lazy
    def shift_changes(self) -> ShiftChanges:
        from desktop.services.shift_changes import ShiftChanges

        return ShiftChanges(self.database, self.duty, self.duty_coverage)

    @Lazy
    def duty_rules(self) -> DutyRules:
        from desktop.services.duty_rules import DutyRules

        return DutyRules(self.database, self.duty, self.duty_log)

    @Lazy
    def duty_fairness(self) -> DutyFairness:
        from desktop.services.duty_fairness import DutyFairness

        return DutyFairness(self.database, self.policies, self.duty)

    @Lazy
    def duty_publishing(self) -> DutyPublishing:
        from desktop.services.duty_publishing import DutyPublishing

        return DutyPublishing(self.database, self.duty, self.duty_log)

    @Lazy
    def duty_plans(self) -> DutyPlans:
        from desktop.services.duty_plans import DutyPlans

        return DutyPlans(self.database, self.policies, self.duty, self.duty_log)

    @Lazy
    def duty_candidates(self) -> DutyCandidates:
        from desktop.services.duty_candidates import DutyCandidates

        return DutyCandidates(self.database, self.policies, self.duty)

    @Lazy
    def duty_requirements(self) -> DutyRequirements:
        from desktop.services.duty_requirements import DutyRequirements

        return DutyRequirements(self.database)

    @Lazy
    def duty_shifts(self) -> DutyShifts:
        from desktop.services.duty_shifts import DutyShifts

        return DutyShifts(
            self.database, self.policies, self.duty, self.duty_log, self.duty_edit_notices
        )

    @Lazy
    def duty_undo(self) -> DutyUndo:
        from desktop.services.duty_undo import DutyUndo

        return DutyUndo(self.duty, self.duty_log, self.duty_edit_notices)

    @Lazy
    def duty_edit_notices(self) -> DutyEditNotices:
        from desktop.services.duty_edit_notices import DutyEditNotices

        return DutyEditNotices(self.database, self.duty, self.duty_coverage)

    @Lazy
    def temporary_schedules(self) -> TemporarySchedules:
        from desktop.services.temporary_schedules import TemporarySchedules

        return TemporarySchedules(self.database, self.duty, self.duty_log, self.duty_edit_notices)

    @Lazy
    def duty_leaving(self) -> DutyLeaving:
        from desktop.services.duty_leaving import DutyLeaving

        return DutyLeaving(self.database, self.duty, self.duty_log)

    @Lazy
    def duty_overrides(self) -> DutyOverrides:
        from desktop.services.duty_overrides import DutyOverrides

        return DutyOverrides(self.database, self.duty, self.duty_log, self.duty_edit_notices)

    @Lazy
    def availability(self) -> Availability:
        from desktop.services.availability import Availability

        return Availability(self.database)

    @Lazy
    def rest_rules(self) -> RestRules:
        from desktop.services.rest_rules import RestRules

        return RestRules(self.database)

    @Lazy
    def swaps(self) -> Swaps:
        from desktop.services.swaps import Swaps

        return Swaps(self.database, self.duty, self.duty_log)
