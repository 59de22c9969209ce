"""No machine of ours answers a machine, a stranger without proof, or anybody twice too often."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from desktop.domain.automatic_mail import Facts, Sent, Silence, facts_of, is_loop, why_silent
from desktop.domain.mail import MailClass, Verdict
from desktop.mail.parse import parse_mail
from tests.mail.mails import mail, multipart

NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
ANNA = "anna@firm.example"
OWN = frozenset({"support@desk.example"})
GOOD = Facts(ANNA)


def sent(*mails: tuple[str, timedelta]) -> Sent:
    return Sent(NOW, [(to, NOW - ago) for to, ago in mails])


MAILS = [
    ("an ordinary mail", mail(), None),
    ("in Cc", mail(To="boss@firm.example", Cc="SUPPORT@desk.example"), None),
    ("auto-submitted no", mail(Auto_Submitted="no"), None),
    ("suppress nothing", mail(X_Auto_Response_Suppress="None"), None),
    ("null return path", mail(Return_Path="< >"), Silence.UNWANTED),
    ("no From", mail(drop=("From",)), Silence.NO_SENDER),
    ("a name for From", mail(From="Anna"), Silence.NO_SENDER),
    ("auto-replied", mail(Auto_Submitted="auto-replied"), Silence.MACHINE),
    ("auto-generated", mail(Auto_Submitted="(x) auto-generated; a=b"), Silence.MACHINE),
    ("bulk", mail(Precedence="bulk"), Silence.LIST),
    ("junk", mail(Precedence="junk"), Silence.LIST),
    ("list", mail(X_Precedence="list"), Silence.LIST),
    ("auto_reply", mail(Precedence="auto_reply"), Silence.MACHINE),
    ("list-id", mail(List_Id="<all.firm.example>"), Silence.LIST),
    ("list-unsubscribe", mail(List_Unsubscribe="<mailto:x@y.example>"), Silence.LIST),
    *(
        (f"suppress {word}", mail(X_Auto_Response_Suppress=word), Silence.UNWANTED)
        for word in ("All", "AutoReply", "OOF", "DR, RN", "NRN", "rn,  oof")
    ),
    ("x-autoreply", mail(X_Autoreply="yes"), Silence.MACHINE),
    ("x-autorespond", mail(X_Autorespond="1"), Silence.MACHINE),
    ("x-autoreply-from", mail(X_AutoReply_From="a@b.example"), Silence.MACHINE),
    (
        "a report",
        multipart(("Content-Type: text/plain", "read"), kind="report"),
        Silence.MACHINE,
    ),
    *(
        (f"from {local}", mail(From=f"{local}@firm.example"), silence)
        for local, silence in (
            ("mailer-daemon", Silence.MACHINE),
            ("Postmaster", Silence.NOBODY),
            ("noreply", Silence.NOBODY),
            ("no-reply+77", Silence.NOBODY),
            ("No.Reply", Silence.NOBODY),
            ("do-not-reply", Silence.NOBODY),
            ("donotreply-orders", Silence.NOBODY),
            ("bounce+anna=x", Silence.NOBODY),
            ("bounces-12", Silence.NOBODY),
            ("abuse", Silence.NOBODY),
            ("root", Silence.NOBODY),
            ("rooter", None),
            ("bouncer", None),
            ("abusestop", None),
        )
    ),
    ("from ourselves", mail(From="Support@desk.example"), Silence.OURSELVES),
    ("of another desk", mail(X_DutyDesk_Instance="0f0f"), Silence.OURSELVES),
    ("blind copy", mail(To="undisclosed-recipients:;"), Silence.NOT_ADDRESSED),
    ("to somebody else", mail(To="boss@firm.example"), Silence.NOT_ADDRESSED),
]


@pytest.mark.parametrize(("raw", "expected"), [row[1:] for row in MAILS], ids=[m[0] for m in MAILS])
def test_a_mail_says_whether_a_machine_may_answer(raw: bytes, expected: Silence | None) -> None:
    facts = facts_of(
        parse_mail(raw),
        own=OWN,
        verdict=Verdict.PASS,
        is_known=False,
        has_bounced=False,
        is_paused=False,
    )
    assert why_silent(facts, sent()) is expected


@pytest.mark.parametrize(
    ("verdict", "is_known", "expected"),
    [
        (Verdict.PASS, False, None),
        (Verdict.PASS, True, None),
        (Verdict.NONE, False, Silence.NOT_PROVEN),
        (Verdict.NONE, True, None),
        (Verdict.FAIL, False, Silence.NOT_PROVEN),
        (Verdict.FAIL, True, Silence.NOT_PROVEN),
    ],
)
def test_only_whom_our_server_confirmed_is_answered_or_whom_we_know(
    verdict: Verdict, is_known: bool, expected: Silence | None
) -> None:
    facts = facts_of(
        parse_mail(mail()),
        own=OWN,
        verdict=verdict,
        is_known=is_known,
        has_bounced=False,
        is_paused=False,
    )
    assert why_silent(facts, sent()) is expected


@pytest.mark.parametrize(
    ("facts", "before", "expected"),
    [
        (replace(GOOD, has_bounced=True), sent(), Silence.BOUNCES),
        (replace(GOOD, is_paused=True), sent(), Silence.PAUSED),
        (replace(GOOD, mail_class=MailClass.BOUNCE), sent(), Silence.MACHINE),
        (GOOD, sent((ANNA, MINUTE)), None),
        (GOOD, sent((ANNA, MINUTE), (ANNA, 1439 * MINUTE)), Silence.ADDRESS_LIMIT),
        (GOOD, sent((ANNA, MINUTE), (ANNA, 1440 * MINUTE)), None),
        (Facts("ANNA@Firm.example"), sent(*[(ANNA, MINUTE)] * 2), Silence.ADDRESS_LIMIT),
        (GOOD, sent(*[(f"a{n}@firm.example", MINUTE) for n in range(19)]), None),
        (GOOD, sent(*[(f"a{n}@firm.example", MINUTE) for n in range(20)]), Silence.DOMAIN_LIMIT),
        (GOOD, sent(*[(f"a{n}@firm.example", 60 * MINUTE) for n in range(20)]), None),
        (GOOD, sent(*[(f"a@f{n}.example", MINUTE) for n in range(59)]), None),
        (GOOD, sent(*[(f"a@f{n}.example", MINUTE) for n in range(60)]), Silence.DESK_LIMIT),
    ],
)
def test_limits_hold_for_address_domain_and_desk(
    facts: Facts, before: Sent, expected: Silence | None
) -> None:
    assert why_silent(facts, before) is expected


@pytest.mark.parametrize(
    ("heard", "expected"),
    [
        ([], False),
        ([(True, "away")] * 5, False),
        ([(True, "away")] * 6, True),
        ([(False, "We have your mail.")] * 6, True),
        ([(False, f"Question {n}") for n in range(20)], False),
        ([(False, "My printer is on fire"), *[(True, f"away {n}") for n in range(6)]], True),
        ([*[(True, "away")] * 3, *[(False, "ok ")] * 2, (False, "ok")], True),
    ],
)
def test_machines_that_answer_each_time_are_a_loop(
    heard: list[tuple[bool, str]], expected: bool
) -> None:
    assert is_loop(heard) is expected
