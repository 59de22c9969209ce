"""Bytes to text: by the declared charset where it is a real one, else by a good guess."""

from __future__ import annotations

import codecs
import math
import re
from functools import lru_cache


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


_ALLOWED = _names(
    "ascii utf-8 utf-8-sig utf-16 utf-16-le utf-16-be utf-32 utf-7 koi8-r koi8-u koi8-t cp1250 "
    "cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 cp437 cp850 cp852 cp866 cp874 "
    "cp932 cp949 cp950 iso8859-1 iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7 "
    "iso8859-8 iso8859-9 iso8859-10 iso8859-13 iso8859-14 iso8859-15 iso8859-16 mac-cyrillic "
    "mac-roman gb2312 gbk gb18030 big5 hz shift_jis euc_jp iso2022_jp iso2022_jp_1 iso2022_jp_2 "
    "euc_kr iso2022_kr tis-620 ptcp154"
)
"""Text codecs only: Python's zip, rot13, idna and the like are not charsets (D3)."""

_WIDENED = {"iso8859-1": "cp1252", "gb2312": "gb18030", "iso8859-8": "cp1255"}
"""What senders mean: their label names the subset, their bytes use the superset."""

_VAGUE = frozenset({"", "ascii", "us-ascii", "x-unknown", "unknown-8bit", "unknown", "default"})
"""Labels that promise nothing, so that a guess contradicts nobody."""

_STATEFUL = frozenset(
    {"utf-7", "hz", "utf-16", "utf-16-le", "utf-16-be", "utf-32"}
    | {"iso2022_jp", "iso2022_jp_1", "iso2022_jp_2", "iso2022_kr"}
)
"""Charsets in which ASCII bytes are not ASCII text."""

_SINGLE_BYTE = _names("koi8-r koi8-u cp1251 cp1252 cp866 iso8859-5 mac-cyrillic iso8859-15")
"""Labels seen on text that is something else."""

_SURE_BYTES = 12
_SURE_LETTERS = 6
_SMALL = re.compile("[а-яё]")
_MOST = 0.8
"""Of the letters are small ones where the label is right, and hardly any where it is wrong."""
_SURE_GAIN = 0.06
"""A letter, of plausibility: between right readings and wrong ones of 379 real questions."""

_SURE_HIGH, _SURE_RUN = 8, 3
"""Bytes beyond ASCII; of fewer nobody can tell that `João` is no Romanian, and most are not."""

_UTF_8_PAIRS = re.compile(rb"(?:[\xc3\xd0\xd1][\x80-\xbf][\s\x21-\x7e]{0,3}){4}")
_HIGH = re.compile(rb"[\x80-\xff]+")
_HIGH_IN_WORD = re.compile(rb"(?<=[A-Za-z])[\x80-\xff]+|(?<![\x80-\xff])[\x80-\xff]+(?=[A-Za-z])")
_FREQUENCIES = (
    "о10.97 е8.45 а8.01 и7.35 н6.70 т6.26 с5.47 р4.73 в4.54 л4.40 к3.49 м3.21 д2.98 п2.81 у2.62 "
    "я2.01 ы1.90 ь1.74 г1.70 з1.65 б1.59 ч1.44 й1.21 х0.97 ж0.94 ш0.73 ю0.64 ц0.48 щ0.36 э0.32 "
    "ф0.26 ъ0.04 ё0.04 і0.03 є0.02 ї0.02 ґ0.01"
)
"""Letters of Russian text in percent, and the Ukrainian ones."""
_WEIGHT = {item[0]: 1 + math.log(float(item[1:]) / 3) / 4 for item in _FREQUENCIES.split()}
_MARKS = frozenset("«»—–№…„“”’ \xa0")
_CYRILLIC = ("koi8-u", "cp1251", "cp866", "iso8859-5", "mac-cyrillic")
_RARE = frozenset({"mac-cyrillic"})
"""Small letters are those of windows-1251, so that a tie goes to the latter."""
_SAMPLE_BYTES = 4096


def decode(raw: bytes, declared: str) -> tuple[str, bool]:
    """Return the text and whether its charset had to be guessed. Never raises."""
    codec = codec_for(declared)
    if raw.isascii() and codec not in _STATEFUL:
        if b"\x1b$" in raw and codec in (None, "ascii"):
            return raw.decode("iso2022_jp_2", "replace"), True
        return raw.decode("ascii"), codec is None and declared.lower() not in _VAGUE
    if codec is None or codec == "ascii":
        return guess(raw)
    if codec in _SINGLE_BYTE:
        meant = _meant(raw, codec)
        return raw.decode(meant, "replace"), meant != codec
    try:
        return raw.decode(codec), False
    except UnicodeError:
        return guess(raw) if codec == "utf-8" else (raw.decode(codec, "replace"), True)


