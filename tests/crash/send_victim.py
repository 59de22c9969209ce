"""A workstation that sends the outbox until it is empty, or dies."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import timedelta

from desktop.domain.changes import Changes
from desktop.jobs.send_mail import SendMail
from desktop.mail.smtp import Delivery
from desktop.mail.tls import Security, Server
from desktop.models.database import Database
from desktop.services.dispatch import Dispatch, Parcel
from tests.crash.phases import Phases
from tests.crash.victim_desk import desk_at

PHASES = ("claim", "envelope", "commit", "content", "finish")


class WatchedDispatch(Dispatch):
    """Says what comes next; its claims run out fast, for the next workstation is there soon."""

    def __init__(self, database: Database, phases: Phases) -> None:
        super().__init__(
            database, lease=timedelta(seconds=0.15), verdict_lease=timedelta(seconds=0.2)
        )
        self._phases = phases

    def claim(self) -> Parcel | None:
        self._phases("claim")
        parcel = super().claim()
        self._phases("envelope")
        return parcel

    def begin_content(self, parcel: Parcel) -> None:
        self._phases("commit")
        super().begin_content(parcel)
        self._phases("content")

    def finish(self, parcel: Parcel, deliveries: Sequence[Delivery]) -> Changes:
        self._phases("finish")
        return super().finish(parcel, deliveries)


class SendThenMark(WatchedDispatch):
    """The negative control: what most programs do."""

    def begin_content(self, parcel: Parcel) -> None:
        self._phases("content")


def send(phases: Phases, *, url: str, port: int, pin: str, careful: bool) -> None:
    server = Server("127.0.0.1", port, Security.TLS, "", "", pin)
    with desk_at(url) as desk:
        dispatch = (WatchedDispatch if careful else SendThenMark)(desk.database, phases)
        job = SendMail(dispatch, lambda mailbox_id: server)
        pause: timedelta | None = timedelta()
        while pause is not None:
            time.sleep(min(pause.total_seconds(), 0.05))
            job.run()
            pause = dispatch.next_in()
