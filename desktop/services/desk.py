"""The desk: every service on one database, put together in one place."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop.domain.clock import Clock
from desktop.models import driver
from desktop.models.database import Database, translated
from desktop.models.upgrade import prepare
from desktop.services import installation
from desktop.services.alerts import Alerts
from desktop.services.clocks import Clocks
from desktop.services.deferrals import Deferrals
from desktop.services.demo import Demo
from desktop.services.dispatch import Dispatch
from desktop.services.drafts import Drafts
from desktop.services.exports import Exports
from desktop.services.history import History
from desktop.services.imports import Imports
from desktop.services.intake import Intake
from desktop.services.leases import Leases
from desktop.services.mailboxes import Mailboxes
from desktop.services.outbox import OutboxService
from desktop.services.people import People
from desktop.services.policies import Policies
from desktop.services.reminders import Reminders
from desktop.services.replies import Replies
from desktop.services.settings import Settings
from desktop.services.tickets import Tickets
from desktop.services.undo import UndoService
from desktop.services.viewing import Viewing
from desktop.system.secrets import KeyringSecrets, Secrets


@dataclass(frozen=True, slots=True)
class Desk:
    """All services; what windows, commands and jobs are handed."""

    database: Database
    tickets: Tickets
    replies: Replies
    drafts: Drafts
    deferrals: Deferrals
    viewing: Viewing
    clocks: Clocks
    alerts: Alerts
    reminders: Reminders
    leases: Leases
    outbox: OutboxService
    dispatch: Dispatch
    mailboxes: Mailboxes
    intake: Intake
    imports: Imports
    policies: Policies
    people: People
    settings: Settings
    secrets: Secrets
    exports: Exports
    history: History
    demo: Demo
    undo: UndoService

    def close(self) -> None:
        """Close the database; nothing of the desk may be used afterwards."""
        self.database.close()


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
    engine = driver.make_engine(url)
    with translated():
        prepare(engine, backups=backups)
    database = Database(engine, clock=clock)
    with database.write() as session:
        installation.seed(session)
    desk = assemble(database)
    desk.policies.seed(zone)
    return desk


def assemble(database: Database, secrets: Secrets | None = None) -> Desk:
    """Put the services on a database that is ready; `secrets` is this computer's keyring."""
    if secrets is None:
        with database.read() as session:
            secrets = KeyringSecrets(f"dutydesk-{installation.instance(session)}")
    policies = Policies(database)
    clocks = Clocks(database, policies)
    leases = Leases(database)
    return Desk(
        database=database,
        tickets=Tickets(database, clocks),
        replies=Replies(database, clocks),
        drafts=Drafts(database),
        deferrals=Deferrals(database, clocks),
        viewing=Viewing(database),
        clocks=clocks,
        alerts=Alerts(database, policies, clocks, leases.owner),
        reminders=Reminders(database, clocks),
        leases=leases,
        outbox=OutboxService(database),
        dispatch=Dispatch(database),
        mailboxes=Mailboxes(database, secrets),
        intake=Intake(database, clocks, policies),
        imports=Imports(database, clocks, policies),
        policies=policies,
        people=People(database),
        settings=Settings(database),
        secrets=secrets,
        exports=Exports(database, policies),
        history=History(database, clocks),
        demo=Demo(database, clocks),
        undo=UndoService(database, clocks),
    )
