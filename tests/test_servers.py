"""The test servers do what other tests count on."""

import imaplib
from datetime import UTC, datetime

import psycopg
import pytest

from tests.servers import MailAccount, PostgresServer


@pytest.mark.postgres
def test_database_copied_from_template_is_independent(postgres_server: PostgresServer) -> None:
    template = postgres_server.create_database()
    with psycopg.connect(_dsn(postgres_server, template)) as connection:
        connection.execute("CREATE TABLE promise (text text)")
    copy = postgres_server.create_database(template)
    with psycopg.connect(_dsn(postgres_server, copy)) as connection:
        connection.execute("INSERT INTO promise VALUES ('привет')")
        assert connection.execute("SELECT upper(text) FROM promise").fetchall() == [("ПРИВЕТ",)]
    with psycopg.connect(_dsn(postgres_server, template)) as connection:
        assert connection.execute("SELECT count(*) FROM promise").fetchone() == (0,)
    postgres_server.drop_database(copy)
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(_dsn(postgres_server, copy))


@pytest.mark.postgres
def test_every_connection_can_be_cut(postgres_server: PostgresServer) -> None:
    name = postgres_server.create_database()
    with psycopg.connect(_dsn(postgres_server, name)) as connection:
        postgres_server.disconnect_all(name)
        with pytest.raises(psycopg.OperationalError):
            connection.execute("SELECT 1")


@pytest.mark.dovecot
def test_delivered_mail_keeps_bytes_and_receipt_instant(dovecot: MailAccount) -> None:
    received_at = datetime(2026, 11, 20, 21, 40, tzinfo=UTC)
    raw = b"From: anna@example.test\r\nSubject: =?x?=\r\n\r\nbody\xff\r\n"
    dovecot.deliver(raw, received_at)
    with imaplib.IMAP4_SSL(
        dovecot.host, dovecot.imaps_port, ssl_context=dovecot.tls_context()
    ) as client:
        client.login(dovecot.user, dovecot.password)
        client.select("INBOX", readonly=True)
        _, parts = client.fetch("1", "(INTERNALDATE BODY.PEEK[])")
    head, body = parts[0]
    assert body == raw
    assert datetime(*imaplib.Internaldate2tuple(head)[:6]).astimezone(UTC) == received_at


@pytest.mark.dovecot
def test_plain_port_offers_starttls(dovecot: MailAccount) -> None:
    with imaplib.IMAP4(dovecot.host, dovecot.imap_port) as client:
        client.starttls(dovecot.tls_context())
        client.login(dovecot.user, dovecot.password)


@pytest.mark.dovecot
def test_wrong_password_is_refused_at_once(dovecot: MailAccount) -> None:
    with (
        imaplib.IMAP4_SSL(
            dovecot.host, dovecot.imaps_port, ssl_context=dovecot.tls_context()
        ) as client,
        pytest.raises(imaplib.IMAP4.error),
    ):
        client.login(dovecot.user, "wrong")


def _dsn(server: PostgresServer, database: str) -> str:
    return f"host={server.folder} user=postgres dbname={database}"
