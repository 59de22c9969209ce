"""Starts victims and kills them where wanted, keeping count of the phases they died in."""

from __future__ import annotations

import json
import os
import random
import select
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from types import TracebackType

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 60.0
LONGEST_DELAY_SECONDS = 0.004


class Killer:
    """Owns a zygote. `deaths` counts kills by the phase the victim was in."""

    def __init__(self, phases: tuple[str, ...], seed: int) -> None:
        self._phases = phases
        self._dice = random.Random(seed)
        self.seed = seed
        self.deaths: Counter[str] = Counter()

    def __enter__(self) -> Killer:
        self._heard, told = os.pipe()
        self._zygote = subprocess.Popen(
            [sys.executable, "-m", "tests.crash.zygote", str(told)],
            pass_fds=[told],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        os.close(told)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._zygote.stdin is not None
        assert self._zygote.stdout is not None
        self._zygote.stdin.close()
        self._zygote.wait(PATIENCE_SECONDS)
        self._zygote.stdout.close()
        os.close(self._heard)

    @property
    def kills(self) -> int:
        return self.deaths.total()

    @property
    def least(self) -> int:
        """How many kills hit the phase that was hit least."""
        return min(self.deaths[phase] for phase in self._phases)

    def rehearse(self, victim: str, **arguments: object) -> None:
        """Play a victim in the zygote, so that those to be killed find everything prepared."""
        self._ask(victim, arguments, is_rehearsal=True)
        assert self._end() == 0
        self._drain()

    def kill_one(self, victim: str, **arguments: object) -> bool:
        """Run a victim and kill it in a phase that was hit least; False if it ended by itself.

        The moment within the phase, and which of its rounds, are random.
        """
        aim = self._dice.choice([p for p in self._phases if self.deaths[p] == self.least])
        rounds = self._dice.randint(1, 2)
        pid = self._start(victim, arguments)
        seen = ""
        while rounds:
            lines = self._listen()
            if lines is None:
                assert self._end() == 0
                return False
            for line in lines:
                seen = line
                rounds -= line == aim
                if not rounds:
                    break
        time.sleep(self._dice.uniform(0, LONGEST_DELAY_SECONDS))
        os.kill(pid, signal.SIGKILL)
        status = self._end()
        for line in self._drain():
            seen = line
        if status == signal.SIGKILL:
            self.deaths[seen] += 1
        return status == signal.SIGKILL

    def run(self, victim: str, **arguments: object) -> None:
        """Run a victim to its end."""
        self._start(victim, arguments)
        while self._listen() is not None:
            pass
        assert self._end() == 0
        self._drain()

    def report(self, outcome: str) -> None:
        """Print the numbers by which a run is judged and repeated."""
        histogram = ", ".join(f"{phase} {count}" for phase, count in self.deaths.most_common())
        sys.stdout.write(f"\n{self.kills} kills ({histogram}), seed {self.seed}: {outcome}\n")

    def _start(self, victim: str, arguments: dict[str, object]) -> int:
        self._ask(victim, arguments)
        return int(self._line())

    def _ask(self, victim: str, arguments: dict[str, object], is_rehearsal: bool = False) -> None:
        assert self._zygote.stdin is not None
        request = json.dumps([victim, arguments, is_rehearsal])
        self._zygote.stdin.write(request.encode() + b"\n")
        self._zygote.stdin.flush()

    def _end(self) -> int:
        return int(self._line())

    def _line(self) -> bytes:
        """Read byte by byte: a buffer would hide from `select` what it has read ahead."""
        assert self._zygote.stdout is not None
        line = b""
        while not line.endswith(b"\n"):
            byte = os.read(self._zygote.stdout.fileno(), 1)
            assert byte, "the zygote died"
            line += byte
        return line

    def _listen(self) -> list[str] | None:
        """Return the next phases told; None when the victim has ended."""
        assert self._zygote.stdout is not None
        ends = [self._heard, self._zygote.stdout.fileno()]
        ready, _, _ = select.select(ends, [], [], PATIENCE_SECONDS)
        assert ready, "the victim hangs"
        if self._heard in ready:
            return os.read(self._heard, 65536).decode().split()
        return None

    def _drain(self) -> list[str]:
        lines: list[str] = []
        while select.select([self._heard], [], [], 0)[0]:
            lines += os.read(self._heard, 65536).decode().split()
        return lines
