"""Files shown to other programs are private and do not outlive this one."""

from __future__ import annotations

import stat
from pathlib import Path

from desktop.system.session_files import FOLDER, SessionFiles


def test_files_are_for_this_user_alone(tmp_path: Path) -> None:
    path = SessionFiles(tmp_path).write(".html", b"<p>")

    assert path.read_bytes() == b"<p>"
    assert path.suffix == ".html"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_wiping_leaves_nothing_but_what_is_not_ours(tmp_path: Path) -> None:
    files = SessionFiles(tmp_path)
    files.write(".html", b"a")
    files.write(".html", b"b")
    (tmp_path / "sound.wav").write_bytes(b"")

    files.wipe()
    files.wipe()

    assert not (tmp_path / FOLDER).exists()
    assert (tmp_path / "sound.wav").exists()
    assert files.write(".html", b"c").read_bytes() == b"c"
