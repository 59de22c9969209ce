"""The desk: every service on one database, put together in one place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.domain.clock import Clock
from desktop.services.desk_duty import DutyServices
from desktop.services.lazy import Lazy

if TYPE_CHECKING:  # each service is imported when it is first used: a start needs few of them
    from desktop.models.database import Database
    from desktop.services.acknowledgements import Acknowledgements
    from desktop.services.alerts import Alerts
    from desktop.services.arrival_rules import ArrivalRules
    from desktop.services.calendars import Calendars
    from desktop.services.clients import Clients
    from desktop.services.clock_trust import ClockTrust
    from desktop.services.clocks import Clocks
    from desktop.services.closings import Closings
    from desktop.services.customer_reminders import CustomerReminders
    from desktop.services.deferrals import Deferrals
    from desktop.services.demo import Demo
    from desktop.services.dispatch import Dispatch
    from desktop.services.doubts import Doubts
    from desktop.services.downloads import Downloads
    from desktop.services.drafts import Drafts
    from desktop.services.duty_notices import DutyNotices
    from desktop.services.excuses import Excuses
    from desktop.services.exports import Exports
    from desktop.services.history import History
    from desktop.services.holiday_import import HolidayImport
    from desktop.services.imports import Imports
    from desktop.services.intake import Intake
    from desktop.services.leases import Leases
    from desktop.services.linking import Linking
    from desktop.services.mailboxes import Mailboxes
    from desktop.services.merging import Merging
    from desktop.services.organisations import Organisations
    from desktop.services.outbox import OutboxService
    from desktop.services.outlooks import Outlooks
    from desktop.services.people import People
    from desktop.services.policy_edits import PolicyEdits
    from desktop.services.promises import Promises
    from desktop.services.reminders import Reminders
    from desktop.services.replies import Replies
    from desktop.services.saved_views import SavedViews
    from desktop.services.scheduled import Scheduled
    from desktop.services.settings import Settings
    from desktop.services.splitting import Splitting
    from desktop.services.stationery import StationeryService
    from desktop.services.templates import Templates
    from desktop.services.ticket_lists import TicketLists
    from desktop.services.tickets import Tickets
    from desktop.services.undo import UndoService
    from desktop.services.viewing import Viewing
    from desktop.system.secrets import Secrets


class Desk(DutyServices):
    """All services; what windows, commands and jobs are handed.

    A service is one `Lazy` method here, which imports it and hands it the database and the
    services it stands on. It is made at the first use, on any thread, and kept.
    """

    def __init__(
        self, open_database: Callable[[], Database], secrets: Secrets | None = None
    ) -> None:
        """Put the services on a database; `secrets` if not this computer's."""
        super().__init__(open_database)
        self._secrets = secrets

    @property
    def is_open(self) -> bool:
        """Say whether the database is open."""
        return "database" in vars(self)

    def opened(self) -> Desk:
        """Open the database now, not when the first service is asked for; return this desk.

        Raises:
            DeskError: it cannot be opened.
        """
        _ = self.database  # made when it is named
        return self

    def close(self) -> None:
        """Close the database; nothing of the desk may be used afterwards."""
        if self.is_open:
            self.database.close()

    def is_demo(self) -> bool:
        """Say whether this desk holds demo data: then nothing is sent or fetched."""
        from desktop.services import installation

        with self.database.read() as session:
            return installation.is_demo(session)

    @Lazy
    def lists(self) -> TicketLists:
        from desktop.services.ticket_lists import TicketLists

        return TicketLists(self.database)

    @Lazy
    def tickets(self) -> Tickets:
        from desktop.services.tickets import Tickets

        return Tickets(self.database, self.clocks)

    @Lazy
    def replies(self) -> Replies:
        from desktop.services.replies import Replies

        return Replies(self.database, self.clocks)

    @Lazy
    def scheduled(self) -> Scheduled:
        from desktop.services.scheduled import Scheduled

        return Scheduled(self.database, self.clocks)

    @Lazy
    def stationery(self) -> StationeryService:
        from desktop.services.stationery import StationeryService

        return StationeryService(self.database, self.policies, self.scheduled)

    @Lazy
    def drafts(self) -> Drafts:
        from desktop.services.drafts import Drafts

        return Drafts(self.database)

    @Lazy
    def deferrals(self) -> Deferrals:
        from desktop.services.deferrals import Deferrals

        return Deferrals(self.database, self.clocks)

    @Lazy
    def viewing(self) -> Viewing:
        from desktop.services.viewing import Viewing

        return Viewing(self.database)

    @Lazy
    def rules(self) -> ArrivalRules:
        from desktop.services.arrival_rules import ArrivalRules

        return ArrivalRules(self.database)

    @Lazy
    def saved_views(self) -> SavedViews:
        from desktop.services.saved_views import SavedViews

        return SavedViews(self.database)

    @Lazy
    def merging(self) -> Merging:
        from desktop.services.merging import Merging

        return Merging(self.database, self.clocks, self.policies)

    @Lazy
    def linking(self) -> Linking:
        from desktop.services.linking import Linking

        return Linking(self.database)

    @Lazy
    def splitting(self) -> Splitting:
        from desktop.services.splitting import Splitting

        return Splitting(self.database, self.clocks)

    @Lazy
    def clients(self) -> Clients:
        from desktop.services.clients import Clients

        return Clients(self.database)

    @Lazy
    def organisations(self) -> Organisations:
        from desktop.services.organisations import Organisations

        return Organisations(self.database)

    @Lazy
    def templates(self) -> Templates:
        from desktop.services.templates import Templates

        return Templates(self.database)

    @Lazy
    def clocks(self) -> Clocks:
        from desktop.services.clocks import Clocks

        return Clocks(self.database, self.policies)

    @Lazy
    def alerts(self) -> Alerts:
        from desktop.services.alerts import Alerts

        return Alerts(self.database, self.policies, self.clocks, self.duty, self.leases.owner)

    @Lazy
    def duty_notices(self) -> DutyNotices:
        from desktop.services.duty_notices import DutyNotices

        return DutyNotices(self.database, self.duty, self.duty_coverage, self.leases.owner)

    @Lazy
    def reminders(self) -> Reminders:
        from desktop.services.reminders import Reminders

        return Reminders(self.database, self.clocks)

    @Lazy
    def closings(self) -> Closings:
        from desktop.services.closings import Closings

        return Closings(self.database, self.clocks, self.policies)

    @Lazy
    def customer_reminders(self) -> CustomerReminders:
        from desktop.services.customer_reminders import CustomerReminders

        return CustomerReminders(self.database, self.clocks, self.policies)

    @Lazy
    def acknowledgements(self) -> Acknowledgements:
        from desktop.services.acknowledgements import Acknowledgements

        return Acknowledgements(self.database, self.policies)

    @Lazy
    def promises(self) -> Promises:
        from desktop.services.promises import Promises

        return Promises(self.database, self.clocks, self.policies)

    @Lazy
    def excuses(self) -> Excuses:
        from desktop.services.excuses import Excuses

        return Excuses(self.database, self.clocks)

    @Lazy
    def outlooks(self) -> Outlooks:
        from desktop.services.outlooks import Outlooks

        return Outlooks(self.database, self.clocks)

    @Lazy
    def leases(self) -> Leases:
        from desktop.services.leases import Leases

        return Leases(self.database)

    @Lazy
    def clock_trust(self) -> ClockTrust:
        from desktop.services.clock_trust import ClockTrust

        return ClockTrust(self.database)

    @Lazy
    def outbox(self) -> OutboxService:
        from desktop.services.outbox import OutboxService

        return OutboxService(self.database)

    @Lazy
    def doubts(self) -> Doubts:
        from desktop.services.doubts import Doubts

        return Doubts(self.database, self.mailboxes)

    @Lazy
    def dispatch(self) -> Dispatch:
        from desktop.services.dispatch import Dispatch

        return Dispatch(self.database)

    @Lazy
    def mailboxes(self) -> Mailboxes:
        from desktop.services.mailboxes import Mailboxes

        return Mailboxes(self.database, self.secrets)

    @Lazy
    def intake(self) -> Intake:
        from desktop.services.intake import Intake

        return Intake(self.database, self.clocks, self.policies)

    @Lazy
    def downloads(self) -> Downloads:
        from desktop.services.downloads import Downloads

        return Downloads(self.database, self.mailboxes)

    @Lazy
    def imports(self) -> Imports:
        from desktop.services.imports import Imports

        return Imports(self.database, self.clocks, self.policies)

    @Lazy
    def policy_edits(self) -> PolicyEdits:
        from desktop.services.policy_edits import PolicyEdits

        return PolicyEdits(self.database, self.policies, self.clocks)

    @Lazy
    def calendars(self) -> Calendars:
        from desktop.services.calendars import Calendars

        return Calendars(self.database, self.policies, self.clocks)

    @Lazy
    def holiday_import(self) -> HolidayImport:
        from desktop.services.holiday_import import HolidayImport

        return HolidayImport(self.database, self.calendars)

    @Lazy
    def people(self) -> People:
        from desktop.services.people import People

        return People(self.database, lambda: self.duty_leaving)

    @Lazy
    def settings(self) -> Settings:
        from desktop.services.settings import Settings

        return Settings(self.database)

    @Lazy
    def secrets(self) -> Secrets:
        """The keyring of this computer, or what was given instead of it."""
        if self._secrets is not None:
            return self._secrets
        from desktop.services import installation
        from desktop.system.secrets import KeyringSecrets

        with self.database.read() as session:
            return KeyringSecrets(f"dutydesk-{installation.instance(session)}")

    @Lazy
    def exports(self) -> Exports:
        from desktop.services.exports import Exports

        return Exports(self.database, self.policies, self.duty)

    @Lazy
    def history(self) -> History:
        from desktop.services.history import History

        return History(self.database, self.clocks)

    @Lazy
    def demo(self) -> Demo:
        from desktop.services.demo import Demo

        return Demo(self.database, self.clocks, self.duty, self.duty_log)

    @Lazy
    def undo(self) -> UndoService:
        from desktop.services.undo import UndoService

        return UndoService(self.database, self.clocks, lambda: self.duty_undo)


def open_desk(
    url: str, *, clock: Clock | None = None, zone: str = "UTC", backups: Path | None = None
) -> Desk:
    """Open or create the database at `url` and put the services on it.

    A new database starts with the preset calendars in `zone`. `backups` is where a copy goes
    before a migration.

    Raises:
        DatabaseTooNew, NotOurDatabase: refused; nothing was changed.
        Unavailable: the file, the disk or the server is not there.
    """
    from desktop.services.opening import open_database

    return Desk(lambda: open_database(url, clock=clock, zone=zone, backups=backups)).opened()
