"""A message in the browser: a sanitised page that loads nothing."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from desktop.mail.web_page import web_page
from desktop.services.desk import Desk
from desktop.system.session_files import SessionFiles
from desktop.ui.open_path import open_path
from desktop.ui.runner import Runner


class BrowserOpening(QObject):
    """Writes a message into a private file that lives until the program ends, and opens that."""

    def __init__(self, desk: Desk, runner: Runner, files: SessionFiles, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._runner = runner
        self._files = files

    def open(self, message_id: int, subject: str) -> None:
        """Show a message with the program that the system has for web pages."""

        def work() -> Path:
            found = self._desk.viewing.message(message_id)
            page = web_page(subject, found.text, found.html, found.pictures)
            return self._files.write(".html", page)

        self._runner.network(self, work, open_path)
