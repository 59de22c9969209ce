"""The desk: every service on one database, put together in one place."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop.domain.clock import Clock
from desktop.models import driver
from desktop.models.database import Database, translated
from desktop.models.upgrade import prepare
from desktop.services import installation
from desktop.services.clocks import Clocks
from desktop.services.drafts import Drafts
from desktop.services.people import People
from desktop.services.policies import Policies
from desktop.services.replies import Replies
from desktop.services.settings import Settings
from desktop.services.tickets import Tickets
from desktop.services.undo import UndoService


@dataclass(frozen=True, slots=True)
class Desk:
    """All services; what windows, commands and jobs are handed."""

    database: Database
    tickets: Tickets
    replies: Replies
    drafts: Drafts
    clocks: Clocks
    policies: Policies
    people: People
    settings: Settings
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
    desk = assemble(Database(engine, clock=clock))
    with desk.database.write() as session:
        installation.seed(session)
    desk.policies.seed(zone)
    return desk


def assemble(database: Database) -> Desk:
    """Put the services on a database that is ready."""
    policies = Policies(database)
    clocks = Clocks(database, policies)
    return Desk(
        database=database,
        tickets=Tickets(database, clocks),
        replies=Replies(database, clocks),
        drafts=Drafts(database),
        clocks=clocks,
        policies=policies,
        people=People(database),
        settings=Settings(database),
        undo=UndoService(database, clocks),
    )
