"""The body of one message: as tall as its text, loading nothing but the mail's own pictures."""

from __future__ import annotations

import math
from collections.abc import Mapping

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt, QUrl, Signal
from PySide6.QtGui import (
    QImage,
    QImageReader,
    QResizeEvent,
    QTextCharFormat,
    QTextDocument,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser, QWidget
from typing_extensions import override

from desktop.domain.mail_text import breakable
from desktop.ui.theme.tokens import tokens_of
from desktop.ui.tickets.pressed_links import address_of, words_of
from desktop.ui.tickets.ticket_numbers import link_numbers

CHARACTERS_WIDE = 90
PICTURE_SIDE = 1600
LARGEST_SIDE = 8_000
"""Pixels; nobody sends a picture for people that is wider (reliability.md B12)."""
LARGEST_MEGABYTES = 64
"""Of memory that decoding one picture may take."""
INDENT = 20
_IMAGE = QTextDocument.ResourceType.ImageResource


def read_picture(data: bytes) -> QImage | None:
    """Decode a picture for the screen, on any thread; None when it is broken or too large."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    size = reader.size()
    if _is_large(size):
        return None
    if size.isValid() and max(size.width(), size.height()) > PICTURE_SIDE:
        reader.setScaledSize(
            size.scaled(PICTURE_SIDE, PICTURE_SIDE, Qt.AspectRatioMode.KeepAspectRatio)
        )
    image = reader.read()
    return None if image.isNull() else image


def is_too_large(data: bytes) -> bool:
    """Say of a picture that cannot be shown whether its size is why."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    return _is_large(QImageReader(buffer).size())


def _is_large(size: QSize) -> bool:
    pixels_bytes = 4 * size.width() * size.height()
    return max(size.width(), size.height()) > LARGEST_SIDE or (
        pixels_bytes > LARGEST_MEGABYTES * 1024 * 1024
    )


class MessageBrowser(QTextBrowser):
    """Shows sanitised HTML or plain text. It scrolls only sideways and never opens anything.

    Whatever the text asks for that is not among its pictures is answered with an empty one, so
    that no request, file or redirect can come of reading a mail (reliability.md F1-F4).
    """

    link_pressed = Signal(str, str)
    """The address of a link and the words it stands under."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures: Mapping[str, QImage] = {}
        self._nothing = QImage(1, 1, QImage.Format.Format_ARGB32)
        self._nothing.fill(Qt.GlobalColor.transparent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(0)
        self.document().setIndentWidth(INDENT)
        self.setMaximumWidth(CHARACTERS_WIDE * self.fontMetrics().averageCharWidth())
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.anchorClicked.connect(self._on_anchor)

    def show_html(self, html: str, pictures: Mapping[str, QImage]) -> None:
        """Show cleaned HTML with its pictures by Content-ID."""
        self._pictures = pictures
        self.setHtml(html)
        self._link_numbers()
        self._fit()

    def show_text(self, text: str) -> None:
        """Show plain text, its lines as they are."""
        self._pictures = {}
        self.setPlainText(breakable(text))
        self._link_numbers()
        self._fit()

    @override
    def loadResource(self, type: int, name: QUrl | str) -> object:
        url = QUrl(name)
        if type == _IMAGE.value and url.scheme() == "cid":
            return self._pictures.get(url.path(), self._nothing)
        return self._nothing

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        # The conversation scrolls, never a message inside it.
        event.ignore()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self.maximumWidth(), self.height())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def _link_numbers(self) -> None:
        link = QTextCharFormat()
        link.setForeground(tokens_of(self.palette()).link)
        link_numbers(self.document(), link)

    def _fit(self) -> None:
        bar = self.horizontalScrollBar()
        height = math.ceil(self.document().size().height())
        if bar.maximum() > 0:
            height += bar.sizeHint().height()
        if height != self.height() or self.minimumHeight() != height:
            self.setFixedHeight(height)

    def _on_anchor(self, url: QUrl) -> None:
        self.link_pressed.emit(address_of(url), words_of(self.document(), url))
