"""Logging in with a token, at the servers that read mail and at those that send it."""

from __future__ import annotations

import base64
from collections.abc import Callable

import pytest

from desktop.domain.errors import Unavailable
from desktop.mail.imap import open_folder
from desktop.mail.smtp import check_account
from desktop.mail.tls import Patience, Security, Server
from tests.mail.fake_imap import FakeImap
from tests.mail.fake_smtp import FakeSmtp

TOKEN = "t0ken-of-an-hour"
SHORT = Patience(connect=2.0, read=2.0, command=2.0)
BEARER = f"n,a=anna@desk.example,\1auth=Bearer {TOKEN}\1\1"
XOAUTH2 = f"user=anna@desk.example\1auth=Bearer {TOKEN}\1\1"

pytestmark = pytest.mark.usefixtures("trusted")


def account(port: int) -> Server:
    return Server("127.0.0.1", port, Security.TLS, "anna@desk.example", TOKEN, is_token=True)


def capability(*mechanisms: str) -> list[bytes]:
    words = " ".join(f"AUTH={name}" for name in mechanisms)
    return [f"* CAPABILITY IMAP4rev1 {words}\r\n$ OK\r\n".encode()]


@pytest.mark.parametrize(
    ("offered", "mechanism", "proof"),
    [
        (("PLAIN", "XOAUTH2"), "XOAUTH2", XOAUTH2),
        (("XOAUTH2", "OAUTHBEARER"), "OAUTHBEARER", BEARER),
    ],
)
def test_reading_shows_the_token_in_the_best_way_offered(
    fake_imap: Callable[..., FakeImap], offered: tuple[str, ...], mechanism: str, proof: str
) -> None:
    server = fake_imap(
        CAPABILITY=capability(*offered), **{f"AUTHENTICATE {mechanism}": [b"+ \r\n"]}
    )
    with open_folder(account(server.port), "INBOX", patience=SHORT):
        pass
    assert base64.b64encode(proof.encode()).decode() in server.lines


def test_a_token_that_ran_out_is_refused_as_a_password_is(
    fake_imap: Callable[..., FakeImap],
) -> None:
    refusal = [b"$ NO [AUTHENTICATIONFAILED] token expired\r\n"]
    server = fake_imap(
        CAPABILITY=capability("XOAUTH2"), AUTHENTICATE_XOAUTH2=[b"+ \r\n"], **{"": refusal}
    )
    with (
        pytest.raises(Unavailable, match=r"mail\.auth_rejected") as caught,
        open_folder(account(server.port), "INBOX", patience=SHORT),
    ):
        pass
    assert TOKEN not in str(caught.value)


def test_a_token_is_never_sent_as_a_password(
    fake_imap: Callable[..., FakeImap], fake_smtp: Callable[..., FakeSmtp]
) -> None:
    reading = fake_imap(CAPABILITY=capability("PLAIN", "LOGIN"))
    with (
        pytest.raises(Unavailable, match=r"mail\.no_login"),
        open_folder(account(reading.port), "INBOX", patience=SHORT),
    ):
        pass
    sending = fake_smtp(answers={"ehlo": [b"250-desk\r\n250 AUTH PLAIN LOGIN\r\n"]})
    with pytest.raises(Unavailable, match=r"mail\.no_login"):
        check_account(account(sending.port), SHORT)
    assert not [line for line in reading.lines + sending.lines if "AUTH" in line.upper()]


@pytest.mark.parametrize(
    ("offered", "proof"), [("PLAIN XOAUTH2", XOAUTH2), ("XOAUTH2 OAUTHBEARER", BEARER)]
)
def test_sending_shows_the_token_in_the_best_way_offered(
    fake_smtp: Callable[..., FakeSmtp], offered: str, proof: str
) -> None:
    server = fake_smtp(
        answers={
            "ehlo": [f"250-desk\r\n250 AUTH {offered}\r\n".encode()],
            "AUTH": [b"235 welcome\r\n"],
        }
    )
    check_account(account(server.port), SHORT)
    shown = base64.b64encode(proof.encode()).decode()
    assert f"AUTH {offered.split()[-1]} {shown}" in server.lines


def test_what_the_server_says_of_a_bad_token_is_kept(fake_smtp: Callable[..., FakeSmtp]) -> None:
    server = fake_smtp(
        answers={
            "ehlo": [b"250-desk\r\n250 AUTH XOAUTH2\r\n"],
            "AUTH": [b"334 eyJzdGF0dXMiOiI0MDEifQ==\r\n"],
            "": [b"535 5.7.3 token expired\r\n"],
        }
    )
    with pytest.raises(Unavailable, match=r"mail\.auth_rejected.*token expired"):
        check_account(account(server.port), SHORT)
