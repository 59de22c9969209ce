"""Reading a real mailbox: every mail once, in order, and the mailbox stays as it was."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from imapclient import IMAPClient

from desktop.domain.errors import Unavailable
from desktop.mail import imap
from desktop.mail.imap import FetchedMail, open_folder
from desktop.mail.tls import Security, Server, client_context
from tests.servers import MailAccount

pytestmark = pytest.mark.dovecot

EVENING = datetime(2026, 11, 20, 21, 40, tzinfo=UTC)


@pytest.fixture
def server(dovecot: MailAccount, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv("SSL_CERT_FILE", str(dovecot.ca_file))
    return Server(dovecot.host, dovecot.imaps_port, Security.TLS, dovecot.user, dovecot.password)


def mail(number: int, body: bytes = b"body\r\n") -> bytes:
    return b"Subject: number %d\r\nMessage-ID: <%d@test>\r\n\r\n" % (number, number) + body


def deliver(account: MailAccount, numbers: range) -> None:
    for number in numbers:
        account.deliver(mail(number), EVENING + timedelta(minutes=number))


def read(server: Server, after: int = 0, **limits: int) -> list[tuple[FetchedMail, ...]]:
    with open_folder(server, "INBOX", **limits) as folder:
        return list(folder.batches(after))


def test_mail_comes_in_order_in_batches_of_twenty(dovecot: MailAccount, server: Server) -> None:
    deliver(dovecot, range(45))
    batches = read(server)
    assert [len(batch) for batch in batches] == [20, 20, 5]
    mails = [mail for batch in batches for mail in batch]
    assert [m.uid for m in mails] == sorted(m.uid for m in mails)
    assert {m.raw for m in mails} == {mail(number) for number in range(45)}
    assert sorted(m.internaldate for m in mails if m.internaldate) == [
        EVENING + timedelta(minutes=number) for number in range(45)
    ]


def test_only_mail_above_the_cursor_comes(dovecot: MailAccount, server: Server) -> None:
    deliver(dovecot, range(3))
    last = read(server)[-1][-1].uid
    assert read(server, after=last) == []
    deliver(dovecot, range(3, 5))
    assert {m.raw for batch in read(server, after=last) for m in batch} == {mail(3), mail(4)}


def test_reading_marks_nothing_and_read_mail_comes_too(
    dovecot: MailAccount, server: Server
) -> None:
    deliver(dovecot, range(2))
    seen = next((dovecot.maildir / "new").iterdir())
    seen.rename(dovecot.maildir / "cur" / f"{seen.name}:2,S")  # read on somebody's phone
    assert len(read(server)[0]) == 2
    flags = [path.name.partition(":2,")[2] for path in dovecot.maildir.glob("[cn][ue][rw]/*")]
    assert sorted(flags) == ["", "S"]


def test_renumbered_mailbox_shows_another_uidvalidity(dovecot: MailAccount, server: Server) -> None:
    deliver(dovecot, range(2))
    (before,) = read(server)
    (dovecot.maildir / "dovecot-uidlist").unlink()
    for index in dovecot.maildir.glob("dovecot.index*"):
        index.unlink()
    (after,) = read(server)
    assert before[0].uidvalidity != after[0].uidvalidity
    assert {m.raw for m in before} == {m.raw for m in after}


def test_oversize_mail_comes_as_headers_and_beginning(dovecot: MailAccount, server: Server) -> None:
    dovecot.deliver(mail(1))
    dovecot.deliver(mail(2, b"x" * 70 + b"\r\n" + b"y" * 200_000))
    dovecot.deliver(mail(3))
    mails = [m for batch in read(server, max_raw_bytes=100_000) for m in batch]
    assert [m.oversize for m in mails] == [False, True, False]
    big = mails[1]
    assert big.raw.startswith(mail(2, b"x" * 70))
    assert len(big.raw) == len(mail(2, b"")) + 65_536
    assert big.size == len(mail(2, b"x" * 70 + b"\r\n")) + 200_000


def test_one_answer_never_holds_more_than_the_byte_limit(
    dovecot: MailAccount, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imap, "BATCH_BYTES", 2_500)
    for number in range(5):
        dovecot.deliver(mail(number, b"z" * 1_000))
    assert [len(batch) for batch in read(server)] == [2, 2, 1]


def test_large_mailbox_is_searched_in_windows(
    dovecot: MailAccount, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imap, "SEARCH_WINDOW", 7)
    deliver(dovecot, range(30))
    assert sum(len(batch) for batch in read(server)) == 30


def test_starttls_reaches_the_same_mailbox(dovecot: MailAccount, server: Server) -> None:
    deliver(dovecot, range(1))
    starttls = Server(
        dovecot.host, dovecot.imap_port, Security.STARTTLS, dovecot.user, dovecot.password
    )
    assert read(starttls) == read(server)


def test_wrong_password_is_told_from_missing_folder(server: Server) -> None:
    wrong = Server(server.host, server.port, server.security, server.username, "неверный")
    with pytest.raises(Unavailable, match=r"mail\.auth_rejected"), open_folder(wrong, "INBOX"):
        pass
    missing = pytest.raises(Unavailable, match=r"mail\.folder_missing.*folder=Заявки")
    with missing, open_folder(server, "Заявки"):
        pass


def test_sent_mail_is_found_by_its_message_id(dovecot: MailAccount, server: Server) -> None:
    deliver(dovecot, range(2))
    with IMAPClient(server.host, server.port, ssl_context=client_context()) as account:
        account.login(server.username, server.password)
        account.create_folder("Отправленные")
        account.append("Отправленные", mail(7))

    with open_folder(server, "INBOX") as inbox:
        assert inbox.holds("<1@test>")
        assert not inbox.holds("<7@test>")
        assert inbox.sent_folders() == ("Отправленные",)
        assert inbox.another("Отправленные").holds("<7@test>")
