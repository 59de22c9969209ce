"""How mail programs, English and Russian ones first, say that a quoted mail begins."""

from __future__ import annotations

import re
from collections.abc import Sequence

_LINE_LIMIT = 400
"""A longer line is never one of these marks."""

_WRAPPED_LINES = 4
_VERB_SPAN, _VERB_TIME_SPAN = 24, 120
_COLONS = (":", "：")
_HEADER_LINES = 14
_SHORTEST_DIVIDER = len("исходное письмо")

_WEEKDAY = (
    r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}|(?:пн|вт|ср|чт|пт|сб|вс)|"
    r"(?:понедельник|вторник|сред[ау]|четверг|пятниц[ау]|суббот[ау]|воскресенье)"
)
_MONTH = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}|"
    r"(?:янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)[а-я]{0,5}"
)
_DATE_START = (
    rf"(?:(?:{_WEEKDAY})\b|(?:{_MONTH})\b\.? \d|"
    rf"\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{1,4}}|\d{{1,2}}\.? (?:{_MONTH})\b)"
)
_START = re.compile(
    rf"(?:(?:(?:on|at|вкл\.|во?) |\d\d?:\d\d, )?{_DATE_START}|в письме от |пользователь |quoting |"
    r"(?:le|am|el|il|op) \S{0,12},? ?\d)",
    re.IGNORECASE,
)
_VERB = (
    r"(?:\b(?:wrote|writes|schrieb|a écrit|escribió|ha scritto|schreef)|"
    r"(?:на)?писал(?:[аи]|/а| ?\(-?а\))?|пишет)"
)
_VERB_END = re.compile(rf"{_VERB}\s?[:：]$", re.IGNORECASE)
_VERB_INSIDE = re.compile(
    rf"^.{{10,300}}?<[^<>\s]{{1,64}}@[^<>\s]{{1,255}}> {_VERB}: ", re.IGNORECASE
)
"""Yahoo on a telephone goes on with the quoted mail on the same line."""
_VERB_THEN_TIME = re.compile(
    r"(?:\b(?:you )?wrote|(?:вы )?писали?|писала|писал ?\(а\)|пишет)\b.{0,30}\d.{0,40}\d\d?:\d\d"
    r"(?::\d\d)?\s?[:：]$",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"[<(\[“\"](?:mailto:)?[^\s<>()\[\]]{1,64}@[^\s<>()\[\]]{1,255}|"
    rf"\s[^\s<>@]{{1,64}}@[^\s<>@]{{1,255}} {_VERB}:$",
    re.IGNORECASE,
)
_ADDRESS_END = re.compile(r"<[^<>\s]{1,64}@[^<>\s]{1,255}>{1,2}\s?[:：]$")
_QUOTING = re.compile(r"(?:quoting|цитирую) .{1,200}:$", re.IGNORECASE)
_WHEN_OR_WHO = re.compile(r"\d{4}|\d\d?:\d\d|@")
_WHEN = re.compile(r"\d{4}|\d\d?:\d\d")

_DIVIDER = re.compile(
    r"[-_*#\s]{0,60}(?:original message|original appointment|исходное сообщение|"
    r"исходное письмо|оригинальное сообщение|первоначальное сообщение|ursprüngliche nachricht|"
    r"message d'origine|mensaje original|messaggio originale)"
    r"(?:[-_*:\s]{0,60}$|\s?-{3,60}\s?(?:from|от|von): )",
    re.IGNORECASE,
)
"""Samsung's, as text, is one line with all the fields and the mail."""

_ARROWS = re.compile(
    r">>> .{3,200} \d{1,4}[/.-]\d\d?[/.-]\d{1,4} .{3,20}>>>$|>>> (?:on|am) .{10,300}:$",
    re.IGNORECASE,
)
"""GroupWise's `>>> Anna <anna@firm.example> 3/2/2026 10:00 AM >>>`, with no marks below."""

_DASHED = re.compile(rf"-{{3,6}} ?(.{{10,300}}{_VERB}) ?-{{3,6}}$", re.IGNORECASE)
"""Zoho's `---- On … wrote ---`."""

_REPLY_ABOVE = re.compile(
    r"[-_*#=\s]{0,40}(?:please )?(?:type|write)? ?(?:your )?(?:reply|respond) above this line"
    r"[-_*#=.\s]{0,40}$|[-_*#=\s]{0,40}(?:напишите )?(?:ваш )?ответ(?:ьте)? выше этой (?:черты|"
    r"линии|строки)[-_*#=.\s]{0,40}$",
    re.IGNORECASE,
)
_FORWARD = re.compile(
    r"[-_*>\s]{0,60}(?:(?:begin )?forwarded message|пересылаемое сообщение|"
    r"пересланное сообщение|начало переадресованного сообщения|перенаправленное сообщение|"
    r"this is a forwarded message|это пересланное письмо|weitergeleitete nachricht)"
    r"[-_*:.\s]{0,60}$",
    re.IGNORECASE,
)
_FIELDS = {
    "from": "from от von de отправитель",
    "date": "sent date отправлено отправленные дата gesendet datum envoyé fecha",
    "to": "to кому an à para получатель",
    "copy": "cc copy копия kopie bcc reply-to importance важность priority приоритет attachments "
    "вложения resent-from organization sensitivity when where когда где",
    "subject": "subject тема betreff objet asunto",
}
_KIND = {name: kind for kind, names in _FIELDS.items() for name in names.split()} | {
    "от кого": "from"
}
_FIELD = re.compile(
    r"[*_\s]{0,6}(" + "|".join(sorted(map(re.escape, _KIND), key=len, reverse=True)) + r")\*?:",
    re.IGNORECASE,
)
_DATE_ONLY = re.compile(r"[*_\s]{0,6}(?:date|дата)\b", re.IGNORECASE)
"""A form has a date; only a mail says when it was sent."""

