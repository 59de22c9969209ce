"""Opening the database of a profile: the same way for the window and for every command."""

from __future__ import annotations

from pathlib import Path

from desktop.config import AppConfig
from desktop.domain.clock import Clock
from desktop.domain.errors import Refused, Unavailable
from desktop.models import driver
from desktop.models.database import Database, translated
from desktop.models.upgrade import prepare
from desktop.services import installation
from desktop.services.desk import Desk
from desktop.system.disk import free_bytes
from desktop.system.network_drive import check_local
from desktop.system.paths import Profile
from desktop.system.zone import local_zone

_ROOM_TO_OPEN = 100_000


def open_database(
    url: str, *, clock: Clock | None = None, zone: str = "UTC", backups: Path | None = None
) -> Database:
    """Open or create the database at `url`; see `desk.open_desk`."""
    engine = driver.make_engine(url)
    with translated():
        prepare(engine, backups=backups)
    database = Database(engine, clock=clock)
    with database.read() as session:
        is_seeded = installation.is_seeded(session)
    if not is_seeded:
        _seed(database, zone)
    return database


def open_desk_of(profile: Profile, config: AppConfig, clock: Clock | None = None) -> Desk:
    """Put the services on the database that `open_database_of` opens."""
    return Desk(lambda: open_database_of(profile, config, clock)).opened()


def open_database_of(profile: Profile, config: AppConfig, clock: Clock | None = None) -> Database:
    """Open the database that `config` names, else the embedded one of the profile.

    An embedded database counts by `clock`; a server has a clock of its own, the same for every
    workstation (sla.md K23).

    Raises:
        Refused: `database.network_drive`.
        Unavailable: what `open_database` raises.
        DatabaseTooNew, NotOurDatabase: refused; nothing was changed.
    """
    url = database_url_of(profile, config)
    try:
        clock = clock if url.startswith("sqlite") else None
        return open_database(url, clock=clock, zone=local_zone(), backups=profile.backups)
    except Unavailable as error:
        if error.code == "disk.error" and free_bytes(profile.database) < _ROOM_TO_OPEN:
            # SQLite has no room for its shared memory and calls that an I/O error.
            raise Unavailable("disk.full", path=profile.database) from error
        raise


def data_file_of(profile: Profile, config: AppConfig) -> Path:
    """Return the file that the data are in.

    Raises:
        Refused: `salvage.server`: they are on a server.
    """
    if config.database_url is None:
        return profile.database
    kind, _, path = config.database_url.partition(":///")
    if kind != "sqlite":
        raise Refused("salvage.server")
    return Path(path)


def database_url_of(profile: Profile, config: AppConfig) -> str:
    """Return the address of the database that `config` names, else of the profile's own file.

    Raises:
        Refused: `database.network_drive`.
    """
    if config.database_url is not None:
        return config.database_url
    check_local(profile.database)
    return f"sqlite:///{profile.database}"


def _seed(database: Database, zone: str) -> None:
    """Give a new database what every one has."""
    from desktop.services.policies import Policies  # not to open one that has it

    Policies(database).seed(zone)
    with database.write() as session:
        installation.seed(session)  # the last: where it is, all the rest is
