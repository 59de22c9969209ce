"""The alarm's shape, and players that fail."""

from __future__ import annotations

import io
import sys
import threading
import wave
from array import array
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.system.sound import Sound, Speaker, alarm_wav, notice_wav

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has one player, its own")


@pytest.fixture
def player(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], tuple[str]]:
    """Install a small program as a player."""
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")

    def install(name: str, script: str) -> tuple[str]:
        program = tmp_path / name
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o700)
        return (name,)

    return install


def wait_until_played() -> None:
    for thread in threading.enumerate():
        if thread.name == "sound":
            thread.join(timeout=20)


def samples_of(data: bytes) -> tuple[array[int], int]:
    with wave.open(io.BytesIO(data)) as file:
        assert (file.getnchannels(), file.getsampwidth()) == (1, 2)
        return array("h", file.readframes(file.getnframes())), file.getframerate()


def test_alarm_is_the_temporal_three_signal_at_520_hertz_growing_louder() -> None:
    samples, rate = samples_of(alarm_wav())
    assert len(samples) == 20 * rate

    halves = [samples[n * rate // 2 : (n + 1) * rate // 2] for n in range(40)]
    assert [any(half) for half in halves] == [
        True,
        False,
        True,
        False,
        True,
        False,
        False,
        False,
    ] * 5
    rises = sum(a < 0 < b for a, b in zip(halves[0], halves[0][1:], strict=False))
    assert rises == pytest.approx(520 * 0.5, abs=1)
    levels = [max(halves[8 * cycle]) / 32_767 for cycle in range(5)]
    assert levels[0] == pytest.approx(0.3, abs=0.01)
    assert levels[-1] == pytest.approx(1.0, abs=0.01)
    assert levels == sorted(levels)


def test_notice_is_short_and_soft() -> None:
    samples, rate = samples_of(notice_wav())

    assert len(samples) == round(0.4 * rate)
    assert max(samples) < 32_767 * 0.1


def test_sound_is_handed_to_the_first_player(
    tmp_path: Path, player: Callable[[str, str], tuple[str]]
) -> None:
    speaker = Speaker(tmp_path, [player("pw-play", 'cp "$1" "$1.heard"')])

    speaker.play(Sound.NOTICE)
    wait_until_played()

    assert (tmp_path / "notice.wav.heard").read_bytes() == notice_wav()
    assert speaker.working_player == "pw-play"
    assert not speaker.is_mute


def test_player_that_fails_gives_way_to_the_next(
    tmp_path: Path, player: Callable[[str, str], tuple[str]]
) -> None:
    players = [player("pw-play", "exit 1"), ("missing",), player("aplay", "exit 0")]
    speaker = Speaker(tmp_path, players)

    speaker.play(Sound.NOTICE)
    wait_until_played()

    assert speaker.available() == ["pw-play", "aplay"]
    assert speaker.working_player == "aplay"


@pytest.mark.parametrize("script", [None, "exit 1"])
def test_machine_that_cannot_play_is_known_to_be_mute(
    tmp_path: Path, player: Callable[[str, str], tuple[str]], script: str | None
) -> None:
    speaker = Speaker(tmp_path, [player("pw-play", script)] if script else [])

    speaker.play(Sound.NOTICE)
    wait_until_played()

    assert speaker.is_mute


def test_silence_ends_the_player_and_tries_no_other(
    tmp_path: Path, player: Callable[[str, str], tuple[str]]
) -> None:
    started = tmp_path / "started"
    players = [
        player("pw-play", f'touch "{started}"; exec sleep 60'),
        player("aplay", f'touch "{tmp_path}/second"'),
    ]
    speaker = Speaker(tmp_path, players)
    speaker.play(Sound.ALARM)

    speaker.stop()
    wait_until_played()

    assert not any(thread.name == "sound" for thread in threading.enumerate())
    assert not (tmp_path / "second").exists()
    assert not speaker.is_mute
    speaker.stop()
