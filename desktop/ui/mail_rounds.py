"""Keeps the mail jobs in step: one for each mailbox, and none asleep while mail waits."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from desktop.domain.changes import Changes, Topic
from desktop.jobs.job import Job
from desktop.jobs.schedule import Schedule
from desktop.services.mailboxes import Mailboxes
from desktop.ui.heartbeat import Heartbeat
from desktop.ui.runner import Runner

SEND = "send"
"""The name of the job that sends."""


class Waiting(Job, Protocol):
    """The job that waits for a server to call; `jobs.await_mail.AwaitMail`."""

    def close(self) -> None: ...


MailJobs = tuple[Job, Waiting]
"""What a mailbox needs: the job that polls, and the one that waits."""


class MailRounds(QObject):
    """Adds the jobs of a new mailbox and takes out those of one that is gone.

    Wakes them when what they go by has changed: a mailbox set right, one asked for now, a reply
    that will be due sooner than the job looks again. A round with nothing to do says nothing,
    so that waking cannot go in circles.
    """

    called = Signal(int)
    """A server said that a mailbox has new mail; sent from whichever thread heard it."""

    def __init__(
        self,
        schedule: Schedule,
        heartbeat: Heartbeat,
        runner: Runner,
        mailboxes: Mailboxes,
        make_jobs: Callable[[int, Callable[[], None]], MailJobs],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._schedule = schedule
        self._heartbeat = heartbeat
        self._runner = runner
        self._mailboxes = mailboxes
        self._make_jobs = make_jobs
        self._jobs: dict[int, MailJobs] = {}
        self._is_stopped = False
        self.called.connect(self._on_called)
        runner.changed.connect(self._on_changed)
        self._read()

    def check_now(self) -> None:
        """Look into every mailbox now ("Check mail now")."""
        self._runner.command(self, self._mailboxes.check_all_now)

    def stop(self) -> None:
        """Look into no mailbox and send nothing any more: the desk holds demo data now."""
        self._is_stopped = True
        self._plan([])
        self._schedule.remove(SEND)

    def hang_up(self) -> None:
        """Wait for no server any more: the program ends."""
        for _, wait in self._jobs.values():
            wait.close()

    def _read(self) -> None:
        if self._is_stopped:
            return
        self._runner.query(self, self._ids, self._plan, latest="mailboxes")

    def _ids(self) -> list[int]:
        return [mailbox.id for mailbox in self._mailboxes.all()]

    def _plan(self, ids: list[int]) -> None:
        ids = [] if self._is_stopped else ids
        for gone in self._jobs.keys() - set(ids):
            poll, wait = self._jobs.pop(gone)
            self._schedule.remove(poll.name)
            self._schedule.remove(wait.name)
            wait.close()
        for mailbox_id in ids:
            if mailbox_id not in self._jobs:
                jobs = self._make_jobs(mailbox_id, partial(self.called.emit, mailbox_id))
                self._jobs[mailbox_id] = jobs
                for job in jobs:
                    self._schedule.add(job)
        for jobs in self._jobs.values():
            for job in jobs:
                self._schedule.soon(job.name)
        self._heartbeat.look_again()

    def _on_called(self, mailbox_id: int) -> None:
        if mailbox_id in self._jobs:
            self._heartbeat.soon(self._jobs[mailbox_id][0].name)

    def _on_changed(self, changes: Changes) -> None:
        if Topic.OUTBOX in changes.topics and not self._is_stopped:
            self._heartbeat.soon(SEND)
        if Topic.MAILBOXES in changes.topics:
            self._read()
