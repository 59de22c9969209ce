"""A bad server costs time, never a mail, never a password in the clear (reliability B6, H1)."""

import base64
import imaplib
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
import trustme

from desktop.domain.errors import Unavailable
from desktop.mail.imap import FetchedMail, open_folder
from desktop.mail.tls import Patience, Security, Server
from tests.mail.fake_imap import MAIL, FakeImap
from tests.mail.scripted_server import Step

StartImap = Callable[..., FakeImap]
STARTTLS = b"* CAPABILITY IMAP4rev1 STARTTLS AUTH=PLAIN\r\n$ OK\r\n"

PASSWORD = "s3cret пароль"
SHORT = Patience(connect=2.0, read=0.3, command=2.0)

pytestmark = pytest.mark.usefixtures("trusted")


def read_all(
    server: FakeImap,
    *,
    security: Security = Security.TLS,
    pin: str | None = None,
    patience: Patience = SHORT,
) -> list[FetchedMail]:
    account = Server("127.0.0.1", server.port, security, "anna", PASSWORD, pin)
    with open_folder(account, "INBOX", patience=patience) as folder:
        return [mail for batch in folder.batches(0) for mail in batch]


def test_good_server_hands_out_its_mail(fake_imap: StartImap) -> None:
    received_at = datetime(2026, 11, 20, 18, 40, tzinfo=UTC)
    assert read_all(fake_imap()) == [FetchedMail(11, 7, received_at, 24, MAIL, False)]


@pytest.mark.parametrize(
    ("code", "script"),
    [
        ("mail.bad_answer", {"UID_FETCH_11_(BODY": [b"* 1 FETCH (UID 11 BODY[] NIL)\r\n$ OK\r\n"]}),
        ("mail.bad_answer", {"UID_FETCH_11_(BODY": [b"$ OK done\r\n"]}),
        ("mail.bad_answer", {"UID_FETCH_11_(BODY": [b"$ NO not today\r\n"]}),
        ("mail.bad_answer", {"UID_FETCH_11_(BODY": [b"* 1 FETCH (UID 11 BODY[] 12)\r\n$ OK\r\n"]}),
        ("mail.bad_answer", {"UID_FETCH_11_(BODY": [b"* 1 FETCH (UID x BODY[] NIL)\r\n$ OK\r\n"]}),
        (
            "mail.unreachable",
            {"UID_FETCH_11_(BODY": [b"* 1 FETCH (UID 11 BODY[] {24}\r\nSubj", Step.DROP]},
        ),
        (
            "mail.timeout",
            {"UID_FETCH_11_(BODY": [b"* 1 FETCH (UID 11 BODY[] {24}\r\nSubj", Step.HANG]},
        ),
        (
            "mail.bad_answer",
            {"UID_FETCH_11_(BODY": [b"* 1 FETCH (UID 11 BODY[] {9}\r\n" + MAIL + b")\r\n$ OK\r\n"]},
        ),
        (
            "mail.timeout",
            {
                "UID_FETCH_11_(BODY": [
                    b"* 1 FETCH (UID 11 BODY[] {900}\r\n" + MAIL + b")\r\n$ OK\r\n",
                    Step.HANG,
                ]
            },
        ),
        ("mail.unreachable", {"UID_FETCH_11_(BODY": [b"* BYE going down\r\n", Step.DROP]}),
        ("mail.bad_answer", {"UID_FETCH_11_(RFC": [b"* 1 FETCH (UID 11)\r\n$ OK done\r\n"]}),
        ("mail.bad_answer", {"UID_SEARCH": [b"* SEARCH eleven\r\n$ OK done\r\n"]}),
        ("mail.bad_answer", {"UID_SEARCH": [b"$ BAD what\r\n"]}),
        ("mail.bad_answer", {"EXAMINE": [b"* 1 EXISTS\r\n$ OK no uidvalidity\r\n"]}),
        ("mail.folder_missing", {"EXAMINE": [b"$ NO [NONEXISTENT] no such\r\n"]}),
        ("mail.unreachable", {"EXAMINE": [b"* BYE\r\n", Step.DROP]}),
        ("mail.bad_answer", {"EXAMINE": [b"\xff\xfe rubbish\r\n", Step.DROP]}),
        ("mail.timeout", {"EXAMINE": [Step.HANG]}),
        ("mail.auth_rejected", {"": [b"$ NO [AUTHENTICATIONFAILED] wrong\r\n"]}),
        ("mail.unreachable", {"": [b"$ NO [UNAVAILABLE] try later\r\n"]}),
        ("mail.unreachable", {"": [Step.DROP]}),
        ("mail.no_login", {"CAPABILITY": [b"* CAPABILITY IMAP4rev1 LOGINDISABLED\r\n$ OK\r\n"]}),
        ("mail.no_login", {"CAPABILITY": [b"* CAPABILITY IMAP4rev1\r\n$ OK\r\n"]}),
        ("mail.bad_answer", {"greeting": [b"* BYE too many connections\r\n"]}),
        ("mail.bad_answer", {"greeting": [b"220 mail ESMTP\r\n"]}),
        ("mail.unreachable", {"greeting": [Step.DROP]}),
    ],
)
def test_fault_is_named_and_no_mail_is_half_read(
    fake_imap: StartImap, code: str, script: dict[str, object]
) -> None:
    with pytest.raises(Unavailable) as caught:
        read_all(fake_imap(**script))
    assert caught.value.code == code
    assert PASSWORD not in str(caught.value)


