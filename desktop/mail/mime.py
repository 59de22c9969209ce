"""The parts of a mail: walked without recursion and within limits, by number for later."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from email.errors import MessageError
from email.message import Message
from email.parser import BytesHeaderParser, BytesParser
from urllib.parse import unquote_to_bytes

from desktop.domain.mail import Note
from desktop.mail.charset import decode
from desktop.mail.headers import HEADER_LIMIT, decode_header
from desktop.mail.transfer import decoded

RAW_LIMIT = 25 * 1024 * 1024
LINE_LIMIT = 1_000_000
"""Three times what a mail of 25 MB has; the parser takes a second for each million."""
OVERSIZE_BODY = 64 * 1024
DEPTH_LIMIT = 20
PART_LIMIT = 500
HEADER_COUNT_LIMIT = 1000
PARAMETER_LIMIT = 8 * 1024

_FIRST_HEADER = re.compile(rb"[!-9;-~]{1,76}:|From ")
_BEFORE_HEADERS = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:[^\n]{0,400}\n){0,6}?(?:\xef\xbb\xbf)?(?=(?:from|to|date|subject|received|"
    rb"return-path|delivered-to|message-id|mime-version|reply-to|dkim-signature|content-type):)",
    re.IGNORECASE,
)
"""What editors, exports and archives put first: a byte order mark, empty lines, `>From `."""

_HEADER_END = re.compile(rb"\n(\r?\n)")
_FIELD = re.compile(r"^[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*", re.MULTILINE)
_PARAMETER = re.compile(r';\s*([^\s=;"]{1,80})\s*=\s*("(?:[^"\\]|\\.)*"|[^;]*)', re.DOTALL)
_CONTINUED = re.compile(r"([^*]+)\*(?:(\d{1,3})(\*)?)?$")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_MEDIA_TYPE = re.compile(r"\s*([\w!#$&^.+-]{1,63}/[\w!#$&^.+-]{1,63})", re.ASCII)

# Their default policy is compat32, which is wanted (D4); email.policy costs 10 ms to import.
_PARSER = BytesParser()
_HEADER_PARSER = BytesHeaderParser()


@dataclass(frozen=True, slots=True)
class Part:
    """One MIME part. `number` is its place in walking order, `parent` the number above it."""

    number: int
    parent: int
    depth: int
    message: Message
    media_type: str
    parameters: dict[str, str]


def read_message(raw: bytes) -> tuple[Message, list[str]]:
    """Return the parsed mail and what had to be left out of it."""
    notes: list[str] = []
    before = None if _FIRST_HEADER.match(raw) else _BEFORE_HEADERS.match(raw)
    if before:
        raw = raw[before.end() :]
    if len(raw) > RAW_LIMIT or raw.count(b"\n") > LINE_LIMIT:
        notes.append(Note.OVERSIZE.with_count(len(raw)))
        raw = beginning(raw)
    try:
        single = _single_part(raw)
        return (_PARSER.parsebytes(raw) if single is None else single), notes
    except RecursionError:
        notes.append(Note.TOO_DEEP)
        return _HEADER_PARSER.parsebytes(raw), notes


def _single_part(raw: bytes) -> Message | None:
    """Return a mail of one part with nothing odd in its headers: what most mails are.

    The parser gives the same in twice the time, a line a step. None for any other mail.
    """
    end = _HEADER_END.search(raw, 0, HEADER_LIMIT)
    if end is None:
        return None
    head = raw[: end.start(1)].decode("ascii", "surrogateescape")
    fields = _FIELD.findall(head)
    if sum(map(len, fields)) != len(head) or "\r" in head.replace("\r\n", ""):
        return None
    message = Message()
    for field in fields:
        message.set_raw(*message.policy.header_source_parse([field]))
    if message.get_content_maintype() in ("multipart", "message"):
        return None
    message.set_payload(raw[end.end() :].decode("ascii", "surrogateescape"))
    return message


def beginning(raw: bytes) -> bytes:
    """Return the headers and the first 64 KB of the body: what is read of an oversize mail."""
    end = _HEADER_END.search(raw)
    return raw[: min(end.end() if end else 0, RAW_LIMIT) + OVERSIZE_BODY]


def walk(root: Message, notes: list[str]) -> Iterator[Part]:
    """Give the parts in order; an attached mail is one part and is not entered.

    What lies deeper or later than the limits is left out and noted.
    """
    stack = [(root, -1, 0)]
    number = 0
    while stack:
        message, parent, depth = stack.pop()
        if depth > DEPTH_LIMIT:
            _note(notes, Note.TOO_DEEP)
            continue
        if number >= PART_LIMIT:
            _note(notes, Note.TOO_MANY_PARTS)
            return
        part = _part(message, number, parent, depth)
        yield part
        if part.media_type.startswith("multipart/"):
            inner = reversed(children(message))
            stack.extend((child, number, depth + 1) for child in inner)
        number += 1


def part_bytes(raw: bytes, number: int) -> bytes | None:
    """Return the decoded bytes of the part with this number, None when there is none."""
    message, notes = read_message(raw)
    for part in walk(message, notes):
        if part.number == number:
            return content(part)
    return None


def content(part: Part) -> bytes:
    """Return a part's bytes without its transfer encoding; an attached mail as it was sent."""
    if part.message.is_multipart():
        return _nested_bytes(part.message)
    encoding = header(part.message, "content-transfer-encoding").partition(";")[0].strip().lower()
    if encoding in ("base64", "quoted-printable"):
        return decoded(_as_sent(part.message), encoding)
    try:
        payload = part.message.get_payload(decode=True)
    except (ValueError, LookupError):
        return b""
    return payload if isinstance(payload, bytes) else b""


