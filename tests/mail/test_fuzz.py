"""2,000 broken mails: whatever the bytes, the parser answers (reliability.md B9)."""

from __future__ import annotations

import os
import random
import sys
import time
from email import message_from_bytes, policy

import pytest

from desktop.domain.mail import ParsedMail
from desktop.domain.mail_quote import stripped_text
from desktop.mail.parse import parse_mail
from tests.mail.mails import mail, multipart
from tests.mail.test_parse import CALENDAR, HTML, INVITATION, TEXT, _bounce

MUTANTS = 2000
MUTANTS_LONG = 10_000
SEED = 20261125
REPLY = (
    '<p>Thanks</p><div class="gmail_quote">On 2 Mar 2026 at 10:00, D &lt;d@x.example&gt; wrote:'
    '<blockquote type="cite"><p>Is it <b>fixed</b>?</p></blockquote></div>'
)
SPARKS = [
    b"=?utf-8?b?",
    b"?=",
    b"=?zip?q?",
    b"\r\n",
    b"\n\n",
    b"\0",
    b"\xff\xfe",
    b"Content-Type: multipart/mixed; boundary=edge\n",
    b"Content-Type: message/rfc822\n\n",
    b"Content-Transfer-Encoding: base64\n",
    b"Content-Transfer-Encoding: x-uuencode\n",
    b"filename*0*=utf-8''%",
    b"filename*999999999999999999=",
    b"--edge\n",
    b"--edge--",
    b"<" * 50,
    b"(" * 200,
    b'"' * 51,
    b"Date: 99 Foo 999999 99:99:99 +99999\n",
    b"<table><tr><td>" * 20,
    b"&#9999999999;",
    b"\xd0",
    b";charset*=''",
    b"begin 644 x\n#86)C\n",
    b"<blockquote type=cite>" * 9,
    b"\n>>> ",
    b"\n-- \n",
    b"From: x <a@b>\nSent: 1\nSubject: y\n",
    b" wrote:\n",
    b"\x1b$B",
    b"\r",
]


def seeds() -> list[bytes]:
    picture = "Content-Type: image/png\nContent-ID: <a@b>\nContent-Transfer-Encoding: base64"
    return [
        mail("Не печатает\n", Subject="=?koi8-r?Q?=E4=C1?= [#5]", References="<a@b> <c@d>"),
        multipart((TEXT, "plain"), (HTML, "<p>x <a href='http://y'>z</a></p>"), kind="alternative"),
        multipart((HTML, "<img src='cid:a@b'>"), (picture, "iVBORw0KGgo="), kind="related"),
        multipart((TEXT, "see"), ("Content-Type: message/rfc822", mail("inner"))),
        _bounce("failed"),
        mail(Authentication_Results="mx; dmarc=pass; dkim=pass header.d=x", List_Id="<x>"),
        multipart((TEXT, "Come"), (CALENDAR, INVITATION), kind="alternative"),
        mail(REPLY, Content_Type="text/html; charset=utf-8"),
        mail(
            "Спасибо\n-- \nА\n\n02.03.2026, 10:00, D <d@x.example>:\n> Да\n", From="MAILER-DAEMON"
        ),
    ]


def mutant(rng: random.Random, seed: bytes) -> bytes:
    data = bytearray(seed)
    for _ in range(rng.randint(1, 12)):
        at = rng.randrange(len(data) + 1)
        kind = rng.randrange(5)
        if kind == 0:
            data[at:at] = rng.choice(SPARKS)
        elif kind == 1:
            data[at : at + rng.randint(1, 40)] = b""
        elif kind == 2:
            data[at:at] = bytes(rng.randrange(256) for _ in range(rng.randint(1, 8)))
        elif kind == 3:
            piece = data[at : at + rng.randint(1, 200)]
            data[at:at] = piece * rng.randint(1, 20)
        elif at < len(data):
            data[at] ^= 1 << rng.randrange(8)
    return bytes(data)


def test_no_mutant_raises_or_takes_long() -> None:
    fuzz(seed_or(SEED), MUTANTS)


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_no_mutant_of_a_new_draw_raises_or_takes_long() -> None:
    fuzz(seed_or(random.SystemRandom().getrandbits(32)), MUTANTS_LONG)


def test_what_the_standard_library_offers_does_raise() -> None:
    """The negative control: its newer policy cannot stand the very mutants that ours reads."""
    rng, corpus = random.Random(seed_or(SEED)), seeds()
    number = next(
        n for n in range(MUTANTS) if raises_in_the_library(mutant(rng, rng.choice(corpus)))
    )
    print(f"mutant {number}")  # noqa: T201


def raises_in_the_library(raw: bytes) -> bool:
    message = message_from_bytes(raw, policy=policy.default)  # noqa: TID251
    try:
        for part in message.walk():
            for name in part:
                str(part[name])
            part.get_filename()
    except (ValueError, TypeError, LookupError, AttributeError):
        return True
    return False


def test_a_report_with_a_header_that_cannot_be_written_again_is_read() -> None:
    raw = _bounce("failed").replace(b"\nAction:", b"\x0bAction:")

    assert parse_mail(raw).text


def seed_or(seed: int) -> int:
    """Return the seed asked for by the environment, to repeat a run; print what is used."""
    seed = int(os.environ.get("DUTYDESK_FUZZ_SEED", "0")) or seed
    print(f"DUTYDESK_FUZZ_SEED={seed}")  # noqa: T201 - pytest shows it when the test fails
    return seed


def fuzz(seed: int, mutants: int) -> None:
    rng = random.Random(seed)
    corpus = seeds()
    memory = peak_megabytes()
    for number in range(mutants):
        raw = mutant(rng, rng.choice(corpus))
        start = time.process_time()
        try:
            found = parse_mail(raw)
        except Exception as error:  # noqa: BLE001 - the claim is: none at all
            pytest.fail(f"seed {seed}, mutant {number}: {error!r} on {raw[:4000]!r}")
        assert time.process_time() - start < 1, f"seed {seed}, mutant {number} is slow"
        assert ParsedMail.from_json(found.to_json()) == found
        str(found.to_json()).encode("utf-8")
        left = iter(found.text.split())
        assert all(word in left for word in stripped_text(found.text).split())
    assert peak_megabytes() - memory < 50


def peak_megabytes() -> float:
    """Return the most memory this process ever had; 0 on Windows, which does not tell."""
    try:
        import resource
    except ImportError:
        return 0.0
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
