"""Puts the repeated work and the ways of showing notices together for the window."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial

from desktop.domain.clock import Clock
from desktop.jobs.await_mail import AwaitMail
from desktop.jobs.backup import BackUp
from desktop.jobs.check_clock import CheckClock
from desktop.jobs.close_solved import CloseSolved
from desktop.jobs.follow_duties import FollowDuties
from desktop.jobs.listen import Listen
from desktop.jobs.log_duty import LogDuty
from desktop.jobs.poll_mail import PollMail
from desktop.jobs.remind_customers import RemindCustomers
from desktop.jobs.resolve_doubts import ResolveDoubts
from desktop.jobs.send_mail import SendMail
from desktop.jobs.send_scheduled import SendScheduled
from desktop.jobs.tell_duties import TellDuties
from desktop.jobs.wake_reminders import WakeReminders
from desktop.jobs.watch_others import WatchOthers
from desktop.jobs.watch_sla import WatchSla
from desktop.services.backup_keeping import BackupKeeping
from desktop.services.clock_difference import clock_difference
from desktop.services.desk import Desk
from desktop.system.clock_check import CheckedClock
from desktop.system.dbus_notice import DBusNotifier
from desktop.system.ladder import NoticeLadder
from desktop.system.notice import NoticeAction, Notifier
from desktop.system.plyer_notice import PlyerNotifier
from desktop.system.socket_watch import SocketWatch
from desktop.ui.alerts import WindowNotifier
from desktop.ui.mail_rounds import MailJobs, MailRounds
from desktop.ui.shell import Shell
from desktop.ui.tray import TrayNotifier

PROGRAM = "Duty Desk"


def plan_jobs(shell: Shell, clock: CheckedClock) -> None:
    """Plan everything that happens by itself while the window runs.

    On demo data nothing is fetched and nothing sent.
    """
    place, schedule = shell.place, shell.schedule
    desk = place.desk
    schedule.add(WatchSla(desk.alerts, desk.leases, shell.alerts, lambda: place.me.person_id))
    schedule.add(WakeReminders(desk.reminders))
    schedule.add(CloseSolved(desk.closings, desk.leases))
    schedule.add(LogDuty(desk.duty_log, desk.duty, desk.leases))
    schedule.add(FollowDuties(desk.duty_reminding, desk.shift_changes, desk.leases))
    schedule.add(TellDuties(desk.duty_notices, shell.news, lambda: place.me.person_id))
    difference = partial(clock_difference, desk.database, clock)
    schedule.add(CheckClock(clock, difference, desk.clock_trust.doubt))
    watch = SocketWatch()
    _watch_others(shell, watch)
    shell.stopping.connect(watch.close)
    schedule.add(BackUp(BackupKeeping(desk, place.profile)))
    look_at_backups = partial(place.heartbeat.soon, BackUp.name)
    place.signposts.backup_made.connect(look_at_backups)
    place.signposts.backups_moved.connect(look_at_backups)
    if shell.is_demo:
        return
    schedule.add(RemindCustomers(desk.customer_reminders, desk.leases))
    schedule.add(SendScheduled(desk.scheduled))
    schedule.add(ResolveDoubts(desk.doubts, desk.leases))
    schedule.add(SendMail(desk.dispatch, desk.mailboxes.outgoing_server))
    rounds = MailRounds(
        schedule,
        place.heartbeat,
        place.runner,
        desk.mailboxes,
        partial(_mail_jobs, desk, watch),
        shell,
    )
    shell.stopping.connect(rounds.hang_up)
    place.actions.bind("file.check_mail", rounds.check_now)
    shell.demo_filled.connect(rounds.stop)


def _watch_others(shell: Shell, watch: SocketWatch) -> None:
    """Look for changes of others: when PostgreSQL tells of one, else now and then."""
    place, database = shell.place, shell.place.desk.database
    is_seen, look = shell.visibility.is_seen, partial(place.heartbeat.soon, WatchOthers.name)
    shell.visibility.appeared.connect(look)
    if database.is_sqlite:
        shell.schedule.add(WatchOthers(database.topic_versions, shell.versions, is_seen))
        return

    def on_heard(_: None) -> None:
        if is_seen():
            look()

    line = Listen(database.listen, watch, partial(place.runner.tell, shell, on_heard, None))
    watched = WatchOthers(database.topic_versions, shell.versions, is_seen, line.is_listening)
    shell.schedule.add(watched)
    shell.schedule.add(line)
    shell.stopping.connect(line.close)


def _mail_jobs(
    desk: Desk, watch: SocketWatch, mailbox_id: int, on_call: Callable[[], None]
) -> MailJobs:
    wait = AwaitMail(mailbox_id, desk.mailboxes, desk.leases, watch, on_call)
    return PollMail(mailbox_id, desk.mailboxes, desk.intake, desk.leases, calls=wait), wait


def make_ladder(shell: Shell, clock: Clock) -> NoticeLadder:
    """Return the ways of showing a notice here, best first; the window itself is the last."""

    def on_action(key: str, action: NoticeAction) -> None:
        """Give an answer to both that tell: each knows its own notices."""
        shell.alerts.on_action(key, action)
        shell.news.on_action(key, action)

    rungs: list[Notifier] = []
    if sys.platform == "linux":
        rungs.append(DBusNotifier(PROGRAM, on_action, shell.alerts.on_closed))
    rungs.append(TrayNotifier(shell.tray, on_action))
    rungs.append(PlyerNotifier(PROGRAM))
    rungs.append(WindowNotifier())
    return NoticeLadder(rungs, clock.monotonic)
