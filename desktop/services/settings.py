"""Settings of the team and of each person: plain values by name, with their defaults."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from desktop.domain.changes import Changes, Topic
from desktop.domain.errors import Refused
from desktop.models.database import Database
from desktop.models.meta import Setting

Value = str | int | float | bool | None
TEAM = 0
"""The person id that stands for the whole team."""

_OF_OWNERS = (
    select(Setting.key, Setting.value)
    .where(Setting.person_id.in_(bindparam("owners", expanding=True)))
    .order_by(Setting.person_id)
)


class Scope(StrEnum):
    TEAM = "team"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class SettingKey:
    """A setting that exists: whose it is and what it is when nobody has set it."""

    name: str
    scope: Scope
    default: Value
    choices: tuple[Value, ...] = ()


KEYS: dict[str, SettingKey] = {
    key.name: key
    for key in (
        SettingKey("team.name", Scope.TEAM, ""),
        SettingKey("team.zone", Scope.TEAM, ""),
        SettingKey("duty.rest_rules", Scope.TEAM, ""),
        SettingKey("mail.undo_seconds", Scope.TEAM, 15, (0, 5, 15, 30, 60)),
        SettingKey("mail.authentication_server", Scope.TEAM, ""),
        SettingKey("mail.acknowledge", Scope.TEAM, False, (True, False)),
        SettingKey("mail.flood_from_one", Scope.TEAM, 60, (20, 60, 100, 200, 500)),
        SettingKey("mail.flood_in_all", Scope.TEAM, 300, (100, 300, 500, 1000, 2000)),
        SettingKey("mail.reminder_days", Scope.TEAM, 0, (0, 1, 2, 3, 5, 7, 10, 14)),
        SettingKey("mail.quote", Scope.TEAM, "last", ("last", "none")),
        SettingKey("mail.copy_to_self", Scope.TEAM, False, (True, False)),
        SettingKey("duty.accept_shifts", Scope.TEAM, True, (True, False)),
        SettingKey("duty.lead_informed", Scope.TEAM, True, (True, False)),
        SettingKey("mail.signature", Scope.PERSON, ""),
        SettingKey("mail.signature_ru", Scope.PERSON, ""),
        SettingKey("mail.usual_ways", Scope.PERSON, ""),
        SettingKey("alerts.notices", Scope.PERSON, True, (True, False)),
        SettingKey("alerts.sound", Scope.PERSON, True, (True, False)),
        SettingKey("appearance.theme", Scope.PERSON, "system", ("system", "light", "dark")),
        SettingKey("appearance.density", Scope.PERSON, "cosy", ("compact", "cosy", "comfortable")),
        SettingKey("appearance.text_percent", Scope.PERSON, 100),
        SettingKey("appearance.language", Scope.PERSON, "", ("", "en", "ru")),
        SettingKey("keyboard.shortcuts", Scope.PERSON, ""),
        SettingKey("keyboard.single_letters", Scope.PERSON, True, (True, False)),
        SettingKey("list.mode", Scope.PERSON, "cards", ("cards", "table")),
        SettingKey("window.close_to_tray", Scope.PERSON, None, (None, True, False)),
    )
}


class Settings:
    """Reads and writes the settings rows; unknown names are a bug, wrong values a refusal."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self, person_id: int | None) -> dict[str, Value]:
        """Return every setting for a person, team settings included, defaults filled in."""
        with self._database.read() as session:
            return read_all(session, person_id)

    def set(self, person_id: int | None, name: str, value: Value) -> Changes:
        """Store one setting.

        Raises:
            Refused: `setting.bad_value`.
        """
        from desktop.services.record_undo import undoable  # not to read them, as every start does

        key = KEYS[name]
        _check(key, value)
        owner = TEAM if key.scope is Scope.TEAM else (person_id or TEAM)
        with self._database.write() as session:
            before = read_all(session, person_id)[name]
            if before == value:
                return Changes()
            session.merge(Setting(person_id=owner, key=name, value=value))
            return self._database.announce(session, undoable(session, "setting", Topic.SETTINGS))


def read_all(session: Session, person_id: int | None) -> dict[str, Value]:
    """Return every setting that holds for a person inside a transaction."""
    values: dict[str, Value] = {name: key.default for name, key in KEYS.items()}
    owners = [TEAM] if person_id is None else [TEAM, person_id]
    rows = session.connection().execute(_OF_OWNERS, {"owners": owners})
    values.update((name, value) for name, value in rows if name in KEYS)
    return values


def undo_seconds(session: Session) -> int:
    """Return how long a reply is held before it leaves."""
    seconds = read_all(session, None)["mail.undo_seconds"]
    return seconds if isinstance(seconds, int) else 0


def _check(key: SettingKey, value: Value) -> None:
    wrong = (key.choices and value not in key.choices) or (
        not key.choices and key.default is not None and type(value) is not type(key.default)
    )
    if wrong:
        raise Refused("setting.bad_value", name=key.name, value=str(value))
