"""One tab of the composer: who it goes to, its text, and the files that go with it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.draft import DraftKind
from desktop.services.drafts import DraftText
from desktop.ui.theme.typography import Space
from desktop.ui.tickets.attached_files import AttachedFiles
from desktop.ui.tickets.message_editor import MessageEditor
from desktop.ui.tickets.recipients_block import RecipientsBlock


class LetterForm(QWidget):
    """A reply and a forward have all three; a note goes to nobody and never leaves."""

    edited = Signal()
    """A person changed the text, the recipients or the files."""

    def __init__(self, kind: DraftKind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = kind
        self.people = RecipientsBlock()
        self.editor = MessageEditor()
        self.files = AttachedFiles()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CONTROL)
        column.addWidget(self.people)
        column.addWidget(self.editor, 1)
        column.addWidget(self.files)
        self.people.setVisible(self.is_letter)
        self.setFocusProxy(self.editor)

        self.people.edited.connect(self.edited)
        self.editor.textChanged.connect(self.edited)
        self.files.changed.connect(self.edited)

    @property
    def is_letter(self) -> bool:
        return self.kind is not DraftKind.NOTE

    @property
    def text(self) -> str:
        return self.editor.toPlainText()

    @property
    def typed(self) -> DraftText:
        """What is typed, with the cursor."""
        return DraftText(self.text, self.editor.textCursor().position())

    @property
    def is_empty(self) -> bool:
        return not self.text.strip() and not self.files.files
