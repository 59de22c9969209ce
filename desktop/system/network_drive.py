"""Whether a folder is safe for SQLite: on a local disk, and nobody synchronises it.

WAL needs shared memory and honest locks; network file systems have neither, and sync programs
copy a database in the middle of a write (reliability.md A6).
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path, PurePath
from typing import Protocol

from desktop.domain.errors import Refused

_NETWORK_KINDS = frozenset(
    {
        *("nfs", "nfs4", "cifs", "smb2", "smb3", "smbfs", "ncpfs", "afs", "afpfs", "coda"),
        *("9p", "vboxsf", "prl_fs", "fuse.vmhgfs-fuse", "webdav", "davfs", "fuse.davfs"),
        *("ceph", "glusterfs", "fuse.glusterfs", "lustre", "gfs2", "ocfs2"),
        *("sshfs", "fuse.sshfs", "fuse.rclone", "fuse.s3fs", "fuse.gvfsd-fuse", "remote"),
    }
)
_SYNCHRONISED_NAME = re.compile(
    r"""onedrive ([ -] .*)?
    | dropbox ([ ] \( .* \))?
    | yandex[. ]?disk (\. .*)? | яндекс[. ]?диск
    | (my[ ])? google[ ]?drive ([ -] .*)?
    | icloud[ ]?drive ([ -] .*)? | mobile[ ]documents""",
    re.VERBOSE | re.IGNORECASE,
)


class Probe(Protocol):
    """Names the kind of file system under an existing folder, such as `ext4`; "" if unknown."""

    def __call__(self, folder: Path, /) -> str: ...


def check_local(path: Path, probe: Probe | None = None) -> None:
    """Check that a database may live at `path`, a file or folder that need not exist yet.

    Raises:
        Refused: `database.network_drive` with `path` and the kind of drive found.
    """
    kind = kind_by_name(path)
    if not kind:
        existing = path.absolute()
        while not existing.exists() and existing != existing.parent:
            existing = existing.parent
        resolved = existing.resolve()
        kind = kind_by_name(resolved)
        if not kind:
            filesystem = (probe or filesystem_kind)(resolved).lower()
            kind = filesystem if filesystem in _NETWORK_KINDS else ""
    if kind:
        raise Refused("database.network_drive", path=path, kind=kind)


def filesystem_kind(folder: Path) -> str:
    """Name the kind of file system that holds `folder`, as this platform reports it."""
    if sys.platform == "win32":
        return _windows_kind(folder)
    if sys.platform == "darwin":
        listing = subprocess.run(
            ["/sbin/mount"], capture_output=True, text=True, check=False, timeout=5
        ).stdout
        return kind_in(folder, _mac_mounts(listing))
    table = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="surrogateescape")
    return kind_in(folder, linux_mounts(table))


def kind_in(folder: PurePath, mounts: list[tuple[PurePath, str]]) -> str:
    """Return the kind of the mount that holds `folder`; of two at one place the later counts."""
    best, best_depth = "", -1
    for place, kind in mounts:
        depth = len(place.parts)
        if depth >= best_depth and folder.is_relative_to(place):
            best, best_depth = kind, depth
    return best


def linux_mounts(table: str) -> list[tuple[PurePath, str]]:
    """Read the lines of /proc/self/mounts, in which a space is written as an octal escape."""
    mounts: list[tuple[PurePath, str]] = []
    for line in table.splitlines():
        fields = line.split(" ")
        if len(fields) >= 3:
            place = re.sub(r"\\([0-7]{3})", lambda code: chr(int(code[1], 8)), fields[1])
            mounts.append((PurePath(place), fields[2]))
    return mounts


def _mac_mounts(listing: str) -> list[tuple[PurePath, str]]:
    pattern = re.compile(r"^.* on (?P<place>/.*) \((?P<kind>[^,)]+)", re.MULTILINE)
    return [(PurePath(found["place"]), found["kind"]) for found in pattern.finditer(listing)]


def _windows_kind(folder: Path) -> str:
    if sys.platform == "win32":  # asked again for mypy, which checks one platform at a time
        import ctypes

        drive_remote = 4
        if ctypes.windll.kernel32.GetDriveTypeW(folder.anchor) == drive_remote:
            return "remote"
    return ""


def kind_by_name(path: PurePath) -> str:
    """Return what gives `path` away as remote or synchronised: a share or a name."""
    if str(path).startswith(("\\\\", "//")):
        return "remote"
    for part in path.parts:
        if _SYNCHRONISED_NAME.fullmatch(part):
            return part
    return ""
