"""The last rung: plyer, and what its own weaknesses could make of a subject."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.domain.errors import Unavailable
from desktop.system.notice import Notice, NoticeState
from desktop.system.plyer_notice import PlyerNotifier, harmless

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="plyer's notify-send is Linux's")


@pytest.fixture
def shown_by(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Notice], list[str]]:
    """Show a notice with plyer through a `notify-send` of our own; give its arguments."""
    program = tmp_path / "notify-send"
    program.write_text('#!/bin/sh\nprintf "%s\\0" "$@" > "${0%/*}/arguments"\n')
    program.chmod(0o700)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setenv("DISPLAY", ":99")

    def show(notice: Notice) -> list[str]:
        code = (
            "import sys; from desktop.system.notice import Notice;"
            "from desktop.system.plyer_notice import PlyerNotifier;"
            "print(PlyerNotifier('Duty Desk').show(Notice('k', *sys.argv[1:])))"
        )
        # In a process of its own: plyer decides once, at its first use, how it notifies.
        ran = subprocess.run(
            [sys.executable, "-W", "error", "-c", code, notice.title, notice.body],
            check=True,
            capture_output=True,
            text=True,
        )
        assert ran.stdout.strip() == NoticeState.HANDED_OVER
        assert ran.stderr == ""
        return (tmp_path / "arguments").read_text().split("\0")

    return show


def test_plyer_passes_title_and_body_on(shown_by: Callable[[Notice], list[str]]) -> None:
    assert shown_by(Notice("k", "Срок 14:30", "#1039 Итоги"))[:2] == ["Срок 14:30", "#1039 Итоги"]


def test_subject_cannot_be_an_option(shown_by: Callable[[Notice], list[str]]) -> None:
    title, body = shown_by(Notice("k", "--version", "-u critical <b>"))[:2]

    assert not title.startswith("-")
    assert not body.startswith("-")
    assert title.endswith("--version")
    assert "<" not in body


def test_quotes_cannot_end_a_flatpak_string() -> None:
    assert harmless("it's \\ here") == "it’s ＼ here"


def test_machine_without_a_desktop_is_unavailable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)

    with pytest.raises(Unavailable, match=r"notice\.no_plyer"):
        PlyerNotifier("Duty Desk").show(Notice("k", "title", "body"))


def test_desktop_without_notify_send_is_unavailable(monkeypatch: pytest.MonkeyPatch) -> None:
    from plyer import facades, notification

    monkeypatch.setenv("DISPLAY", ":99")
    monkeypatch.setattr(type(notification), "notify", facades.Notification.notify, raising=False)
    monkeypatch.setattr("plyer.notification", facades.Notification())

    with pytest.raises(Unavailable, match=r"notice\.no_plyer"):
        PlyerNotifier("Duty Desk").show(Notice("k", "title", "body"))
