"""What a mail is, by its headers (contracts.md Classes, RFC 3834)."""

from __future__ import annotations

import pytest

from desktop.domain.mail import MailClass
from desktop.domain.mail_class import classify


def found(sender: str = "a@b.example", media: str = "text/plain", **headers: str) -> MailClass:
    values = {name.replace("_", "-"): [value] for name, value in headers.items()}
    subject = headers.get("subject", "")
    return classify(values, media_type=media, sender=sender, subject=subject).mail_class


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, MailClass.HUMAN),
        ({"auto_submitted": "no"}, MailClass.HUMAN),
        ({"auto_submitted": "no (really)"}, MailClass.HUMAN),
        ({"auto_submitted": "auto-generated"}, MailClass.AUTO_REPLY),
        ({"auto_submitted": "auto-replied; owner=x"}, MailClass.AUTO_REPLY),
        ({"auto_submitted": "(c) auto-replied"}, MailClass.AUTO_REPLY),
        (
            {"auto_submitted": "auto-replied", "subject": "Вне офиса: отпуск"},
            MailClass.OUT_OF_OFFICE,
        ),
        (
            {"subject": "Автоматический ответ: Договор", "in_reply_to": "<a@b>"},
            MailClass.OUT_OF_OFFICE,
        ),
        ({"subject": "Автоматический ответ: Договор"}, MailClass.HUMAN),
        ({"subject": "Out of office chairs"}, MailClass.HUMAN),
        ({"precedence": "auto_reply"}, MailClass.AUTO_REPLY),
        ({"x_autoreply": "yes"}, MailClass.AUTO_REPLY),
        ({"precedence": "bulk"}, MailClass.LIST),
        ({"precedence": "list"}, MailClass.LIST),
        ({"precedence": "first-class"}, MailClass.HUMAN),
        ({"list_id": "<team.example>"}, MailClass.LIST),
        ({"list_unsubscribe": "<mailto:x@y>"}, MailClass.LIST),
        ({"list_id": "<x>", "auto_submitted": "auto-replied"}, MailClass.AUTO_REPLY),
        ({"x_failed_recipients": "x@y.example"}, MailClass.BOUNCE),
    ],
)
def test_class_by_headers(headers: dict[str, str], expected: MailClass) -> None:
    assert found(**headers) is expected


@pytest.mark.parametrize(
    ("media", "expected"),
    [
        ("multipart/report; report-type=delivery-status; boundary=x", MailClass.BOUNCE),
        ("multipart/report; report-type=disposition-notification", MailClass.REPORT),
        ("message/delivery-status", MailClass.BOUNCE),
        ("multipart/mixed", MailClass.HUMAN),
    ],
)
def test_class_by_media_type(media: str, expected: MailClass) -> None:
    assert found(media=media) is expected


def test_a_daemon_is_a_bounce_only_when_it_returns_something() -> None:
    assert found("MAILER-DAEMON@x.example", return_path="<>") is MailClass.BOUNCE
    assert found("postmaster@x.example", subject="Undeliverable: x") is MailClass.BOUNCE
    assert found("postmaster@x.example", subject="Please help me") is MailClass.HUMAN
