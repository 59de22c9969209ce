"""Puts the repeated work and the ways of showing notices together for the window."""

from __future__ import annotations

import sys

from desktop.domain.clock import Clock
from desktop.jobs.schedule import Schedule
from desktop.jobs.wake_reminders import WakeReminders
from desktop.jobs.watch_sla import WatchSla
from desktop.services.desk import Desk
from desktop.system.dbus_notice import DBusNotifier
from desktop.system.ladder import NoticeLadder
from desktop.system.notice import Notifier
from desktop.system.plyer_notice import PlyerNotifier
from desktop.ui.alerts import AlertCenter, WindowNotifier
from desktop.ui.signed_in import SignedIn
from desktop.ui.tray import Tray, TrayNotifier

PROGRAM = "Duty Desk"


def plan_jobs(schedule: Schedule, desk: Desk, alerts: AlertCenter, me: SignedIn) -> None:
    """Plan everything that happens by itself while the window runs."""
    schedule.add(WatchSla(desk.alerts, desk.leases, alerts, lambda: me.person_id))
    schedule.add(WakeReminders(desk.reminders))


def make_ladder(alerts: AlertCenter, tray: Tray, clock: Clock) -> NoticeLadder:
    """Return the ways of showing a notice here, best first; the window itself is the last."""
    rungs: list[Notifier] = []
    if sys.platform == "linux":
        rungs.append(DBusNotifier(PROGRAM, alerts.on_action, alerts.on_closed))
    rungs.append(TrayNotifier(tray, alerts.on_action))
    rungs.append(PlyerNotifier(PROGRAM))
    rungs.append(WindowNotifier())
    return NoticeLadder(rungs, clock.monotonic)
