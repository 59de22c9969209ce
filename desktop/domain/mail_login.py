"""How an account proves who it is: by a password, or by signing in at a provider (OAuth 2)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from desktop.domain.errors import Refused


class Login(StrEnum):
    """What stands in the mailbox's form; every kind but a password has a `Provider`."""

    PASSWORD = "password"  # noqa: S105 -- the name of a kind
    MICROSOFT = "microsoft"
    GOOGLE = "google"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Provider:
    """Where to sign in, and as which program (RFC 6749).

    The `client_secret` of a program on people's computers is none (RFC 8252, 8.5): some providers
    ask for it all the same. An empty `device_url`: no sign-in by a code from another device.
    """

    client_id: str = ""
    client_secret: str = ""
    authorize_url: str = ""
    token_url: str = ""
    device_url: str = ""
    scope: str = ""

    def checked(self) -> Provider:
        """Return the provider without stray blanks.

        Raises:
            Refused: `mailbox.no_client_id`; `mailbox.bad_endpoint` (fact: url) for an address
                that is not https.
        """
        if not self.client_id.strip():
            raise Refused("mailbox.no_client_id")
        needed = (self.authorize_url, self.token_url)
        given = (self.device_url,) if self.device_url.strip() else ()
        for url in (*needed, *given):
            if not url.strip().lower().startswith("https://"):
                raise Refused("mailbox.bad_endpoint", url=url.strip())
        return Provider(
            client_id=self.client_id.strip(),
            client_secret=self.client_secret.strip(),
            authorize_url=self.authorize_url.strip(),
            token_url=self.token_url.strip(),
            device_url=self.device_url.strip(),
            scope=" ".join(self.scope.split()),
        )


_MICROSOFT = "https://login.microsoftonline.com/common/oauth2/v2.0"
PRESETS = {
    Login.PASSWORD: Provider(),
    Login.MICROSOFT: Provider(
        authorize_url=f"{_MICROSOFT}/authorize",
        token_url=f"{_MICROSOFT}/token",
        device_url=f"{_MICROSOFT}/devicecode",
        scope=(
            "https://outlook.office.com/IMAP.AccessAsUser.All "
            "https://outlook.office.com/SMTP.Send offline_access"
        ),
    ),
    # Google offers sign-in by a code to few scopes, and reading mail is none of them.
    Login.GOOGLE: Provider(
        authorize_url="https://accounts.google.com/o/oauth2/v2/auth",
        token_url="https://oauth2.googleapis.com/token",  # noqa: S106
        scope="https://mail.google.com/",
    ),
    Login.OTHER: Provider(),
}
"""What a provider asks for; the client id is the team's own registration."""


def preset(login: Login, known: Provider | None) -> Provider:
    """Return a login's endpoints, with the client that is known already."""
    found = PRESETS[login]
    if known is None:
        return found
    return replace(found, client_id=known.client_id, client_secret=known.client_secret)
