"""Each way a delivery can fail is told apart, for each recipient (reliability C2, H1)."""

import base64
import smtplib
from collections.abc import Callable

import pytest

from desktop.domain.errors import Unavailable
from desktop.mail.smtp import Delivery, Fate, send_mail
from desktop.mail.tls import Patience, Security, Server
from tests.mail.fake_smtp import FakeSmtp
from tests.mail.scripted_server import Answer, Step

StartSmtp = Callable[..., FakeSmtp]

PASSWORD = "s3cret пароль"
SHORT = Patience(connect=2.0, read=0.3, command=2.0, verdict=0.3)
MIME = b"Subject: hello\r\n\r\n.leading dot\r\nbody\r\n"

pytestmark = pytest.mark.usefixtures("trusted")


class Witness:
    """Stands for the transaction before the content."""

    def __init__(self) -> None:
        self.calls = 0

    def __call__(self) -> None:
        self.calls += 1


def send(
    server: FakeSmtp,
    *recipients: str,
    security: Security = Security.TLS,
    witness: Callable[[], None] | None = None,
    username: str = "anna",
    on_limit: Callable[[int], None] | None = None,
) -> tuple[Delivery, ...]:
    return send_mail(
        Server("127.0.0.1", server.port, security, username, PASSWORD),
        "support@example.test",
        recipients or ("ivan@example.test",),
        MIME,
        before_data=witness or Witness(),
        on_limit=on_limit,
        patience=SHORT,
    )


@pytest.mark.parametrize(
    ("fate", "told", "answers"),
    [
        (Fate.ACCEPTED, 1, {}),
        (Fate.TEMPORARY, 0, {"MAIL": [b"451 busy\r\n"]}),
        (Fate.TEMPORARY, 0, {"MAIL": [b"399 odd\r\n"]}),
        (Fate.PERMANENT, 0, {"MAIL": [b"552 too big\r\n"]}),
        (Fate.TEMPORARY, 0, {"RCPT": [b"450-grey\r\n450 listed\r\n"]}),
        (Fate.PERMANENT, 0, {"RCPT": [b"550 no such user\r\n"]}),
        (Fate.TEMPORARY, 0, {"DATA": [b"421 shutting down\r\n", Step.DROP]}),
        (Fate.PERMANENT, 0, {"DATA": [b"554 no\r\n"]}),
        (Fate.TEMPORARY, 0, {"DATA": [b"250 not a 354\r\n"]}),
        (Fate.TEMPORARY, 1, {".": [b"451 try later\r\n"]}),
        (Fate.TEMPORARY, 1, {".": [b"421 closing\r\n", Step.DROP]}),
        (Fate.PERMANENT, 1, {".": [b"554 spam\r\n"]}),
        (Fate.IN_DOUBT, 1, {".": [Step.DROP]}),
        (Fate.IN_DOUBT, 1, {".": [Step.HANG]}),
        (Fate.IN_DOUBT, 1, {".": [b"25", Step.DROP]}),
        (Fate.IN_DOUBT, 1, {".": [b"what?\r\n"]}),
        (Fate.IN_DOUBT, 1, {".": [b"354 again\r\n"]}),
        (Fate.IN_DOUBT, 1, {".": [b"250 " + b"x" * 9_000 + b"\r\n"]}),
        (Fate.ACCEPTED, 1, {".": [b"250 queued\r\n"], "QUIT": [Step.HANG]}),
    ],
)
def test_fate_follows_from_the_servers_words(
    fake_smtp: StartSmtp, fate: Fate, told: int, answers: dict[str, Answer]
) -> None:
    witness = Witness()
    (delivery,) = send(fake_smtp(answers=answers), witness=witness)
    assert delivery.fate is fate
    assert witness.calls == told


@pytest.mark.parametrize(
    ("code", "answers"),
    [
        ("mail.unreachable", {"MAIL": [Step.DROP]}),
        ("mail.timeout", {"RCPT": [Step.HANG]}),
        ("mail.unreachable", {"DATA": [Step.DROP]}),
        ("mail.unreachable", {"ehlo": [Step.DROP]}),
        ("mail.auth_rejected", {"AUTH PLAIN": [b"535 wrong\r\n"]}),
        ("mail.bad_answer", {"AUTH PLAIN": [b"454 try later\r\n"]}),
        ("mail.no_login", {"ehlo": [b"250 mail\r\n"]}),
        ("mail.no_login", {"ehlo": [b"250-mail\r\n250 AUTH CRAM-MD5\r\n"]}),
    ],
)
def test_failure_before_the_content_is_named(
    fake_smtp: StartSmtp, code: str, answers: dict[str, Answer]
) -> None:
    witness = Witness()
    with pytest.raises(Unavailable) as caught:
        send(fake_smtp(answers=answers), witness=witness)
    assert caught.value.code == code
    assert PASSWORD not in str(caught.value)
    assert witness.calls == 0


def test_busy_server_is_named(fake_smtp: StartSmtp) -> None:
    with pytest.raises(Unavailable, match=r"mail\.bad_answer.*too many"):
        send(fake_smtp(greeting=[b"421 too many connections\r\n"]))


def test_connection_lost_within_the_content_is_certainly_not_sent(fake_smtp: StartSmtp) -> None:
    server = fake_smtp(answers={"content": [Step.DROP]})
    huge = MIME + b"x" * 70 + b"\r\n" * 2_000_000
    (delivery,) = send_mail(
        Server("127.0.0.1", server.port, Security.TLS, "", ""),
        "support@example.test",
        ("ivan@example.test",),
        huge,
        before_data=Witness(),
        patience=SHORT,
    )
    assert delivery.fate is Fate.TEMPORARY
    assert server.delivered == []


