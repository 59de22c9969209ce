"""The composer: a reply or an internal note, never to be mistaken for each other."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent, QPen, QTextCursor
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from desktop.domain.ticket import MessageKind, Status
from desktop.ui.actions import Actions, with_shortcut
from desktop.ui.icons import icon
from desktop.ui.theme.tokens import tokens_of
from desktop.ui.theme.typography import Space
from desktop.ui.tickets.attached_files import AttachedFiles
from desktop.ui.tickets.message_editor import MessageEditor
from desktop.ui.tickets.recipients import People, RecipientsField
from desktop.ui.widgets.buttons import PrimaryButton
from desktop.ui.widgets.labels import MutedLabel
from desktop.ui.widgets.notice_bar import NoticeBar

NOTE, PUBLIC = MessageKind.NOTE, MessageKind.PUBLIC


class Composer(QWidget):
    """Holds what is being written: one text for the reply and one for the note."""

    send_wanted = Signal(object)
    """Status after it, None keeps the ticket open: the reply should be sent."""
    note_wanted = Signal()
    """The note should be added."""
    edited = Signal(object)
    """MessageKind: its text, recipients or files changed by a person."""
    left = Signal()
    """Escape: the focus should go back to the conversation; what is written stays."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._cannot_reply = ""
        self._tabs = {kind: QToolButton() for kind in (PUBLIC, NOTE)}
        self._editors = {kind: MessageEditor() for kind in (PUBLIC, NOTE)}
        self._stack = QStackedWidget()
        self.to = RecipientsField()
        self.cc = RecipientsField()
        self._people = QWidget()
        self._to_label, self._cc_label = QLabel(), QLabel()
        self.notice = NoticeBar()
        self.files = AttachedFiles()
        self._attach = QPushButton()
        self._hint = MutedLabel()
        self._send = PrimaryButton()
        self._more = PrimaryButton()
        self._keep_open = QAction(self)

        group = QButtonGroup(self)
        top = QHBoxLayout()
        top.setSpacing(Space.TIGHT)
        for kind, tab in self._tabs.items():
            tab.setCheckable(True)
            tab.setAutoRaise(True)
            tab.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            group.addButton(tab)
            top.addWidget(tab)
            self._stack.addWidget(self._editors[kind])
        top.addSpacing(Space.CONTROL)
        top.addWidget(self._hint, 1)
        people = QHBoxLayout(self._people)
        people.setContentsMargins(0, 0, 0, 0)
        people.setSpacing(Space.CONTROL)
        for label, field in ((self._to_label, self.to), (self._cc_label, self.cc)):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setBuddy(field)
            people.addWidget(label)
            people.addWidget(field, 1)
        self._ways = QMenu(self._more)
        self._ways.addActions(
            [actions["ticket.send"], actions["ticket.send_and_solve"], self._keep_open]
        )
        foot = QHBoxLayout()
        foot.setSpacing(Space.TIGHT)
        foot.addWidget(self._attach)
        foot.addStretch(1)
        foot.addWidget(self._send)
        foot.addWidget(self._more)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.PAGE, Space.CONTROL, Space.PAGE, Space.PANE)
        column.setSpacing(Space.CONTROL)
        column.addLayout(top)
        column.addWidget(self._people)
        column.addWidget(self.notice)
        column.addWidget(self._stack, 1)
        column.addWidget(self.files)
        column.addLayout(foot)

        self._tabs[PUBLIC].clicked.connect(self._on_reply_tab)
        self._tabs[NOTE].clicked.connect(self._on_note_tab)
        for kind, editor in self._editors.items():
            editor.textChanged.connect(lambda kind=kind: self.edited.emit(kind))
            editor.files_dropped.connect(self.files.add)
        for field in (self.to, self.cc):
            field.textEdited.connect(lambda _: self.edited.emit(PUBLIC))
        self._attach.clicked.connect(self.files.choose)
        self._send.clicked.connect(self.send)
        self._more.clicked.connect(self._on_more)
        self._keep_open.triggered.connect(self._on_keep_open)
        self.show_kind(PUBLIC)
        self.retranslate()
        self._tint()

    @property
    def kind(self) -> MessageKind:
        """What is being written now: a public reply or a note."""
        return NOTE if self._tabs[NOTE].isChecked() else PUBLIC

    @property
    def editor(self) -> MessageEditor:
        """The field being written in."""
        return self._editors[self.kind]

    def text(self, kind: MessageKind) -> str:
        """Return what is written as a reply or as a note."""
        return self._editors[kind].toPlainText()

    def set_text(self, kind: MessageKind, text: str) -> None:
        """Replace the text without telling that somebody edited it."""
        editor = self._editors[kind]
        before = editor.blockSignals(True)
        editor.setPlainText(text)
        editor.blockSignals(before)

    def set_people(self, to: People, cc: People) -> None:
        """Name the recipients of the reply."""
        self.to.set_people(to)
        self.cc.set_people(cc)

    def paths(self) -> list[Path]:
        """Return the files that go with the reply."""
        return self.files.paths

    def set_reason(self, reason: str) -> None:
        """Say why no reply can be sent; empty: it can."""
        self._cannot_reply = reason
        self._tabs[PUBLIC].setEnabled(not reason)
        if reason:
            self.show_kind(NOTE)
        self._say_hint()

    def show_kind(self, kind: MessageKind) -> None:
        """Turn to the reply or to the note."""
        kind = NOTE if self._cannot_reply else kind
        self._tabs[kind].setChecked(True)
        self._stack.setCurrentWidget(self._editors[kind])
        is_reply = kind is PUBLIC
        for widget in (self._people, self._more, self._attach):
            widget.setVisible(is_reply)
        self.files.setVisible(is_reply and bool(self.files.paths))
        self._say_hint()
        self._tint()

    def focus_text(self) -> None:
        """Put the keyboard into the text, behind its end."""
        self.editor.moveCursor(QTextCursor.MoveOperation.End)
        self.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def send(self) -> None:
        """Ask for sending with the usual status after it, or for adding the note."""
        self._ask(Status.WAITING_CUSTOMER)

    def send_and_solve(self) -> None:
        """Ask for sending and solving; a note is only added."""
        self._ask(Status.SOLVED)

    def retranslate(self) -> None:
        """Say the words again in the language now spoken."""
        self._tabs[PUBLIC].setText(self.tr("Reply"))
        self._tabs[NOTE].setText(self.tr("Internal note"))
        self._to_label.setText(self.tr("To"))
        self._cc_label.setText(self.tr("Cc"))
        self._editors[PUBLIC].setAccessibleName(self.tr("Text of the reply"))
        self._editors[NOTE].setAccessibleName(self.tr("Text of the internal note"))
        self._attach.setText(self.tr("Attach…"))
        self._keep_open.setText(self.tr("Send and keep open"))
        self._more.setAccessibleName(self.tr("Other ways to send"))
        self._more.setToolTip(self.tr("Other ways to send"))
        self._say_hint()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.PaletteChange:
            self._tint()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = tokens_of(self.palette())
        painter = QPainter(self)
        if self.kind is NOTE:
            painter.fillRect(self.rect(), tokens.note)
            painter.setPen(QPen(tokens.note_edge, 2.0))
        else:
            painter.setPen(tokens.hairline)
        painter.drawLine(0, 0, self.width(), 0)
        painter.end()

    def _ask(self, then: Status | None) -> None:
        if self.kind is NOTE:
            self.note_wanted.emit()
        else:
            self.send_wanted.emit(then)

    def _on_more(self) -> None:
        size = self._ways.sizeHint()
        corner = QPoint(self._more.width() - size.width(), -size.height())
        self._ways.popup(self._more.mapToGlobal(corner))

    def _on_keep_open(self) -> None:
        self._ask(None)

    def _on_reply_tab(self) -> None:
        self.show_kind(PUBLIC)
        self.focus_text()

    def _on_note_tab(self) -> None:
        self.show_kind(NOTE)
        self.focus_text()

    def _say_hint(self) -> None:
        is_note = self.kind is NOTE
        self._hint.setText(
            self._cannot_reply or (self.tr("Only your team sees this") if is_note else "")
        )
        usual = self._actions["ticket.send"]
        self._send.setText(self.tr("Add note") if is_note else usual.text())
        self._send.setToolTip(with_shortcut(self._send.text(), usual))

    def _tint(self) -> None:
        tokens = tokens_of(self.palette())
        self._tabs[PUBLIC].setIcon(icon("reply", tokens.text, tokens.border))
        self._tabs[NOTE].setIcon(icon("sticky-note", tokens.text))
        self._attach.setIcon(icon("paperclip", tokens.text))
        self._editors[NOTE].set_ground(tokens.note)
        self._more.setIcon(icon("chevron-down", tokens.on_accent))
        self.update()
