"""aiosmtpd on a free port, as the server that accepts everything."""

from __future__ import annotations

import asyncio

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class AnyPort(Controller):
    """Listens on a free port; aiosmtpd knocks at the port it was told to see it answer."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


class Inbox:
    """What the server accepted. It takes `verdict_seconds` to say so, as scanning servers do."""

    def __init__(self, verdict_seconds: float = 0.0) -> None:
        self.mails: list[Envelope] = []
        self._verdict_seconds = verdict_seconds

    async def handle_DATA(  # noqa: N802 - aiosmtpd's spelling
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        self.mails.append(envelope)
        await asyncio.sleep(self._verdict_seconds)
        return "250 accepted"
