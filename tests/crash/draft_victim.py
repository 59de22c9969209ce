"""A window in which somebody types without a pause, until it is killed."""

from __future__ import annotations

import os
import sys
from types import SimpleNamespace

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from desktop.domain.ticket import Actor, Source
from desktop.mail.outgoing import OutgoingFile
from desktop.services.desk import open_desk
from desktop.ui.actions import Actions
from desktop.ui.runner import Runner
from desktop.ui.tickets.composer import Composer
from desktop.ui.tickets.opened_ticket import read_ticket
from desktop.ui.tickets.writing import Writing

KEY_MS = 10


def main(url: str, ticket_id: int, person_id: int) -> None:
    """Type numbered words, one every `KEY_MS` at most; write a line to stdout after each."""
    application = QApplication([])
    desk = open_desk(url, zone="Europe/Moscow")
    window = QWidget()
    composer = Composer(Actions(window), window)
    me = SimpleNamespace(person_id=person_id, person=None, actor=Actor(person_id, Source.WINDOW))
    place = SimpleNamespace(desk=desk, runner=Runner(), me=me)
    writing = Writing(composer, place, window)  # type: ignore[arg-type]
    writing.show_ticket(read_ticket(desk, ticket_id, person_id))
    form = composer.form
    form.people.cc.add_text("boss@nord.example")
    form.people.cc.chips[0].click()
    form.files.add([OutgoingFile("журнал.txt", "text/plain", b"log")])
    typed = 0

    def press() -> None:
        nonlocal typed
        typed += 1
        form.editor.insertPlainText(f"слово{typed} ")
        os.write(1, b".\n")

    keys = QTimer(window)
    keys.setInterval(KEY_MS)
    keys.timeout.connect(press)
    keys.start()
    application.exec()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
