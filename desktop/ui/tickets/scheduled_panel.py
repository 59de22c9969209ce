"""Replies that wait for their instant, below the conversation they belong to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.errors import Refused
from desktop.services.scheduled import ScheduledRow
from desktop.ui.formats import instant_text
from desktop.ui.icons import icon_pixmap
from desktop.ui.sla_state import SlaState
from desktop.ui.texts import sentence
from desktop.ui.theme.tokens import tokens_of
from desktop.ui.theme.typography import Space
from desktop.ui.widgets.labels import PlainLabel

BEGINNING = 160
SIDE = 16


class ScheduledPanel(QWidget):
    """A line for each; whoever looks can send it, only its author edits it."""

    send_now_wanted = Signal(int)
    edit_wanted = Signal(int)
    cancel_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._shown: tuple[Sequence[ScheduledRow], int | None, tzinfo] | None = None
        self.hide()

    def show_rows(self, rows: Sequence[ScheduledRow], me: int | None, zone: tzinfo) -> None:
        """Show what waits; `me` is who looks."""
        before, self._shown = self._shown, (rows, me, zone)
        if before is None or before != self._shown:
            self._show()

    def texts(self) -> list[str]:
        """Return what is said about each."""
        return [line.text for line in self.findChildren(ScheduledLine) if not line.isHidden()]

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange):
            self._show()

    def _show(self) -> None:
        for line in self.findChildren(ScheduledLine):
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        if self._shown is None:
            return
        rows, me, zone = self._shown
        for row in rows:
            when = instant_text(row.not_before, zone) if row.not_before else ""
            line = ScheduledLine(row, when, row.person_id == me, self)
            line.send.clicked.connect(partial(self.send_now_wanted.emit, row.id))
            line.edit.clicked.connect(partial(self.edit_wanted.emit, row.id))
            line.cancel.clicked.connect(partial(self.cancel_wanted.emit, row.id))
            self._column.addWidget(line)
            line.show()
        self.setVisible(bool(rows))


class ScheduledLine(QWidget):
    """When it leaves, or why it did not; how it begins; what can be done."""

    def __init__(self, row: ScheduledRow, when: str, is_mine: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._is_kept_back = row.error is not None
        mark = QLabel()
        words = PlainLabel()
        self.send = QPushButton(self.tr("Send now"))
        self.edit = QPushButton(self.tr("Edit"))
        self.cancel = QPushButton(self.tr("Cancel sending"))

        if row.error is not None:
            reason = sentence(Refused(row.error, author="", address=""))
            if row.error == "reply.collision":
                reason = self.tr("Somebody wrote meanwhile.")
            told = self.tr("The reply was not sent. {reason}").format(reason=reason)
        else:
            told = self.tr("{person}: leaves {when}").format(person=row.person, when=when)
        beginning = " ".join(row.text.split())[:BEGINNING]
        self.text = f"{told} · {beginning}"
        words.setText(self.text)
        words.setWordWrap(True)
        name = "triangle-alert" if self._is_kept_back else "calendar-clock"
        ink = tokens_of(self.palette()).text
        mark.setPixmap(icon_pixmap(name, ink, SIDE, self.devicePixelRatioF()))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(Space.PAGE, Space.CONTROL, Space.PAGE, Space.CONTROL)
        layout.setSpacing(Space.CONTROL)
        layout.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(words, 1)
        for button in (self.send, self.edit, self.cancel):
            layout.addWidget(button)
        self.edit.setVisible(is_mine)
        self.cancel.setVisible(is_mine)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = tokens_of(self.palette())
        painter = QPainter(self)
        soon = tokens.states[SlaState.SOON]
        painter.fillRect(self.rect(), soon.chip if self._is_kept_back else tokens.alternate)
        painter.fillRect(0, 0, self.width(), 1, tokens.hairline)
        painter.end()
