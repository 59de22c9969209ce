"""Room on the disk, asked before a big write."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from desktop.domain.errors import Unavailable
from desktop.system.disk import free_bytes, require_free


def test_room_is_that_of_the_nearest_folder_that_exists(tmp_path: Path) -> None:
    assert free_bytes(tmp_path / "not" / "yet" / "there") > 0


def test_too_little_room_names_both_figures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil._ntuple_diskusage(total=100, used=93, free=7)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage)

    require_free(tmp_path, 7)
    with pytest.raises(Unavailable) as refusal:
        require_free(tmp_path, 8)

    assert refusal.value.code == "disk.full"
    assert refusal.value.facts["needed_bytes"] == 8
    assert refusal.value.facts["free_bytes"] == 7


def test_disk_that_does_not_answer_is_unavailable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stale(_path: Path) -> None:
        raise OSError(116, "Stale file handle")

    monkeypatch.setattr(shutil, "disk_usage", stale)

    with pytest.raises(Unavailable, match=r"disk\.unreadable"):
        free_bytes(tmp_path)
