"""One window a profile, whatever happens to the first (T-TWO)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock, Timeout

from desktop.domain.errors import Unavailable
from desktop.system.instance import Instance, Start

HOLDER = """
import sys
from pathlib import Path
from desktop.system.instance import Instance
instance = Instance(Path(sys.argv[1]))
sys.stdin.readline()  # all children start at once
print("owner" if instance.take() else "second", flush=True)
sys.stdin.readline()
"""


class Door:
    """The door of the first window, at which the second rings."""

    def __init__(self, *, answers: bool = True) -> None:
        self.answers = answers
        self.rings = 0

    def ring(self) -> bool:
        self.rings += 1
        return self.answers


def test_second_start_raises_the_first_window(tmp_path: Path) -> None:
    door = Door()
    first, second = Instance(tmp_path / "lock"), Instance(tmp_path / "lock")

    assert first.enter(door) is Start.FIRST
    assert door.rings == 0
    assert second.enter(door) is Start.HANDED_OVER
    assert door.rings == 1


def test_first_that_hangs_is_told_apart(tmp_path: Path) -> None:
    door = Door(answers=False)
    first = Instance(tmp_path / "lock")
    first.take()

    outcome = Instance(tmp_path / "lock").enter(door)

    assert outcome is Start.FIRST_DOES_NOT_ANSWER


def test_lock_is_free_after_leaving(tmp_path: Path) -> None:
    first = Instance(tmp_path / "lock")
    first.take()
    first.leave()

    assert Instance(tmp_path / "lock").take()


def test_lock_is_the_one_that_earlier_versions_take(tmp_path: Path) -> None:
    """They used `filelock`: a window of theirs and one of ours must not share a profile."""
    theirs = FileLock(tmp_path / "lock")

    with theirs:
        assert not Instance(tmp_path / "lock").take()
    ours = Instance(tmp_path / "lock")
    assert ours.take()
    with pytest.raises(Timeout):
        theirs.acquire(timeout=0)


def test_lock_in_a_folder_that_cannot_be_written_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(Unavailable, match=r"profile\.unwritable"):
        Instance(tmp_path / "file" / "lock").take()


def test_of_simultaneous_starts_one_owns_and_its_kill_frees_the_lock(tmp_path: Path) -> None:
    def child() -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-c", HOLDER, str(tmp_path / "lock")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    children = [child() for _ in range(6)]
    for process in children:
        assert process.stdin
        process.stdin.write("go\n")
        process.stdin.flush()
    words = [process.stdout.readline().strip() for process in children if process.stdout]
    try:
        assert sorted(words) == ["owner"] + ["second"] * 5
        owner = children[words.index("owner")]
        assert not Instance(tmp_path / "lock").take()
        owner.kill()
        owner.wait()
        assert Instance(tmp_path / "lock").take()
    finally:
        for process in children:
            process.kill()
            process.communicate()
