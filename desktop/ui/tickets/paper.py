"""A conversation on paper: a heading, the messages in their order, page numbers.

Everything that came from outside is escaped or was sanitised, and nothing is loaded but the
pictures of the messages themselves (reliability.md F13). Made on a worker, never on the GUI thread.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QFont,
    QImage,
    QPagedPaintDevice,
    QPainter,
    QTextDocument,
    QTextOption,
)
from typing_extensions import override

from desktop.domain.mail_text import breakable
from desktop.domain.ticket import MessageKind
from desktop.services.desk import Desk
from desktop.services.rows_ticket import MessageRow, TicketDetail
from desktop.ui.formats import instant_text, number_text, size_text
from desktop.ui.texts import word
from desktop.ui.tickets.message_words import doubts, kind_word
from desktop.ui.tickets.opened_ticket import Body, read_body

PIXELS_AN_INCH = 96
TEXT_PIXELS = 12
FOOTER_PIXELS = 28
RECIPIENTS_NAMED = 20

_IMAGE = QTextDocument.ResourceType.ImageResource
_PICTURE = re.compile(r'(<img\b[^>]*\bsrc="cid:)')
_STYLE = (
    "a { color: #1a4f9c; } p { margin: 0; } .muted { color: #555555; } "
    ".text { white-space: pre-wrap; margin-top: 8px; }"
)


@dataclass(frozen=True, slots=True)
class Paper:
    """What is printed. `bodies` holds the text of each message by its id."""

    detail: TicketDetail
    bodies: Mapping[int, Body]
    zone: ZoneInfo
    printed_at: datetime

    @property
    def messages(self) -> Sequence[MessageRow]:
        return [message for message in self.detail.messages if message.id in self.bodies]


def read_paper(desk: Desk, ticket_id: int, now: datetime, *, with_notes: bool) -> Paper:
    """On a worker: read a conversation as it is printed; internal notes only if asked for.

    Raises:
        NotFound: there is no such ticket.
    """
    detail = desk.tickets.detail(ticket_id)
    wanted = [m for m in detail.messages if with_notes or m.kind is not MessageKind.NOTE]
    bodies = {message.id: read_body(desk, message.id) for message in wanted}
    return Paper(detail, bodies, desk.policies.zone(), now)


def print_paper(paper: Paper, device: QPagedPaintDevice) -> int:
    """Draw every page on a printer or a PDF that nobody has begun; return how many there are."""
    document = PaperDocument(paper)
    painter = QPainter(device)
    area = device.pageLayout().paintRectPixels(device.logicalDpiX())
    scale = device.logicalDpiX() / PIXELS_AN_INCH
    width, height = area.width() / scale, area.height() / scale - FOOTER_PIXELS
    document.setPageSize(QSizeF(width, height))
    painter.scale(scale, scale)
    pages = document.pageCount()
    for page in range(pages):
        if page:
            device.newPage()
        painter.save()
        painter.translate(0, -page * height)
        document.drawContents(painter, QRectF(0, page * height, width, height))
        painter.restore()
        painter.setFont(document.defaultFont())
        painter.setPen(Qt.GlobalColor.darkGray)
        footer = QRectF(0, height, width, FOOTER_PIXELS)
        where = QCoreApplication.translate("Paper", "Page {page} of {pages}").format(
            page=number_text(page + 1), pages=number_text(pages)
        )
        bottom = Qt.AlignmentFlag.AlignBottom
        painter.drawText(footer, bottom | Qt.AlignmentFlag.AlignLeft, f"#{paper.detail.ticket.id}")
        painter.drawText(footer, bottom | Qt.AlignmentFlag.AlignRight, where)
    painter.end()
    return pages


class PaperDocument(QTextDocument):
    """Black on white whatever the theme; what it asks for besides its pictures is empty."""

    def __init__(self, paper: Paper) -> None:
        super().__init__()
        self._pictures = {
            f"{number}/{cid}": image
            for number, body in paper.bodies.items()
            for cid, image in body.pictures.items()
        }
        self._nothing = QImage(1, 1, QImage.Format.Format_ARGB32)
        self._nothing.fill(Qt.GlobalColor.transparent)
        font = QFont(self.defaultFont())
        font.setPixelSize(TEXT_PIXELS)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setDefaultFont(font)
        self.setDefaultTextOption(option)
        self.setDocumentMargin(0)
        self.setDefaultStyleSheet(_STYLE)
        self.setHtml(paper_html(paper))

    @override
    def loadResource(self, type: int, name: QUrl | str) -> object:
        url = QUrl(name)
        if type == _IMAGE.value and url.scheme() == "cid":
            return self._pictures.get(url.path(), self._nothing)
        return self._nothing


def paper_html(paper: Paper) -> str:
    """Return the whole conversation as HTML."""
    parts = [_heading(paper)]
    for message in paper.messages:
        parts += ["<hr>", _about(message, paper.zone), _text(paper.bodies[message.id])]
        if message.attachments:
            files = ", ".join(f"{f.name} ({size_text(f.size)})" for f in message.attachments)
            parts.append(
                _line(QCoreApplication.translate("Paper", "Files: {names}").format(names=files))
            )
    return f'<body style="color: #000000">{"".join(parts)}</body>'


def _heading(paper: Paper) -> str:
    ticket, zone = paper.detail.ticket, paper.zone
    client = paper.detail.client
    who = _named(client.name, client.email) if client else ""
    printed = f"{instant_text(paper.printed_at, zone)} ({zone.key})"
    facts = [
        (QCoreApplication.translate("Paper", "Client"), who),
        (QCoreApplication.translate("Paper", "Status"), word(ticket.status)),
        (QCoreApplication.translate("Paper", "Assigned to"), paper.detail.assignee),
        (QCoreApplication.translate("Paper", "Created"), instant_text(ticket.created_at, zone)),
        (QCoreApplication.translate("Paper", "Printed"), printed),
    ]
    rows = "".join(
        f'<tr><td class="muted">{_safe(name)}&nbsp;&nbsp;</td><td>{_safe(value)}</td></tr>'
        for name, value in facts
        if value
    )
    return f"<h2>#{ticket.id} {_safe(ticket.subject)}</h2><table>{rows}</table>"


def _about(message: MessageRow, zone: ZoneInfo) -> str:
    kind = kind_word(message)
    author = _named(message.author, message.from_email)
    title = f"{kind}: {author}" if kind else author
    named = [_named(*person) for person in (*message.to, *message.cc)]
    lines = [f"<p><b>{_safe(title)}</b></p>", _line(instant_text(message.at, zone))]
    if named:
        more = len(named) - RECIPIENTS_NAMED
        shown = ", ".join(named[:RECIPIENTS_NAMED])
        if more > 0:
            shown += " " + QCoreApplication.translate("Paper", "and {count} more").format(
                count=number_text(more)
            )
        lines.append(_line(QCoreApplication.translate("Paper", "To: {names}").format(names=shown)))
    lines += map(_line, doubts(message))
    return "".join(lines)


def _text(body: Body) -> str:
    """Return the whole text of a message; its pictures are asked for by message and Content-ID."""
    if body.message.html is None:
        return f'<p class="text">{html.escape(breakable(body.message.text))}</p>'
    own = _PICTURE.sub(rf"\g<1>{body.message.id}/", body.message.html)
    return f'<p style="font-size: 4px">&nbsp;</p>{own}'


def _line(text: str) -> str:
    return f'<p class="muted">{_safe(text)}</p>'


def _safe(text: str) -> str:
    return html.escape(breakable(text))


def _named(name: str, address: str) -> str:
    return f"{name} <{address}>" if name and address and name != address else name or address
