"""The composer: a reply, an internal note or a forward, never to be mistaken for each other."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QPainter, QPaintEvent, QPen, QTextCursor
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QMenu,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from desktop.domain.draft import DraftKind
from desktop.domain.ticket import Status
from desktop.domain.tongue import Written
from desktop.ui.actions import Actions
from desktop.ui.icons import icon
from desktop.ui.theme.tokens import tokens_of
from desktop.ui.theme.typography import Space
from desktop.ui.tickets.letter_form import LetterForm
from desktop.ui.tickets.message_editor import MessageEditor
from desktop.ui.tickets.send_button import SendButton
from desktop.ui.widgets.buttons import IconButton
from desktop.ui.widgets.labels import MutedLabel
from desktop.ui.widgets.notice_bar import NoticeBar
from desktop.ui.widgets.tooltips import plain_tooltip

KINDS = (DraftKind.REPLY, DraftKind.NOTE, DraftKind.FORWARD)
ICONS = {DraftKind.REPLY: "reply", DraftKind.NOTE: "sticky-note", DraftKind.FORWARD: "forward"}
EDGE = 2


class Composer(QWidget):
    """Holds what is being written: one form for each of the three tabs."""

    send_wanted = Signal(object)
    """Status after it, None keeps the ticket open: the letter should be sent."""
    note_wanted = Signal()
    """The note should be added."""
    edited = Signal(object)
    """DraftKind: its text, recipients or files changed by a person."""
    shown = Signal(object)
    """DraftKind: its tab was turned to."""
    left = Signal()
    """Escape: the focus should go back to the conversation; what is written stays."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._cannot_reply = ""
        self._has_quote = False
        self._tabs = {kind: QToolButton() for kind in KINDS}
        self._forms = {kind: LetterForm(kind) for kind in KINDS}
        self._stack = QStackedWidget()
        self.notice = NoticeBar()
        self._attach = QToolButton()
        self._templates = IconButton("file-text", actions["ticket.template"])
        self._options = QToolButton()
        self._menu = QMenu(self._options)
        self.quoting = QAction(self)
        self._signing = {written: QAction(self) for written in Written}
        self._unsigned = QAction(self)
        self._hint = MutedLabel()
        self.send_button = SendButton(actions)

        group = QButtonGroup(self)
        top = QHBoxLayout()
        top.setSpacing(Space.TIGHT)
        for kind, tab in self._tabs.items():
            tab.setCheckable(True)
            tab.setAutoRaise(True)
            tab.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            group.addButton(tab)
            top.addWidget(tab)
            self._stack.addWidget(self._forms[kind])
        top.addSpacing(Space.CONTROL)
        top.addWidget(self._hint, 1)
        signatures = QActionGroup(self)
        self.quoting.setCheckable(True)
        self._menu.addAction(self.quoting)
        self._menu.addSeparator()
        for action in (*self._signing.values(), self._unsigned):
            action.setCheckable(True)
            signatures.addAction(action)
            self._menu.addAction(action)
        self._options.setMenu(self._menu)
        self._options.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        foot = QHBoxLayout()
        foot.setSpacing(Space.TIGHT)
        for button in (self._attach, self._templates, self._options):
            button.setAutoRaise(True)
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(self.send_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.PAGE, Space.CONTROL, Space.PAGE, Space.PANE)
        column.setSpacing(Space.CONTROL)
        column.addLayout(top)
        column.addWidget(self.notice)
        column.addWidget(self._stack, 1)
        column.addLayout(foot)

        self._tabs[DraftKind.REPLY].setChecked(True)
        for kind, tab in self._tabs.items():
            tab.clicked.connect(lambda _=False, kind=kind: self._on_tab(kind))
        for kind, form in self._forms.items():
            form.edited.connect(lambda kind=kind: self.edited.emit(kind))
        self._attach.clicked.connect(lambda: self.form.files.choose())
        for action in (self.quoting, *self._signing.values(), self._unsigned):
            action.toggled.connect(self._say_hint)
        self.send_button.pressed.connect(self._ask)
        self._unsigned.setChecked(True)
        self.show_kind(DraftKind.REPLY)
        self.retranslate()
        self._tint()

    @property
    def kind(self) -> DraftKind:
        """What is being written now."""
        return next(kind for kind, tab in self._tabs.items() if tab.isChecked())

    @property
    def form(self) -> LetterForm:
        """The tab being written in."""
        return self._forms[self.kind]

    @property
    def editor(self) -> MessageEditor:
        """The field being written in."""
        return self.form.editor

    def form_of(self, kind: DraftKind) -> LetterForm:
        """Return a tab."""
        return self._forms[kind]

    def text(self, kind: DraftKind) -> str:
        """Return what is written on a tab."""
        return self._forms[kind].text

    @property
    def signature(self) -> Written | None:
        """The language of the signature below the letter; None for no signature."""
        return next((w for w, action in self._signing.items() if action.isChecked()), None)

    def set_below(self, language: Written | None, *, may_quote: bool) -> None:
        """Choose the signature, and say whether there is anything to quote."""
        (self._signing[language] if language else self._unsigned).setChecked(True)
        self._has_quote = may_quote
        self.quoting.setEnabled(may_quote)
        self.quoting.setChecked(may_quote)
        self._say_hint()

    def set_reason(self, reason: str) -> None:
        """Say why no letter can be sent; empty: it can."""
        self._cannot_reply = reason
        for kind in (DraftKind.REPLY, DraftKind.FORWARD):
            self._tabs[kind].setEnabled(not reason)
        if reason:
            self.show_kind(DraftKind.NOTE)
        self._say_hint()

    def show_kind(self, kind: DraftKind) -> None:
        """Turn to the reply, the note or the forward."""
        kind = DraftKind.NOTE if self._cannot_reply else kind
        self._tabs[kind].setChecked(True)
        self._stack.setCurrentWidget(self._forms[kind])
        self._options.setVisible(kind is not DraftKind.NOTE)
        self._say_hint()
        self._tint()
        self.shown.emit(kind)

    def focus_text(self) -> None:
        """Put the keyboard into the text, behind its end; before what is forwarded."""
        forward = self.kind is DraftKind.FORWARD
        if forward and not self.form.people.to.everybody():
            self.form.people.to.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        if not forward:
            self.editor.moveCursor(QTextCursor.MoveOperation.End)
        self.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def send(self) -> None:
        """Ask for sending in the usual way, or for adding the note."""
        self.send_button.press()

    def send_and_solve(self) -> None:
        """Ask for sending and solving; a note is only added."""
        self._ask(Status.SOLVED)

    def retranslate(self) -> None:
        """Say the words again in the language now spoken."""
        titles = (self.tr("Reply"), self.tr("Internal note"), self.tr("Forward"))
        names = (
            self.tr("Text of the reply"),
            self.tr("Text of the internal note"),
            self.tr("Text of the forwarded letter"),
        )
        for kind, title, name in zip(KINDS, titles, names, strict=True):
            self._tabs[kind].setText(title)
            self._forms[kind].editor.setAccessibleName(name)
        for button, text in (
            (self._attach, self.tr("Attach files…")),
            (self._options, self.tr("Signature and quote")),
        ):
            button.setToolTip(plain_tooltip(text))
            button.setAccessibleName(text)
        self.quoting.setText(self.tr("Quote the last letter"))
        self._signing[Written.ENGLISH].setText(self.tr("English signature"))
        self._signing[Written.RUSSIAN].setText(self.tr("Russian signature"))
        self._unsigned.setText(self.tr("No signature"))
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
        if self.kind is DraftKind.NOTE:
            painter.fillRect(self.rect(), tokens.note)
            painter.setPen(QPen(tokens.note_edge, EDGE, Qt.PenStyle.DashLine))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        else:
            painter.setPen(tokens.hairline)
            painter.drawLine(0, 0, self.width(), 0)
        painter.end()

    def _ask(self, then: Status | None) -> None:
        if self.kind is DraftKind.NOTE:
            self.note_wanted.emit()
        else:
            self.send_wanted.emit(None if self.kind is DraftKind.FORWARD else then)

    def _on_tab(self, kind: DraftKind) -> None:
        self.show_kind(kind)
        self.focus_text()

    def _say_hint(self) -> None:
        match self.kind:
            case DraftKind.NOTE:
                hint, only = self.tr("Only your team sees this"), self.tr("Add note")
            case DraftKind.FORWARD:
                hint, only = self.tr("To others than the client: no answer"), self.tr("Forward")
            case _:
                hint, only = self._below(), ""
        self._hint.setText(self._cannot_reply or hint)
        self.send_button.set_only(only)

    def _below(self) -> str:
        """Return what will stand below the reply."""
        if self.quoting.isChecked() and self._has_quote:
            return self.tr("Quotes the last letter")
        return ""

    def _tint(self) -> None:
        tokens = tokens_of(self.palette())
        for kind, tab in self._tabs.items():
            tab.setIcon(icon(ICONS[kind], tokens.text, tokens.border))
            self._forms[kind].editor.tint()
        self._attach.setIcon(icon("paperclip", tokens.text))
        self._options.setIcon(icon("ellipsis", tokens.text))
        self._forms[DraftKind.NOTE].editor.set_ground(tokens.note)
        self.update()
