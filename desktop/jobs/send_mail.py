"""Sends what waits in the outbox, one mail after another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from typing import Protocol

from desktop.domain.changes import NOTHING, Changes
from desktop.domain.errors import Refused, Unavailable
from desktop.mail.smtp import Delivery, Fate, send_mail
from desktop.mail.tls import Server
from desktop.services.dispatch import Dispatch, Parcel

MAX_MAILS = 20
"""Mails a round; the lane is wanted by others too."""


class Transport(Protocol):
    """Hands one mail to a server; `mail.smtp.send_mail`, or a fake in tests."""

    def __call__(
        self,
        server: Server,
        sender: str,
        recipients: Sequence[str],
        mime: bytes,
        *,
        before_data: Callable[[], None],
        on_limit: Callable[[int], None],
    ) -> tuple[Delivery, ...]: ...


class SendMail:
    """The outbox job. Claims guard each mail, so any number of workstations may run it."""

    name = "send"
    every = timedelta(minutes=1)
    uses_network = True

    def __init__(
        self,
        dispatch: Dispatch,
        server_of: Callable[[int], Server],
        transport: Transport = send_mail,
    ) -> None:
        """`server_of` gives the way out of a mailbox by its id, password included."""
        self._dispatch = dispatch
        self._server_of = server_of
        self._transport = transport

    def run(self) -> Changes:
        """Send what is due and return what became of it."""
        changes = self._dispatch.recover()
        for _ in range(MAX_MAILS):
            parcel = self._dispatch.claim()
            if parcel is None:
                break
            changes = changes.merged(self._send(parcel))
        return changes

    def next_in(self) -> timedelta | None:
        """Return how long until the next mail is due."""
        return self._dispatch.next_in()

    def _send(self, parcel: Parcel) -> Changes:
        try:
            deliveries = self._hand_over(parcel, parcel.sender)
            if not parcel.sender and all(each.fate is Fate.PERMANENT for each in deliveries):
                deliveries = self._hand_over(parcel, parcel.stand_in)  # `<>` is not for everybody
        except Unavailable as error:
            return self._dispatch.postpone(parcel, error)
        except Refused as refusal:
            if refusal.code != "outbox.claim_lost":
                raise
            return NOTHING  # another workstation has it
        return self._dispatch.finish(parcel, deliveries)

    def _hand_over(self, parcel: Parcel, sender: str) -> tuple[Delivery, ...]:
        return self._transport(
            self._server_of(parcel.mailbox_id),
            sender,
            parcel.recipients,
            parcel.mime,
            before_data=lambda: self._dispatch.begin_content(parcel),
            on_limit=partial(self._dispatch.note_limit, parcel.mailbox_id),
        )
