"""The first-run page: demo data, a mailbox, old mail or a backup, each one step away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from desktop.domain.errors import DeskError
from desktop.ui.icons import icon_pixmap
from desktop.ui.language import Tongue
from desktop.ui.theme.tokens import tokens_of
from desktop.ui.theme.typography import Space, strong
from desktop.ui.widgets.labels import MutedLabel, PlainLabel, SectionHeader
from desktop.ui.widgets.notice_bar import ErrorBar

WIDTH = 560
ICON = 24
RADIUS = 4


class Way(QAbstractButton):
    """One way to begin: an icon, what it is, and what will happen."""

    def __init__(self, icon_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = icon_name
        self._hint = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def say(self, text: str, hint: str) -> None:
        """Set the translated words."""
        self.setText(text)
        self._hint = hint
        self.setAccessibleName(text)
        self.setAccessibleDescription(hint)
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        lines = 2 * self.fontMetrics().height() + Space.TIGHT
        return QSize(WIDTH, lines + 2 * Space.PANE)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = tokens_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        has_focus = self.hasFocus()
        width = tokens.focus_width if has_focus else 1
        painter.setPen(QPen(tokens.accent if has_focus else tokens.border, width))
        painter.setBrush(tokens.selection if self.underMouse() else tokens.base)
        half = width / 2
        painter.drawRoundedRect(
            self.rect().toRectF().adjusted(half, half, -half, -half), RADIUS, RADIUS
        )
        picture = icon_pixmap(self._icon_name, tokens.accent, ICON, self.devicePixelRatioF())
        painter.drawPixmap(Space.PAGE, (self.height() - ICON) // 2, picture)
        left = Space.PAGE + ICON + Space.PAGE
        line = self.fontMetrics().height()
        words = QRect(left, Space.PANE, self.width() - left - Space.PANE, line)
        painter.setFont(strong(self.font()))
        painter.setPen(tokens.on_selection if self.underMouse() else tokens.text)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.setFont(self.font())
        painter.setPen(tokens.muted_on_selection if self.underMouse() else tokens.muted)
        words.translate(0, line + Space.TIGHT)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self._hint)


@dataclass(frozen=True, slots=True)
class Ways:
    """What the page can begin; each gets the name of the person, which may be empty."""

    demo: Callable[[], None]
    mailbox: Callable[[str], None]
    import_files: Callable[[str], None]
    import_folder: Callable[[str], None]
    inbox: Callable[[str], None]
    restore: Callable[[], None]


class FirstRunPage(QWidget):
    """Shown while nobody is in the team; every way is one click, none asks a second question."""

    language_chosen = Signal(str)

    def __init__(self, ways: Ways, tongue: Tongue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = SectionHeader()
        self._lead = PlainLabel()
        self._lead.setWordWrap(True)
        self._language = QComboBox()
        for each in Tongue:
            self._language.addItem(each.own_name, each)
        self._language.setCurrentIndex(self._language.findData(tongue))
        self._demo = Way("star")
        self._name_label = PlainLabel()
        self._name = QLineEdit()
        self._name_label.setBuddy(self._name)
        self._mailbox = Way("mail")
        self._files = Way("file-text")
        self._folder = Way("download")
        self._inbox = Way("inbox")
        self._restore = Way("history")
        self._note = MutedLabel()
        self._note.setWordWrap(True)
        self._errors = ErrorBar()

        top = QHBoxLayout()
        top.addWidget(self._heading, 1)
        top.addWidget(self._language)
        name = QHBoxLayout()
        name.setSpacing(Space.CONTROL)
        name.addWidget(self._name_label)
        name.addWidget(self._name, 1)
        column = QVBoxLayout()
        column.setSpacing(Space.CONTROL)
        column.addLayout(top)
        column.addWidget(self._lead)
        column.addSpacing(Space.CONTROL)
        column.addWidget(self._demo)
        column.addSpacing(Space.PAGE)
        column.addLayout(name)
        for way in (self._mailbox, self._files, self._folder, self._inbox, self._restore):
            column.addWidget(way)
        column.addWidget(self._errors)
        column.addWidget(self._note)
        middle = QWidget()
        middle.setLayout(column)
        middle.setFixedWidth(WIDTH)
        layout = QVBoxLayout(self)
        layout.addStretch(1)
        layout.addWidget(middle, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(2)
        self.setFocusProxy(self._demo)

        self._language.activated.connect(self._on_language)
        self._demo.clicked.connect(ways.demo)
        self._mailbox.clicked.connect(lambda: ways.mailbox(self.name))
        self._files.clicked.connect(lambda: ways.import_files(self.name))
        self._folder.clicked.connect(lambda: ways.import_folder(self.name))
        self._inbox.clicked.connect(lambda: ways.inbox(self.name))
        self._restore.clicked.connect(ways.restore)
        self.retranslate()

    @property
    def name(self) -> str:
        """Return the name typed, without stray blanks."""
        return " ".join(self._name.text().split())

    def set_busy(self, busy: bool) -> None:
        """A way was taken: the page waits for it."""
        for way in self.findChildren(Way):
            way.setEnabled(not busy)

    def show_error(self, error: DeskError) -> None:
        """Say why a way did not work, and offer them all again."""
        self.set_busy(False)
        self._errors.show_error(error)
        if error.code.startswith("person."):
            self._name.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Take the words of the language now spoken."""
        self._heading.setText(self.tr("Welcome to Duty Desk"))
        self._lead.setText(
            self.tr("Requests become tickets with deadlines. How do you want to begin?")
        )
        self._language.setAccessibleName(self.tr("Language"))
        self._demo.say(
            self.tr("Look around with demo data"),
            self.tr("60 tickets and 4 people, ready in seconds; nothing is sent."),
        )
        self._name_label.setText(self.tr("Your name"))
        self._name.setAccessibleName(self.tr("Your name"))
        self._name.setPlaceholderText(self.tr("as clients and colleagues see it"))
        self._mailbox.say(
            self.tr("Connect a mailbox"),
            self.tr("Address and password; the servers are found for you."),
        )
        self._files.say(
            self.tr("Import mail files"), self.tr("mbox and .eml; nobody is answered or warned.")
        )
        self._folder.say(
            self.tr("Import a folder"), self.tr("Maildir, or a folder with mail in it.")
        )
        self._inbox.say(
            self.tr("Go to the inbox"), self.tr("Tickets can also be made by hand, after a call.")
        )
        self._restore.say(
            self.tr("Restore a backup"), self.tr("Its people, tickets and settings; you see first.")
        )
        self._note.setText(
            self.tr("To join a team database, see the user guide: database_url in config.toml.")
        )

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _on_language(self, index: int) -> None:
        self.language_chosen.emit(self._language.itemData(index))
