"""What an Authentication-Results header says about the From address (RFC 8601)."""

from __future__ import annotations

import re

from desktop.domain.mail import Authentication, Verdict

_RESULT = re.compile(r"\b(dmarc|dkim|spf)\s?=\s?([a-z]{1,20})([^;]{0,2000})", re.IGNORECASE)
_DKIM_DOMAIN = re.compile(
    r"header\.(?:d|i)\s?=\s?(?:[^\s;@]{0,200}@)?([^\s;@]{1,255})", re.IGNORECASE
)
_SPF_DOMAIN = re.compile(
    r"smtp\.(?:mailfrom|from)\s?=\s?\"?(?:[^\s;@\"]{0,200}@)?([^\s;@\"]{1,255})", re.I
)


def read_authentication(value: str, from_domain: str) -> Authentication:
    """Return who judged and the verdict on `from_domain`.

    DMARC decides where it is given. Else a DKIM or SPF pass counts only for the very domain
    of From or one above or below it, and their failure is a verdict only when nothing passed.
    """
    server, _, results = value.partition(";")
    server = server.split()[0].lower() if server.split() else ""
    failed = False
    passed = False
    for method, result, rest in _RESULT.findall(results[:8000]):
        method, result = method.lower(), result.lower()
        if method == "dmarc" and result in ("pass", "fail"):
            return Authentication(server, Verdict.PASS if result == "pass" else Verdict.FAIL)
        if result == "pass":
            domain = (_DKIM_DOMAIN if method == "dkim" else _SPF_DOMAIN).search(rest)
            passed = passed or (domain is not None and _aligned(domain[1], from_domain))
        elif result in ("fail", "softfail"):
            failed = True
    if passed:
        return Authentication(server, Verdict.PASS)
    return Authentication(server, Verdict.FAIL if failed else Verdict.NONE)


def verdict_of(found: tuple[Authentication, ...], our_server: str) -> Verdict:
    """Return what our own server said: its topmost header; NONE when it said nothing."""
    for header in found:
        if our_server and header.server == our_server.lower():
            return header.verdict
    return Verdict.NONE


def _aligned(domain: str, from_domain: str) -> bool:
    domain, from_domain = domain.lower().rstrip("."), from_domain.lower().rstrip(".")
    if "." not in domain or not from_domain:
        return False
    return (
        domain == from_domain
        or domain.endswith("." + from_domain)
        or from_domain.endswith("." + domain)
    )
