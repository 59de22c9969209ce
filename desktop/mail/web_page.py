"""A message as a page for the browser that asks for nothing from anywhere."""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Mapping
from typing import Final

_POLICY: Final = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; form-action 'none'"
_STYLE: Final = (
    "body { font: 15px/1.5 sans-serif; max-width: 60em; margin: 2em auto; padding: 0 1em; "
    "overflow-wrap: anywhere; color: #1c1c1c; background: #fff } pre { white-space: pre-wrap } "
    "img { max-width: 100% }"
)
_PICTURE = re.compile(r'\bsrc="cid:([^"]*)"')
_IMAGE_TAG = re.compile(r"<img\b[^>]*>")
_LINK = re.compile(r"<a href=")
_KINDS: Final = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"RIFF", "image/webp"),
)
"""By their first bytes, never by what the mail calls them: an SVG is a program."""


def web_page(subject: str, text: str, clean: str | None, pictures: Mapping[str, bytes]) -> bytes:
    """Return a whole page in UTF-8: `clean` is sanitised HTML, without it the text is shown.

    Its own pictures are inside the page. The Content-Security-Policy forbids the browser to load,
    run or send anything; a link tells no server where it was pressed.
    """
    if clean is None:
        body = f"<pre>{html.escape(text)}</pre>"
    else:
        body = _LINK.sub('<a rel="noreferrer noopener" target="_blank" href=', clean)
        body = _IMAGE_TAG.sub(lambda tag: _with_picture(tag[0], pictures), body)
    title = html.escape(subject)
    return (
        '<!doctype html><html><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="referrer" content="no-referrer">'
        '<meta http-equiv="x-dns-prefetch-control" content="off">'
        f"<title>{title}</title><style>{_STYLE}</style></head><body>{body}</body></html>"
    ).encode("utf-8", "replace")


def _with_picture(tag: str, pictures: Mapping[str, bytes]) -> str:
    return _PICTURE.sub(lambda found: _source(pictures.get(html.unescape(found[1]), b"")), tag)


def _source(data: bytes) -> str:
    """Return the picture as the attribute that holds it; nothing for what is none."""
    kind = next((kind for start, kind in _KINDS if data.startswith(start)), None)
    if kind is None:
        return ""
    return f'src="data:{kind};base64,{base64.b64encode(data).decode("ascii")}"'
