"""What an unfolded message holds: its doubts, its text with the quote folded, and its files."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QPushButton, QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.services.rows_ticket import AttachmentRow, MessageRow
from desktop.ui.formats import size_text
from desktop.ui.icons import icon
from desktop.ui.theme.tokens import tokens_of
from desktop.ui.theme.typography import Space
from desktop.ui.tickets.card_header import INDENT
from desktop.ui.tickets.message_browser import MessageBrowser
from desktop.ui.tickets.message_words import doubts, has_remote, is_beginning
from desktop.ui.tickets.opened_ticket import Body
from desktop.ui.tickets.picture_places import with_places
from desktop.ui.widgets.flow_layout import FlowLayout, flow_policy
from desktop.ui.widgets.labels import MutedLabel

NAME_SHOWN = 48


class MessageInside(QWidget):
    """Made only for a message that is unfolded: a text browser costs more than all else."""

    link_pressed = Signal(str, str)
    """Address and words of a link in the text."""
    file_wanted = Signal(object)
    """AttachmentRow: somebody wants to save this file."""
    whole_wanted = Signal(int)
    """The id of a message of which only the beginning is here."""

    def __init__(self, message: MessageRow, parent: QWidget) -> None:
        super().__init__(parent)
        self._message = message
        self._body: Body | None = None
        self._doubts = MutedLabel()
        self.download_button = QPushButton()
        self.browser = MessageBrowser()
        self.quote_button = QToolButton()
        self._files = QWidget()

        self._doubts.setWordWrap(True)
        self.quote_button.setText("···")
        self.quote_button.setCheckable(True)
        self.quote_button.hide()
        flow_policy(self._files)
        self._flow = FlowLayout(self._files)
        column = QVBoxLayout(self)
        column.setContentsMargins(INDENT, 0, Space.PANE, Space.PANE)
        column.setSpacing(Space.CONTROL)
        column.addWidget(self._doubts)
        column.addWidget(self.download_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.browser)
        column.addWidget(self.quote_button)
        column.addWidget(self._files)

        self.download_button.setVisible(is_beginning(message))
        self.download_button.clicked.connect(self._on_download)
        self.browser.link_pressed.connect(self.link_pressed)
        self.quote_button.toggled.connect(self._render)
        self._show_files()
        self._say()

    @property
    def doubts(self) -> list[str]:
        """What stands above the text."""
        return self._doubts.text().splitlines()

    def show_body(self, body: Body) -> None:
        """Show the text."""
        if self._body is None or self._body.message != body.message:
            self._body = body
            self._render()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
            self._render()
            self._show_files()
        elif event.type() == QEvent.Type.PaletteChange:
            # Colours of links are fixed when HTML is read.
            self._render()
            self._show_files()

    def _render(self) -> None:
        if self._body is None:
            return
        message, pictures = self._body.message, self._body.pictures
        is_whole = self.quote_button.isChecked()
        self.quote_button.setVisible(message.has_quote)
        html = message.html if is_whole else message.own_html
        if html is not None:
            large = self._body.too_large
            html = with_places(html, pictures, large, has_remote=has_remote(self._message))
            self.browser.show_html(html, pictures)
        else:
            self.browser.show_text(message.text if is_whole else message.own_text)

    def _say(self) -> None:
        self.browser.setAccessibleName(self.tr("Text of the message"))
        self.quote_button.setToolTip(self.tr("Show or hide the quoted text"))
        self.quote_button.setAccessibleName(self.tr("Quoted text"))
        self.offer_whole()
        said = doubts(self._message)
        self._doubts.setText("\n".join(said))
        self._doubts.setVisible(bool(said))

    def offer_whole(self) -> None:
        """Offer the download, once more if it did not work."""
        self.download_button.setEnabled(True)
        self.download_button.setText(self.tr("Download now"))

    def _on_download(self) -> None:
        self.download_button.setEnabled(False)
        self.download_button.setText(self.tr("Downloading…"))
        self.whole_wanted.emit(self._message.id)

    def _show_files(self) -> None:
        for old in self._files.findChildren(QPushButton):
            self._flow.removeWidget(old)
            old.deleteLater()
        for file in self._message.attachments:
            self._flow.addWidget(self._file_button(file))
        self._files.setVisible(bool(self._message.attachments))

    def _file_button(self, file: AttachmentRow) -> QPushButton:
        name = file.name if len(file.name) <= NAME_SHOWN else f"{file.name[:NAME_SHOWN]}…"
        button = QPushButton(f"{name}  {size_text(file.size)}".replace("&", "&&"), self._files)
        button.setIcon(icon("paperclip", tokens_of(self.palette()).text))
        button.setAccessibleName(self.tr("Save the file {name}").format(name=file.name))

        def _on_clicked() -> None:
            self.file_wanted.emit(file)

        button.clicked.connect(_on_clicked)
        return button
