"""Automatic mail of our own writing as real servers word it, and people who only sound like it."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field

import pytest

from desktop.domain.mail import MailClass
from desktop.mail.parse import parse_mail
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


CASES = {
    "Postfix": Case(
        BOUNCE,
        "multipart/report",
        {
            "From": "MAILER-DAEMON@mx.example",
            "Subject": "Undelivered Mail Returned to Sender",
            "Content-Type": report("delivery-status"),
        },
        delivery_report(),
        (GONE,),
        OURS,
        "550 5.1.1 no such user",
    ),
    "Exchange Online, in Russian": Case(
        BOUNCE,
        "multipart/report",
        {
            "From": "<MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@firm.example>",
            "Subject": "Не удается доставить: Re: Printer",
            "Auto-Submitted": "auto-replied",
            "Content-Type": report("delivery-status"),
        },
        delivery_report(),
        (GONE,),
        OURS,
        "550 5.1.1 no such user",
    ),
    "Yandex": Case(
        BOUNCE,
        "multipart/report",
        {
            "From": "mailer-daemon@yandex.example",
            "Subject": "Недоставленное сообщение",
            "Content-Type": report("delivery-status"),
        },
        delivery_report(),
        (GONE,),
        OURS,
        "550 5.1.1 no such user",
    ),
    "Yandex in plain words": Case(
        BOUNCE,
        "from",
        {"From": "mailer-daemon@yandex.example", "Subject": "Недоставленное сообщение"},
        "Это письмо отправлено почтовым сервером.\n\nК сожалению, ваше письмо не может быть "
        f"доставлено одному или нескольким адресатам:\n\n<{GONE}>: host mx.firm.example said: "
        f"550 5.7.1 No such user!\n\nReceived: from desk\nMessage-ID: {OURS}\n",
        (GONE,),
        OURS,
        "550 5.7.1 No such user!",
    ),
    "Mail.ru": Case(
        BOUNCE,
        "from",
        {"From": "mailer-daemon@corp.mail.example", "Subject": "Mail failure."},
        "A message that you sent was not delivered.\n\n"
        f"{GONE}\n\nUser not found\n\n------ Original message\nMessage-ID: {OURS}\n",
        (GONE,),
        OURS,
    ),
    "Mail.ru, in Russian": Case(
        BOUNCE,
        "text",
        {"From": "mailer-daemon@mail.example", "Subject": "Ответ почтовой системы"},
        f"Письмо не было доставлено следующим получателям:\n\n{GONE}\n    ящик переполнен, "
        f"552 mailbox is full\n\nКопия исходного письма:\nMessage-ID: {OURS}\n",
        (GONE,),
        OURS,
        "552 mailbox is full",
    ),
    "qmail": Case(
        BOUNCE,
        "from",
        {"From": "MAILER-DAEMON@mx.example", "Return-Path": "<>", "Subject": "failure notice"},
        "Hi. This is the qmail-send program at mx.example.\nI'm afraid I wasn't able to deliver "
        f"your message to the following addresses.\n\n<{GONE}>:\n192.0.2.1 does not like "
        "recipient.\nRemote host said: 550 no mailbox here\nGiving up on 192.0.2.1.\n\n"
        f"--- Below this line is a copy of the message.\n\nMessage-ID: {OURS}\nTo: x@y.example\n",
        (GONE,),
        OURS,
        "550 no mailbox here",
    ),
    "qmail with another subject": Case(
        BOUNCE,
        "text",
        {"From": "x@mx.example", "Return-Path": "< >", "Subject": "Your mail"},
        f"Hi. This is the qmail-send program at mx.example.\n\n<{GONE}>:\nNo.\n",
        (GONE,),
    ),
    "Exim": Case(
        BOUNCE,
        "x-failed-recipients",
        {
            "From": "Mail Delivery System <Mailer-Daemon@mx.example>",
            "X-Failed-Recipients": GONE,
            "Auto-Submitted": "auto-replied",
            "Subject": "Mail delivery failed: returning message to sender",
        },
        "This message was created automatically by mail delivery software.\n\n"
        f"  {GONE}\n    all relevant MX records point to non-existent hosts\n\n"
        f"------ This is a copy of the message, including all the headers. ------\n\n"
        f"Message-ID: {OURS}\n",
        (GONE,),
        OURS,
    ),
    "Exim without its header": Case(
        BOUNCE,
        "from",
        {"From": "Mailer-Daemon@mx.example", "Subject": "Mail delivery failed"},
        f"A message that you sent could not be delivered.\n\n  {GONE}\n    SMTP error: 550 gone "
        f"away\n\n------ This is a copy of the message ------\n\nMessage-ID: {OURS}\n",
        (GONE,),
        OURS,
        "550 gone away",
    ),
    "Exchange 2003": Case(
        BOUNCE,
        "from",
        {"From": "System Administrator <postmaster@firm.example>", "Subject": "Undeliverable: x"},
        "Your message did not reach some or all of the intended recipients.\n\n"
        f"The following recipient(s) could not be reached:\n\n      '{GONE}' on 3/2/2026 8:47 AM\n",
        (GONE,),
    ),
    "sendmail": Case(
        BOUNCE,
        "from",
        {"From": "Mail Delivery Subsystem <MAILER-DAEMON@mx.example>", "Subject": "Returned mail"},
        "   ----- The following addresses had permanent fatal errors -----\n"
        f"<{GONE}>\n    (reason: 550 5.1.1 <{GONE}>... User unknown)\n",
        (GONE,),
        None,
        f"550 5.1.1 <{GONE}>... User unknown)",
    ),
    "report wrapped by a scanner": Case(
        BOUNCE,
        "message/delivery-status",
        {"Return-Path": "<>", "Content-Type": 'multipart/mixed; boundary="e"'},
        delivery_report(),
        (GONE,),
        OURS,
        "550 5.1.1 no such user",
    ),
    "Exim delay": Case(
        REPORT,
        "from",
        {"From": "Mailer-Daemon@mx.example", "Subject": "Warning: message 1x delayed 24 hours"},
    ),
    "Postfix delay": Case(
        REPORT,
        "multipart/report",
        {"From": "MAILER-DAEMON@mx.example", "Content-Type": report("delivery-status")},
        delivery_report("delayed", "4.4.1"),
    ),
    "delay, in Russian": Case(
        REPORT,
        "from",
        {"From": "mailer-daemon@mx.example", "Subject": "Доставка письма задерживается"},
    ),
    "read receipt": Case(
        REPORT,
        "multipart/report",
        {"Subject": "Прочитано: Printer", "Content-Type": report("disposition-notification")},
    ),
    "complaint (ARF)": Case(
        REPORT,
        "multipart/report",
        {"From": "staff@isp.example", "Content-Type": report("feedback-report")},
    ),
    "complaint of Hotmail": Case(
        REPORT, "x-hmxmroriginalrecipient", {"X-HmXmrOriginalRecipient": "a@b.example"}
    ),
    "Exchange out of office": Case(
        AWAY,
        "auto-submitted",
        {
            "Subject": "Automatic reply: Printer",
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
        },
    ),
    "Exchange, in Russian": Case(
        AWAY,
        "auto-submitted",
        {"Subject": "Автоматический ответ: Принтер", "Auto-Submitted": "auto-generated"},
    ),
    "«Автоответ»": Case(
        AWAY, "subject", {"Subject": "Автоответ: Принтер", "In-Reply-To": OURS}, "Вернусь в среду"
    ),
    "Gmail vacation": Case(
        AWAY,
        "auto-submitted",
        {"Subject": "Re: Printer", "Auto-Submitted": "auto-replied", "Precedence": "bulk"},
        "Thanks for your mail. I am out of the office until Monday.",
    ),
    "vacation without RFC 3834": Case(
        AWAY, "subject", {"Subject": "Out of Office", "Return-Path": "<>"}
    ),
    "old vacation program": Case(
        AWAY,
        "text",
        {"Subject": "away from my mail", "Precedence": "junk"},
        "I am away until June.",
    ),
    "Notes": Case(
        AWAY,
        "subject",
        {
            "Subject": "AUTO: Anna Kern is out of the office (returning 05.03.2026)",
            "In-Reply-To": OURS,
        },
    ),
    "В отпуске, X-Autoreply": Case(
        AWAY,
        "x-autoreply",
        {"Subject": "Re: Принтер", "X-Autoreply": "yes"},
        "Я в отпуске до 9 марта.",
    ),
    "ticket system's answer": Case(
        AUTO,
        "auto-submitted",
        {"Subject": "[#99] We got your mail", "Auto-Submitted": "auto-replied"},
    ),
    "monitoring": Case(AUTO, "auto-submitted", {"Auto-Submitted": "auto-generated (cron)"}),
    "autoresponder of Exim": Case(
        AUTO, "x-post-messageclass", {"X-POST-MessageClass": "9; Autoresponder"}
    ),
    "Precedence auto_reply": Case(AUTO, "precedence", {"Precedence": "auto_reply"}),
    "vacation through a list": Case(
        AWAY,
        "auto-submitted",
        {"Subject": "Вне офиса", "List-Id": "<x>", "Auto-Submitted": "auto-replied"},
    ),
    "list": Case(LIST, "list-id", {"List-Id": "<team.example>"}),
    "newsletter": Case(LIST, "list-unsubscribe", {"List-Unsubscribe": "<mailto:x@y.example>"}),
    "bulk": Case(LIST, "precedence", {"Precedence": "bulk"}),
}

PEOPLE = {
    "asks about chairs": {"Subject": "Out of office chairs"},
    "asks about automatic replies": {"Subject": "Automatic reply: how do I switch it off?"},
    "answering machine": {"Subject": "Автоответчик: не записывает звонки"},
    "asks about leave": {"Subject": "Отпуск: как подать заявление"},
    "answers an automatic reply": {
        "Subject": "Re: Автоматический ответ: Принтер",
        "References": OURS,
    },
    "asks about a failure": {"Subject": "Delivery failure of order 4711"},
    "asks about a bounce": {"Subject": "Undelivered Mail Returned to Sender - why?"},
    "пишет о недоставке": {"Subject": "Не доставлено: заказ 4711"},
    "forwards a bounce": {"Subject": "Fwd: Mail delivery failed"},
    "a postmaster with a question": {"From": "postmaster@firm.example", "Subject": "Please help"},
    "no-reply shop": {"From": "no-reply@shop.example", "Subject": "Your order"},
    "says so itself": {"Auto-Submitted": "no"},
    "suppresses answers": {"X-Auto-Response-Suppress": "All"},
    "says no autoreply": {"X-Autoreply": "no"},
    "first class": {"Precedence": "first-class"},
}


@pytest.mark.parametrize("name", CASES)
def test_automatic_mail(name: str) -> None:
    case = CASES[name]
    found = parse_mail(case.raw())
    said = found.classification
    assert (said.mail_class, said.reason) == (case.mail_class, case.reason)
    if case.mail_class is BOUNCE:
        assert found.bounce is not None
        assert found.bounce.recipients == case.failed
        assert found.bounce.original_message_id == case.original
        assert found.bounce.diagnostic == case.diagnostic
    else:
        assert found.bounce is None


@pytest.mark.parametrize("name", PEOPLE)
def test_a_person_who_only_sounds_like_a_machine(name: str) -> None:
    body = "I was out of the office when the mail came back. Delivery failed, why?\n"
    found = parse_mail(Case(HUMAN, "", PEOPLE[name], body).raw())
    assert found.classification.mail_class is HUMAN
    assert found.classification.reason == ""


@pytest.mark.parametrize("subject", ["Re: [team] Tom is out of the office", "[team] Re: on leave"])
def test_people_who_talk_on_a_list_about_who_is_away(subject: str) -> None:
    body = "He always sends this:\n> I will be out of the office.\nI am away too, but I do not."
    raw = Case(LIST, "", {"Subject": subject, "Precedence": "bulk"}, body).raw()
    assert parse_mail(raw).classification.mail_class is LIST


def test_a_person_who_attaches_a_report_is_a_person() -> None:
    raw = mail(delivery_report(), Content_Type='multipart/mixed; boundary="e"')
    assert parse_mail(raw).classification.mail_class is HUMAN
