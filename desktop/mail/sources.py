"""Mail in files: mbox, Maildir, single messages and folders of them, told by content."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from desktop.domain.errors import DeskError, Refused, Unavailable
from desktop.mail.mime import RAW_LIMIT, beginning

_SEPARATOR = re.compile(
    rb"From +\S+ +(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? +"
    rb"(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) +(\d{1,2}) +(\d\d):(\d\d)(?::(\d\d))?"
    rb"(?: +[A-Z][A-Za-z]{1,5}| +[+-]\d{4})* +(\d{4})"
)
_MONTHS = {
    name: number
    for number, name in enumerate(b"Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), 1)
}
# JSON and XML begin with what could be the name of a header, but never is.
_HEADER = re.compile(rb"(?![{\[<\"'(])[!-9;-~]{1,200}[ \t]*:")
_KNOWN_HEADER = re.compile(
    rb"^(?:from|to|subject|date|received|message-id):", re.IGNORECASE | re.MULTILINE
)
_ESCAPED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)
_BLANK_END = re.compile(rb"(?<=\n)\r?\n\Z")
_SMALL_FILE_BYTES = 1024 * 1024
_NOT_MAIL_SUFFIXES = (".msf", ".dat", ".lock", ".index")


@dataclass(frozen=True, slots=True)
class FileMail:
    """One mail of a file. `raw` is its beginning when it is over the limit.

    `separator_at` is what the mbox `From ` line says; `sha256` and `size` are of the whole mail.
    """

    raw: bytes
    sha256: str
    size: int
    separator_at: datetime | None

    @property
    def is_oversize(self) -> bool:
        return self.size > RAW_LIMIT


Found = FileMail | tuple[Path, DeskError]
"""A mail, or a path that could not be read and why."""


def mails_in(paths: Iterable[Path]) -> Iterator[Found]:
    """Give the mails of every path in order; a folder is walked, names in order.

    A path that cannot be read is given with its error and the others go on:
    `import.not_found`, `import.no_rights`, `import.not_a_mailbox`, `import.unreadable`.
    """
    for path in paths:
        for file in _files(path):
            if isinstance(file, tuple):
                yield file
                continue
            try:
                yield from file_mails(file)
            except DeskError as error:
                yield Path(file), error


def file_mails(path: Path | str) -> Iterator[FileMail]:
    """Give the mails of one file: an mbox when several lines separate mails, else one message.

    Raises:
        Refused: `import.not_found`, `import.not_a_mailbox`.
        Unavailable: `import.no_rights`, `import.unreadable`.
    """
    try:
        with open(path, "rb") as stream:  # noqa: PTH123 - most are no Path
            # Of a pipe no size is known. To ask for more than there is takes longer than reading.
            size = os.fstat(stream.fileno()).st_size or _SMALL_FILE_BYTES
            asked = min(size + 1, _SMALL_FILE_BYTES)
            start = stream.read(asked)
            _check_is_mail(path, start)
            if len(start) < asked and b"\nFrom " not in start:
                yield _single(start)
                return
            stream.seek(0)
            yield from _split(stream)
    except OSError as error:
        raise _unreadable(path, error) from error


def named_mail(path: Path) -> bytes:
    """Return the first mail of a file that somebody says is one.

    So lines before its headers are let pass, where `file_mails` asks for a header at the top.

    Raises:
        Refused: as `file_mails`; `import.not_a_mailbox` also for an empty file.
        Unavailable: as `file_mails`.
    """
    try:
        for mail in file_mails(path):
            return mail.raw
    except Refused as refused:
        if refused.code != "import.not_a_mailbox":
            raise
        raw = path.read_bytes()
        if _KNOWN_HEADER.search(raw[:4096]):
            return raw
        raise
    raise Refused("import.not_a_mailbox", path=str(path))


def _files(path: Path) -> Iterator[Path | str | tuple[Path, DeskError]]:
    """Give the files of a path. Those of folders are no `Path`: to make one takes as long as to
    read most mails.
    """
    try:
        is_folder = stat.S_ISDIR(path.stat().st_mode)
    except OSError as error:
        yield path, _unreadable(path, error)
        return
    if is_folder:
        yield from _walk(str(path))
    else:
        yield path


def _walk(folder: str) -> Iterator[str | tuple[Path, DeskError]]:
    """Give the files below a folder; of a Maildir only `new` and `cur`."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield Path(folder), _unreadable(folder, error)
        return
    names = {entry.name for entry in entries if entry.is_dir(follow_symlinks=False)}
    is_maildir = {"cur", "new", "tmp"} <= names
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            if not (is_maildir and entry.name == "tmp"):
                yield from _walk(entry.path)
        elif entry.is_file() and not is_maildir and not _is_index(entry.name):
            yield entry.path


