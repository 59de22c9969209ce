"""What real servers and people write, told apart: samples of our own writing."""

from __future__ import annotations

import pytest

from desktop.mail.parse import parse_mail
from tests.mail.automatic_case import BOUNCE, HUMAN, LIST, Case, delivery_report
from tests.mail.bounce_samples import BOUNCES
from tests.mail.machine_samples import OTHERS, PEOPLE
from tests.mail.mails import mail

CASES = BOUNCES | OTHERS


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