def test_each_recipient_has_a_fate_of_its_own(fake_smtp: StartSmtp) -> None:
    server = fake_smtp(
        answers={
            "RCPT TO:<gone": [b"550 no such user\r\n"],
            "RCPT TO:<grey": [b"450 later\r\n"],
        }
    )
    people = ("gone@example.test", "ivan@example.test", "grey@example.test")
    fates = {delivery.address: delivery.fate for delivery in send(server, *people)}
    assert fates == {
        "gone@example.test": Fate.PERMANENT,
        "ivan@example.test": Fate.ACCEPTED,
        "grey@example.test": Fate.TEMPORARY,
    }
    assert len(server.delivered) == 1


def test_letter_over_the_servers_limit_is_not_even_announced(fake_smtp: StartSmtp) -> None:
    ehlo = [b"250-mail\r\n250-SIZE 20\r\n250 AUTH PLAIN\r\n"]
    server = fake_smtp(answers={"ehlo": ehlo})

    (delivery,) = send(server)

    assert (delivery.fate, delivery.code) == (Fate.PERMANENT, 552)
    assert delivery.text == f"{len(MIME)} bytes; the server takes 20 at most"
    server.stop()
    assert not [line for line in server.lines if line.startswith("MAIL")]


@pytest.mark.parametrize(
    ("said", "told"), [(b"SIZE 35882577", 35_882_577), (b"SIZE", 0), (b"SIZE 9e9", 0), (b"DSN", 0)]
)
def test_limit_that_the_server_names_is_told(fake_smtp: StartSmtp, said: bytes, told: int) -> None:
    ehlo = [b"250-mail\r\n250-" + said + b"\r\n250 AUTH PLAIN\r\n"]
    heard: list[int] = []

    send(fake_smtp(answers={"ehlo": ehlo}), on_limit=heard.append)

    assert heard == [told]


@pytest.mark.parametrize("size", [b"0", b"", b"many", b"100000"])
def test_limit_that_holds_the_letter_or_says_nothing_is_none(
    fake_smtp: StartSmtp, size: bytes
) -> None:
    ehlo = [b"250-mail\r\n250-SIZE " + size + b"\r\n250 AUTH PLAIN\r\n"]

    assert send(fake_smtp(answers={"ehlo": ehlo}))[0].fate is Fate.ACCEPTED


def test_refusal_to_begin_sends_nothing(fake_smtp: StartSmtp) -> None:
    class LeaseLost(Exception):
        pass

    def refuse() -> None:
        raise LeaseLost

    server = fake_smtp()
    with pytest.raises(LeaseLost):
        send(server, witness=refuse)
    server.stop()
    assert server.delivered == []
    assert "Subject: hello" not in server.lines


def test_login_method_is_used_where_plain_is_not_offered(fake_smtp: StartSmtp) -> None:
    script = {
        "ehlo": [b"250-mail\r\n250 AUTH LOGIN\r\n"],
        "AUTH LOGIN": [b"334 VXNlcm5hbWU6\r\n"],
        "YW5uYQ==": [b"334 UGFzc3dvcmQ6\r\n"],
        "czNjcmV0INC/": [b"235 welcome\r\n"],
    }
    assert send(fake_smtp(answers=script))[0].fate is Fate.ACCEPTED


def test_relay_without_account_is_asked_for_no_login(fake_smtp: StartSmtp) -> None:
    server = fake_smtp()
    assert send(server, username="")[0].fate is Fate.ACCEPTED
    assert not [line for line in server.lines if line.startswith("AUTH")]


STARTTLS = [b"250-mail\r\n250-STARTTLS\r\n250 AUTH PLAIN\r\n"]


@pytest.mark.parametrize(
    "answers",
    [
        {},  # stripped
        {"ehlo": STARTTLS, "STARTTLS": [b"454 not today\r\n"]},
        {"ehlo": STARTTLS, "STARTTLS": [b"220 go\r\n", b"220 but no handshake\r\n"]},
        {"ehlo": STARTTLS, "STARTTLS": [b"220 go\r\n235 injected\r\n", Step.DROP]},
    ],
)
def test_password_never_leaves_without_tls(
    fake_smtp: StartSmtp, answers: dict[str, Answer]
) -> None:
    server = fake_smtp(starttls=True, answers=answers)
    with pytest.raises(Unavailable):
        send(server, security=Security.STARTTLS)
    assert b"AUTH" not in server.heard_in_clear
    assert b"hello" not in server.heard_in_clear


def test_a_careless_client_would_be_overheard(fake_smtp: StartSmtp) -> None:
    """The negative control: the same server hears the password of one that does not insist."""
    server = fake_smtp(starttls=True)
    with smtplib.SMTP("127.0.0.1", server.port) as client:
        client.login("anna", "s3cret")
    assert base64.b64encode(b"\0anna\0s3cret") in server.heard_in_clear


def test_starttls_protects_password_and_mail(fake_smtp: StartSmtp) -> None:
    server = fake_smtp(
        starttls=True, answers={"ehlo": STARTTLS, "STARTTLS": [b"220 go\r\n", Step.START_TLS]}
    )
    assert send(server, security=Security.STARTTLS)[0].fate is Fate.ACCEPTED
    assert b"AUTH" not in server.heard_in_clear
    assert server.delivered == [MIME.decode().removesuffix("\r\n")]


def test_server_without_tls_is_named_so(fake_smtp: StartSmtp) -> None:
    for security in Security:
        with pytest.raises(Unavailable, match=r"mail\.no_tls"):
            send(fake_smtp(starttls=True), security=security)
