"""The new part of a reply: its text without the quoted mail below it and the signature.

Line by line with anchored patterns, so the cost is linear; when in doubt nothing is cut, and
the whole text stays stored.
"""

from __future__ import annotations

import re

_LINE_LIMIT = 400
"""A longer line is never a quote header."""

_SIGNATURE_LINES = 15

_WROTE = re.compile(
    r"(?:wrote|writes|schrieb|a écrit|escribió|ha scritto|schreef|"
    r"пишет|писала?|писал\(а\)|написала?|написал\(а\))\s?:$",
    re.IGNORECASE,
)
_ADDRESS_END = re.compile(r"\d.{0,300}<[^<>\s]{3,320}>\s?:$")
_WHEN_OR_WHO = re.compile(r"\d{4}|\d\d?:\d\d|@")
_DIVIDER = re.compile(
    r"[-_*\s]{0,20}(?:original message|исходное сообщение|пересылаемое сообщение|forwarded message|"
    r"конец пересылаемого сообщения|reply above this line|ответ выше этой черты|"
    r"ursprüngliche nachricht|begin forwarded message)[-_*:\s]{0,20}$",
    re.IGNORECASE,
)
_BLOCK = re.compile(r"\*?(?:from|от|von|кому|отправитель)\*?:\*?\s?\S", re.IGNORECASE)
_BLOCK_NEXT = re.compile(
    r"\*?(?:sent|to|date|subject|cc|отправлено|кому|дата|тема|копия|gesendet|an|betreff)\*?:",
    re.IGNORECASE,
)
_RULE = re.compile(r"[_-]{20,}$")


def stripped_text(text: str) -> str:
    """Return what the writer added: without a quoted tail and without the signature.

    An answer written between or below the quoted lines is kept whole. Nothing left, for a
    mail that only forwards, gives the whole text.
    """
    lines = text.split("\n")
    end = _quote_start(lines)
    for index in range(end):
        if _is_signature(lines[index]):
            end = index
            break
    own = "\n".join(lines[:end]).strip()
    return own or text.strip()


def _quote_start(lines: list[str]) -> int:
    """Return the index of the first line of the quoted tail, the number of lines without one."""
    tail, last_quoted = _quoted_tail(lines)
    for index, raw in enumerate(lines):
        line = raw.strip()
        if not line or len(line) > _LINE_LIMIT:
            continue
        if _DIVIDER.match(line) or _is_header_block(lines, index):
            return _above_rule(lines, index)
        after = _after_attribution(lines, index, line)
        if after and (after >= tail or after > last_quoted):
            return index
        if index >= tail and line.startswith(">"):
            return index
    return len(lines)


def _quoted_tail(lines: list[str]) -> tuple[int, int]:
    """Return where nothing but quoted lines, blank ones and a signature begins, and the last
    quoted line (-1 without one)."""
    end = len(lines)
    for index in range(end - 1, max(end - _SIGNATURE_LINES, 0) - 1, -1):
        if _is_signature(lines[index]):
            end = index
            break
    tail = end
    while tail and (not lines[tail - 1].strip() or lines[tail - 1].lstrip().startswith(">")):
        tail -= 1
    quoted = (i for i in range(end - 1, -1, -1) if lines[i].lstrip().startswith(">"))
    return tail, next(quoted, -1)


def _after_attribution(lines: list[str], index: int, line: str) -> int:
    """Return the index after `On … wrote:`, on one line or two, that starts here; 0 for none."""
    if _WROTE.search(line):
        return index + 1 if _WHEN_OR_WHO.search(line) else 0
    if _ADDRESS_END.search(line):
        is_quoted_below = index + 1 < len(lines) and lines[index + 1].lstrip().startswith(">")
        return index + 1 if is_quoted_below else 0
    if index + 1 < len(lines) and _WHEN_OR_WHO.search(line):
        following = lines[index + 1].strip()
        if len(following) <= _LINE_LIMIT and _WROTE.search(following):
            return index + 2
    return 0


def _is_signature(line: str) -> bool:
    return line.rstrip("\r") in ("-- ", "--")


def _is_header_block(lines: list[str], index: int) -> bool:
    if not _BLOCK.match(lines[index].strip()):
        return False
    following = [line.strip() for line in lines[index + 1 : index + 5]]
    return sum(1 for line in following if _BLOCK_NEXT.match(line[:40])) >= 2


def _above_rule(lines: list[str], index: int) -> int:
    """Return `index`, or that of the ruled line Outlook draws above its header block."""
    above = index - 1
    while above >= 0 and not lines[above].strip():
        above -= 1
    return above if above >= 0 and _RULE.match(lines[above].strip()) else index
