"""Who works at this workstation: chosen in the header, remembered in the profile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.domain.changes import Changes, Topic
from desktop.domain.ticket import Actor, Source
from desktop.services.rows import PersonRow, Team
from desktop.ui.runner import Runner
from desktop.ui.window_state import WindowState

if TYPE_CHECKING:  # imports the database layer, which the first page does not wait for
    from desktop.services.desk import Desk

PERSON = "person/id"


class SignedIn(QObject):
    """Owns the person of this window and the list of people to choose from."""

    changed = Signal()
    """The person or the list of people is another."""

    def __init__(
        self, runner: Runner, desk: Desk, state: WindowState, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._desk = desk
        self._state = state
        self._remembered = state.number(PERSON)
        self.team = Team()
        runner.changed.connect(self._on_changed)

    @property
    def person(self) -> PersonRow | None:
        """Return who sits here; None while nobody has said so."""
        return self.team.person

    @property
    def person_id(self) -> int | None:
        """Return the id of who sits here."""
        return self.team.person_id

    @property
    def actor(self) -> Actor:
        """Return who does what is done in this window."""
        return Actor(self.person_id, Source.WINDOW)

    def show(self, team: Team) -> None:
        """Take over what `People.team` returned."""
        if team != self.team:
            self.team = team
            self.changed.emit()

    def choose(self, person_id: int) -> None:
        """Somebody else sits down at this workstation."""
        self._remembered = person_id
        self._state.keep(PERSON, person_id)
        self._state.save()
        self._read_again()

    def _on_changed(self, changes: Changes) -> None:
        if Topic.PEOPLE in changes.topics:
            self._read_again()

    def _read_again(self) -> None:
        remembered = self._remembered
        self._runner.query(
            self, lambda: self._desk.people.team(remembered), self.show, latest="team"
        )
