"""Settings as the window sees them: always in memory, applied the moment they change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.domain.changes import Changes, Topic
from desktop.services.setting_keys import KEYS, Value
from desktop.ui.runner import Runner
from desktop.ui.signed_in import SignedIn

if TYPE_CHECKING:  # imports the database layer, which the first page does not wait for
    from desktop.services.desk import Desk


class Preferences(QObject):
    """Holds the values of the team and of the signed-in person, and tells which one changed."""

    changed = Signal(str)
    """The name of a setting that has another value now, whoever changed it."""

    def __init__(
        self, runner: Runner, desk: Desk, me: SignedIn, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._desk = desk
        self._me = me
        self._values: dict[str, Value] = {name: key.default for name, key in KEYS.items()}
        runner.changed.connect(self._on_changed)
        me.changed.connect(self._read_again)

    def __getitem__(self, name: str) -> Value:
        return self._values[name]

    def text(self, name: str) -> str:
        """Return a setting that is text; empty when it is not set."""
        value = self._values[name]
        return value if isinstance(value, str) else ""

    def is_on(self, name: str) -> bool:
        """Say whether a setting that is a switch is on."""
        return self._values[name] is True

    def number(self, name: str) -> int:
        """Return a setting that is a whole number."""
        value = self._values[name]
        return value if isinstance(value, int) else 0

    def set(self, name: str, value: Value) -> None:
        """Store a value; `changed` follows when it is committed, and Undo takes it back."""
        person_id = self._me.person_id
        self._runner.command(self, lambda: self._desk.settings.set(person_id, name, value))

    def read(self) -> dict[str, Value]:
        """On a worker: read every value."""
        return self._desk.settings.all(self._me.person_id)

    def show(self, values: dict[str, Value]) -> None:
        """Take over what `read` returned and tell what is different."""
        before, self._values = self._values, values
        for name, value in values.items():
            if before[name] != value:
                self.changed.emit(name)

    def _on_changed(self, changes: Changes) -> None:
        if Topic.SETTINGS in changes.topics:
            self._read_again()

    def _read_again(self) -> None:
        self._runner.query(self, self.read, self.show, latest="settings")