@lru_cache(maxsize=256)
def codec_for(declared: str) -> str | None:
    """Return the Python codec of a charset name; None for none, an unknown or a dangerous one."""
    name = declared.strip().strip("\"'").lower()[:40]
    try:
        found = codecs.lookup(name.replace("cp-", "cp").replace("win-", "windows-")).name
    except (LookupError, ValueError, UnicodeError):
        return None
    if found not in _ALLOWED:
        return None
    return _WIDENED.get(found, found)


def _meant(raw: bytes, codec: str) -> str:
    """Return the codec a wrong single-byte label stands for, or the label's own.

    Such a label fits any bytes, so programs that do not know put their default there. Only
    text that reads as another one beyond doubt is read against its label.
    """
    sample = _around_high(raw)
    high = b"".join(_HIGH.findall(sample))
    if len(_SMALL.findall(high.decode(codec, "replace"))) > _MOST * len(high):
        return codec
    if _UTF_8_PAIRS.search(sample) and _is_utf_8(sample):
        return "utf-8"
    if len(high) < _SURE_BYTES or len(set(high)) < _SURE_LETTERS:
        return codec
    found = _cyrillic(sample)
    if found is None or found == codec:
        return codec
    gain = _plausibility(sample.decode(found, "replace")) - _plausibility(
        sample.decode(codec, "replace")
    )
    return found if gain > _SURE_GAIN * len(high) else codec


def _is_utf_8(sample: bytes) -> bool:
    """Say whether this is UTF-8, but for a letter that the end of the sample cut."""
    try:
        sample.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start >= len(sample) - 3
    return True


def guess(raw: bytes) -> tuple[str, bool]:
    """Return the most probable text of bytes without a usable charset. Never raises.

    UTF-8 where it fits, which is no guess; Cyrillic by letter statistics, which are right for
    the few words of a subject where a general detector is not; else charset-normalizer.
    """
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", "replace"), True
    try:
        return raw.decode("utf-8-sig"), False
    except UnicodeError:
        pass
    sample = _around_high(raw)
    if _is_torn_utf8(sample):
        return raw.decode("utf-8", "replace"), True
    codec = _cyrillic(sample) or _detected(sample)
    return raw.decode(codec, "replace"), True


def _around_high(raw: bytes) -> bytes:
    found = _HIGH.search(raw)
    start = max(found.start() - 40, 0) if found else 0
    return raw[start : start + _SAMPLE_BYTES]


def _is_torn_utf8(sample: bytes) -> bool:
    """Say whether nearly every high byte belongs to a well-formed UTF-8 sequence."""
    lost = sample.decode("utf-8", "replace").count("\ufffd")
    high = sum(len(run) for run in _HIGH.findall(sample))
    return lost * 4 <= high


def _cyrillic(sample: bytes) -> str | None:
    """Return the Cyrillic codec whose reading looks like words, None when none does.

    Runs of high bytes hardly occur in western text, and there they touch ASCII letters.
    """
    runs = _HIGH.findall(sample)
    total = sum(map(len, runs))
    shortest = 3 if total > 4 else 2
    in_runs = sum(len(run) for run in runs if len(run) >= shortest)
    touching = sum(map(len, _HIGH_IN_WORD.findall(sample)))
    if in_runs * 2 < total or touching * 2 > total:
        return None
    scored = [
        (_plausibility(sample.decode(codec, "replace")) * (0.97 if codec in _RARE else 1), codec)
        for codec in _CYRILLIC
    ]
    best, codec = max(scored)
    return codec if best > 0.5 * total else None


def _plausibility(text: str) -> float:
    """Score a reading: about a point a letter, more for frequent ones, less for a change of
    case inside a word and for what belongs to no Russian text."""
    score = 0.0
    before = " "
    for letter in text:
        if letter > "\x7f":
            small = letter.lower()
            weight = _WEIGHT.get(small)
            if weight is None:
                score += 0.3 if letter in _MARKS else -1.0
            elif letter == small:
                score += weight
            else:
                score += -1.0 if before.islower() else weight - 0.05
        before = letter
    return score


def _detected(sample: bytes) -> str:
    runs = [len(run) for run in _HIGH.findall(sample)]
    if sum(runs) < _SURE_HIGH and max(runs) < _SURE_RUN:
        return "cp1252"
    # Imported here: 30 ms and some megabytes that most mails never need.
    from charset_normalizer import from_bytes

    best = from_bytes(sample[:1024], threshold=0.4).best()
    codec = codec_for(best.encoding) if best is not None else None
    return "cp1252" if codec is None or codec in _STATEFUL else codec
