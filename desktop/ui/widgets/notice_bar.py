"""Bars across a page: a standing condition with its remedy, and the error of a command."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget
from typing_extensions import override

from desktop.domain.errors import DeskError
from desktop.ui.icons import icon, icon_pixmap
from desktop.ui.sla_state import SlaState
from desktop.ui.theme.tokens import tokens_of
from desktop.ui.theme.typography import Space
from desktop.ui.widgets.announce import announce
from desktop.ui.widgets.labels import PlainLabel

ICON_SIDE = 20


class Severity(StrEnum):
    """How bad it is: the icon, the ground and the order in which banners are shown."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


_ICONS = {Severity.INFO: "info", Severity.WARNING: "triangle-alert", Severity.ERROR: "circle-x"}


class NoticeBar(QWidget):
    """One notice with its buttons, best not more than two; hidden until `show_notice`.

    Long text wraps and nothing is clipped. A bar is never modal and never takes the focus.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._severity = Severity.INFO
        self._icon = QLabel()
        self._text = PlainLabel()
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._buttons: list[QPushButton] = []
        self._close = QToolButton()
        self._close.setAutoRaise(True)
        self._close.setMinimumSize(QSize(Space.SECTION, Space.SECTION))

        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(Space.PAGE, Space.CONTROL, Space.CONTROL, Space.CONTROL)
        self._layout.setSpacing(Space.CONTROL)
        self._layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        self._layout.addWidget(self._text, 1)
        self._layout.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

        self._close.clicked.connect(self.hide)
        self.retranslate()

    @property
    def text(self) -> str:
        return self._text.text()

    def show_notice(
        self,
        severity: Severity,
        text: str,
        *buttons: tuple[str, Callable[[], None]],
        can_close: bool = True,
    ) -> None:
        """Show a translated text and its buttons (label, what it does), and read it aloud."""
        self._severity = severity
        self._text.setText(text)
        for button in self._buttons:
            self._layout.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = [self._make_button(label, run) for label, run in buttons]
        self._close.setVisible(can_close)
        self._tint()
        self.show()
        announce(self, text)

    def retranslate(self) -> None:
        """Say the words again in the language now spoken."""
        self._close.setToolTip(self.tr("Close"))
        self._close.setAccessibleName(self.tr("Close"))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.PaletteChange and not self.isHidden():
            self._tint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = tokens_of(self.palette())
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._colours()[0])
        painter.fillRect(0, self.height() - 1, self.width(), 1, tokens.hairline)
        painter.end()

    def _make_button(self, label: str, run: Callable[[], None]) -> QPushButton:
        button = QPushButton(label)
        button.clicked.connect(run)
        self._layout.insertWidget(self._layout.count() - 1, button)
        return button

    def _colours(self) -> tuple[QColor, QColor]:
        """Return the ground and the ink of this severity."""
        tokens = tokens_of(self.palette())
        match self._severity:
            case Severity.INFO:
                return tokens.base, tokens.accent
            case Severity.WARNING:
                return tokens.states[SlaState.SOON].chip, tokens.states[SlaState.SOON].chip_text
            case Severity.ERROR:
                critical = tokens.states[SlaState.CRITICAL]
                return critical.chip, critical.chip_text

    def _tint(self) -> None:
        tokens = tokens_of(self.palette())
        ink = self._colours()[1]
        self._icon.setPixmap(
            icon_pixmap(_ICONS[self._severity], ink, ICON_SIDE, self.devicePixelRatioF())
        )
        self._close.setIcon(icon("x", tokens.text))
        self.update()


class ErrorBar(NoticeBar):
    """The bar under a page for an expected refusal: what happened, and trying again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._error: DeskError | None = None
        self._again: Callable[[], None] | None = None

    def show_error(self, error: DeskError, again: Callable[[], None] | None = None) -> None:
        """Show the sentence of an error; with `again`, a button that tries once more."""
        from desktop.ui.texts import sentence  # with every sentence there is

        self._error = error
        self._again = again
        buttons = [(self.tr("Try again"), self._on_again)] if again is not None else []
        self.show_notice(Severity.ERROR, sentence(error), *buttons)

    def forget(self) -> None:
        """Hide the refusal of a command, now that another one was carried out."""
        if self._severity is Severity.ERROR and self._again is None:
            self.hide()

    @override
    def retranslate(self) -> None:
        super().retranslate()
        if self.isVisible() and self._error is not None:
            self.show_error(self._error, self._again)

    def _on_again(self) -> None:
        self.hide()
        if self._again is not None:
            self._again()
