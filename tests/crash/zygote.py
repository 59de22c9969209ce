"""Forks victims: with everything imported beforehand a child costs milliseconds, not a second.

Run as `python -m tests.crash.zygote FD`. Each line of standard input names a victim and its
arguments; the answer is its pid, then its wait status. `FD` is where victims tell their phase.
A rehearsal is played here to its end, and answered with 0: what it imported and compiled, the
victims after it have.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable

from tests.crash import poll_victim, send_victim
from tests.crash.phases import Phases

VICTIMS: dict[str, Callable[..., None]] = {
    "poll": poll_victim.poll,
    "send": send_victim.send,
}


def main() -> None:
    phases = Phases(int(sys.argv[1]))
    for line in sys.stdin:
        name, arguments, is_rehearsal = json.loads(line)
        if is_rehearsal:
            VICTIMS[name](phases, **arguments)
            answer(0)
            continue
        pid = os.fork()
        if pid == 0:
            VICTIMS[name](phases, **arguments)
            return
        answer(pid)
        answer(os.waitpid(pid, 0)[1])


def answer(number: int) -> None:
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
