"""A mailbox is set up, looked into at its time, and never hammered."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desktop.domain.changes import Topic
from desktop.domain.clock import ManualClock
from desktop.domain.errors import ChangedMeanwhile, NotFound, Refused, Unavailable
from desktop.domain.mail_login import Login, Provider
from desktop.domain.ticket import Actor
from desktop.mail import smtp
from desktop.mail.access_tokens import AccessTokens
from desktop.mail.oauth import Grant
from desktop.mail.tls import Security
from desktop.models.mail import Mailbox
from desktop.services.desk import Desk
from desktop.services.mailbox_folders import Counted, Place
from desktop.services.mailbox_values import MailboxState, MailboxValues
from desktop.services.mailboxes import CHECK_EVERY, Mailboxes
from desktop.system.secrets import KeyringSecrets
from tests.dump import dump
from tests.servers import MailAccount
from tests.services.mail_rig import VALUES

REJECTED = Unavailable(
    "mail.auth_rejected", host="imap.desk.example", username="support", said="no"
)
AWAY = Unavailable("mail.unreachable", host="imap.desk.example", port=993)


@pytest.fixture
def mailboxes(desk: Desk) -> Mailboxes:
    return Mailboxes(desk.database, KeyringSecrets("tests", find=lambda: None))


@pytest.fixture
def support(mailboxes: Mailboxes, anna: Actor) -> int:
    created = mailboxes.add(anna, VALUES, "s3cret пароль").created
    assert created is not None
    return created


def test_new_mailbox_is_due_at_once_and_older_mail_will_be_history(
    mailboxes: Mailboxes, support: int, clock: ManualClock
) -> None:
    row = mailboxes.get(support)
    assert mailboxes.all() == (row,)
    assert row.values == VALUES
    assert row.state is MailboxState.OK
    assert row.connected_at == clock.now()
    visit = mailboxes.visit(support)
    assert visit is not None
    assert visit.places == (Place(support, "INBOX", 0, 0),)
    assert mailboxes.incoming_server(visit).password == "s3cret пароль"
    assert mailboxes.outgoing_server(support).host == "smtp.desk.example"


def test_password_is_nowhere_in_the_database(
    desk: Desk, mailboxes: Mailboxes, support: int
) -> None:
    assert "s3cret" not in repr(dump(desk))


def test_password_this_computer_does_not_know_is_asked_for(
    desk: Desk, mailboxes: Mailboxes, support: int
) -> None:
    elsewhere = Mailboxes(desk.database, KeyringSecrets("other", find=lambda: None))
    with pytest.raises(Unavailable, match=r"mail\.no_password.*mailbox=Support"):
        elsewhere.outgoing_server(support)


def test_after_a_good_round_the_next_comes_in_a_minute(
    mailboxes: Mailboxes, support: int, clock: ManualClock
) -> None:
    mailboxes.succeeded(support)
    assert mailboxes.visit(support) is None
    assert mailboxes.next_in(support) == CHECK_EVERY
    clock.advance(CHECK_EVERY)
    assert mailboxes.visit(support) is not None


def test_trouble_is_shown_and_tried_again_from_five_seconds_to_five_minutes(
    mailboxes: Mailboxes, support: int, clock: ManualClock
) -> None:
    failed_at = clock.now()
    pauses = []
    for _ in range(8):
        assert Topic.MAILBOXES in mailboxes.failed(support, AWAY).topics
        pause = mailboxes.next_in(support)
        assert pause is not None
        pauses.append(pause.total_seconds())
        clock.advance(pause)
    assert pauses == [5, 10, 20, 40, 80, 160, 300, 300]
    row = mailboxes.get(support)
    assert row.state is MailboxState.FAILING
    assert row.failed_since == failed_at
    assert row.error is not None
    assert (row.error.code, row.error.facts["host"]) == ("mail.unreachable", "imap.desk.example")
    assert Topic.MAILBOXES in mailboxes.succeeded(support).topics
    row = mailboxes.get(support)
    assert (row.state, row.error, row.failed_since) == (MailboxState.OK, None, None)


def test_three_refused_passwords_pause_until_somebody_acts(
    mailboxes: Mailboxes, support: int, clock: ManualClock, anna: Actor
) -> None:
    for _ in range(3):
        assert mailboxes.visit(support) is not None
        mailboxes.failed(support, REJECTED)
        clock.advance(timedelta(minutes=5))
    assert mailboxes.get(support).state is MailboxState.PAUSED
    clock.advance(timedelta(days=2))
    assert mailboxes.visit(support) is None
    assert mailboxes.next_in(support) is None
    row = mailboxes.get(support)
    mailboxes.edit(anna, support, row.values, version=row.version, password="new")
    visit = mailboxes.visit(support)
    assert visit is not None
    assert mailboxes.incoming_server(visit).password == "new"


def test_refusals_apart_do_not_add_up(mailboxes: Mailboxes, support: int) -> None:
    for _ in range(5):
        mailboxes.failed(support, REJECTED)
        mailboxes.succeeded(support)
    assert mailboxes.get(support).state is MailboxState.OK


def test_mailbox_switched_off_is_left_alone(
    mailboxes: Mailboxes, support: int, anna: Actor
) -> None:
    mailboxes.set_enabled(anna, support, False)
    assert mailboxes.visit(support) is None
    assert mailboxes.next_in(support) is None
    assert mailboxes.get(support).state is MailboxState.OFF
    mailboxes.set_enabled(anna, support, True)
    assert mailboxes.visit(support) is not None


def test_check_now_does_not_wait_for_the_next_minute(
    mailboxes: Mailboxes, support: int, anna: Actor
) -> None:
    mailboxes.succeeded(support)
    mailboxes.check_now(anna, support)
    assert mailboxes.next_in(support) == timedelta()


def test_checking_all_now_wakes_no_paused_mailbox(
    mailboxes: Mailboxes, support: int, anna: Actor
) -> None:
    paused = mailboxes.add(anna, replace(VALUES, folder="Urgent"), "wrong").created
    assert paused is not None
    mailboxes.succeeded(support)
    for _ in range(3):
        mailboxes.failed(paused, REJECTED)
    assert Topic.MAILBOXES in mailboxes.check_all_now().topics
    assert mailboxes.next_in(support) == timedelta()
    assert mailboxes.visit(paused) is None


def test_long_words_of_a_server_do_not_hide_the_error(mailboxes: Mailboxes, support: int) -> None:
    mailboxes.failed(support, Unavailable("mail.bad_answer", host="h", what="ы" * 900))
    error = mailboxes.get(support).error
    assert error is not None
    assert error.code == "mail.bad_answer"


def test_another_folder_is_read_from_its_beginning_and_another_name_is_not(
    desk: Desk, mailboxes: Mailboxes, support: int, anna: Actor
) -> None:
    def cursor() -> tuple[int, int]:
        visit = mailboxes.visit(support)
        assert visit is not None
        return visit.places[0].uidvalidity, visit.places[0].last_uid

    with desk.database.write() as session:
        record = session.get_one(Mailbox, support)
        record.uidvalidity, record.last_uid = 7, 99
    mailboxes.edit(anna, support, replace(VALUES, name="Help"), version=1)
    assert cursor() == (7, 99)
    with pytest.raises(ChangedMeanwhile):
        mailboxes.edit(anna, support, replace(VALUES, folder="Old"), version=1)
    mailboxes.edit(anna, support, replace(VALUES, folder="Заявки"), version=2)
    assert cursor() == (0, 0)


def test_second_mailbox_on_one_folder_is_refused(
    mailboxes: Mailboxes, support: int, anna: Actor
) -> None:
    same = replace(VALUES, name="Again", imap_host="IMAP.desk.example")
    with pytest.raises(Refused, match=r"mailbox\.exists.*name=Support"):
        mailboxes.add(anna, same, "x")
    mailboxes.add(anna, replace(same, folder="Urgent"), "x")


def test_every_folder_has_its_own_cursor_and_one_account(
    desk: Desk, mailboxes: Mailboxes, support: int, anna: Actor
) -> None:
    row = mailboxes.get(support)
    more = replace(VALUES, more_folders=("Junk", " INBOX ", "Заявки", "Junk"))
    mailboxes.edit(anna, support, more, version=row.version)
    (row,) = mailboxes.all()
    assert row.values.more_folders == ("Junk", "Заявки")
    visit = mailboxes.visit(support)
    assert visit is not None
    assert [place.folder for place in visit.places] == ["INBOX", "Junk", "Заявки"]
    assert len({place.id for place in visit.places}) == 3
    with pytest.raises(Refused, match=r"mailbox\.exists"):
        mailboxes.add(anna, replace(VALUES, name="Again", folder="Junk"), "x")


def test_a_folder_left_out_and_added_again_goes_on_where_it_was(
    desk: Desk, mailboxes: Mailboxes, support: int, anna: Actor
) -> None:
    with_junk = replace(VALUES, more_folders=("Junk",))
    mailboxes.edit(anna, support, with_junk, version=1)
    visit = mailboxes.visit(support)
    assert visit is not None
    junk = visit.places[1]
    with desk.database.write() as session:
        session.get_one(Mailbox, junk.id).last_uid = 99
    mailboxes.edit(anna, support, VALUES, version=2)
    visit = mailboxes.visit(support)
    assert visit is not None
    assert len(visit.places) == 1
    mailboxes.edit(anna, support, with_junk, version=3)
    visit = mailboxes.visit(support)
    assert visit is not None
    assert visit.places[1] == replace(junk, last_uid=99)
    mailboxes.edit(anna, support, replace(with_junk, username="other"), version=4)
    visit = mailboxes.visit(support)
    assert visit is not None
    assert {place.last_uid for place in visit.places} == {0}


def test_folders_are_compared_once_a_day_and_when_somebody_asks(
    mailboxes: Mailboxes, support: int, clock: ManualClock, anna: Actor
) -> None:
    def since() -> date | None:
        mailboxes.check_now(anna, support)
        visit = mailboxes.visit(support)
        assert visit is not None
        return visit.compare_since

    assert since() == (clock.now() - timedelta(days=3)).date()
    assert mailboxes.get(support).counted is None
    mailboxes.compared(support, on_server=412, here=411)
    assert mailboxes.get(support).counted == Counted(clock.now(), 412, 411)
    assert since() is None
    clock.advance(timedelta(hours=24))
    assert since() is not None
    mailboxes.compared(support, on_server=412, here=412)
    mailboxes.compare_now(anna, support)
    assert since() is not None


def test_a_sign_in_that_ended_pauses_at_once(mailboxes: Mailboxes, support: int) -> None:
    mailboxes.failed(support, Unavailable("mail.sign_in_ended", host="login.example"))
    assert mailboxes.get(support).state is MailboxState.PAUSED


@pytest.mark.parametrize(
    ("values", "code"),
    [
        (replace(VALUES, address="support"), "mail.bad_address"),
        (replace(VALUES, imap_host="  "), "mailbox.no_host"),
        (replace(VALUES, smtp_host=""), "mailbox.no_host"),
        (replace(VALUES, imap_port=0), "mailbox.bad_port"),
        (replace(VALUES, smtp_port=70_000), "mailbox.bad_port"),
    ],
)
def test_values_that_cannot_work_are_refused(values: MailboxValues, code: str) -> None:
    with pytest.raises(Refused) as caught:
        values.checked()
    assert caught.value.code == code


def test_what_was_left_empty_is_filled_in() -> None:
    typed = MailboxValues("", " help@пример.рф ", "", "imap.test", "smtp.test", folder=" ")
    checked = typed.checked()
    assert checked.address == "help@xn--e1afmkfd.xn--p1ai"
    assert (checked.name, checked.username) == (checked.address, checked.address)
    assert (checked.folder, checked.imap_security) == ("INBOX", Security.TLS)


def test_mailbox_that_is_not_there_is_named(mailboxes: Mailboxes, anna: Actor) -> None:
    assert mailboxes.visit(4711) is None
    assert mailboxes.next_in(4711) is None
    for command in (mailboxes.get, mailboxes.succeeded, mailboxes.outgoing_server):
        with pytest.raises(NotFound):
            command(4711)


PROVIDER = Provider("client", "", "https://login.example/a", "https://login.example/t")
SIGNED_IN = replace(VALUES, login=Login.OTHER, provider=PROVIDER)


class Refreshing:
    """A provider that gives a new token each time, and takes the old refresh token back."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, provider: Provider, refresh_token: str) -> Grant:
        if refresh_token == "withdrawn":
            raise Unavailable("mail.sign_in_ended", host="login.example")
        self.asked.append(refresh_token)
        number = len(self.asked)
        return Grant(f"access-{number}", f"refresh-{number}", 3600)


