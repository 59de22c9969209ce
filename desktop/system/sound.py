"""The alarm and the notice tone: made here, played by whatever the machine has."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import threading
import wave
from array import array
from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path

from desktop.system.atomic import write_atomically

_RATE = 16_000
_FULL = 32_767
_PLAYERS = (("pw-play",), ("paplay",), ("aplay", "-q"), ("afplay",))


class Sound(StrEnum):
    """`ALARM` wakes a sleeper and lasts 20 s; `NOTICE` is two soft tones of 0.4 s together."""

    ALARM = "alarm"
    NOTICE = "notice"


class Speaker:
    """Plays one sound at a time and never blocks; a newer sound takes the place of the older.

    The sounds are written into `folder` when first needed. A player that fails gives way to the
    next; `working_player` names the one that last worked, `is_mute` says that none did.
    """

    def __init__(self, folder: Path, players: Sequence[Sequence[str]] = _PLAYERS) -> None:
        self._folder = folder
        self._players = [tuple(player) for player in players]
        self._lock = threading.Lock()
        self._playing: _Playing | None = None
        self.working_player: str | None = None
        self.is_mute = False

    def available(self) -> list[str]:
        """Return the names of the players installed here, the preferred first."""
        if sys.platform == "win32":
            return ["winsound"]
        return [player[0] for player in self._players if shutil.which(player[0])]

    def play(self, sound: Sound) -> None:
        """Start `sound` and return at once.

        Raises:
            Unavailable: its file cannot be written.
        """
        file = self._file(sound)
        self.stop()
        if sys.platform == "win32":
            import winsound

            winsound.PlaySound(
                str(file), winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT
            )
            return
        commands = [(*p, str(file)) for p in self._players if shutil.which(p[0])]
        with self._lock:
            self._playing = _Playing(commands, self._on_played)

    def stop(self) -> None:
        """Be silent now."""
        if sys.platform == "win32":
            import winsound

            winsound.PlaySound(None, winsound.SND_PURGE)
        with self._lock:
            playing, self._playing = self._playing, None
        if playing is not None:
            playing.stop()

    def _on_played(self, player: str | None) -> None:
        self.is_mute = player is None
        if player is not None:
            self.working_player = player

    def _file(self, sound: Sound) -> Path:
        file = self._folder / f"{sound.value}.wav"
        if not file.exists():
            write_atomically(file, alarm_wav() if sound is Sound.ALARM else notice_wav())
        return file


class _Playing:
    """One sound being played by the first command that can, on a thread of its own."""

    def __init__(
        self, commands: list[tuple[str, ...]], on_played: Callable[[str | None], None]
    ) -> None:
        self._commands = commands
        self._on_played = on_played
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._stopped = threading.Event()
        threading.Thread(target=self._run, name="sound", daemon=True).start()

    def stop(self) -> None:
        """End the player, and the attempts with it; does not wait for its end."""
        with self._lock:
            self._stopped.set()
            if self._process is not None:
                self._process.terminate()

    def _run(self) -> None:
        for command in self._commands:
            with self._lock:
                if self._stopped.is_set():
                    return
                try:
                    self._process = subprocess.Popen(  # noqa: S603 - our players, our file
                        command,
                        stdin=subprocess.DEVNULL,
                        stdout=subprocess.DEVNULL,
                        stderr=subprocess.DEVNULL,
                    )
                except OSError:
                    continue  # removed a moment ago
            code = self._process.wait()
            if self._stopped.is_set():
                return
            if code == 0:
                self._on_played(command[0])
                return
        self._on_played(None)


def alarm_wav() -> bytes:
    """Return 20 s of the temporal-three signal at 520 Hz as a square wave, from 30 to 100 %.

    Three beeps of 0.5 s and 1.5 s of silence, five times over: the pattern of smoke alarms, at
    the pitch that wakes most people (screens.md 0.8). 0.5 s hold 260 whole periods, so that
    beeps neither click nor drift.
    """
    samples = array("h")
    for cycle in range(5):
        level = round(_FULL * (0.3 + 0.7 * cycle / 4))
        beep = _square(520, 0.5, level)
        for _ in range(3):
            samples += beep + _silence(0.5)
        samples += _silence(1.0)
    return _wav(samples)


def notice_wav() -> bytes:
    """Return two soft tones, 0.2 s each, the second a fourth above the first."""
    return _wav(_square(440, 0.2, _FULL // 12) + _square(587, 0.2, _FULL // 12))


def _square(hertz: int, seconds: float, level: int) -> array[int]:
    half_periods = (n * 2 * hertz // _RATE for n in range(round(seconds * _RATE)))
    return array("h", (-level if half % 2 else level for half in half_periods))


def _silence(seconds: float) -> array[int]:
    return array("h", bytes(2 * round(seconds * _RATE)))


def _wav(samples: array[int]) -> bytes:
    if sys.byteorder == "big":
        samples.byteswap()
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(_RATE)
        file.writeframes(samples.tobytes())
    return buffer.getvalue()
