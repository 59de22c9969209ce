"""Attaching: files of this computer read for an outgoing mail."""

from __future__ import annotations

import mimetypes
from collections.abc import Sequence
from pathlib import Path

from desktop.domain.errors import Refused, Unavailable
from desktop.domain.mail_text import safe_file_name
from desktop.mail.outgoing import OutgoingFile

LIMIT_BYTES = 18 * 1024 * 1024
"""Of all files of one mail: 25 MB, where most servers stop, once they are written as base64."""


def read_files(paths: Sequence[Path], *, taken: int = 0) -> tuple[OutgoingFile, ...]:
    """Read the files; their names are made safe for every system.

    `taken` are the bytes of the files that the mail has already.

    Raises:
        Refused: `attachment.too_large` (facts: name, limit_mb).
        Unavailable: `file.unreadable` (facts: path, reason).
    """
    left = LIMIT_BYTES - taken
    files = []
    for number, path in enumerate(paths, start=1):
        try:
            size = path.stat().st_size
            if size > left:
                raise _too_large(path.name)
            content = path.read_bytes()
        except OSError as error:
            raise Unavailable("file.unreadable", path=path, reason=error.strerror) from error
        left -= len(content)
        media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        files.append(OutgoingFile(safe_file_name(path.name, number), media_type, content))
    return tuple(files)


def check_size(files: Sequence[OutgoingFile]) -> None:
    """Check that a mail can carry these files.

    Raises:
        Refused: `attachment.too_large` (facts: name, limit_mb).
    """
    left = LIMIT_BYTES
    for file in files:
        left -= len(file.content)
        if left < 0:
            raise _too_large(file.name)


def picture(content: bytes, number: int) -> OutgoingFile:
    """Return a pasted picture, as PNG, under a name of its own."""
    return OutgoingFile(f"picture-{number}.png", "image/png", content)


def _too_large(name: str) -> Refused:
    return Refused("attachment.too_large", name=name, limit_mb=LIMIT_BYTES // (1024 * 1024))
