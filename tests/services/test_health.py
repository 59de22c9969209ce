"""The self-check tells what is wrong, and cries at nothing else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, update

from desktop.domain.clock import ManualClock
from desktop.domain.sentences_health import HEALTH, HEALTH_TITLES
from desktop.domain.ticket import Actor
from desktop.models.base import EPOCH
from desktop.models.mail import Mailbox, MailboxKind, RawMail, RawState
from desktop.models.outbox import Outbox, OutboxState
from desktop.models.sla import ClockRecord
from desktop.services.backups import Backups
from desktop.services.desk import Desk
from desktop.services.health import Health, machine_checks
from desktop.services.health_check import Check, State
from desktop.services.tickets import ManualTicket
from desktop.system.autostart import autostart_of
from desktop.system.paths import Profile, open_profile


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    return open_profile(tmp_path / "home")


@pytest.fixture
def look(desk: Desk, profile: Profile, clock: ManualClock) -> Callable[[], dict[str, Check]]:
    def checks() -> dict[str, Check]:
        return {check.name: check for check in Health(desk, profile, clock).check()}

    return checks


Look = Callable[[], dict[str, Check]]


def state(look: Look, name: str) -> State:
    check = look()[name]
    assert HEALTH[check.text_code].format_map(check.facts)
    return check.state


def test_every_line_of_a_sound_desk_has_its_words(
    desk: Desk, anna: Actor, look: Look, profile: Profile, clock: ManualClock
) -> None:
    desk.tickets.create(anna, ManualTicket("Printer", "smokes"))
    clock.advance(timedelta(days=3))  # long late: still what the rules say
    Backups(desk.database).create(profile.backups)

    checks = look()

    assert list(checks) == list(HEALTH_TITLES)
    for check in checks.values():
        assert HEALTH[check.text_code].format_map(check.facts)
    bad = {name for name, check in checks.items() if check.state is State.FAILED}
    assert bad == set()
    of_data = ["database", "clock", "raw_mail", "clocks", "mailboxes", "outbox", "backup"]
    assert {checks[name].state for name in of_data} == {State.OK}


def test_changed_mail_is_found(desk: Desk, look: Look, clock: ManualClock) -> None:
    with desk.database.write() as session:
        mailbox = Mailbox(kind=MailboxKind.IMPORT, name="files")
        session.add(mailbox)
        session.flush()
        session.execute(
            insert(RawMail).values(
                mailbox_id=mailbox.id,
                uidvalidity=1,
                uid=1,
                sha256="0" * 64,
                size=5,
                received_at=clock.now(),
                stored_at=clock.now(),
                state=RawState.DONE,
                body=b"hello",
            )
        )
    assert state(look, "raw_mail") is State.FAILED


@pytest.mark.parametrize("change", [{"due_at": EPOCH}, {"result": "met"}, {"target_seconds": 1}])
def test_a_clock_that_differs_from_the_rules_is_found_and_rebuilt(
    desk: Desk, anna: Actor, look: Look, change: dict[str, object]
) -> None:
    desk.tickets.create(anna, ManualTicket("Printer", "smokes"))
    with desk.database.write() as session:
        session.execute(update(ClockRecord).values(change))

    assert state(look, "clocks") is State.WARNING
    assert desk.clocks.rebuild() > 0
    assert state(look, "clocks") is State.OK


def test_a_clock_that_is_missing_is_found(desk: Desk, anna: Actor, look: Look) -> None:
    desk.tickets.create(anna, ManualTicket("Printer", "smokes"))
    with desk.database.write() as session:
        session.query(ClockRecord).delete()
    assert state(look, "clocks") is State.WARNING


@pytest.mark.parametrize(
    ("values", "expected", "code"),
    [
        ({}, State.OK, "health.mailboxes.ok"),
        ({"is_enabled": False}, State.OK, "health.mailboxes.none"),
        ({"checked_at": None}, State.WARNING, "health.mailboxes.late"),
        ({"failed_since": 0, "failures": 2}, State.WARNING, "health.mailboxes.warning"),
        ({"auth_failures": 3}, State.FAILED, "health.mailboxes.failed"),
    ],
)
def test_mailboxes(
    desk: Desk,
    look: Look,
    clock: ManualClock,
    values: dict[str, object],
    expected: State,
    code: str,
) -> None:
    told = {"checked_at": clock.now() - timedelta(seconds=20)} | values
    if "failed_since" in told:
        told["failed_since"] = clock.now()
    with desk.database.write() as session:
        session.add(Mailbox(kind=MailboxKind.IMAP, name="secret@desk.example", **told))

    check = look()["mailboxes"]

    assert (check.state, check.text_code) == (expected, code)
    assert "secret" not in HEALTH[code].format_map(check.facts)


def test_mail_in_doubt_is_told(desk: Desk, look: Look, clock: ManualClock) -> None:
    with desk.database.write() as session:
        mailbox = Mailbox(kind=MailboxKind.IMAP, name="x", is_enabled=False)
        session.add(mailbox)
        session.flush()
        session.execute(
            insert(Outbox).values(
                kind="reply",
                dedup_key="1",
                mailbox_id=mailbox.id,
                message_id="<1@x>",
                envelope_from="a@x",
                mime=b"",
                state=OutboxState.IN_DOUBT,
                created_at=clock.now(),
                not_before=clock.now(),
            )
        )
    assert state(look, "outbox") is State.WARNING


def test_a_warning_that_nobody_gave_is_told(
    desk: Desk, anna: Actor, look: Look, clock: ManualClock
) -> None:
    desk.tickets.create(anna, ManualTicket("Printer", "smokes"))
    assert state(look, "alerts") is State.OK
    clock.advance(timedelta(days=3))
    assert state(look, "alerts") is State.WARNING


def test_a_backup_is_stale_when_older_than_a_day_and_something_changed(
    desk: Desk, anna: Actor, look: Look, profile: Profile, clock: ManualClock
) -> None:
    assert state(look, "backup") is State.WARNING
    made = Backups(desk.database).create(profile.backups)
    desk.tickets.create(anna, ManualTicket("Printer", "smokes"))
    clock.advance(timedelta(hours=23))
    assert state(look, "backup") is State.OK
    clock.advance(timedelta(hours=2))
    assert state(look, "backup") is State.WARNING
    made.path.write_bytes(b"")
    assert state(look, "backup") is State.FAILED


def test_a_wrong_clock_of_this_computer_is_told(
    desk: Desk, profile: Profile, clock: ManualClock
) -> None:
    here = ManualClock(clock.now() + timedelta(minutes=5))
    checks = {check.name: check for check in Health(desk, profile, here).check()}
    assert checks["clock"].state is State.WARNING
    assert checks["clock"].facts["seconds"] == 300


def test_the_window_tells_about_the_tray(profile: Profile) -> None:
    states = [
        {c.name: c for c in machine_checks(profile, has)}["tray"].state
        for has in (True, False, None)
    ]
    assert states == [State.OK, State.WARNING, State.UNKNOWN]


def test_starting_with_the_computer_is_told_and_never_wrong(
    profile: Profile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    told = []
    for on in (False, True):
        autostart_of(profile, "linux").switch(on=on)
        [check] = [c for c in machine_checks(profile) if c.name == "autostart"]
        told.append((check.state, HEALTH[check.text_code].split(":")[0]))
    assert told == [(State.OK, "off"), (State.OK, "on, into the tray")]


def test_counts(desk: Desk, anna: Actor, profile: Profile, clock: ManualClock) -> None:
    desk.tickets.create(anna, ManualTicket("Printer", "smokes"))
    counts = Health(desk, profile, clock).counts()
    assert (counts.tickets, counts.messages, counts.raw_mail, counts.alerts) == (1, 1, 0, 0)
    assert set(counts.outbox) == set(OutboxState)
