"""AppConfig: the start-up settings of config.toml; read-only, and never a secret."""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from desktop.domain.errors import Refused

DATABASE_VARIABLE = "DUTYDESK_DATABASE_URL"
KEYS = frozenset({"database_url", "log_level", "language"})
LOG_LEVELS = frozenset({"debug", "info", "warning", "error"})
LANGUAGES = frozenset({"en", "ru"})


@dataclass(frozen=True, slots=True)
class AppConfig:
    """What must be known before the database is open; everything else is rows in it.

    `database_url` is None for the embedded database of the profile, `language` None for the
    language of the computer.
    """

    database_url: str | None = None
    log_level: str = "info"
    language: str | None = None

    @property
    def logging_level(self) -> int:
        """Return the level as the logging module counts."""
        return logging.getLevelNamesMapping()[self.log_level.upper()]


def read_config(file: Path, environment: Mapping[str, str] = os.environ) -> AppConfig:
    """Return what `file` says (a missing file says nothing); the environment's URL wins.

    Raises:
        Refused: `config.unreadable` (no TOML, or no right to read it), `config.unknown_key`,
            `config.bad_value`, `config.password` when a URL carries a password.
    """
    values = _table(file)
    for key in values:
        if key not in KEYS:
            raise Refused("config.unknown_key", path=file, key=key)
    url = environment.get(DATABASE_VARIABLE) or _text(values, "database_url", file)
    if url is not None and urlsplit(url).password is not None:
        raise Refused("config.password", path=file)
    return AppConfig(
        database_url=url,
        log_level=_one_of(LOG_LEVELS, values, "log_level", file) or "info",
        language=_one_of(LANGUAGES, values, "language", file),
    )


def _table(file: Path) -> Mapping[str, object]:
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:  # as mostly: then nothing is loaded to read it
        return {}
    except (OSError, ValueError) as error:
        raise Refused("config.unreadable", path=file, reason=str(error)) from error
    import tomllib

    try:
        return tomllib.loads(text)
    except ValueError as error:
        raise Refused("config.unreadable", path=file, reason=str(error)) from error


def _text(values: Mapping[str, object], key: str, file: Path) -> str | None:
    value = values.get(key)
    if value is None or isinstance(value, str):
        return value
    raise Refused("config.bad_value", path=file, key=key, value=value)


def _one_of(
    allowed: frozenset[str], values: Mapping[str, object], key: str, file: Path
) -> str | None:
    value = _text(values, key, file)
    if value is None or value in allowed:
        return value
    raise Refused("config.bad_value", path=file, key=key, value=value)
