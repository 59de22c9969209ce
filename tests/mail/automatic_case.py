"""An automatic mail for tests: what it is, and what reading it must find."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field

from desktop.domain.mail import MailClass
from tests.mail.mails import inner, mail

BOUNCE, REPORT, LIST = MailClass.BOUNCE, MailClass.REPORT, MailClass.LIST
AWAY, AUTO, HUMAN = MailClass.OUT_OF_OFFICE, MailClass.AUTO_REPLY, MailClass.HUMAN
GONE = "gone@firm.example"
OURS = "<v1.7.8.aa@desk.example>"


def encoded(text: str) -> str:
    return f"=?utf-8?b?{base64.b64encode(text.encode()).decode()}?="


@dataclass(frozen=True)
class Case:
    """A mail, what it is and what told; for a bounce also whom and which mail it names."""

    mail_class: MailClass
    reason: str
    headers: dict[str, str] = field(default_factory=dict)
    body: str = "Hello\n"
    failed: tuple[str, ...] = ()
    original: str | None = None
    diagnostic: str = ""

    def raw(self) -> bytes:
        headers = dict(self.headers)
        headers["Subject"] = encoded(headers.get("Subject", "Printer"))
        headers.setdefault("Content-Type", "text/plain; charset=utf-8")
        return mail(self.body, **headers)


def delivery_report(action: str = "failed", status: str = "5.1.1") -> str:
    fields = f"Final-Recipient: rfc822;{GONE}\nAction: {action}\nStatus: {status}\n"
    fields += "Diagnostic-Code: smtp; 550 5.1.1 no such user\n"
    return inner(
        ("Content-Type: text/plain; charset=utf-8", "Это письмо создано сервером."),
        ("Content-Type: message/delivery-status", f"Reporting-MTA: dns; mx\n\n{fields}"),
        ("Content-Type: message/rfc822", f"Message-ID: {OURS}\nSubject: Re: Printer\n\nOur words"),
        boundary="e",
    ).decode()


def report(kind: str) -> str:
    return f'multipart/report; report-type={kind}; boundary="e"'
