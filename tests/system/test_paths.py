"""Which folder is the profile, and who may read it."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from desktop.domain.errors import Unavailable
from desktop.system.paths import open_profile, profile_folder


def test_home_option_wins_over_the_environment(tmp_path: Path) -> None:
    environment = {"DUTYDESK_HOME": str(tmp_path / "from-environment")}

    assert profile_folder(tmp_path / "option", environment) == tmp_path / "option"
    assert profile_folder(None, environment) == tmp_path / "from-environment"


def test_without_either_the_platform_names_the_folder() -> None:
    folder = profile_folder(None, {})

    assert folder.is_absolute()
    assert folder.name == "DutyDesk"


def test_folders_are_made_for_this_user_only(tmp_path: Path) -> None:
    profile = open_profile(tmp_path / "deep" / "profile")

    for folder in (profile.folder, profile.logs, profile.backups, profile.tmp):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {path.name for path in profile.folder.iterdir()} == {"logs", "backups", "tmp"}
    assert profile.database.name == "desk.sqlite3"
    assert open_profile(profile.folder) == profile


def test_profile_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(Unavailable) as refusal:
        open_profile(tmp_path / "file" / "profile")

    assert refusal.value.code == "profile.unwritable"
    assert refusal.value.facts["path"] == tmp_path / "file" / "profile"
