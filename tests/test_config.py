"""config.toml: missing is fine, wrong is a sentence, a password is refused."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from desktop.config import AppConfig, read_config
from desktop.domain.errors import Refused


def write(folder: Path, text: str) -> Path:
    file = folder / "config.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_missing_file_means_the_embedded_database(tmp_path: Path) -> None:
    assert read_config(tmp_path / "config.toml", {}) == AppConfig()


def test_all_three_keys_are_read(tmp_path: Path) -> None:
    file = write(
        tmp_path,
        'database_url = "postgresql://anna@db/desk"\nlog_level = "debug"\nlanguage = "ru"\n',
    )

    config = read_config(file, {})

    assert config == AppConfig("postgresql://anna@db/desk", "debug", "ru")
    assert config.logging_level == logging.DEBUG


def test_environment_wins_over_the_file(tmp_path: Path) -> None:
    file = write(tmp_path, 'database_url = "postgresql://anna@db/desk"\n')

    config = read_config(file, {"DUTYDESK_DATABASE_URL": "postgresql://vera@other/desk"})

    assert config.database_url == "postgresql://vera@other/desk"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("language = ", "config.unreadable"),
        ('colour = "red"', "config.unknown_key"),
        ('language = "fr"', "config.bad_value"),
        ("log_level = 3", "config.bad_value"),
        ('database_url = "postgresql://anna:secret@db/desk"', "config.password"),
    ],
)
def test_wrong_file_is_refused_with_a_code(tmp_path: Path, text: str, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        read_config(write(tmp_path, text), {})

    assert refusal.value.code == code
    assert "secret" not in str(refusal.value)


def test_file_in_a_wrong_encoding_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_bytes('# привет\nlanguage = "ru"'.encode("cp1251"))

    with pytest.raises(Refused, match=r"config\.unreadable"):
        read_config(file, {})
