"""HTML mail made harmless: a strict allowlist, no addresses that load, and caps on structure.

What passes can be shown by QTextBrowser without a stall and without a request
(reliability.md D5, F1-F4); what is over a cap is shown as plain text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from math import prod
from urllib.parse import unquote

import nh3

SIZE_LIMIT = 512 * 1024
OPEN_LIMIT = 500
TAG_LIMIT = 20_000
DEPTH_LIMIT = 40
TABLE_DEPTH_LIMIT = 5
TABLE_LIMIT = 200
ATTRIBUTE_LIMIT = 200
SPAN_LIMIT = 50
SPANNED_LIMIT = 20_000
"""Cells that the spans of all cells cover: 900 of 50 by 50 take the layout 100 s."""
PICTURE_LIMIT = 500
"""15,000 take it a minute, one picture or many."""
WORD_LIMIT = 200
CID_LIMIT = 600


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


_TAGS = _names(
    "p div br hr span b strong i em u s strike sub sup small big code pre tt blockquote a img "
    "ul ol li dl dt dd h1 h2 h3 h4 h5 h6 table thead tbody tfoot tr td th caption center"
)
_ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}
_DROPPED_WITH_CONTENT = {"script", "style", "title", "head", "template", "noscript", "svg", "math"}
_SCHEMES = {"http", "https", "mailto", "cid"}
_VOID = _names("br hr img input meta link area base col embed source track wbr")
_SELF_CLOSING = _names("p li td th tr dt dd option tbody thead tfoot body html head colgroup")

_DATA_ADDRESS = re.compile(r"data:[\w.+/-]{0,60};base64,[\w+/=\s]*", re.ASCII)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)([^<>]*)")
_CLEAN_TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?:[^">]|"[^"]*")*)>')
_PICTURE_TAG = re.compile(r"<img\b([^<>]*)", re.IGNORECASE)
_REMOTE = re.compile(r"\bsrc\s*=\s*[\"']?\s*(?:https?:)?//", re.IGNORECASE)
_SPAN = re.compile(r"[1-9][0-9]{0,2}")
_SPANS = re.compile(r'\b(?:col|row)span="([0-9]{1,3})"')
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_ATTRIBUTE_BREAK = re.compile(r"[\s/\"']+")
_TAG_OR_WORD = re.compile(
    r'<(?:[^">]|"[^"]*")*>|((?:[^<&\s\u200b]|&#?\w{1,32};){1,200})(?=([^<\s\u200b])?)'
)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)


def sanitise(source: str, own_pictures: Collection[str]) -> str | None:
    """Return HTML that is safe to show, None when it is too complex.

    `own_pictures` are the Content-IDs of this mail: only they may be loaded, as `cid:`
    addresses; any other picture keeps its text and loses its address.
    """
    source = _DATA_ADDRESS.sub("", source)
    if len(source) > SIZE_LIMIT or not _is_cheap(source):
        return None
    pictures = frozenset(own_pictures)

    def keep(tag: str, attribute: str, value: str) -> str | None:
        return _kept_value(tag, attribute, value, pictures)

    clean = nh3.clean(
        source,
        tags=set(_TAGS),
        clean_content_tags=_DROPPED_WITH_CONTENT,
        attributes=_ATTRIBUTES,
        attribute_filter=keep,
        url_schemes=_SCHEMES,
        link_rel=None,
        strip_comments=True,
    )
    if len(clean) > SIZE_LIMIT or not _is_showable(clean):
        return None
    if max(map(len, clean.split()), default=0) <= WORD_LIMIT:
        return clean
    return _TAG_OR_WORD.sub(_broken_word, clean)


def remote_pictures(source: str) -> int:
    """Return how many pictures of a mail lie on other computers; they are never asked for."""
    return sum(_REMOTE.search(tag) is not None for tag in _PICTURE_TAG.findall(source))


def _kept_value(tag: str, attribute: str, value: str, pictures: frozenset[str]) -> str | None:
    """Return the attribute's value if it may stay."""
    value = value.strip()
    if attribute == "src":
        scheme, _, cid = value.partition(":")
        cid = cid if cid in pictures else unquote(cid[:CID_LIMIT])
        return f"cid:{cid}" if scheme.lower() == "cid" and cid in pictures else None
    if attribute == "href":
        return value if value.lower().startswith(("http://", "https://", "mailto:")) else None
    if attribute in ("colspan", "rowspan"):
        return value if _SPAN.fullmatch(value) and int(value) <= SPAN_LIMIT else None
    return value


def _is_cheap(source: str) -> bool:
    """Say whether the cleaner will be quick: its time grows with the square of open tags and
    of the attributes of one tag (M2)."""
    opened: Counter[str] = Counter()
    total = 0
    for count, (end, name, attributes) in enumerate(_TAG.findall(_COMMENT.sub("", source))):
        if len(attributes) > ATTRIBUTE_LIMIT and _attribute_count(attributes) > ATTRIBUTE_LIMIT:
            return False
        name = name.lower()
        if name in _VOID or name in _SELF_CLOSING:
            continue
        if not end:
            opened[name] += 1
            total += 1
        elif opened[name]:
            opened[name] -= 1
            total -= 1
        if total > OPEN_LIMIT or count > TAG_LIMIT:
            return False
    return True


def _attribute_count(attributes: str) -> int:
    return len(_ATTRIBUTE_BREAK.findall(_QUOTED.sub('"', attributes)))


def _is_showable(clean: str) -> bool:
    """Say whether QTextBrowser lays this well-formed HTML out without a stall (D5)."""
    depth = table_depth = tables = tags = pictures = spanned = 0
    for end, name, attributes in _CLEAN_TAG.findall(clean):
        tags += 1
        pictures += name == "img"
        if name in _VOID:
            continue
        if attributes and "span=" in attributes:
            spanned += prod(map(int, _SPANS.findall(attributes)))
        step = -1 if end else 1
        depth += step
        if name == "table":
            table_depth += step
            tables += step > 0
        if depth > DEPTH_LIMIT or table_depth > TABLE_DEPTH_LIMIT or tables > TABLE_LIMIT:
            return False
    return tags <= TAG_LIMIT and pictures <= PICTURE_LIMIT and spanned <= SPANNED_LIMIT


def _broken_word(match: re.Match[str]) -> str:
    """Let a word break after 200 characters: one of a megabyte takes the layout 40 s (M3)."""
    is_cut = match[1] is not None and match[2] is not None
    return match.group() + "\u200b" if is_cut else match.group()
