"""Delivery reports of our own writing, as real servers word them."""

from __future__ import annotations

from tests.mail.automatic_case import BOUNCE, GONE, OURS, Case, delivery_report, report

BOUNCES = {
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
        "all relevant MX records point to non-existent hosts",
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
    "Mail.ru, whom to ask in its footer": Case(
        BOUNCE,
        "from",
        {"From": "mailer-daemon@mail.example", "Subject": "Mail failure."},
        "Ваше письмо не может быть доставлено одному или нескольким получателям:\n\n"
        f"{GONE}\nпочтовый ящик переполнен\n\nСлужба поддержки help@mail.example\n\n"
        f"Received: by f1\nMessage-ID: {OURS}\n",
        (GONE,),
        OURS,
        "почтовый ящик переполнен",
    ),
    "Mail.ru with the other server's answer": Case(
        BOUNCE,
        "from",
        {"From": "mailer-daemon@mail.example", "Return-Path": "<>", "Subject": "Mail failure."},
        f"{GONE}\nSMTP error from remote mail server after RCPT TO:<{GONE}>:\nhost mx.example: "
        f"550 invalid mailbox\n\nMessage-ID: {OURS}\n",
        (GONE,),
        OURS,
        "550 invalid mailbox",
    ),
    "Exchange, in Russian, as a page": Case(
        BOUNCE,
        "return-path",
        {
            "From": "Outlook <noreply@firm.example>",
            "Return-Path": "<>",
            "Subject": "Не удалось доставить сообщение: Re: Принтер",
            "Content-Type": "text/html; charset=utf-8",
        },
        f"<p>Не удалось доставить следующим получателям:</p><p><a href='mailto:{GONE}'>{GONE}</a>"
        "<br>Введенный адрес не найден.</p><p>#550 5.1.1 RecipNotFound; not found ##</p>"
        f"<p>Исходные заголовки:</p><pre>Message-ID: &lt;{OURS[1:-1]}&gt;</pre>",
        (GONE,),
        OURS,
        "550 5.1.1 RecipNotFound; not found ##",
    ),
    "Exchange Online without a report": Case(
        BOUNCE,
        "subject",
        {
            "From": "noreply@firm.example",
            "Auto-Submitted": "auto-replied",
            "Subject": "Undeliverable: Re: Printer",
        },
        f"Delivery has failed to these recipients:\n\n{GONE}\nThe address couldn't be found.\n",
        (GONE,),
        None,
        "The address couldn't be found.",
    ),
    "Postfix, in Russian and in words": Case(
        BOUNCE,
        "from",
        {"From": "mailer-daemon@mx.example", "Subject": "Недоставленное письмо возвращено"},
        "К сожалению, ваше сообщение не удалось доставить.\n\n"
        f"<{GONE}>: узел mx.firm.example сообщил: 550 5.1.1 нет такого пользователя\n",
        (GONE,),
        None,
        "550 5.1.1 нет такого пользователя",
    ),
    "Rambler": Case(
        BOUNCE,
        "from",
        {"From": "Mailer-Daemon@r.example", "Subject": "Сообщение не доставлено"},
        f"Сообщение не может быть доставлено адресату {GONE}: 550 no such user\n\n"
        f"Исходное сообщение:\nMessage-Id: {OURS}\n",
        (GONE,),
        OURS,
        "550 no such user",
    ),
    "MDaemon": Case(
        BOUNCE,
        "from",
        {"From": "MDaemon@mx.example", "Subject": "Permanent Delivery Failure"},
        f"The attached message had PERMANENT fatal errors!\n\nFailed address: {GONE}\n\n"
        "--- Session Transcript ---\n>> 550 5.1.1 unknown\n",
        (GONE,),
        None,
        "550 5.1.1 unknown",
    ),
    "Domino": Case(
        BOUNCE,
        "from",
        {"From": "Postmaster@firm.example", "Subject": "DELIVERY FAILURE: User not listed"},
        f"Your message\n\n  Subject: Re: Printer\n\nwas not delivered to:\n\n  {GONE}\n\n"
        "because:\n\n  User not listed\n",
        (GONE,),
    ),
    "a spam filter": Case(
        BOUNCE,
        "from",
        {
            "From": "postmaster@firm.example",
            "Return-Path": "<>",
            "Subject": "**Message you sent blocked by our bulk email filter**",
        },
        f"Your message to: {GONE}\nwas blocked.\n\nSubject: Re: Printer\n",
        (GONE,),
    ),
    "«Письмо отклонено»": Case(
        BOUNCE,
        "from",
        {"From": "postmaster@x.example", "Return-Path": "<>", "Subject": "Ваше письмо отклонено"},
        f"Ваше письмо, адресованное {GONE}, отклонено: 554 спам\n",
        (GONE,),
        None,
        "554 спам",
    ),
    "a full mailbox, in the daemon's own words": Case(
        BOUNCE,
        "from",
        {"From": "mailer-daemon@firm.example", "Subject": "Mailbox quota exceeded"},
        f"The mailbox of {GONE} is full. 552 5.2.2 over quota\n",
        (GONE,),
        None,
        "552 5.2.2 over quota",
    ),
    "Gmail": Case(
        BOUNCE,
        "multipart/report",
        {
            "From": "mailer-daemon@googlemail.example",
            "Subject": "Delivery Status Notification (Failure)",
            "X-Failed-Recipients": GONE,
            "In-Reply-To": OURS,
            "Content-Type": report("delivery-status"),
        },
        delivery_report(),
        (GONE,),
        OURS,
        "550 5.1.1 no such user",
    ),
}