_SOURCE_FIELD = re.compile(
    r"(?:content-\S{1,40}|mime-version|message-id|received|return-path|x-\S{1,40}):", re.IGNORECASE
)
"""Fields that no program repeats above a quoted mail, but people who paste a mail's source."""

_RULE = re.compile(r"(?:[-_=*—]{5,}(?:8<[-_=*]{5,})?|[-_—]{3,4})$")
_FORM_FIELD = re.compile(r"\w[\w ]{1,30}: ?\S")


def attribution_end(lines: Sequence[str], index: int) -> tuple[int, bool]:
    """Return the index after `On … wrote:` that starts here, wrapped or not; 0 for none.

    And whether it names date and address as only programs do: then a quoted mail follows even
    where its lines carry no `>`.
    """
    line = _plain(lines[index])
    if not line or len(line) > _LINE_LIMIT or line.startswith(">"):
        return 0, False
    if dashed := _DASHED.match(line):
        line = f"{dashed[1]}:"
    starts = _START.match(line) is not None
    if line.endswith(_COLONS) and _is_attribution(line, starts):
        return index + 1, _is_sure(line, starts)
    if starts and _VERB_INSIDE.match(line) and _WHEN.search(line):
        return index + 1, True
    if not starts or line.endswith(_COLONS):
        return 0, False
    for end in range(index + 1, min(index + _WRAPPED_LINES, len(lines))):
        following = _plain(lines[end])
        line = f"{line}{following}" if line.endswith("<") else f"{line} {following}"
        if not following or len(line) > _LINE_LIMIT:
            break
        if following.endswith(_COLONS):
            is_whole = _is_attribution(line, starts) and _is_sure(line, starts)
            return (end + 1, True) if is_whole else (0, False)
    return 0, False


def names_a_mail(line: str) -> bool:
    """Say whether a date, a time or an address stands here, as above a quoted mail."""
    return _WHEN_OR_WHO.search(line[:_LINE_LIMIT]) is not None


def is_divider(line: str) -> bool:
    """Say whether the mail answered stands below this line."""
    if len(line) < _SHORTEST_DIVIDER:
        return False
    line = _plain(line[:_LINE_LIMIT])
    return any(mark.match(line) for mark in (_DIVIDER, _REPLY_ABOVE, _ARROWS))


def is_forward(line: str) -> bool:
    """Say whether a forwarded mail stands below this line."""
    return len(line) <= _LINE_LIMIT and _FORWARD.match(line.strip()) is not None


def header_block_end(lines: Sequence[str], index: int) -> int:
    """Return the index after the `From: … Sent: … To: … Subject: …` that starts here, or 0.

    Three fields are needed, sender and subject among them or an address: a journey from one
    town to another has a From, a To and a Date too. A mail's pasted source is none, and
    neither is a form, where no `To` or `Sent` is, or where a field of its own follows.
    """
    if _field(lines[index]) not in ("from", "date"):
        return 0
    found: set[str] = set()
    has_address = is_sent = False
    end = last = index
    blank = 0
    while end < min(index + _HEADER_LINES, len(lines)):
        line = lines[end].strip()
        field = _field(line)
        if field:
            if field in found and field != "copy":
                break
            found.add(field)
            is_sent = is_sent or (field == "date" and _DATE_ONLY.match(line) is None)
            last, blank = end, 0
        elif _SOURCE_FIELD.match(line):
            return 0
        elif line:
            if not blank and _is_last(found) and _FORM_FIELD.match(line):
                return 0
            if blank or _is_last(found) or len(line) > _LINE_LIMIT:
                break
        else:
            blank += 1
            if blank > 1:
                break
        has_address = has_address or "@" in line[:_LINE_LIMIT]
        end += 1
    found.discard("copy")
    is_mail = len(found) >= 3 and ("to" in found or is_sent)
    is_block = is_mail and "from" in found and ("subject" in found or has_address)
    return last + 1 if is_block else 0


def field_above(line: str) -> bool:
    """Say whether Yandex writes such a line above its `date, name <address>:`."""
    return _field(line) in ("to", "copy", "subject") and line.rstrip().endswith(";")


def is_rule(line: str) -> bool:
    """Say whether this is a line drawn between a reply and what is below it."""
    return len(line) <= _LINE_LIMIT and _RULE.match(line.strip()) is not None


def _field(line: str) -> str:
    match = _FIELD.match(line) if ":" in line[:60] else None
    return _KIND[match[1].lower()] if match else ""


def _plain(line: str) -> str:
    """Return a line as it reads: no emphasis around it, every blank one blank."""
    line = line.strip()
    if not line or line[0] == ">":
        return line
    return " ".join(line.split()).strip("*_ ") if len(line) <= 2 * _LINE_LIMIT else line


def _is_attribution(line: str, starts: bool) -> bool:
    if _VERB_END.search(line[-_VERB_SPAN:]):
        return _WHEN_OR_WHO.search(line) is not None
    if _VERB_THEN_TIME.search(line[-_VERB_TIME_SPAN:]) or _QUOTING.match(line):
        return True
    return starts and _ADDRESS_END.search(line) is not None


def _is_sure(line: str, starts: bool) -> bool:
    is_told = starts or _VERB_END.search(line[-_VERB_SPAN:]) is not None
    return is_told and _ADDRESS.search(line) is not None and _WHEN.search(line) is not None


def _is_last(found: set[str]) -> bool:
    """Say whether a subject was read: what follows it is text, not a wrapped field."""
    return "subject" in found
