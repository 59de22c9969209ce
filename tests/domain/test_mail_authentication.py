"""Authentication-Results count only from our own server and only for the From domain."""

from __future__ import annotations

import pytest

from desktop.domain.mail import Authentication, Verdict
from desktop.domain.mail_authentication import read_authentication, verdict_of


@pytest.mark.parametrize(
    ("value", "verdict"),
    [
        ("mx.our.example; dmarc=pass header.from=firm.example", Verdict.PASS),
        ("mx.our.example; dmarc=fail; dkim=pass header.d=firm.example", Verdict.FAIL),
        ("mx.our.example; dkim=pass header.d=firm.example", Verdict.PASS),
        ("mx.our.example; dkim=pass header.i=@mail.firm.example", Verdict.PASS),
        ("mx.our.example; dkim=pass header.d=evil.example", Verdict.NONE),
        ("mx.our.example; dkim=pass header.d=evilfirm.example", Verdict.NONE),
        ("mx.our.example; dkim=pass header.d=example", Verdict.NONE),
        ("mx.our.example; spf=pass smtp.mailfrom=bounce@firm.example", Verdict.PASS),
        ("mx.our.example; spf=fail smtp.mailfrom=x@firm.example; dkim=none", Verdict.FAIL),
        ("mx.our.example; none", Verdict.NONE),
        ("", Verdict.NONE),
    ],
)
def test_verdict_on_the_from_domain(value: str, verdict: Verdict) -> None:
    assert read_authentication(value, "firm.example").verdict is verdict


def test_a_header_of_another_server_counts_for_nothing() -> None:
    forged = Authentication("mx.evil.example", Verdict.PASS)
    ours = Authentication("mx.our.example", Verdict.FAIL)
    assert verdict_of((forged, ours), "MX.our.example") is Verdict.FAIL
    assert verdict_of((forged,), "mx.our.example") is Verdict.NONE
    assert verdict_of((forged,), "") is Verdict.NONE
