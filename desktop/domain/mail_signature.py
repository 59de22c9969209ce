"""Where the signature of a letter begins: only what no writer types anew for each letter.

A bare "Best regards, Anna" is the writer's own word and stays; it goes with the block of
telephone numbers below it. In doubt there is no signature.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_BLOCK_LINES = 12
_BLOCK_CHARACTERS = 900
_LINE_LIMIT = 120
_ROUNDS = 4
"""Of signatures below one another: a name, an app's line, and two footers of lists."""

_RULE = re.compile(r"[-_=]{20,}$")
_LIST_FOOTER = re.compile(
    r"\S{1,60} mailing list(?: <|$)|.{0,80}/(?:mailman|listinfo)/|"
    r"this \S{1,40} email is sponsored by|to unsubscribe|you(?:'ve| have)? received this|"
    r"чтобы отписаться|вы получили это письмо",
    re.IGNORECASE,
)
_POSTSCRIPT = re.compile(r"(?:p\.? ?(?:p\.? ?)?s|п\. ?с|з\. ?ы)[.:, ]", re.IGNORECASE)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SENT_FIRST = _words("sent отправлено отправлена")
_SENT_WORDS = _SENT_FIRST | _words(
    "from via with using my the a for on in by of and "
    "iphone ipad ipod touch android phone smartphone tablet mobile device handheld wireless "
    "samsung galaxy note ultra plus pro max mini se fold flip edge huawei xiaomi redmi poco honor "
    "oppo vivo realme nokia sony xperia pixel oneplus motorola blackberry vodafone verizon "
    "t-mobile telekom network 4g 5g lte windows mac macos ios outlook yahoo gmail aol icloud "
    "proton protonmail spark superhuman thunderbird bluemail aqua mymail mail email e-mail secure "
    "app application client mail.ru yandex yandex.mail yandex.ru "
    "с со из моего моей мобильного мобильной мобильная почты почта почтового яндекс яндекса "
    "яндекс.почты устройства смартфона телефона айфона планшета приложения для на через помощью"
)
_PRODUCTS = _SENT_WORDS - _SENT_FIRST - _words("from via with using my the a for on in by of and")
_TOKEN = re.compile(r"[\w.@-]*\w")
_ADDRESS = re.compile(r"<[^<>\s]{0,200}>|\(https?:[^()\s]{0,200}\)|https?:\S{0,200}")
_PROGRAM_LINE = re.compile(
    r"(?:(?:get|скачать|загрузить|загрузите|получите|получить) outlook (?:for|для) [\w ]{2,20}|"
    r"(?:virus-free|без вирусов|не содержит вирусов)[.:]? ?(?:www\.avast\.\w{2,3})?|"
    r"sent with proton ?mail secure email)\.?$",
    re.IGNORECASE,
)

_ARMOUR, _ARMOUR_END = "-----BEGIN PGP SIGNATURE-----", "-----END PGP SIGNATURE-----"
_ARMOUR_LINES = 40

_SIGN_OFF = re.compile(
    r"(?:с уважением|с наилучшими пожеланиями|с почтением|искренне ваша?|"
    r"(?:with )?(?:best|kind|kindest|warm|warmest)? ?regards|best wishes|"
    r"(?:yours )?(?:sincerely|faithfully|truly)(?: yours)?)\s*(?:[,.!]\s*|\s|$)",
    re.IGNORECASE,
)
_NAME = re.compile(r"[A-ZА-ЯЁ][\w.'’-]{0,30}(?: [A-ZА-ЯЁ][\w.'’-]{0,30}){0,3}$")
_CONTACT = re.compile(
    r"(?:(?:tel|phone|ph|mob|mobile|cell|fax|office|direct|тел|моб|сот|факс|телефон|раб|t|m|p|f|т|м|ф)"
    r"[.:]{0,2} ?)?[+(]?\d[\d ()+.-]{5,24}(?:,? ?(?:доб|ext|x)\.? ?\d{1,6})?$|"
    r"(?:e-?mail|mail|почта|эл\. почта|web|www|site|сайт|skype|telegram)?[.:]{0,2} ?"
    r"(?:[\w.+-]{1,64}@[\w.-]{3,200}|(?:https?://|www\.)\S{3,200}|@\w{3,40})$|"
    r"(?:г\.|ул\.|пр-т|проспект|street |address:|адрес:|\d{6},)",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"[^.?!:]{0,60}(?:бухгалтер|директор|менеджер|инженер|специалист|руководитель|начальник|"
    r"администратор|секретарь|юрист|аналитик|отдел|департамент|manager|director|engineer|"
    r"accountant|specialist|department|officer|administrator|assistant|analyst|head of |"
    r"\b(?:ооо|оао|зао|пао|ао|ип)\b|\b(?:ltd|llc|inc|gmbh|corp)\b)[^?!:]{0,60}$",
    re.IGNORECASE,
)


