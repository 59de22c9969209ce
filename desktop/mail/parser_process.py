"""The parent's end of the parser process: hands it mail, and outlives whatever a mail does.

One long-lived worker, restarted after 500 mails, a crash, or 10 s on one mail. A few mails
are always under way, so that the caller commits while the worker parses.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import BinaryIO, cast

from desktop.domain.mail import ParsedMail
from desktop.mail.worker import BUFFER_BYTES, RENEWS_ITSELF, read_frame, write_frame
from desktop.own_process import own_environment

MAILS_PER_WORKER = 500
SECONDS_PER_MAIL = 10.0
UNDER_WAY = 1000
UNDER_WAY_BYTES = 16 * 1024 * 1024
"""How far the worker may run ahead: ten transactions of an import. Where mails are easy to read it
gains what it loses on others, and a slow disk does not make it idle."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A mail that could not be parsed: the worker crashed on it or took too long."""

    reason: str


Outcome = ParsedMail | Unread


class ParserProcess:
    """Owns the worker; not shared between threads. Close it, or use it in a `with`."""

    def __init__(
        self,
        *,
        seconds_per_mail: float = SECONDS_PER_MAIL,
        mails_per_worker: int = MAILS_PER_WORKER,
        command: tuple[str, ...] | None = None,
    ) -> None:
        self._seconds_per_mail = seconds_per_mail
        self._mails_per_worker = mails_per_worker
        self._command = (*(command or worker_command()), str(mails_per_worker))
        self._worker: _Worker | None = None

    def __enter__(self) -> ParserProcess:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the worker."""
        if self._worker is not None:
            self._worker.end()
            self._worker = None

    def parse(self, raw: bytes) -> Outcome:
        """Parse one mail."""
        return next(self.parse_all([raw]))

    def parse_all(self, mails: Iterable[bytes]) -> Iterator[Outcome]:
        """Give the outcome of each mail in order, parsing ahead of the caller.

        A mail whose worker ends under it is `Unread`; those sent after it go to the next one.
        """
        waiting: deque[_Sent] = deque()
        size = 0
        for raw in mails:
            size += len(raw)
            waiting.append(self._send(raw))
            is_ready = waiting[0].worker.is_ready
            while waiting and (is_ready or len(waiting) >= UNDER_WAY or size > UNDER_WAY_BYTES):
                size -= len(waiting[0].raw)
                yield self._receive(waiting)
                is_ready = False  # one for one, so that the worker keeps its lead
        while waiting:
            yield self._receive(waiting)

    def _send(self, raw: bytes) -> _Sent:
        """Hand a mail to the worker; a worn-out one finishes what it has beside its successor."""
        if self._worker is None or self._is_worn_out(self._worker):
            if self._worker is not None:
                self._worker.retire()
            self._worker = _Worker(self._command)
        self._worker.send(raw)
        return _Sent(self._worker, raw)

    def _is_worn_out(self, worker: _Worker) -> bool:
        return not RENEWS_ITSELF and worker.sent >= self._mails_per_worker

    def _receive(self, waiting: deque[_Sent]) -> Outcome:
        """Return the outcome of the first waiting mail and take it off."""
        worker = waiting.popleft().worker
        answer = worker.receive(self._seconds_per_mail)
        if not isinstance(answer, Unread):
            return ParsedMail.from_json(json.loads(answer))
        worker.end()
        self._bequeath(worker, waiting)
        return answer

    def _bequeath(self, worker: _Worker, waiting: deque[_Sent]) -> None:
        """Give what a dead worker had not answered to a new one, in the same order."""
        heir = _Worker(self._command)
        for index, sent in enumerate(waiting):
            if sent.worker is worker:
                heir.send(sent.raw)
                waiting[index] = _Sent(heir, sent.raw)
        if self._worker is worker:
            self._worker = heir
        else:
            heir.retire()


class _Worker:
    """One child process. Two threads carry frames, so that neither end can block the other."""

    def __init__(self, command: tuple[str, ...]) -> None:
        self.sent = 0
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            command,
            bufsize=BUFFER_BYTES,
            pipesize=BUFFER_BYTES,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=own_environment(),
            start_new_session=True,  # so that both of its processes can be ended together
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._requests: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._answers: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._threads = [
            threading.Thread(target=target, name=f"parser {name}", daemon=True)
            for name, target in (("writer", self._write), ("reader", self._read))
        ]
        for thread in self._threads:
            thread.start()

    def send(self, raw: bytes) -> None:
        self.sent += 1
        self._requests.put(raw)

    @property
    def is_ready(self) -> bool:
        """Tell whether the next answer is there."""
        return not self._answers.empty()

    def retire(self) -> None:
        """Let it finish what it was sent and end."""
        self._requests.put(None)

    def receive(self, seconds: float) -> bytes | Unread:
        """Return the next answer, or why there is none."""
        try:
            answer = self._answers.get(timeout=seconds)
        except queue.Empty:
            return Unread("timeout")
        return Unread("crash") if answer is None else answer

    def end(self) -> None:
        """Stop the process now and wait for its threads."""
        self._kill()
        self._requests.put(None)
        for thread in self._threads:
            thread.join()

    def _kill(self) -> None:
        if sys.platform == "win32":
            self._process.kill()
        elif self._process.poll() is None:  # else the number may be another process's by now
            with contextlib.suppress(ProcessLookupError):  # it ended between the two lines
                os.killpg(self._process.pid, signal.SIGKILL)

    def _write(self) -> None:
        stream = _opened(self._process.stdin)
        try:
            for raw in iter(self._requests.get, None):
                write_frame(stream, raw)
                if self._requests.empty():
                    stream.flush()
            stream.close()
        except OSError:
            return  # the worker is gone; the reader tells

    def _read(self) -> None:
        stream = _opened(self._process.stdout)
        for answer in iter(lambda: read_frame(stream), None):
            self._answers.put(answer)
        self._answers.put(None)
        stream.close()
        self._process.wait()


@dataclass(frozen=True, slots=True)
class _Sent:
    """A mail under way and the worker that has it."""

    worker: _Worker
    raw: bytes


def worker_command() -> tuple[str, ...]:
    """Return how to start the worker, from a checkout as from a frozen program."""
    if getattr(sys, "frozen", False):
        return (sys.executable, "mail", "worker")
    return (sys.executable, "-m", "desktop.mail.worker")


def _opened(stream: object) -> BinaryIO:
    return cast(BinaryIO, stream)
