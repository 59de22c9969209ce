"""Keeps the mail jobs in step: one for each mailbox, and none asleep while mail waits."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from desktop.domain.changes import Changes, Topic
from desktop.jobs.job import Job
from desktop.jobs.schedule import Schedule
from desktop.services.mailboxes import Mailboxes
from desktop.ui.heartbeat import Heartbeat
from desktop.ui.runner import Runner

SEND = "send"
"""The name of the job that sends."""


class MailRounds(QObject):
    """Adds the job of a new mailbox and takes out one that is gone.

    Wakes them when what they go by has changed: a mailbox set right, one asked for now, a reply
    that will be due sooner than the job looks again. A round with nothing to do says nothing,
    so that waking cannot go in circles.
    """

    def __init__(
        self,
        schedule: Schedule,
        heartbeat: Heartbeat,
        runner: Runner,
        mailboxes: Mailboxes,
        make_job: Callable[[int], Job],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._schedule = schedule
        self._heartbeat = heartbeat
        self._runner = runner
        self._mailboxes = mailboxes
        self._make_job = make_job
        self._jobs: dict[int, str] = {}
        self._is_stopped = False
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

    def _read(self) -> None:
        if self._is_stopped:
            return
        self._runner.query(self, self._ids, self._plan, latest="mailboxes")

    def _ids(self) -> list[int]:
        return [mailbox.id for mailbox in self._mailboxes.all()]

    def _plan(self, ids: list[int]) -> None:
        ids = [] if self._is_stopped else ids
        for gone in self._jobs.keys() - set(ids):
            self._schedule.remove(self._jobs.pop(gone))
        for mailbox_id in ids:
            if mailbox_id not in self._jobs:
                job = self._make_job(mailbox_id)
                self._jobs[mailbox_id] = job.name
                self._schedule.add(job)
        for name in self._jobs.values():
            self._heartbeat.soon(name)

    def _on_changed(self, changes: Changes) -> None:
        if Topic.OUTBOX in changes.topics and not self._is_stopped:
            self._heartbeat.soon(SEND)
        if Topic.MAILBOXES in changes.topics:
            self._read()