def signature_start(lines: Sequence[str], end: int) -> int:
    """Return the index in `lines[:end]` at which the signature begins, `end` without one."""
    for _ in range(_ROUNDS):
        end = _without_blank(lines, end)
        start = _one_signature(lines, end)
        if start == end:
            break
        end = start
    return end


def _one_signature(lines: Sequence[str], end: int) -> int:
    if end and _is_program_line(lines[end - 1].strip()):
        return end - 1
    if end and lines[end - 1].rstrip() == _ARMOUR_END:
        armour = max(end - _ARMOUR_LINES, 0)
        return next((i for i in range(armour, end) if lines[i].rstrip() == _ARMOUR), end)
    first = _block_limit(lines, end)
    for index in range(first, end):
        line = lines[index]
        if _is_delimiter(lines, index, end) or (
            _RULE.match(line.strip()) and _is_footer(lines, index, end)
        ):
            return index
    for index in range(first, end):
        if _heads_a_block(lines, index, end):
            return index
    return end


def _is_delimiter(lines: Sequence[str], index: int, end: int) -> bool:
    """Say whether this is the `-- ` of RFC 3676 above a signature.

    Programs write it without its blank too, but so do people between two thoughts: then a
    question below it is theirs. A postscript always is.
    """
    line = lines[index]
    if line.rstrip() != "--":
        return False
    below = [each.strip() for each in lines[index + 1 : end]]
    is_asked = line == "--" and any(each.endswith("?") for each in below)
    return not is_asked and not any(map(_POSTSCRIPT.match, below))


def _block_limit(lines: Sequence[str], end: int) -> int:
    """Return the first index from which a signature that reaches to `end` may run."""
    written = size = 0
    for index in range(end - 1, -1, -1):
        line = lines[index].strip()
        written += bool(line)
        size += len(line)
        if line.startswith(">") or written > _BLOCK_LINES or size > _BLOCK_CHARACTERS:
            return index + 1
    return 0


def _without_blank(lines: Sequence[str], end: int) -> int:
    while end and not lines[end - 1].strip():
        end -= 1
    return end


def _is_program_line(line: str) -> bool:
    """Say whether a mail program wrote this: `Sent from my iPhone` and nothing else."""
    if not line or len(line) > 2 * _LINE_LIMIT or not line.lstrip("*[(_")[:1].isupper():
        return False
    bare = _ADDRESS.sub("", line).strip(" *[]()_")
    if _PROGRAM_LINE.match(bare):
        return True
    words = [word.lower() for word in _TOKEN.findall(bare)]
    return (
        len(words) >= 3
        and words[0] in _SENT_FIRST
        and all(word in _SENT_WORDS or _is_model(word) for word in words)
        and any(word in _PRODUCTS for word in words[1:])
    )


def _is_model(word: str) -> bool:
    """Say whether this is the number of a device: `12`, `s23`, `5g`."""
    return len(word) <= 4 and any(letter.isdecimal() for letter in word)


def _is_footer(lines: Sequence[str], rule: int, end: int) -> bool:
    return any(_LIST_FOOTER.match(line.strip()[:_LINE_LIMIT]) for line in lines[rule + 1 : end])


def _heads_a_block(lines: Sequence[str], index: int, end: int) -> bool:
    """Say whether a sign-off stands here with nothing below but a name and how to reach it."""
    line = lines[index].strip()
    sign_off = _SIGN_OFF.match(line) if len(line) <= _LINE_LIMIT else None
    if sign_off is None:
        return False
    name = line[sign_off.end() :].strip()
    if name and not _NAME.match(name):
        return False
    contacts = 0
    for below in lines[index + 1 : end]:
        below = below.strip()
        if not below:
            continue
        if len(below) > _LINE_LIMIT:
            return False
        if _CONTACT.match(below) or _ROLE.match(below):
            contacts += 1
        elif not _NAME.match(below):
            return False
    return contacts > 0
