"""The words of alerts: one deadline or several, for notices, the panel and screen readers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QObject

from desktop.domain.alert import ARRIVAL
from desktop.domain.marked import QT_TRANSLATE_NOOP
from desktop.domain.sla import ClockKind
from desktop.services.rows_alert import AlertRow
from desktop.ui.formats import near_text, span_text
from desktop.ui.texts import word

LISTED = 3

DUE: Mapping[str, str] = {
    ClockKind.FIRST_RESPONSE: QT_TRANSLATE_NOOP("Alert", "First reply due in {left}"),
    ClockKind.NEXT_RESPONSE: QT_TRANSLATE_NOOP("Alert", "Next reply due in {left}"),
    ClockKind.PROMISE: QT_TRANSLATE_NOOP("Alert", "Promise due in {left}"),
    ClockKind.SOLUTION: QT_TRANSLATE_NOOP("Alert", "Solution due in {left}"),
    ClockKind.OLA_ACCEPT: QT_TRANSLATE_NOOP("Alert", "Acceptance due in {left}"),
    ClockKind.OLA_ANSWER: QT_TRANSLATE_NOOP("Alert", "Feedback due in {left}"),
    ClockKind.OLA_FIX: QT_TRANSLATE_NOOP("Alert", "Fix due in {left}"),
    ClockKind.OLA_INFO: QT_TRANSLATE_NOOP("Alert", "Details due in {left}"),
}
OVERDUE: Mapping[str, str] = {
    ClockKind.FIRST_RESPONSE: QT_TRANSLATE_NOOP("Alert", "Overdue: first reply"),
    ClockKind.NEXT_RESPONSE: QT_TRANSLATE_NOOP("Alert", "Overdue: next reply"),
    ClockKind.PROMISE: QT_TRANSLATE_NOOP("Alert", "Overdue: promise"),
    ClockKind.SOLUTION: QT_TRANSLATE_NOOP("Alert", "Overdue: solution"),
    ClockKind.OLA_ACCEPT: QT_TRANSLATE_NOOP("Alert", "Overdue: acceptance"),
    ClockKind.OLA_ANSWER: QT_TRANSLATE_NOOP("Alert", "Overdue: feedback"),
    ClockKind.OLA_FIX: QT_TRANSLATE_NOOP("Alert", "Overdue: fix"),
    ClockKind.OLA_INFO: QT_TRANSLATE_NOOP("Alert", "Overdue: details"),
}


class AlertWords(QObject):
    """Speaks from any thread: translation in Qt is thread-safe."""

    def title(self, alerts: Sequence[AlertRow], now: datetime) -> str:
        """Return the first line: the deadline, or how many there are."""
        if len(alerts) > 1:
            if all(alert.threshold == ARRIVAL for alert in alerts):
                return self.tr("%n new ticket(s)", "", len(alerts))
            if all(is_overdue(alert, now) for alert in alerts):
                return self.tr("%n ticket(s) overdue", "", len(alerts))
            return self.tr("%n ticket(s) almost due", "", len(alerts))
        return self.deadline(alerts[0], now)

    def deadline(self, alert: AlertRow, now: datetime) -> str:
        """Return `First reply due in 9 min` or `Overdue: first reply`."""
        if is_overdue(alert, now):
            return QCoreApplication.translate("Alert", OVERDUE[alert.clock_kind])
        left = span_text(alert.due_at - now)
        if alert.threshold == ARRIVAL:
            return self.tr("New ticket: first reply due in {left}").format(left=left)
        return QCoreApplication.translate("Alert", DUE[alert.clock_kind]).format(left=left)

    def body(self, alerts: Sequence[AlertRow], now: datetime) -> str:
        """Return what follows: the ticket with client and priority, or the first three tickets."""
        if len(alerts) == 1:
            return f"{self.ticket(alerts[0])}\n{self.circumstances(alerts[0], now)}"
        lines = [self.ticket(alert) for alert in alerts[:LISTED]]
        if len(alerts) > LISTED:
            lines.append(self.tr("and %n more", "", len(alerts) - LISTED))
        return "\n".join(lines)

    def ticket(self, alert: AlertRow) -> str:
        """Return `#1047 Cannot sign in`."""
        return f"#{alert.ticket_id} {alert.subject}"

    def circumstances(self, alert: AlertRow, now: datetime) -> str:
        """Return `Nord Clinic · High · received 02:06`."""
        received = self.tr("received {time}").format(time=near_text(alert.received_at, now))
        client = alert.organisation or alert.requester
        return " · ".join(part for part in (client, word(alert.priority), received) if part)


def is_overdue(alert: AlertRow, now: datetime) -> bool:
    """Say whether the deadline has passed, whatever threshold brought the alert."""
    return alert.due_at <= now
