"""A real SMTP server gets exactly what was written (C5)."""

import re
import ssl
from collections.abc import Iterator
from email import message_from_bytes
from email.header import decode_header, make_header
from email.utils import collapse_rfc2231_value, getaddresses

import pytest
import trustme
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.domain.mail import Address
from desktop.mail.outgoing import OutgoingFile
from desktop.mail.smtp import Fate, send_mail
from desktop.mail.tls import Security, Server
from tests.mail.smtp_sink import AnyPort, Inbox
from tests.mail.test_outgoing import body_text, compose, header, one_line

pytestmark = pytest.mark.usefixtures("trusted")


def check_password(
    server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: LoginPassword
) -> AuthResult:
    return AuthResult(success=data == LoginPassword(b"anna", "пароль".encode()))


@pytest.fixture
def inbox(certificate: trustme.LeafCert) -> Iterator[tuple[Inbox, Server]]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    inbox = Inbox()
    controller = AnyPort(
        inbox,
        hostname="127.0.0.1",
        port=0,
        tls_context=context,
        require_starttls=True,
        authenticator=check_password,
        auth_required=True,
    )
    controller.start()
    yield inbox, Server("127.0.0.1", controller.port, Security.STARTTLS, "anna", "пароль")
    controller.stop()


def test_mail_arrives_for_every_recipient(inbox: tuple[Inbox, Server]) -> None:
    box, server = inbox
    mime = compose(text="Готово.\n.\n..\nС уважением")
    people = ["ivan@example.test", "olga@example.test"]
    deliveries = send_mail(server, "support@example.test", people, mime, before_data=lambda: None)
    assert [(d.address, d.fate, d.code) for d in deliveries] == [
        (address, Fate.ACCEPTED, 250) for address in people
    ]
    (envelope,) = box.mails
    assert envelope.content == mime
    assert envelope.rcpt_tos == people
    assert envelope.mail_from == "support@example.test"


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.text("йц.\r\n =-_xFrom", max_size=3_000), subject=st.text(max_size=120))
def test_bytes_survive_a_strict_server(
    inbox: tuple[Inbox, Server], text: str, subject: str
) -> None:
    box, server = inbox
    mime = compose(text=text, subject=subject)
    (delivery,) = send_mail(
        server, "support@example.test", ["ivan@example.test"], mime, before_data=lambda: None
    )
    assert delivery.fate is Fate.ACCEPTED
    content = box.mails[-1].content
    assert content == mime
    assert isinstance(content, bytes)
    assert body_text(message_from_bytes(content)) == body_text(message_from_bytes(mime))


WORDS = st.text("йцФw =?_\"\\<>,;:%'\r\n\t\u202e😀é", max_size=60)
LONG_LINES = st.text("йw😀 \n\r.", max_size=400).map(lambda text: text * 9)


@pytest.mark.parametrize(
    "letters",
    [
        pytest.param(30, id="few"),
        pytest.param(500, id="many", marks=[pytest.mark.long, pytest.mark.timeout(600)]),
    ],
)
def test_letters_with_any_names_arrive_whole(inbox: tuple[Inbox, Server], letters: int) -> None:
    """Names, subjects and files of any script; lines over 998; bare LF; emoji (C5)."""
    box, server = inbox

    @settings(max_examples=letters, deadline=None)
    @given(subject=WORDS, name=WORDS, file_name=WORDS, text=WORDS | LONG_LINES, data=st.binary())
    def send(subject: str, name: str, file_name: str, text: str, data: bytes) -> None:
        mime = compose(
            subject=subject,
            to=(Address(name, "ivan@example.test"),),
            text=text,
            files=(OutgoingFile(file_name, "application/pdf", data),),
        )
        (delivery,) = send_mail(
            server, "support@example.test", ["ivan@example.test"], mime, before_data=lambda: None
        )
        content = box.mails.pop().content
        assert isinstance(content, bytes)
        assert delivery.fate is Fate.ACCEPTED
        assert content == mime
        assert max(map(len, content.split(b"\r\n"))) <= 998
        arrived = message_from_bytes(content)
        words, attached = arrived.get_payload()
        assert header(arrived, "Subject") == one_line(subject)
        ((shown, address),) = getaddresses([arrived["To"]])
        assert str(make_header(decode_header(shown))) == one_line(name)
        assert address == "ivan@example.test"
        assert body_text(words).replace("\r\n", "\n") == plain(text)
        assert attached.get_payload(decode=True) == data
        found = attached.get_param("filename", "", "Content-Disposition")
        if not isinstance(found, str):  # what is plain had its quotes taken off by get_param
            found = collapse_rfc2231_value(found)
        assert found == one_line(file_name)

    send()


def plain(text: str) -> str:
    """Return a text as it is to arrive: its lines, and one end of line at the end."""
    return re.sub("\r\n?", "\n", text).rstrip("\n") + "\n"
