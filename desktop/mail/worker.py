"""The parser process: frames of raw mail in, frames of JSON out, under hard limits.

Run by `desktop.mail.parser_process`; imports neither Qt nor SQLAlchemy. An exception ends it:
the parent sees the broken pipe, blames the mail at hand and starts another one. Where the system
can fork, a worn-out worker is followed by a fresh copy of the process as it was at its start:
importing and compiling everything anew takes as long as 200 mails.
"""

from __future__ import annotations

import gc
import json
import os
import struct
import sys
import time
from typing import BinaryIO, cast

from desktop.domain.mail import ParsedMail
from desktop.mail.parse import parse_mail

LENGTH = struct.Struct(">I")
BUFFER_BYTES = 256 * 1024
"""Of each pipe: one system call carries many mails, and the parent's threads wake up seldom."""

CPU_SECONDS = 10
MEMORY_BYTES = 512 * 1024 * 1024

RENEWS_ITSELF = sys.platform != "win32"
"""Whether a worn-out worker is followed by another one without the parent's doing."""

_encode = json.JSONEncoder(ensure_ascii=False).encode  # made once: `dumps` makes one for each mail

_COLLECT_EVERY = 64
_CRASHED = 1
_WORN_OUT = 75


def serve(requests: BinaryIO, answers: BinaryIO, mails: int) -> bool:
    """Parse so many mails, or fewer when the other end closes; say whether there may be more."""
    for count in range(1, mails + 1):
        raw = read_frame(requests)
        if raw is None:
            return False
        _allow_cpu_time()
        write_frame(answers, encoded(parse_mail(raw)))
        answers.flush()
        if count % _COLLECT_EVERY == 0:
            gc.collect(0)  # what one mail leaves behind never refers to older things
    return True


def encoded(mail: ParsedMail) -> bytes:
    """Return a mail as JSON; a lone surrogate that slipped through is replaced, not fatal."""
    return _encode(mail.to_json()).encode("utf-8", "replace")


def read_frame(stream: BinaryIO) -> bytes | None:
    """Return the next frame, None when the stream ends, also in the middle of one."""
    head = _read(stream, LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (size,) = LENGTH.unpack(head)
    data = _read(stream, size)
    return data if len(data) == size else None


def _read(stream: BinaryIO, size: int) -> bytes:
    """Return so many bytes, fewer at the end: a pipe without a buffer gives what it has."""
    pieces: list[bytes] = []
    while size and (piece := stream.read(min(size, BUFFER_BYTES))):
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)


def write_frame(stream: BinaryIO, data: bytes) -> None:
    """Write one frame; it may wait in the buffer until the stream is flushed."""
    stream.write(LENGTH.pack(len(data)))
    stream.write(data)


def main(mails: int) -> int:
    """Serve on standard input and output; what libraries print goes to standard error.

    A process that has parsed so many mails leaves the rest to another one.
    """
    # Unbuffered: what a process has read and not parsed would be lost to the next one.
    requests = cast(BinaryIO, os.fdopen(sys.stdin.fileno(), "rb", buffering=0, closefd=False))
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb", buffering=BUFFER_BYTES)
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    gc.disable()  # the parser's short-lived trees make automatic collections half the cost
    gc.freeze()
    _limit_memory()
    return _serve_in_turn(requests, answers, mails)


if sys.platform == "win32":

    def _limit_memory() -> None:
        """Windows has no such limit; the parent's time limit remains."""

    def _allow_cpu_time() -> None:
        """As above."""

    def _serve_in_turn(requests: BinaryIO, answers: BinaryIO, mails: int) -> int:
        """Serve to the end of this process; the parent starts the next one."""
        serve(requests, answers, mails)
        return 0

else:
    import resource

    def _serve_in_turn(requests: BinaryIO, answers: BinaryIO, mails: int) -> int:
        """Serve by one copy of this process after another; end like the one that ends badly."""
        while True:
            child = os.fork()
            if child == 0:
                status = _CRASHED
                try:
                    status = _WORN_OUT if serve(requests, answers, mails) else 0
                finally:
                    os._exit(status)
            _load_rarely_used()
            _, waited = os.waitpid(child, 0)
            status = os.waitstatus_to_exitcode(waited)
            if status != _WORN_OUT:
                return 0 if status == 0 else _CRASHED

    def _load_rarely_used() -> None:
        """Import, beside the first mails, what each process after this one would import anew."""
        import charset_normalizer  # noqa: F401

    def _limit_memory() -> None:
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        try:
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, hard))
        except (ValueError, OSError):
            return  # macOS refuses it

    def _allow_cpu_time() -> None:
        """Let this mail have 10 s of processor time; the limit counts from the start.

        Not getrusage: where the kernel adds up its threads it takes longer than a mail.
        """
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        seconds = int(time.process_time()) + 1 + CPU_SECONDS
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, hard))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[-1])))