def test_byte_after_byte_ends_at_the_time_limit(fake_imap: StartImap) -> None:
    server = fake_imap(
        **{"UID_FETCH_11_(BODY": [b"* 1 FETCH (UID 11 BODY[] {900000}\r\n", Step.DRIP]}
    )
    with pytest.raises(Unavailable, match=r"mail\.timeout"):
        read_all(server, patience=Patience(connect=2.0, read=2.0, command=0.4))


def test_mail_that_vanished_after_the_search_is_passed_over(fake_imap: StartImap) -> None:
    server = fake_imap(
        UID_SEARCH=[b"* SEARCH 11\r\n$ OK\r\n"], **{"UID_FETCH_11_(RFC": [b"$ OK\r\n"]}
    )
    assert read_all(server) == []


@pytest.mark.parametrize(
    ("script", "uids"),
    [
        # UIDNEXT below what is there
        (
            {
                "EXAMINE": [
                    b"* 1 EXISTS\r\n* OK [UIDVALIDITY 7] .\r\n* OK [UIDNEXT 2] .\r\n$ OK\r\n"
                ]
            },
            [11],
        ),
        # no UIDNEXT, and more mails than there are
        ({"EXAMINE": [b"* 99 EXISTS\r\n* OK [UIDVALIDITY 7] .\r\n$ OK\r\n"]}, [11]),
        # a UID named twice, and one that is no mail's
        ({"UID_SEARCH": [b"* SEARCH 11 11 12\r\n$ OK\r\n"], "UID_FETCH_11": None}, [11]),
        # words that nobody asked for, between the answers
        (
            {
                "UID_FETCH_11_(BODY": [
                    b"* 5 EXPUNGE\r\n* OK Still here\r\n* 1 FETCH (UID 11 BODY[] {24}\r\n"
                    + MAIL
                    + b")\r\n* 9 EXISTS\r\n$ OK\r\n"
                ]
            },
            [11],
        ),
    ],
)
def test_a_server_that_lies_about_numbers_loses_no_mail(
    fake_imap: StartImap, script: dict[str, object], uids: list[int]
) -> None:
    if "UID_FETCH_11" in script:
        del script["UID_FETCH_11"]
        script = script | {
            "UID_FETCH_11,12": [
                b"* 1 FETCH (UID 11 RFC822.SIZE 24 INTERNALDATE "
                b'"20-Nov-2026 21:40:00 +0300")\r\n$ OK\r\n'
            ]
        }
    assert [mail.uid for mail in read_all(fake_imap(**script))] == uids


def test_last_mail_named_again_by_the_server_is_not_fetched_again(fake_imap: StartImap) -> None:
    server = fake_imap()
    account = Server("127.0.0.1", server.port, Security.TLS, "anna", PASSWORD)
    with open_folder(account, "INBOX", patience=SHORT) as folder:
        assert list(folder.batches(11)) == []
    assert not [line for line in server.lines if "FETCH" in line]


