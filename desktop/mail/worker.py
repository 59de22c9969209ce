"""The parser process: frames of raw mail in, frames of JSON out, under hard limits.

Run by `desktop.mail.parser_process`; imports neither Qt nor SQLAlchemy. An exception ends it:
the parent sees the broken pipe, blames the mail at hand and starts another one.
"""

from __future__ import annotations

import gc
import json
import os
import struct
import sys
import time
from typing import BinaryIO

from desktop.domain.mail import ParsedMail
from desktop.mail.parse import parse_mail

LENGTH = struct.Struct(">I")
BUFFER_BYTES = 256 * 1024
"""Of each pipe: one system call carries many mails, and the parent's threads wake up seldom."""

CPU_SECONDS = 10
MEMORY_BYTES = 512 * 1024 * 1024

_COLLECT_EVERY = 64


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Parse mail after mail until the other end closes."""
    gc.disable()  # the parser's short-lived trees make automatic collections half the cost
    gc.freeze()
    for count, raw in enumerate(iter(lambda: read_frame(requests), None), 1):
        _allow_cpu_time()
        write_frame(answers, encoded(parse_mail(raw)))
        answers.flush()
        if count % _COLLECT_EVERY == 0:
            gc.collect()


def encoded(mail: ParsedMail) -> bytes:
    """Return a mail as JSON; a lone surrogate that slipped through is replaced, not fatal."""
    return json.dumps(mail.to_json(), ensure_ascii=False).encode("utf-8", "replace")


def read_frame(stream: BinaryIO) -> bytes | None:
    """Return the next frame, None when the stream ends, also in the middle of one."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (size,) = LENGTH.unpack(head)
    data = stream.read(size)
    return data if len(data) == size else None


def write_frame(stream: BinaryIO, data: bytes) -> None:
    """Write one frame; it may wait in the buffer until the stream is flushed."""
    stream.write(LENGTH.pack(len(data)))
    stream.write(data)


def main() -> int:
    """Serve on standard input and output; what libraries print goes to standard error."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    _limit_memory()
    serve(sys.stdin.buffer, answers)
    return 0


if sys.platform == "win32":

    def _limit_memory() -> None:
        """Windows has no such limit; the parent's time limit remains."""

    def _allow_cpu_time() -> None:
        """As above."""

else:
    import resource

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
    sys.exit(main())
