"""Feeds the tray: its shape, its tooltip and the first lines of its menu."""

from __future__ import annotations

from PySide6.QtCore import QObject

from desktop.domain.clock import Clock
from desktop.services.mailbox_values import MailboxState
from desktop.ui.alerts import AlertCenter
from desktop.ui.app_icon import TrayState
from desktop.ui.formats import near_text
from desktop.ui.tidings import TidingsReader
from desktop.ui.tray import Tray


class TrayFeed(QObject):
    """Offline wins over almost due, that over something to do (screens.md 2.11)."""

    def __init__(
        self, tray: Tray, reader: TidingsReader, alerts: AlertCenter, clock: Clock
    ) -> None:
        super().__init__(tray)
        self._tray = tray
        self._reader = reader
        self._alerts = alerts
        self._clock = clock
        reader.changed.connect(self._say)
        alerts.changed.connect(self._say)

    def state(self) -> TrayState:
        """Return the shape that fits what is known now."""
        broken = (MailboxState.FAILING, MailboxState.PAUSED)
        if any(box.state in broken for box in self._reader.tidings.mailboxes):
            return TrayState.OFFLINE
        if self._alerts.unanswered:
            return TrayState.ALMOST_DUE
        return TrayState.NEEDS_ME if self._reader.tidings.need_action else TrayState.PLAIN

    def _say(self) -> None:
        tidings = self._reader.tidings
        next_due, due, ticket_id = "", "", None
        row = tidings.next_due
        if row is not None and row.next_due_at is not None:
            when = near_text(row.next_due_at, self._clock.now())
            next_due = self.tr("Next due {when}  #{number} {subject}").format(
                when=when, number=row.id, subject=row.subject
            )
            # No subject in the tooltip: some trays read markup there, and some show escapes.
            due = self.tr("Next due {when} #{number}").format(when=when, number=row.id)
            ticket_id = row.id
        waiting = self.tr("%n ticket(s) need action", "", tidings.need_action)
        self._tray.tell(next_due, ticket_id, waiting)
        self._tray.set_state(self.state(), "\n".join(filter(None, (waiting, due))))
