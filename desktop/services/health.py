"""The self-check: one list of lines for the window's page and for `dutydesk doctor`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from sqlalchemy import ScalarSelect, func, select

from desktop.domain.clock import Clock
from desktop.domain.errors import DeskError
from desktop.models.alert import Alert
from desktop.models.base import Base
from desktop.models.mail import Message, RawMail, RawState
from desktop.models.outbox import OutboxState
from desktop.models.ticket import Ticket
from desktop.services import health_data as data
from desktop.services import health_machine as machine
from desktop.services import installation
from desktop.services.desk import Desk
from desktop.services.health_check import Check, State
from desktop.system.paths import Profile
from desktop.system.secrets import KeyringSecrets


@dataclass(frozen=True, slots=True)
class Counts:
    """How much the database holds."""

    tickets: int
    messages: int
    raw_mail: int
    quarantined: int
    outbox: Mapping[OutboxState, int]
    alerts: int


class Health:
    """Checks everything there is to go wrong; changes nothing and sends nothing.

    Takes seconds, more on a big database: never on the GUI thread.
    """

    def __init__(self, desk: Desk, profile: Profile, clock: Clock) -> None:
        self._desk = desk
        self._profile = profile
        self._clock = clock

    def check(self, has_tray: bool | None = None) -> tuple[Check, ...]:
        """Return every line, in the order shown; `has_tray` is what the window found."""
        desk, database = self._desk, self._desk.database
        with database.read() as session:
            now = database.now(session)
            keyring = KeyringSecrets(f"dutydesk-{installation.instance(session)}")
        lines: dict[str, Callable[[], Check]] = {
            "database": partial(data.database_line, database),
            "clock": partial(data.clock_line, database, self._clock),
            "raw_mail": partial(data.raw_mail_line, database),
            "clocks": partial(data.clocks_line, database, desk.policies),
            "mailboxes": partial(data.mailboxes_line, desk.mailboxes, now),
            "outbox": partial(data.outbox_line, desk.outbox),
            "alerts": partial(data.alerts_line, database),
            "backup": partial(data.backup_line, desk, self._profile, now),
            "secrets": partial(machine.secrets_line, keyring),
        }
        checks = [_looked(name, line) for name, line in lines.items()]
        return (*checks, *machine_checks(self._profile, has_tray))

    def counts(self) -> Counts:
        """Return how much there is of each kind."""
        quarantined = (
            select(func.count())
            .select_from(RawMail)
            .where(RawMail.state == RawState.QUARANTINED)
            .scalar_subquery()
        )
        totals = select(
            _count(Ticket), _count(Message), _count(RawMail), _count(Alert), quarantined
        )
        with self._desk.database.read() as session:
            tickets, messages, raw, alerts, bad = session.execute(totals).one()
        return Counts(tickets, messages, raw, bad, self._desk.outbox.counts(), alerts)


def machine_checks(profile: Profile, has_tray: bool | None = None) -> tuple[Check, ...]:
    """Return the lines that need no database: all there is when it cannot be opened."""
    return (
        machine.disk_line(profile.folder),
        machine.sound_line(profile.tmp),
        machine.notices_line(),
        machine.tray_line(has_tray),
        machine.autostart_line(profile),
        machine.languages_line(),
        machine.program_line(),
    )


def _looked(name: str, line: Callable[[], Check]) -> Check:
    """Return the line, or why it could not even be looked at."""
    try:
        return line()
    except DeskError as error:
        return Check(name, State.FAILED, error.code, error.facts)


def _count(record: type[Base]) -> ScalarSelect[int]:
    return select(func.count()).select_from(record).scalar_subquery()
