"""A real SMTP server gets exactly what was written (C5)."""

import ssl
from collections.abc import Iterator
from email import message_from_bytes

import pytest
import trustme
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.mail.smtp import Fate, send_mail
from desktop.mail.tls import Security, Server
from tests.mail.smtp_sink import AnyPort, Inbox
from tests.mail.test_outgoing import body_text, compose

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