def _as_sent(message: Message) -> str:
    """Return the body of a part as the parser keeps it, whatever its headers say of it.

    The parser's own way in decodes stray bytes by the charset, and fails at one of RFC 2231.
    """
    bare = copy(message)
    del bare["content-transfer-encoding"]  # of the copy alone
    payload = bare.get_payload(decode=True)
    return payload.decode("ascii", "surrogateescape") if isinstance(payload, bytes) else ""


def parameters(value: str) -> dict[str, str]:
    """Return the parameters of a Content-Type or Content-Disposition value, names in lower case.

    RFC 2231 pieces are joined and decoded, encoded words and raw bytes too.
    """
    plain: dict[str, str] = {}
    pieces: dict[str, dict[int, tuple[str, bool]]] = {}
    for match in _PARAMETER.finditer(value[:PARAMETER_LIMIT]):
        name, text = match[1].lower(), match[2].strip()
        if text.startswith('"') and text.endswith('"') and len(text) > 1:
            text = _ESCAPED.sub(r"\1", text[1:-1])
        continued = _CONTINUED.match(name) if "*" in name else None
        if continued:
            is_coded = continued[2] is None or continued[3] is not None
            pieces.setdefault(continued[1], {})[int(continued[2] or 0)] = text, is_coded
        else:
            plain.setdefault(name, decode_header(text))
    for name, found in pieces.items():
        plain[name] = _joined(found)
    return plain


def _part(message: Message, number: int, parent: int, depth: int) -> Part:
    value = header(message, "content-type")
    match = _MEDIA_TYPE.match(value)
    media_type = match[1].lower() if match else message.get_default_type()
    if media_type.startswith("multipart/") and not message.is_multipart():
        media_type = "text/plain"
    return Part(number, parent, depth, message, media_type, parameters(value))


def header(message: Message, name: str) -> str:
    """Return the first header of this name as the parser kept it, empty without one."""
    size = len(name)
    for key, value in message.raw_items():
        if len(key) == size and key.lower() == name:
            return str(value)
    return ""


def children(message: Message) -> list[Message]:
    """Return the messages directly inside, empty for a leaf."""
    payload = message.get_payload()
    return [m for m in payload if isinstance(m, Message)] if isinstance(payload, list) else []


def _joined(pieces: dict[int, tuple[str, bool]]) -> str:
    """Join RFC 2231 pieces in order; the first coded one may name the charset."""
    charset = ""
    data = b""
    for index in sorted(pieces):
        text, is_coded = pieces[index]
        if is_coded and index == min(pieces) and text.count("'") >= 2:
            charset, _, text = text.split("'", 2)
        coded = text.encode("utf-8", "surrogateescape")
        data += unquote_to_bytes(coded) if is_coded else coded
    return decode(data, charset)[0]


def _nested_bytes(message: Message) -> bytes:
    """Return the bytes of an attached mail or of the blocks of a delivery report."""
    try:
        return b"\n".join(inner.as_bytes() for inner in children(message))
    except (MessageError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return b""


def _note(notes: list[str], note: Note) -> None:
    if note not in notes:
        notes.append(note)
