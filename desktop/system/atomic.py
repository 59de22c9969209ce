"""Files that are there whole or not at all."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from desktop.domain.errors import Unavailable

PRIVATE = 0o600
SHARED = 0o666
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL
# Neither flag exists everywhere: Windows has no symlink to follow here, the others no text mode.
_NEW_FILE |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_NO_FILE = "it is a device or a pipe, not a file"
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


@contextmanager
def atomic_file(path: Path, *, mode: int = PRIVATE) -> Iterator[BinaryIO]:
    """Give a new file to write; leaving the block without an error puts it at `path`.

    Until then an older file at `path` stays as it is, and an error leaves nothing behind. `mode`
    is cut by the umask: `PRIVATE` for the program's own files, `SHARED` for exports. A device or
    a pipe is written to, never replaced.

    Raises:
        Unavailable: `disk.full`, or `file.unwritable` for any other refusal of the system.
    """
    temporary = path.with_name(f".{path.name[:100]}.{random_name()}.tmp")
    try:
        if is_device(path):
            with path.open("wb") as stream:
                yield stream
            return
        descriptor = os.open(temporary, _NEW_FILE, mode)
        try:
            with os.fdopen(descriptor, "wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
        except BaseException:
            with suppress(OSError):
                temporary.unlink()
            raise
        sync_folder(path.parent)
    except OSError as error:
        raise file_trouble(error, path) from error


@contextmanager
def atomic_path(path: Path) -> Iterator[Path]:
    """Give the path of a new private file, for writers that must open it themselves.

    Otherwise as `atomic_file`, and what is at the temporary path at the end is flushed first.
    Such a writer needs a file to go back and forth in, so a device or a pipe is refused.
    """
    temporary = path.with_name(f".{path.name[:100]}.{random_name()}.tmp")
    try:
        if is_device(path):
            raise Unavailable("file.unwritable", path=path, reason=_NO_FILE)
        os.close(os.open(temporary, _NEW_FILE, PRIVATE))
        try:
            yield temporary
            sync_file(temporary)
            temporary.replace(path)
        except BaseException:
            with suppress(OSError):
                temporary.unlink()
            raise
        sync_folder(path.parent)
    except OSError as error:
        raise file_trouble(error, path) from error


def random_name() -> str:
    """Return letters that nobody can guess and no other file is called."""
    return os.urandom(16).hex()


def is_device(path: Path) -> bool:
    """Say whether a device, a pipe or a socket is there, which a new file must not replace.

    Raises:
        OSError: the system does not say.
    """
    return path.exists() and not path.is_file() and not path.is_dir()


def write_atomically(path: Path, data: bytes, *, mode: int = PRIVATE) -> None:
    """Put `data` at `path`, whole or not at all; errors as in `atomic_file`."""
    with atomic_file(path, mode=mode) as file:
        file.write(data)


def sync_file(path: Path) -> None:
    """Force what was written to a file to the disk, by whomever it was."""
    descriptor = os.open(path, os.O_RDWR)  # Windows flushes no handle that may only read
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """Make a rename inside `folder` survive a power cut; Windows does so by itself."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def file_trouble(error: OSError, path: Path) -> Unavailable:
    """Return what to raise when the system refused to write `path`."""
    if error.errno in _FULL:
        return Unavailable("disk.full", path=path)
    return Unavailable("file.unwritable", path=path, reason=error.strerror or str(error))