def test_unreadable_internaldate_is_no_date(fake_imap: StartImap) -> None:
    answer = b'* 1 FETCH (UID 11 RFC822.SIZE 24 INTERNALDATE "99-Foo-2026 1:1:1 x")\r\n$ OK\r\n'
    (mail,) = read_all(fake_imap(**{"UID_FETCH_11_(RFC": [answer]}))
    assert mail.internaldate is None


def test_starttls_protects_the_password(fake_imap: StartImap) -> None:
    server = fake_imap(starttls=True, CAPABILITY=[STARTTLS], STARTTLS=[b"$ OK\r\n", Step.START_TLS])
    assert read_all(server, security=Security.STARTTLS)[0].raw == MAIL
    assert b"AUTHENTICATE" not in server.heard_in_clear
    assert b"STARTTLS" in server.heard_in_clear


STRIPPED: list[dict[str, object]] = [
    {},  # the capability is stripped
    {"CAPABILITY": [STARTTLS], "STARTTLS": [b"$ NO not today\r\n"]},
    {"CAPABILITY": [STARTTLS], "STARTTLS": [b"$ BAD\r\n"]},
    {"CAPABILITY": [STARTTLS], "STARTTLS": [b"$ OK but no handshake\r\n", b"* OK\r\n"]},
    {"CAPABILITY": [STARTTLS], "STARTTLS": [Step.DROP]},
    {"CAPABILITY": [STARTTLS], "greeting": [b"* PREAUTH welcome\r\n"]},
    {
        "CAPABILITY": [STARTTLS],
        "STARTTLS": [b"$ OK\r\nA1 OK injected\r\n* PREAUTH\r\n", Step.DROP],
    },
    {"CAPABILITY": [b"* CAPABILITY IMAP4rev1 STARTTLS\r\n$ OK\r\n"], "STARTTLS": [Step.HANG]},
    {"greeting": [b"* BYE go to mail.evil.example\r\n"]},
    {"greeting": [b"* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] no TLS here\r\n"]},
    {"CAPABILITY": [b"* PREAUTH now\r\n" + STARTTLS], "STARTTLS": [b"$ NO\r\n"]},
]


@pytest.mark.parametrize("script", STRIPPED)
def test_password_never_leaves_without_tls(fake_imap: StartImap, script: dict[str, object]) -> None:
    """T-TLS: whatever the server says in the clear, the password is not in it."""
    server = fake_imap(starttls=True, **script)
    with pytest.raises(Unavailable):
        read_all(server, security=Security.STARTTLS)
    heard = server.heard_in_clear
    assert b"AUTHENTICATE" not in heard
    assert b"LOGIN" not in heard
    assert PASSWORD.encode() not in heard
    assert base64.b64encode(f"\0anna\0{PASSWORD}".encode()) not in heard


def test_a_careless_client_would_be_overheard(fake_imap: StartImap) -> None:
    """The negative control: the same server hears the password of one that does not insist."""
    server = fake_imap(starttls=True, LOGIN=[b"$ OK\r\n"], LOGOUT=[b"* BYE\r\n$ OK\r\n"])
    with imaplib.IMAP4("127.0.0.1", server.port) as client:
        client.login("anna", "s3cret")
    assert b"s3cret" in server.heard_in_clear


def test_what_is_said_before_the_handshake_does_not_count_after_it(fake_imap: StartImap) -> None:
    """The twelfth script: an attacker's bytes behind the OK (CVE-2011-0411) are thrown away."""
    injected = b"$ OK\r\n* CAPABILITY IMAP4rev1 LOGINDISABLED\r\n* SEARCH 666\r\n"
    server = fake_imap(starttls=True, CAPABILITY=[STARTTLS], STARTTLS=[injected, Step.START_TLS])
    assert [mail.uid for mail in read_all(server, security=Security.STARTTLS)] == [11]
    assert b"AUTHENTICATE" not in server.heard_in_clear
    assert len(STRIPPED) == 11


