"""Settings of the team and of each person: plain values by name, with their defaults."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from desktop.domain.changes import Changes, Topic
from desktop.domain.errors import Refused
from desktop.models.database import Database
from desktop.models.meta import Setting
from desktop.services.setting_keys import KEYS, Scope, SettingKey, Value

TEAM = 0
"""The person id that stands for the whole team."""

_OF_OWNERS = (
    select(Setting.key, Setting.value)
    .where(Setting.person_id.in_(bindparam("owners", expanding=True)))
    .order_by(Setting.person_id)
)


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


def team_zone(session: Session, fallback: ZoneInfo) -> ZoneInfo:
    """Return the team's zone: the setting, or the business calendar's where there is none."""
    zone = read_all(session, None)["team.zone"]
    return ZoneInfo(zone) if isinstance(zone, str) and zone else fallback


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
