"""The settings that exist: whose each is, what it is when nobody has set it, what it can be."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

Value = str | int | float | bool | None


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
        SettingKey("backup.every_minutes", Scope.TEAM, 0, (0, 60, 120, 360, 720)),
        SettingKey("backup.keep", Scope.TEAM, 0, (0, 7, 14, 30, 60)),
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
