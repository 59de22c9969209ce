"""OAuth 2 for mail accounts: signing in by browser or by code, and refreshing (RFC 6749, 8252).

Authlib speaks the protocol. What a provider says wrong becomes `Unavailable`; no token is ever
part of an error.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from desktop.domain.errors import Unavailable
from desktop.domain.mail_login import Provider
from desktop.mail.tls import Security, Server, client_context, network_errors

if TYPE_CHECKING:
    from authlib.integrations.requests_client import OAuth2Session
    from requests import Response

TIMEOUT_SECONDS = 30.0
DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code"
_SHORTEST_SECONDS = 60.0

logging.getLogger("authlib").setLevel(logging.WARNING)  # it logs requests with their secrets


@dataclass(frozen=True, slots=True)
class Grant:
    """What a provider gave: a token for now, for how long, and the one to ask for more with."""

    access_token: str = field(repr=False)
    refresh_token: str = field(repr=False)
    lasts_seconds: float


@dataclass(frozen=True, slots=True)
class DeviceCode:
    """What to type at which address, and how often to ask whether somebody did."""

    user_code: str
    address: str
    device_code: str = field(repr=False)
    every_seconds: float
    lasts_seconds: float


class Pending(Exception):
    """The code was not typed yet; `slower` asks for longer pauses."""

    def __init__(self, *, slower: bool) -> None:
        super().__init__()
        self.slower = slower


def refresh(provider: Provider, refresh_token: str) -> Grant:
    """Ask for a new access token.

    Raises:
        Unavailable: `mail.sign_in_ended` when the provider takes the refresh token no more;
            `mail.provider_refused` (facts: host, said); any code of `tls.network_errors`.
    """
    with _talk(provider, provider.token_url) as session:
        token = session.refresh_token(provider.token_url, refresh_token=refresh_token)
    return _grant(provider, token, refresh_token)


def authorize_url(
    provider: Provider, redirect_uri: str, *, state: str, verifier: str, account: str
) -> str:
    """Return the page where the person signs in (PKCE with S256, RFC 7636)."""
    with _talk(provider, provider.authorize_url, redirect_uri=redirect_uri) as session:
        url, _ = session.create_authorization_url(
            provider.authorize_url,
            state=state,
            code_verifier=verifier,
            login_hint=account,
            access_type="offline",  # Google gives a refresh token only when asked so
            prompt="consent",
        )
    return str(url)


def redeem(provider: Provider, code: str, redirect_uri: str, verifier: str) -> Grant:
    """Exchange the code that came back to the loopback address for tokens.

    Raises:
        Unavailable: as `refresh`, and `mail.no_refresh_token`.
    """
    with _talk(provider, provider.token_url, redirect_uri=redirect_uri) as session:
        token = session.fetch_token(
            provider.token_url,
            grant_type="authorization_code",
            code=code,
            code_verifier=verifier,
            include_client_id=True,
        )
    return _grant(provider, token)


def ask_for_device_code(provider: Provider) -> DeviceCode:
    """Ask for a code to be typed on any device (RFC 8628).

    Raises:
        Unavailable: as `refresh`.
    """
    with _talk(provider, provider.device_url) as session:
        data = {"client_id": provider.client_id, "scope": provider.scope}
        answer = session.post(
            provider.device_url, data=data, withhold_token=True, timeout=TIMEOUT_SECONDS
        )
        said = _object(provider.device_url, answer)
    try:
        return DeviceCode(
            user_code=str(said["user_code"]),
            address=str(said.get("verification_uri") or said["verification_url"]),
            device_code=str(said["device_code"]),
            every_seconds=max(1.0, float(said.get("interval", 5))),
            lasts_seconds=float(said["expires_in"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        words = said.get("error_description") or said.get("error") or "?"
        raise _refused(provider.device_url, str(words)) from error


def redeem_device_code(provider: Provider, code: DeviceCode) -> Grant:
    """Ask once whether the code was typed.

    Raises:
        Pending: not yet.
        Unavailable: as `redeem`.
    """
    with _talk(provider, provider.token_url) as session:
        token = session.fetch_token(
            provider.token_url,
            grant_type=DEVICE_GRANT,
            device_code=code.device_code,
            include_client_id=True,
        )
    return _grant(provider, token)


@contextmanager
def _talk(
    provider: Provider, url: str, *, redirect_uri: str | None = None
) -> Iterator[OAuth2Session]:
    from authlib.common.errors import AuthlibBaseError
    from authlib.integrations.requests_client import OAuth2Session
    from requests import RequestException

    session = OAuth2Session(
        client_id=provider.client_id,
        client_secret=provider.client_secret or None,
        token_endpoint_auth_method="client_secret_post" if provider.client_secret else "none",
        scope=provider.scope,
        redirect_uri=redirect_uri,
        code_challenge_method="S256",
        default_timeout=TIMEOUT_SECONDS,
    )
    session.trust_env = False  # a .netrc would add passwords of other places
    session.mount("https://", _checked_adapter())
    try:
        yield session
    except AuthlibBaseError as error:
        raise _named(url, error) from error
    except RequestException as error:
        raise _network_fault(url, error) from error
    except ValueError as error:  # an answer that is no JSON
        raise _refused(url, "?") from error
    finally:
        session.close()


def _checked_adapter() -> Any:
    """Return requests' way out over our own context: the system's authorities, not certifi's."""
    from requests.adapters import HTTPAdapter
    from typing_extensions import override

    class Checked(HTTPAdapter):
        @override
        def init_poolmanager(self, *args: Any, **named: Any) -> None:
            super().init_poolmanager(*args, ssl_context=client_context(), **named)

        @override
        def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:
            conn.cert_reqs = "CERT_REQUIRED"

    return Checked()