def test_a_signed_in_mailbox_shows_tokens_and_keeps_only_the_newest_refresh_token(
    desk: Desk, anna: Actor
) -> None:
    refreshing = Refreshing()
    secrets = KeyringSecrets("tests", find=lambda: None)
    mailboxes = Mailboxes(desk.database, secrets, AccessTokens(refreshing))
    secret = mailboxes.signed_in(Grant("access-0", "refresh-0", 3600))
    mailbox = mailboxes.add(anna, SIGNED_IN, secret).created or 0
    assert mailboxes.get(mailbox).values == SIGNED_IN
    server = mailboxes.outgoing_server(mailbox)
    assert (server.password, server.is_token) == ("access-0", True)
    mailboxes.failed(mailbox, REJECTED)  # a server refused the token: the next is a new one
    assert mailboxes.outgoing_server(mailbox).password == "access-1"
    assert secrets.get(f"mailbox:{mailbox}") == "refresh-1"
    assert refreshing.asked == ["refresh-0"]
    stored = repr(dump(desk))
    assert "access-" not in stored
    assert "refresh-" not in stored


def test_a_mailbox_nobody_signed_in_to_here_says_so(desk: Desk, anna: Actor) -> None:
    secrets = KeyringSecrets("tests", find=lambda: None)
    mailboxes = Mailboxes(desk.database, secrets, AccessTokens(Refreshing()))
    with pytest.raises(Unavailable, match=r"mail\.not_signed_in.*mailbox=Support"):
        mailboxes.try_connection(SIGNED_IN, "", 0)
    with pytest.raises(Refused, match=r"mailbox\.no_client_id"):
        mailboxes.add(anna, replace(SIGNED_IN, provider=None), "x")
    mailbox = mailboxes.add(anna, SIGNED_IN, "withdrawn").created or 0
    with pytest.raises(Unavailable, match=r"mail\.sign_in_ended"):
        mailboxes.outgoing_server(mailbox)


@pytest.mark.dovecot
def test_connection_is_tried_at_both_servers(
    mailboxes: Mailboxes,
    support: int,
    dovecot: MailAccount,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(dovecot.ca_file))
    values = replace(
        VALUES, username=dovecot.user, imap_host=dovecot.host, imap_port=dovecot.imaps_port
    )
    tried: list[tuple[str, str]] = []
    monkeypatch.setattr(
        smtp, "check_account", lambda server: tried.append((server.host, server.password))
    )
    mailboxes.try_connection(values, dovecot.password, 0)
    assert tried == [("smtp.desk.example", dovecot.password)]
    with pytest.raises(Unavailable, match=r"mail\.auth_rejected"):
        mailboxes.try_connection(values, None, support)
    with pytest.raises(Unavailable, match=r"mail\.folder_missing"):
        mailboxes.try_connection(replace(values, folder="Nowhere"), dovecot.password, 0)
