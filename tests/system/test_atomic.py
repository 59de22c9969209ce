"""A file is there whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.domain.errors import Unavailable
from desktop.system import atomic
from desktop.system.atomic import SHARED, atomic_file, atomic_path, write_atomically


def test_new_content_takes_the_place_of_the_old(tmp_path: Path) -> None:
    target = tmp_path / "report.csv"
    target.write_bytes(b"old")

    write_atomically(target, b"new")

    assert target.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [target]


def test_error_while_writing_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "report.csv"
    target.write_bytes(b"old")

    with pytest.raises(ZeroDivisionError), atomic_file(target) as file:
        file.write(b"half")
        raise ZeroDivisionError

    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_process_killed_while_writing_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "config.ini"
    target.write_bytes(b"old")
    code = (
        "import os, signal, sys; from pathlib import Path;"
        "from desktop.system.atomic import atomic_file\n"
        "with atomic_file(Path(sys.argv[1])) as file:\n"
        "    file.write(b'x' * 1_000_000); file.flush(); os.kill(os.getpid(), signal.SIGKILL)"
    )

    killed = subprocess.run([sys.executable, "-c", code, str(target)], check=False)

    assert killed.returncode < 0
    assert target.read_bytes() == b"old"


def test_content_is_on_the_disk_before_the_name_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    real_fsync, real_replace = os.fsync, Path.replace

    def fsync(descriptor: int) -> None:
        kind = "folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file"
        steps.append(f"fsync {kind}")
        real_fsync(descriptor)

    def replace(self: Path, target: Path) -> Path:
        steps.append("rename")
        return real_replace(self, target)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(Path, "replace", replace)

    write_atomically(tmp_path / "file", b"content")

    assert steps == ["fsync file", "rename", "fsync folder"]


def test_own_files_are_private_and_exports_follow_the_umask(tmp_path: Path) -> None:
    write_atomically(tmp_path / "own", b"")
    write_atomically(tmp_path / "export", b"", mode=SHARED)

    assert stat.S_IMODE((tmp_path / "own").stat().st_mode) == 0o600
    umask = os.umask(0)
    os.umask(umask)
    assert stat.S_IMODE((tmp_path / "export").stat().st_mode) == 0o666 & ~umask


def test_link_is_replaced_not_followed(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_bytes(b"untouched")
    link = tmp_path / "link"
    link.symlink_to(victim)

    write_atomically(link, b"new")

    assert victim.read_bytes() == b"untouched"
    assert not link.is_symlink()


def test_full_disk_is_said_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(atomic.os, "fsync", full)

    with pytest.raises(Unavailable) as refusal:
        write_atomically(tmp_path / "file", b"content")

    assert refusal.value.code == "disk.full"
    assert list(tmp_path.iterdir()) == []


def test_folder_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(Unavailable) as refusal:
        write_atomically(tmp_path / "missing" / "file", b"content")

    assert refusal.value.code == "file.unwritable"
    assert refusal.value.facts["path"] == tmp_path / "missing" / "file"


def test_longest_file_name_the_system_takes_can_be_written(tmp_path: Path) -> None:
    target = tmp_path / ("a" * 251 + ".csv")

    write_atomically(target, b"content")

    assert target.read_bytes() == b"content"


def test_longest_cyrillic_file_name_can_be_written(tmp_path: Path) -> None:
    target = tmp_path / ("я" * 125 + ".csv")

    write_atomically(target, b"content")

    assert target.read_bytes() == b"content"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes in the file system")
def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)

    write_atomically(pipe, b"report")

    assert os.read(reader, 100) == b"report"
    os.close(reader)
    assert pipe.is_fifo()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes in the file system")
def test_a_pipe_is_refused_to_a_writer_that_opens_the_file_itself(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)

    with pytest.raises(Unavailable) as refusal, atomic_path(pipe):
        pass

    assert refusal.value.code == "file.unwritable"
    assert "pipe" in str(refusal.value.facts["reason"])
    assert pipe.is_fifo()
    assert list(tmp_path.iterdir()) == [pipe]


def test_a_name_too_long_for_the_system_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(Unavailable) as refusal:
        write_atomically(tmp_path / ("a" * 300), b"content")

    assert refusal.value.code == "file.unwritable"
