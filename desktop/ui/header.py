"""The header of every page: its title, the field for search and commands, who works here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLabel,
    QMenu,
    QSizePolicy,
    QToolButton,
    QWidget,
)
from typing_extensions import override

from desktop.ui.duty_chip import DutyChip
from desktop.ui.icons import icon, icon_pixmap
from desktop.ui.theme.style import RADIUS
from desktop.ui.theme.tokens import tokens_of
from desktop.ui.theme.typography import Space, title

if TYPE_CHECKING:  # the first paint knows nobody yet
    from desktop.services.rows import PersonRow

HEIGHT = 44
FIELD_HEIGHT = 28
FIELD_WIDTH = 340
ICON = 16


class CommandField(QAbstractButton):
    """Looks like a search field and opens the command palette; it never holds text itself."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._keys = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.say()

    def say(self) -> None:
        """Take the words of the language now spoken."""
        self.setText(self.tr("Search or run a command"))
        self.setAccessibleName(self.text())
        self.updateGeometry()

    def set_keys(self, keys: str) -> None:
        """Show the shortcut at the right end."""
        self._keys = keys
        self.update()

    @override
    def sizeHint(self) -> QSize:
        words = self.fontMetrics().horizontalAdvance(f"{self.text()}   {self._keys}")
        return QSize(max(FIELD_WIDTH, words + ICON + 4 * Space.CONTROL), FIELD_HEIGHT)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(ICON + 4 * Space.CONTROL, FIELD_HEIGHT)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = tokens_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(tokens.border, 1.0)
        if self.hasFocus():
            pen = QPen(tokens.accent, tokens.focus_width)
        half = pen.widthF() / 2
        painter.setPen(pen)
        painter.setBrush(tokens.base)
        frame = self.rect().toRectF().adjusted(half, half, -half, -half)
        painter.drawRoundedRect(frame, RADIUS, RADIUS)
        glass = icon_pixmap("search", tokens.muted, ICON, self.devicePixelRatioF())
        painter.drawPixmap(Space.CONTROL, (self.height() - ICON) // 2, glass)
        inner = self.rect().adjusted(ICON + 2 * Space.CONTROL, 0, -Space.CONTROL, 0)
        painter.setPen(tokens.placeholder)
        metrics = self.fontMetrics()
        keys_width = metrics.horizontalAdvance(self._keys)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inner, middle | Qt.AlignmentFlag.AlignRight, self._keys)
        words = inner.adjusted(0, 0, -keys_width - Space.CONTROL, 0)
        elided = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, middle | Qt.AlignmentFlag.AlignLeft, elided)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.say()


class PersonChip(QToolButton):
    """Names the person of this workstation; its menu chooses another."""

    chosen = Signal(int)
    """The id of the person who works here from now on."""
    team_wanted = Signal()
    """Somebody wants to see or change the list of people."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._people: tuple[PersonRow, ...] = ()
        self._me: PersonRow | None = None
        self._menu = QMenu(self)
        self.setAutoRaise(True)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setMenu(self._menu)
        self.say()
        self._tint()

    def show_people(self, people: Sequence[PersonRow], me: PersonRow | None) -> None:
        """Offer `people`, with `me` as the one who works here."""
        self._people = tuple(people)
        self._me = me
        self.say()

    def say(self) -> None:
        """Rebuild name and menu in the language now spoken."""
        self.setText(self._me.name if self._me else self.tr("Who are you?"))
        self.setToolTip(self.tr("The person at this workstation"))
        self.setAccessibleName(f"{self.toolTip()}: {self.text()}")
        self._menu.clear()
        group = QActionGroup(self._menu)
        for person in self._people:
            action = QAction(person.name.replace("&", "&&"), self._menu)
            action.setCheckable(True)
            action.setChecked(self._me is not None and person.id == self._me.id)
            action.setData(person.id)
            group.addAction(action)
            self._menu.addAction(action)
        group.triggered.connect(self._on_person)
        self._menu.addSeparator()
        team = self._menu.addAction(self.tr("People…"))
        team.triggered.connect(self.team_wanted)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.say()
        elif event.type() == QEvent.Type.PaletteChange:
            self._tint()

    def _tint(self) -> None:
        self.setIcon(icon("user", tokens_of(self.palette()).text))

    def _on_person(self, action: QAction) -> None:
        self.chosen.emit(action.data())


class Header(QWidget):
    """One line above every page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumHeight(HEIGHT)
        self._title = QLabel(self)
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setFont(title(self.font()))
        self.field = CommandField(self)
        self.duty = DutyChip(self)
        self.person = PersonChip(self)

        layout = QHBoxLayout(self)
        layout.setContentsMargins(Space.PAGE, 0, Space.PAGE, 0)
        layout.setSpacing(Space.PANE)
        layout.addWidget(self._title)
        layout.addStretch(1)
        layout.addWidget(self.field, 2)
        layout.addStretch(1)
        layout.addWidget(self.duty)
        layout.addWidget(self.person)

    def set_title(self, text: str) -> None:
        """Show the name of the page."""
        self._title.setText(text)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._title.setFont(title(self.font()))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(tokens_of(self.palette()).hairline)
        painter.drawLine(self.rect().bottomLeft(), self.rect().bottomRight())