def _grant(provider: Provider, token: Mapping[str, Any], old_refresh_token: str = "") -> Grant:
    access = str(token.get("access_token") or "")
    refresh_token = str(token.get("refresh_token") or old_refresh_token)
    if not access:
        raise _refused(provider.token_url, "?")
    if not refresh_token:
        raise Unavailable("mail.no_refresh_token", host=_host(provider.token_url))
    lasts = float(token.get("expires_in") or 3600)
    return Grant(access, refresh_token, max(_SHORTEST_SECONDS, lasts))


def _object(url: str, answer: Response) -> dict[str, Any]:
    said = answer.json()
    if not isinstance(said, dict):
        raise _refused(url, "?")
    return said


def _named(url: str, error: Any) -> Exception:
    """Tell apart what the provider's error codes mean (RFC 6749, 5.2; RFC 8628, 3.5)."""
    code = str(error.error or "?")
    if code in ("authorization_pending", "slow_down"):
        return Pending(slower=code == "slow_down")
    if code in ("invalid_grant", "expired_token", "access_denied"):
        return Unavailable("mail.sign_in_ended", host=_host(url))
    return _refused(url, str(error.description or code))


def _network_fault(url: str, error: Exception) -> Unavailable:
    """Name a fault below HTTP as mail servers' are named: requests wraps the cause deep."""
    cause: BaseException | None = error
    while (cause is not None and not isinstance(cause, OSError | TimeoutError)) or (
        cause is not None and type(cause).__module__.startswith("requests")
    ):
        cause = _below(cause)
    parts = urlsplit(url)
    server = Server(_host(url), parts.port or 443, Security.TLS, "", "")
    try:
        with network_errors(server):
            raise cause if cause is not None else ConnectionError
    except Unavailable as unavailable:
        return unavailable


def _below(error: BaseException) -> BaseException | None:
    reason = getattr(error, "reason", None)
    if isinstance(reason, BaseException):
        return reason
    wrapped = next((part for part in error.args if isinstance(part, BaseException)), None)
    return wrapped or error.__cause__ or error.__context__


def _refused(url: str, said: str) -> Unavailable:
    return Unavailable("mail.provider_refused", host=_host(url), said=said[:200])


def _host(url: str) -> str:
    return urlsplit(url).hostname or url
