"""What an agent writes arrives as it was written, and nothing else rides along (C4, C5)."""

import re
from datetime import UTC, datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from email.utils import collapse_rfc2231_value, getaddresses

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from desktop.domain.errors import Refused
from desktop.domain.mail import Address
from desktop.mail.outgoing import OutgoingFile, OutgoingMail, envelope_address, write_mail

CUSTOMER = Address("Клиент Иванов", "ivanov@example.test")
EXPECTED_HEADERS = [
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "In-Reply-To",
    "References",
    "X-DutyDesk-Instance",
    "MIME-Version",
    "Content-Type",
]
any_text = st.text(max_size=300) | st.text("ab \r\n\t\0=?:;\"\\<>,@%'é\u2028й😀\ud800", max_size=80)


def compose(
    *,
    subject: str = "Re: Не печатает [#12]",
    text: str = "Здравствуйте!\n",
    to: tuple[Address, ...] = (CUSTOMER,),
    sender_name: str = "Служба поддержки",
    references: tuple[str, ...] = ("<first@example.test>",),
    files: tuple[OutgoingFile, ...] = (),
) -> bytes:
    return write_mail(
        OutgoingMail(
            sender=Address(sender_name, "support@example.test"),
            to=to,
            subject=subject,
            text=text,
            message_id="<v1.12.40.abc.def@example.test>",
            date=datetime(2026, 11, 25, 15, 0, tzinfo=UTC),
            instance="6f1c",
            references=references,
            files=files,
        )
    )


def header(message: Message, name: str) -> str:
    return str(make_header(decode_header(message[name])))


def one_line(text: str) -> str:
    """The promise for a header: controls and runs of white space are one space."""
    return " ".join(re.sub("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+", " ", text).split())


def body_text(message: Message) -> str:
    payload = message.get_payload(decode=True)
    assert isinstance(payload, bytes)
    return payload.decode()


def assert_sendable(raw: bytes) -> None:
    assert raw.isascii()
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    assert b"\n" not in raw.replace(b"\r\n", b"") and b"\r" not in raw.replace(b"\r\n", b"")
    assert b"\0" not in raw


@settings(max_examples=150, deadline=None)
@given(subject=any_text, name=any_text, file_name=any_text, reference=any_text)
@example("x\r\nBcc: eve@evil.test", "y\r\nBcc: eve@evil.test", 'z"\r\nX-A: b', "<a>\r\nBcc: e@e")
@example("=?utf-8?q?a=0D=0ABcc:_v@x?=", "=?utf-8?q?a=0D=0ABcc:_v@x?=", "=?utf-8?q?a?=", "<=?>")
@example("й" * 998, "и" * 300, "ж" * 255 + ".pdf", "<" + "r" * 2_000 + "@x>")
@example("w" * 2_000, "w" * 2_000, "w" * 255, "")
def test_hostile_text_adds_no_header(
    subject: str, name: str, file_name: str, reference: str
) -> None:
    raw = compose(
        subject=subject,
        sender_name=name,
        to=(Address(name, "ivanov@example.test"),),
        references=(reference, "<last@example.test>"),
        files=(OutgoingFile(file_name, "application/pdf", b"%PDF"),),
    )
    assert_sendable(raw)
    message = message_from_bytes(raw)
    assert message.keys() == EXPECTED_HEADERS
    assert message.defects == []
    assert header(message, "Subject") == one_line(subject)
    for field in ("From", "To"):
        ((found, address),) = getaddresses([message[field]])
        assert str(make_header(decode_header(found))) == one_line(name)[:200].rstrip()
        assert address in ("support@example.test", "ivanov@example.test")
    assert message["In-Reply-To"] == "<last@example.test>"
    _, part = message.get_payload()
    assert isinstance(part, Message)
    assert part.keys() == ["Content-Type", "Content-Transfer-Encoding", "Content-Disposition"]
    found_name = part.get_param("filename", "", "Content-Disposition")
    assert collapse_rfc2231_value(found_name) == one_line(file_name)[:200].rstrip()


@settings(max_examples=150, deadline=None)
@given(any_text | st.text(" =.\tFromabйц\n", max_size=2_000))
@example("x" * 5_000 + "\n.\n..\nFrom me  \t\n")
@example("й" * 5_000)
def test_body_arrives_as_written(text: str) -> None:
    raw = compose(text=text)
    assert_sendable(raw)
    expected = re.sub(
        "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]", "", re.sub("\r\n?", "\n", text)
    )
    assert body_text(message_from_bytes(raw)).replace("\r\n", "\n") == expected.rstrip("\n") + "\n"


def test_mostly_english_text_stays_readable_and_russian_is_compact() -> None:
    assert b"quoted-printable" in compose(text="Hello, naïve world")
    assert b"base64" in compose(text="Здравствуйте, печатает снова")


def test_files_arrive_byte_for_byte() -> None:
    content = bytes(range(256)) * 500
    files = (
        OutgoingFile("Счёт №7.pdf", "application/pdf", content),
        OutgoingFile("forwarded.eml", "message/rfc822", b"Subject: x\n\ny"),
        OutgoingFile("odd.bin", "nonsense\r\nX: y", b""),
    )
    raw = compose(files=files)
    assert_sendable(raw)
    text, *parts = message_from_bytes(raw).get_payload()
    assert body_text(text) == "Здравствуйте!\r\n"
    assert [part.get_filename() for part in parts] == [file.name for file in files]
    assert [part.get_payload(decode=True) for part in parts] == [f.content for f in files]
    assert [part.get_content_type() for part in parts] == [
        "application/pdf",
        "application/octet-stream",
        "application/octet-stream",
    ]


def test_long_thread_keeps_its_first_and_last_references() -> None:
    ids = tuple(f"<{number}@example.test>" for number in range(500))
    known = message_from_bytes(compose(references=ids))["References"].split()
    assert known == [ids[0], *ids[-30:]]


def test_many_recipients_stand_on_lines_of_their_own() -> None:
    people = tuple(Address("Коллега", f"colleague{n}@example.test") for n in range(100))
    raw = compose(to=people)
    assert_sendable(raw)
    assert len(getaddresses([message_from_bytes(raw)["To"]])) == 100


def test_international_domain_becomes_ascii() -> None:
    assert envelope_address("info@пример.рф") == "info@xn--e1afmkfd.xn--p1ai"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "a",
        "@b.test",
        "a@",
        "a b@c.test",
        "a@b\r\nRCPT TO:<e@e>",
        "почта@b.test",
        "<a@b.test>",
        "a,b@c.test",
    ],
)
def test_address_that_cannot_be_sent_to_is_refused(address: str) -> None:
    with pytest.raises(Refused, match=r"mail\.bad_address"):
        compose(to=(Address("", address),))


def test_mail_to_nobody_is_refused() -> None:
    with pytest.raises(Refused, match=r"mail\.no_recipient"):
        compose(to=())
