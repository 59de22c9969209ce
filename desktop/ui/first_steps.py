"""What the ways of the first-run page do, up to the first room."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from desktop.domain.changes import Changes
from desktop.domain.ticket import Role
from desktop.ui.first_run import FirstRunPage, Ways
from desktop.ui.importing import Importing
from desktop.ui.look import Look
from desktop.ui.main_window import MainWindow
from desktop.ui.workplace import Workplace


class FirstSteps(QObject):
    """Owns the page while it is shown; `done` says which room comes next."""

    done = Signal(str)
    """The key of the room to enter; the page is gone."""
    demo_filled = Signal()
    """The desk holds demo data now."""

    def __init__(
        self, window: MainWindow, place: Workplace, look: Look, importing: Importing
    ) -> None:
        super().__init__(window)
        self._window = window
        self._place = place
        self._look = look
        self._importing = importing
        ways = Ways(
            self._on_demo,
            self._on_mailbox,
            self._on_files,
            self._on_folder,
            self._on_inbox,
            lambda: place.signposts.restore_wanted.emit(None),
        )
        self.page = FirstRunPage(ways, look.language.tongue)
        self.page.language_chosen.connect(self._on_language)
        window.cover(self.page)

    def _on_language(self, code: str) -> None:
        self._place.preferences.set("appearance.language", code)

    def _on_demo(self) -> None:
        self.page.set_busy(True)
        desk, tongue = self._place.desk, self._look.language.tongue

        def filled(changes: Changes) -> None:
            self.demo_filled.emit()
            self._arrive(changes.created, "inbox")

        self._place.runner.network(
            self, lambda: desk.demo.fill(tongue.value), filled, self.page.show_error
        )

    def _on_mailbox(self, name: str) -> None:
        self._add_person(name, "settings", _nothing)

    def _on_files(self, name: str) -> None:
        self._add_person(name, "inbox", self._importing.choose_files)

    def _on_folder(self, name: str) -> None:
        self._add_person(name, "inbox", self._importing.choose_folder)

    def _on_inbox(self, name: str) -> None:
        self._add_person(name, "inbox", _nothing)

    def _add_person(self, name: str, room: str, then: Callable[[], None]) -> None:
        self.page.set_busy(True)
        people = self._place.desk.people

        def added(changes: Changes) -> None:
            self._arrive(changes.created, room)
            then()

        self._place.runner.command(
            self, lambda: people.add(name, role=Role.LEAD), added, self.page.show_error
        )

    def _arrive(self, person_id: int | None, room: str) -> None:
        if person_id is not None:
            self._place.me.choose(person_id)
        self.done.emit(room)
        self._window.uncover(self.page)


def _nothing() -> None:
    """There is no further step."""
