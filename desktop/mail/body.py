"""The body of a mail: which parts are its text, which its HTML, and which are files."""

from __future__ import annotations

import hashlib
import html
import re
from dataclasses import dataclass
from email.message import Message

from desktop.domain.mail import FoundAttachment, Note
from desktop.domain.mail_text import safe_file_name, storable
from desktop.mail.charset import decode
from desktop.mail.headers import decode_header
from desktop.mail.html import remote_pictures, sanitise
from desktop.mail.html_text import to_text
from desktop.mail.invitation import invitation_text
from desktop.mail.mime import Part, children, content, header, parameters

TEXT_LIMIT = 500_000

_BODIES = frozenset({"text/plain", "text/html", "text/enriched", "text/richtext"})
_ARMOUR, _ARMOUR_SPAN = "-----BEGIN PGP MESSAGE-----", 4000
_INVITATION_LIMIT = 1024 * 1024
_META_CHARSET = re.compile(
    rb"<meta\b[^<>]{0,200}\bcharset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE
)
_META_SPAN = 2048
_CID = re.compile(r"[^\s<>]{1,200}")
_ENCRYPTED = frozenset(
    {"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"}
)
_SUFFIXES = {
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/gif": ".gif",
    "application/pdf": ".pdf",
    "text/calendar": ".ics",
    "text/plain": ".txt",
    "text/html": ".html",
    "message/rfc822": ".eml",
}


@dataclass(slots=True)
class _Segment:
    """A stretch of the body: the same words as text, as HTML, or as both alternatives."""

    plain: str = ""
    source: str = ""


class Body:
    """Gathers text, HTML and files while the parts go by; notes what had to be cut or guessed."""

    def __init__(self, notes: list[str]) -> None:
        self.attachments: list[FoundAttachment] = []
        self._notes = notes
        self._segments: list[_Segment] = []
        self._alternatives: dict[int, _Segment] = {}

    def take(self, part: Part) -> None:
        """Sort one part, in walking order."""
        if part.media_type in _ENCRYPTED and part.parameters.get("smime-type") != "signed-data":
            self._notes.append(Note.ENCRYPTED)
        if part.media_type.startswith("multipart/"):
            self._enter(part)
            return
        value = header(part.message, "content-disposition")
        disposition, fields = value.partition(";")[0].strip().lower(), parameters(value)
        name = fields.get("filename") or part.parameters.get("name") or ""
        if part.media_type in _BODIES and disposition != "attachment" and not name:
            self._add_text(part)
            return
        if part.media_type == "text/calendar":
            self._add_invitation(part)
        self._add_file(part, name)

    def texts(self) -> tuple[str, str | None]:
        """Return the plain text and the sanitised HTML, None when there is none to show."""
        pictures = {found.cid for found in self.attachments if found.cid is not None}
        text = "\n\n".join(
            segment.plain if segment.plain.strip() else to_text(segment.source)
            for segment in self._segments
        )
        if len(text) > TEXT_LIMIT:
            text = text[:TEXT_LIMIT] + "…"
            self._notes.append(Note.TEXT_CUT)
        shown = None
        if any(segment.source for segment in self._segments):
            source = "<hr>".join(
                segment.source or _as_html(segment.plain) for segment in self._segments
            )
            shown = sanitise(source, pictures)
            if shown is None:
                self._notes.append(Note.HTML_TOO_COMPLEX)
            elif count := remote_pictures(source):
                self._notes.append(Note.REMOTE_PICTURES.with_count(count))
        return text.strip("\n"), shown

    def _enter(self, part: Part) -> None:
        segment = self._alternatives.get(part.parent)
        if segment is None and part.media_type == "multipart/alternative":
            segment = _Segment()
            self._segments.append(segment)
        if segment is not None:
            self._alternatives[part.number] = segment

    def _add_text(self, part: Part) -> None:
        data = content(part)
        charset = part.parameters.get("charset", "")
        if not charset and part.media_type == "text/html":
            charset = _charset_inside(data)
        text, is_guess = decode(data, charset)
        if is_guess:
            self._notes.append(Note.CHARSET_GUESSED)
        text = storable(text.replace("\r\n", "\n").replace("\r", "\n"))
        segment = self._alternatives.get(part.parent)
        if segment is None:
            segment = _Segment()
            self._segments.append(segment)
        if part.media_type == "text/plain":
            segment.plain += text
        else:
            segment.source += text
        if _ARMOUR in text[:_ARMOUR_SPAN]:
            self._notes.append(Note.ENCRYPTED)

    def _add_invitation(self, part: Part) -> None:
        """Put what an invitation says above the text; its file stays."""
        data = content(part)[:_INVITATION_LIMIT]
        source = decode(data, part.parameters.get("charset", "utf-8"))[0]
        meetings = storable(invitation_text(source))
        if meetings and all(segment.plain != meetings for segment in self._segments):
            self._segments.insert(0, _Segment(plain=meetings))

    def _add_file(self, part: Part, name: str) -> None:
        data = content(part)
        number = len(self.attachments) + 1
        if not name and part.media_type == "message/rfc822":
            name = _subject_of(part.message)
        name = safe_file_name(storable(name), number)
        if "." not in name[-6:]:
            name += _SUFFIXES.get(part.media_type, "")
        cid = _CID.search(header(part.message, "content-id"))
        self.attachments.append(
            FoundAttachment(
                name=name,
                media_type=part.media_type,
                size=len(data),
                sha256=hashlib.sha256(data).hexdigest(),
                cid=storable(cid.group()) if cid else None,
                part=part.number,
            )
        )


def _charset_inside(data: bytes) -> str:
    """Return the charset that an HTML page names itself, empty without one."""
    found = _META_CHARSET.search(data[:_META_SPAN])
    return found[1].decode("ascii", "replace") if found else ""


def _as_html(plain: str) -> str:
    return html.escape(plain).replace("\n", "<br>")


def _subject_of(message: Message) -> str:
    inner = children(message)
    return decode_header(header(inner[0], "subject")) if inner else ""
