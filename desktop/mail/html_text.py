"""HTML as plain text, by a few linear passes that no input makes slow.

Not html.parser: it backtracks on unclosed declarations and scripts (quadratic before 3.13.6),
and takes ten times as long for what is needed here.
"""

from __future__ import annotations

import html
import re

_HIDDEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|head|title|template|noscript|svg|math)\b[^<>]*>.*?"
    r"(?:</\1\b[^>]*(?:>|\Z)|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_PREFORMATTED = re.compile(r"<pre\b[^<>]*>(.*?)(?:</pre\b|\Z)", re.DOTALL | re.IGNORECASE)
_BLANKS = "\t\r\n\f\v"
_SPACES = re.compile("  +")
_LINK = re.compile(r"<a\b([^<>]*)>(.*?)(?:</a\b[^<>]*>|(?=<a\b)|\Z)", re.DOTALL | re.IGNORECASE)
_HREF = re.compile(r"\bhref\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+))", re.IGNORECASE)
_IMAGE = re.compile(r"<img\b([^<>]*)>", re.IGNORECASE)
_ALT = re.compile(r"\balt\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_ITEM = re.compile(r"<li\b[^<>]*>\s?", re.IGNORECASE)
_PARAGRAPH = re.compile(r"</?(?:p|ul|ol|dl|table|blockquote|pre|h[1-6])\b[^<>]*> ?", re.IGNORECASE)
_LINE = re.compile(
    r"<br\b[^<>]*> ?|</?(?:div|tr|dt|dd|section|article|header|footer|center|form|hr)\b[^<>]*> ?",
    re.IGNORECASE,
)
_CELL = re.compile(r"<t[dh]\b[^<>]*> ?", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z!?][^>]*(?:>|\Z)")
_MANY_BREAKS = re.compile(r"\n{3,}")
_QUOTE_EDGE = re.compile(r"<(/?)blockquote\b([^<>]*)> ?", re.IGNORECASE)
_CITES = re.compile(
    r"\btype\s*=\s*[\"']?cite|\bcite\s*=|\bclass\s*=\s*[\"'][^\"']{0,200}(?:quote|cite)|border-left",
    re.IGNORECASE,
)
"""How mail programs tell a quoted mail from a paragraph that its writer indented."""
_OPEN, _CLOSE = "\ue002", "\ue003"
_DEEPEST_QUOTE = 9
_KEPT_BREAK = "\ue000"
_KEPT_SPACE = "\ue001"
_ATTRIBUTES_LIMIT = 4000


def to_text(source: str) -> str:
    """Return the readable text: lines for blocks, dashes for items, addresses of links.

    A quoted mail has `>` before its lines, as in mails written as text.
    """
    text = _HIDDEN.sub("", source)
    text = _PREFORMATTED.sub(_preformatted, text)
    for blank in _BLANKS:  # a tenth of the time of one pattern for all of them
        text = text.replace(blank, " ")
    text = _SPACES.sub(" ", text)
    text = _LINK.sub(_link, text)
    text = _IMAGE.sub(_picture, text)
    text = _ITEM.sub("\n- ", text)
    has_quotes = "blockquote" in text or "BLOCKQUOTE" in text
    if has_quotes:
        text = _edges_marked(text)
    text = _PARAGRAPH.sub("\n\n", text)
    text = _LINE.sub("\n", text)
    text = _CELL.sub(" ", text)
    text = html.unescape(_TAG.sub("", text))
    lines = (line.rstrip(" \t\xa0").lstrip(" \t") for line in text.split("\n"))
    text = _MANY_BREAKS.sub("\n\n", "\n".join(lines)).strip()
    if has_quotes:
        text = _quotes_marked(text)
    return text.replace(_KEPT_BREAK, "\n").replace(_KEPT_SPACE, " ")


def _preformatted(match: re.Match[str]) -> str:
    kept = match[1].replace("\r", "").replace("\n", _KEPT_BREAK).replace(" ", _KEPT_SPACE)
    return f"<pre>{kept}</pre"


def _edges_marked(source: str) -> str:
    """Put a line of its own where a quoted mail begins and where it ends."""
    cites: list[bool] = []

    def mark(edge: re.Match[str]) -> str:
        if not edge[1]:
            cites.append(_CITES.search(edge[2][:_ATTRIBUTES_LIMIT]) is not None)
            return f"\n\n{_OPEN}\n" if cites[-1] else edge.group()
        return f"\n{_CLOSE}\n\n" if cites and cites.pop() else edge.group()

    return _QUOTE_EDGE.sub(mark, source)


def _quotes_marked(text: str) -> str:
    """Begin each line between the marks with `>`, one for each level."""
    shown: list[str] = []
    depth = 0
    for line in text.split("\n"):
        if line == _OPEN:
            depth += 1
        elif line == _CLOSE:
            depth = max(depth - 1, 0)
            if shown and shown[-1] and not shown[-1].strip(">"):
                shown.pop()
        elif not depth:
            shown.append(line)
        elif line or (shown and shown[-1].strip("> ")):
            shown.append(f"{'>' * min(depth, _DEEPEST_QUOTE)} {line}".rstrip())
    return "\n".join(shown)


def _link(match: re.Match[str]) -> str:
    """Return the link's text and its address, unless the text says it already."""
    target = _attribute(_HREF, match[1])
    if not target.lower().startswith(("http://", "https://", "mailto:")):
        return match[2]
    bare = target.removeprefix("mailto:").rstrip("/")
    shown = _TAG.sub("", match[2]).strip()
    if shown and bare.endswith(shown.rstrip("/")):
        return match[2]
    return f"{match[2]} &lt;{html.escape(bare)}&gt;"


def _picture(match: re.Match[str]) -> str:
    return html.escape(_attribute(_ALT, match[1]))


def _attribute(pattern: re.Pattern[str], attributes: str) -> str:
    found = pattern.search(attributes[:_ATTRIBUTES_LIMIT])
    return html.unescape(next((value for value in found.groups() if value), "")) if found else ""
