"""Attaching: files of this computer read for an outgoing mail or a note."""

from __future__ import annotations

import hashlib
import mimetypes
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop.domain.errors import Refused, Unavailable
from desktop.domain.mail_text import safe_file_name
from desktop.mail.outgoing import OutgoingFile
from desktop.services.messages import NewAttachment

MEGABYTE = 1024 * 1024
USUAL_BYTES = 25 * MEGABYTE
"""Of a mail: where most servers stop; what one says itself goes before."""
LARGEST_BYTES = 100 * MEGABYTE
"""Whatever a server says: the bytes are in the database, too."""
WORDS_BYTES = MEGABYTE // 2
"""Left to the text and the headers of a mail."""
_RAW, _ENCODED = 57, 78
"""The bytes of a line of base64 before and after."""


@dataclass(frozen=True, slots=True)
class Room:
    """How many bytes the files of one mail may have together; `is_told`: by the server itself."""

    files_bytes: int
    is_told: bool

    @classmethod
    def of(cls, most_bytes: int | None) -> Room:
        """Return the room in a mail of which the server takes so much; None: it named no limit."""
        most = min(most_bytes or USUAL_BYTES, LARGEST_BYTES)
        return cls(max(0, (most - WORDS_BYTES) * _RAW // _ENCODED), most_bytes is not None)

    def refusal(self, name: str) -> Refused:
        """Return what to say of the file that does not fit."""
        code = "attachment.server_limit" if self.is_told else "attachment.too_large"
        return Refused(code, name=name, limit_mb=self.files_bytes // MEGABYTE)


def read_files(
    paths: Sequence[Path], *, taken: int = 0, most_bytes: int | None = None
) -> tuple[OutgoingFile, ...]:
    """Read the files; their names are made safe for every system.

    `taken` are the bytes of the files that the mail has already, `most_bytes` the largest mail
    that the server takes.

    Raises:
        Refused: `attachment.too_large` or `attachment.server_limit` (facts: name, limit_mb).
        Unavailable: `file.unreadable` (facts: path, reason).
    """
    room = Room.of(most_bytes)
    left = room.files_bytes - taken
    files = []
    for number, path in enumerate(paths, start=1):
        try:
            size = path.stat().st_size
            if size > left:
                raise room.refusal(path.name)
            content = path.read_bytes()
        except OSError as error:
            raise Unavailable("file.unreadable", path=path, reason=error.strerror) from error
        left -= len(content)
        media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        files.append(OutgoingFile(safe_file_name(path.name, number), media_type, content))
    return tuple(files)


def check_size(files: Sequence[OutgoingFile], most_bytes: int | None) -> None:
    """Check that a mail can carry these files to a server that takes so much.

    Raises:
        Refused: `attachment.too_large` or `attachment.server_limit` (facts: name, limit_mb).
    """
    room = Room.of(most_bytes)
    left = room.files_bytes
    for file in files:
        left -= len(file.content)
        if left < 0:
            raise room.refusal(file.name)


def attached(files: Sequence[OutgoingFile]) -> tuple[NewAttachment, ...]:
    """Return files of ours as the attachments of an entry, which keeps their bytes."""
    return tuple(
        NewAttachment(
            name=file.name,
            media_type=file.media_type,
            size=len(file.content),
            sha256=hashlib.sha256(file.content).hexdigest(),
            content=file.content,
        )
        for file in files
    )


def picture(content: bytes, number: int) -> OutgoingFile:
    """Return a pasted picture, as PNG, under a name of its own."""
    return OutgoingFile(f"picture-{number}.png", "image/png", content)
