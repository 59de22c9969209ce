"""The dialog for a bug: what it means, the technical text folded away, a button that copies it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.theme.typography import Space, section


class GuardDialog(QDialog):
    """Shows one bug, counts those that follow while it is open."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = 1
        self._text = text
        self.setWindowTitle(self.tr("Something went wrong"))

        icon = QLabel(self)
        pixmap = self.style().standardIcon(QStyle.StandardPixmap.SP_MessageBoxWarning).pixmap(32)
        icon.setPixmap(pixmap)
        self._heading = QLabel(self.tr("Something went wrong in the program."), self)
        self._heading.setFont(section(self.font()))
        self._meaning = QLabel(self)
        self._meaning.setTextFormat(Qt.TextFormat.PlainText)
        self._meaning.setWordWrap(True)
        self._details = QPlainTextEdit(text, self)
        self._details.setReadOnly(True)
        self._details.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._details.setAccessibleName(self.tr("Technical details"))
        self._details.setVisible(False)
        self._more = QPushButton(self.tr("Show details"), self)
        self._more.setCheckable(True)
        self._copy = QPushButton(self.tr("Copy details"), self)
        self._continue = QPushButton(self.tr("Continue"), self)
        self._continue.setDefault(True)

        words = QVBoxLayout()
        words.setSpacing(Space.CONTROL)
        words.addWidget(self._heading)
        words.addWidget(self._meaning)
        top = QHBoxLayout()
        top.setSpacing(Space.PANE)
        top.addWidget(icon)
        top.addLayout(words, 1)
        buttons = QDialogButtonBox(self)
        buttons.addButton(self._more, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self._copy, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self._continue, QDialogButtonBox.ButtonRole.AcceptRole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.PAGE, Space.PAGE, Space.PAGE, Space.PAGE)
        layout.setSpacing(Space.PANE)
        layout.addLayout(top)
        layout.addWidget(self._details, 1)
        layout.addWidget(buttons)

        self._more.toggled.connect(self._details.setVisible)
        self._copy.clicked.connect(self._on_copy)
        buttons.accepted.connect(self.accept)
        self._say()

    @property
    def text(self) -> str:
        """Return everything that the copy button copies."""
        return self._text

    def add(self, text: str) -> None:
        """Count one more bug; its text is only kept if it is a different one."""
        self._count += 1
        if text not in self._text:
            self._text += f"\n\n{text}"
            self._details.setPlainText(self._text)
        self._say()

    def _say(self) -> None:
        meaning = self.tr(
            "Your last action may not have been done; everything saved before is safe, and you can "
            "go on working. The details help whoever looks after the program."
        )
        if self._count > 1:
            meaning += "\n" + self.tr("It happened %n time(s).", "", self._count)
        self._meaning.setText(meaning)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text)
        self._copy.setText(self.tr("Copied"))
