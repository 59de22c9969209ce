"""The part of the self-check that looks at this computer: each function gives one line."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from desktop import __version__
from desktop.domain.errors import DeskError, Unavailable
from desktop.services.health_check import Check, State, told
from desktop.system.autostart import autostart_of
from desktop.system.disk import free_bytes
from desktop.system.network_drive import check_local, filesystem_kind
from desktop.system.notice_probe import notice_service
from desktop.system.paths import Profile
from desktop.system.resources import resource
from desktop.system.secrets import Keeping, Secrets
from desktop.system.sound import Speaker

LITTLE_ROOM = 500_000_000
NO_ROOM = 50_000_000
LANGUAGES = ("en", "ru")
_QM_MAGIC = bytes.fromhex("3cb86418caef9c95cd211cbf60a1bddd")
_SMALLEST_QM = 64


def program_line() -> Check:
    """Say what is running."""
    try:
        qt = version("PySide6-Essentials")
    except PackageNotFoundError:
        qt = "–"
    return told("program", State.OK, version=__version__, python=platform.python_version(), qt=qt)


def disk_line(folder: Path) -> Check:
    """Say how much room there is, and whether the disk is one a database is safe on."""
    try:
        free = free_bytes(folder)
        check_local(folder)
        kind = filesystem_kind(folder.resolve()) or "–"
    except DeskError as error:
        return Check("disk", State.FAILED, error.code, error.facts)
    state = State.FAILED if free < NO_ROOM else State.WARNING if free < LITTLE_ROOM else State.OK
    return told("disk", state, free_gb=round(free / 1e9, 1), kind=kind)


def secrets_line(secrets: Secrets) -> Check:
    """Say where passwords are kept; may take some seconds."""
    keeping = secrets.keeping
    state = State.OK if keeping is Keeping.KEYRING else State.WARNING
    return told("secrets", state, keeping=keeping.value)


def sound_line(folder: Path) -> Check:
    """Say what plays the alarm; nothing is played."""
    players = Speaker(folder).available()
    if not players:
        return told("sound", State.WARNING)
    return told("sound", State.OK, player=players[0])


def notices_line() -> Check:
    """Say what shows notices; none is shown."""
    try:
        return told("notices", State.OK, service=notice_service())
    except Unavailable:
        return told("notices", State.WARNING)


def languages_line() -> Check:
    """Say whether the files of both languages are there and are what they should be."""
    folder = resource("translations")
    missing = [tongue for tongue in LANGUAGES if not _is_sound(folder / f"dutydesk_{tongue}.qm")]
    if missing:
        return told("languages", State.FAILED, missing=", ".join(missing))
    return told("languages", State.OK, count=len(LANGUAGES))


def tray_line(has_tray: bool | None) -> Check:
    """Say whether there is a tray, as the window found; None without a window."""
    if has_tray is None:
        return told("tray", State.UNKNOWN)
    return told("tray", State.OK if has_tray else State.WARNING)


def autostart_line(profile: Profile) -> Check:
    """Say whether the program starts with the computer; either may be wanted."""
    try:
        is_on = autostart_of(profile).is_on()
    except Unavailable as error:
        return Check("autostart", State.WARNING, error.code, error.facts)
    return told("autostart", State.OK, "on" if is_on else "off")


def _is_sound(file: Path) -> bool:
    try:
        content = file.read_bytes()
    except OSError:
        return False
    return content.startswith(_QM_MAGIC) and len(content) > _SMALLEST_QM