def _is_index(name: str) -> bool:
    """Say whether a file is what mail programs and file managers leave beside mail."""
    return name.startswith(".") or name.lower().endswith(_NOT_MAIL_SUFFIXES)


def _check_is_mail(path: Path | str, start: bytes) -> None:
    line = start.lstrip(b"\r\n").removeprefix(b"\xef\xbb\xbf")
    if b"\0" in start[:512] or not (_HEADER.match(line) or _SEPARATOR.match(line)):
        raise Refused("import.not_a_mailbox", path=str(path))


def _single(data: bytes) -> FileMail:
    """Return the one mail of a file that cannot be an mbox of several: what most files are."""
    raw = data.lstrip(b"\r\n")
    match = _SEPARATOR.match(raw) if raw.startswith(b"From ") else None
    if match is not None:
        raw = raw[raw.find(b"\n", match.end()) + 1 :]
    separator_at = _separator_instant(match) if match is not None else None
    return FileMail(raw, hashlib.sha256(raw).hexdigest(), len(raw), separator_at)


def _split(stream: BinaryIO) -> Iterator[FileMail]:
    """Give the mails between separator lines; with one or none the whole is a single mail."""
    is_mbox = _has_several(stream)
    stream.seek(0)
    current = _Gathered(None)
    has_begun = is_after_blank = False
    for line in stream:
        is_candidate = line.startswith(b"From ") and (is_after_blank or not has_begun)
        if is_candidate and (is_mbox or not has_begun) and (match := _SEPARATOR.match(line)):
            if current.size:
                yield current.finish(is_mbox=is_mbox)
            current, has_begun = _Gathered(_separator_instant(match)), True
        elif has_begun or line.strip():
            current.add(line)
            has_begun = True
        is_after_blank = line in (b"\n", b"\r\n")
    if current.size or has_begun:
        yield current.finish(is_mbox=is_mbox)


def _has_several(stream: BinaryIO) -> bool:
    """Say whether a second separator line comes; reads no further than that."""
    found = 0
    is_after_blank = True
    for line in stream:
        if is_after_blank and line.startswith(b"From ") and _SEPARATOR.match(line):
            found += 1
            if found == 2:
                return True
        is_after_blank = line in (b"\n", b"\r\n")
    return False


class _Gathered:
    """The lines of one mail; past the limit only their digest and their number are kept."""

    def __init__(self, separator_at: datetime | None) -> None:
        self.separator_at = separator_at
        self.size = 0
        self._lines: list[bytes] = []
        self._beginning: bytes | None = None
        self._digest = hashlib.sha256()

    def add(self, line: bytes) -> None:
        self.size += len(line)
        if self._beginning is None:
            self._lines.append(line)
            if self.size > RAW_LIMIT:
                held = b"".join(self._lines)
                self._beginning, self._lines = beginning(held), []
                self._digest.update(held)
        else:
            self._digest.update(line)

    def finish(self, *, is_mbox: bool) -> FileMail:
        """Return the mail as it was sent: an mbox adds a blank line and quotes `From `."""
        if self._beginning is not None:
            return FileMail(self._beginning, self._digest.hexdigest(), self.size, self.separator_at)
        raw = b"".join(self._lines)
        if is_mbox:
            raw = _BLANK_END.sub(b"", raw)
            if b"\n>" in raw:
                raw = _ESCAPED_FROM.sub(rb"\1", raw)
        digest = hashlib.sha256(raw).hexdigest()
        return FileMail(raw, digest, len(raw), self.separator_at)


def _separator_instant(match: re.Match[bytes]) -> datetime | None:
    """Return the instant of a separator line, read as UTC."""
    month, *numbers = match.groups(b"0")
    day, hour, minute, second, year = map(int, numbers)
    try:
        return datetime(year, _MONTHS[month], day, hour, minute, min(second, 59), tzinfo=UTC)
    except ValueError:
        return None


def _unreadable(path: Path | str, error: OSError) -> DeskError:
    if isinstance(error, FileNotFoundError):
        return Refused("import.not_found", path=str(path))
    if isinstance(error, PermissionError):
        return Unavailable("import.no_rights", path=str(path))
    return Unavailable("import.unreadable", path=str(path), reason=error.strerror or "")