@pytest.mark.parametrize("name", ["mail.example.test", "expired", "unknown"])
def test_a_bad_certificate_after_starttls_gets_no_password(
    fake_imap: StartImap, authority: trustme.CA, name: str
) -> None:
    past = datetime(2026, 1, 1, tzinfo=UTC)
    bad = {
        "expired": lambda: authority.issue_cert("127.0.0.1", not_after=past),
        "unknown": lambda: trustme.CA().issue_cert("127.0.0.1"),
    }.get(name, lambda: authority.issue_cert(name))()
    server = fake_imap(
        certificate=bad,
        starttls=True,
        CAPABILITY=[STARTTLS],
        STARTTLS=[b"$ OK\r\n", Step.START_TLS],
    )
    with pytest.raises(Unavailable, match=r"mail\.certificate_"):
        read_all(server, security=Security.STARTTLS)
    assert not [line for line in server.lines if "AUTH" in line or "LOGIN" in line]


def test_without_a_context_of_ours_the_same_certificate_gets_the_password(
    fake_imap: StartImap,
) -> None:
    """The negative control: the standard library checks no certificate unless it is told to."""
    unknown = trustme.CA().issue_cert("127.0.0.1")
    server = fake_imap(certificate=unknown, LOGIN=[b"$ OK\r\n"])
    with imaplib.IMAP4_SSL("127.0.0.1", server.port) as client:
        client.login("anna", "s3cret")
    assert any("s3cret" in line for line in server.lines)


def test_server_without_tls_is_named_so(fake_imap: StartImap) -> None:
    with pytest.raises(Unavailable, match=r"mail\.no_tls"):
        read_all(fake_imap(starttls=True), security=Security.TLS)
    with pytest.raises(Unavailable, match=r"mail\.no_tls"):
        read_all(fake_imap(starttls=True), security=Security.STARTTLS)


def test_preauthenticated_connection_is_refused(fake_imap: StartImap) -> None:
    with pytest.raises(Unavailable, match=r"mail\.bad_answer"):
        read_all(fake_imap(greeting=[b"* PREAUTH welcome\r\n"]))


def test_certificate_for_another_host_is_refused(
    fake_imap: StartImap, authority: trustme.CA
) -> None:
    server = fake_imap(certificate=authority.issue_cert("mail.example.test"))
    with pytest.raises(Unavailable, match="certificate_wrong_host"):
        read_all(server)


def test_expired_certificate_is_refused(fake_imap: StartImap, authority: trustme.CA) -> None:
    past = datetime(2026, 1, 1, tzinfo=UTC)
    server = fake_imap(certificate=authority.issue_cert("127.0.0.1", not_after=past))
    with pytest.raises(Unavailable, match="certificate_expired"):
        read_all(server)


def test_certificate_of_tomorrow_is_refused(fake_imap: StartImap, authority: trustme.CA) -> None:
    future = datetime(2030, 1, 1, tzinfo=UTC)
    server = fake_imap(certificate=authority.issue_cert("127.0.0.1", not_before=future))
    with pytest.raises(Unavailable, match="certificate_not_yet_valid"):
        read_all(server)


def test_unknown_authority_is_refused_unless_its_certificate_is_pinned(
    fake_imap: StartImap, fingerprint: str
) -> None:
    other = trustme.CA().issue_cert("127.0.0.1")
    with pytest.raises(Unavailable, match="certificate_unknown_authority"):
        read_all(fake_imap(certificate=other))
    with pytest.raises(Unavailable, match="certificate_not_pinned"):
        read_all(fake_imap(certificate=other), pin=fingerprint)
    assert read_all(fake_imap(), pin=fingerprint.upper())


def test_nobody_listening_is_unreachable() -> None:
    account = Server("127.0.0.1", 1, Security.TLS, "anna", PASSWORD)
    with pytest.raises(Unavailable, match=r"mail\.unreachable"), open_folder(account, "INBOX"):
        pass


def test_host_name_that_cannot_be_is_unknown() -> None:
    account = Server("a" * 70 + ".test", 993, Security.TLS, "anna", PASSWORD)
    with pytest.raises(Unavailable, match=r"mail\.unknown_host"), open_folder(account, "INBOX"):
        pass


def test_password_is_not_in_the_text_of_a_server() -> None:
    assert PASSWORD not in repr(Server("host", 993, Security.TLS, "anna", PASSWORD))
