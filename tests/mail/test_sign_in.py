"""Signing in at a provider: only our own request ends it, and no token is ever told."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
import trustme

from desktop.domain.errors import Refused, Unavailable
from desktop.domain.mail_login import PRESETS, Login, Provider, preset
from desktop.mail import oauth
from desktop.mail.access_tokens import AccessTokens
from desktop.mail.oauth import Grant
from desktop.mail.sign_in import BrowserSignIn, DeviceSignIn, Pages
from tests.mail.fake_provider import FakeProvider

PAGES = Pages(done="Готово <b>", failed="Не вышло")

pytestmark = pytest.mark.usefixtures("trusted")


@pytest.fixture
def provider(certificate: trustme.LeafCert) -> Iterator[FakeProvider]:
    provider = FakeProvider(certificate)
    yield provider
    provider.stop()


@pytest.fixture
def sign_in(provider: FakeProvider) -> Iterator[BrowserSignIn]:
    sign_in = BrowserSignIn(provider.provider, "support@desk.example", PAGES)
    yield sign_in
    sign_in.close()


def browse(url: str, sign_in: BrowserSignIn) -> tuple[Callable[[], Grant | None], list[str]]:
    """Send the browser to `url`; return how to finish, and what it will have shown."""
    shown: list[str] = []
    parts = urlsplit(url)
    connection = socket.create_connection(("127.0.0.1", parts.port or 0))
    connection.sendall(f"GET {parts.path}?{parts.query} HTTP/1.1\r\nHost: x\r\n\r\n".encode())

    def read() -> None:
        with connection:
            answer = b""
            while chunk := connection.recv(4096):
                answer += chunk
        shown.append(answer.decode())

    thread = threading.Thread(target=read)
    thread.start()

    def finish() -> Grant | None:
        try:
            return sign_in.finish()
        finally:
            thread.join(5)

    return finish, shown


def test_browser_comes_back_with_a_grant(provider: FakeProvider, sign_in: BrowserSignIn) -> None:
    assert "login_hint=support%40desk.example" in sign_in.url
    finish, shown = browse(provider.approve(sign_in.url), sign_in)
    grant = finish()
    assert grant is not None
    assert grant.access_token == provider.access_tokens[0]
    assert grant.lasts_seconds == 3600
    assert "Готово &lt;b&gt;" in shown[0]
    assert grant.access_token not in repr(grant)
    assert grant.refresh_token not in repr(grant)
    assert not set(provider.requests[0]) & {"password", "client_secret"}


@pytest.mark.parametrize("query", ["", "?code=x", "?code=x&state=guessed", "?error=access_denied"])
def test_a_stranger_at_the_port_ends_nothing(
    provider: FakeProvider, sign_in: BrowserSignIn, query: str
) -> None:
    base = provider.approve(sign_in.url).partition("?")[0]
    finish, shown = browse(base + query, sign_in)
    assert finish() is None
    assert shown[0].startswith("HTTP/1.1 400")
    assert not provider.requests
    finish, _ = browse(provider.approve(sign_in.url), sign_in)
    assert finish() is not None


def test_a_person_who_says_no_is_heard(provider: FakeProvider, sign_in: BrowserSignIn) -> None:
    url = provider.approve(sign_in.url)
    state = url.partition("state=")[2]
    finish, shown = browse(f"{url.partition('?')[0]}?error=access_denied&state={state}", sign_in)
    with pytest.raises(Unavailable, match=r"mail\.sign_in_cancelled"):
        finish()
    assert "Не вышло" in shown[0]


def test_a_code_of_another_attempt_is_worth_nothing(
    provider: FakeProvider, sign_in: BrowserSignIn
) -> None:
    other = BrowserSignIn(provider.provider, "", PAGES)
    stolen = provider.approve(other.url).partition("code=")[2].partition("&")[0]
    own = provider.approve(sign_in.url)
    code = own.partition("code=")[2].partition("&")[0]
    finish, _ = browse(own.replace(code, stolen), sign_in)
    with pytest.raises(Unavailable, match=r"mail\.sign_in_ended"):
        finish()
    other.close()


def test_code_is_typed_elsewhere(provider: FakeProvider) -> None:
    provider.pending = 2
    sign_in = DeviceSignIn(provider.provider)
    assert (sign_in.code.user_code, sign_in.code.address) == (
        "ABCD-EFGH",
        "https://login.example/device",
    )
    assert sign_in.finish() is None
    assert sign_in.pause_seconds == 6.0  # the provider asked for patience
    assert sign_in.finish() is None
    grant = sign_in.finish()
    assert grant is not None
    assert grant.access_token == provider.access_tokens[0]


def signed_in(provider: FakeProvider) -> Grant:
    grant = DeviceSignIn(provider.provider).finish()
    assert grant is not None
    return grant


def test_token_is_refreshed_five_minutes_before_its_end(provider: FakeProvider) -> None:
    now = [0.0]
    tokens = AccessTokens(monotonic=lambda: now[0])
    secret = tokens.keep(signed_in(provider))
    first = tokens.of(provider.provider, secret).access_token
    now[0] = 3299.0
    assert tokens.of(provider.provider, secret).access_token == first
    now[0] = 3300.0
    assert tokens.of(provider.provider, secret).access_token == provider.access_tokens[-1] != first


def test_who_holds_the_older_refresh_token_gets_the_newest(provider: FakeProvider) -> None:
    provider.rotates = True
    provider.lasts_seconds = 60
    tokens = AccessTokens(monotonic=lambda: 0.0)
    secret = tokens.keep(signed_in(provider))
    grants = [tokens.of(provider.provider, secret) for _ in range(3)]
    assert len({grant.refresh_token for grant in grants}) == 3
    tokens.forget()
    assert tokens.of(provider.provider, secret).access_token == provider.access_tokens[-1]


def test_withdrawn_consent_is_told_from_trouble(provider: FakeProvider) -> None:
    secret = signed_in(provider).refresh_token
    for error, code in [
        ("invalid_grant", "mail.sign_in_ended"),
        ("invalid_client", "mail.provider_refused"),
        ("temporarily_unavailable", "mail.provider_refused"),
    ]:
        provider.refuse = error
        with pytest.raises(Unavailable) as caught:
            oauth.refresh(provider.provider, secret)
        assert caught.value.code == code
        assert secret not in str(caught.value)


def test_a_grant_that_cannot_last_is_refused(provider: FakeProvider) -> None:
    provider.gives_refresh = False
    with pytest.raises(Unavailable, match=r"mail\.no_refresh_token"):
        DeviceSignIn(provider.provider).finish()


def test_a_provider_with_an_unknown_certificate_is_sent_nothing() -> None:
    stranger = FakeProvider(trustme.CA().issue_cert("127.0.0.1"))
    with pytest.raises(Unavailable, match=r"mail\.certificate_unknown_authority"):
        oauth.refresh(stranger.provider, "s3cret")
    assert not stranger.requests
    stranger.stop()


def test_a_provider_that_is_away_is_unreachable(provider: FakeProvider) -> None:
    away = Provider("x", "", "https://127.0.0.1:1/a", "https://127.0.0.1:1/t")
    with pytest.raises(Unavailable, match=r"mail\.unreachable"):
        oauth.refresh(away, "s3cret")


def test_presets_need_only_the_teams_client_id() -> None:
    for login in (Login.MICROSOFT, Login.GOOGLE):
        with pytest.raises(Refused, match=r"mailbox\.no_client_id"):
            PRESETS[login].checked()
        known = preset(login, Provider(client_id=" team "))
        assert known.checked().client_id == "team"
    with pytest.raises(Refused, match=r"mailbox\.bad_endpoint"):
        Provider("team", "", "http://plain.example/a", "https://x.example/t").checked()
