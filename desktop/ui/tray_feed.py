"""Feeds the tray: its shape, its tooltip and the first lines of its menu."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject

from desktop.domain.clock import Clock
from desktop.services.duty_rows import DutyStanding
from desktop.services.mailbox_values import MailboxState
from desktop.ui.alerts import AlertCenter
from desktop.ui.app_icon import TrayState
from desktop.ui.duty_news import DutyNews
from desktop.ui.formats import near_text
from desktop.ui.signed_in import SignedIn
from desktop.ui.tidings import TidingsReader
from desktop.ui.tray import Tray


class TrayFeed(QObject):
    """Offline wins over almost due, that over something to do (screens.md 2.11)."""

    def __init__(
        self,
        tray: Tray,
        reader: TidingsReader,
        alerts: AlertCenter,
        news: DutyNews,
        me: SignedIn,
        clock: Clock,
    ) -> None:
        super().__init__(tray)
        self._tray = tray
        self._reader = reader
        self._alerts = alerts
        self._news = news
        self._me = me
        self._clock = clock
        news.changed.connect(self._on_news)
        reader.changed.connect(self._say)
        alerts.changed.connect(self._say)
        tray.tidings_wanted.connect(self._say)

    def state(self) -> TrayState:
        """Return the shape that fits what is known now."""
        broken = (MailboxState.FAILING, MailboxState.PAUSED)
        if any(box.state in broken for box in self._reader.tidings.mailboxes):
            return TrayState.OFFLINE
        if self._alerts.unanswered:
            return TrayState.ALMOST_DUE
        return TrayState.NEEDS_ME if self._reader.tidings.need_action else TrayState.PLAIN

    def _on_news(self) -> None:
        self._tray.offer_shift(self._news.shift is not None)

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
        duty = self._on_duty(tidings.duty)
        self._tray.tell(next_due, ticket_id, waiting, duty)
        self._tray.set_state(self.state(), "\n".join(filter(None, (waiting, due, duty))))

    def _on_duty(self, standing: DutyStanding | None) -> str:
        """Return who is on duty till when; nothing where no duties are planned."""
        if standing is None or not standing.is_kept:
            return ""
        now, zone = self._clock.now(), ZoneInfo(standing.zone)
        mine = [duty for duty in standing.on if duty.person_id == self._me.person_id]
        if mine:
            until = near_text(max(duty.until_at for duty in mine), now, zone)
            return self.tr("You are on duty till {until}").format(until=until)
        if standing.on:
            names = ", ".join(dict.fromkeys(duty.person for duty in standing.on))
            until = near_text(min(duty.until_at for duty in standing.on), now, zone)
            return self.tr("On duty: {names} till {until}").format(names=names, until=until)
        if standing.following is None:
            return self.tr("Nobody on duty")
        begins = near_text(standing.following.start_at, now, zone)
        if standing.at_work:
            name = standing.following.person
            return self.tr("On duty from {time}: {name}").format(time=begins, name=name)
        return self.tr("Nobody on duty till {time}").format(time=begins)
