"""The guided tour takes every step on real services and fails when one changes nothing."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from desktop.ui.language import Tongue
from desktop.ui.tour import Tour

pytestmark = pytest.mark.usefixtures("theme", "speak")
"""They put the look and the language back that a tour changes for the whole program."""


@pytest.mark.parametrize("tongue", list(Tongue))
def test_every_step_changes_the_desk_and_leaves_its_picture(
    qtbot: QtBot, tmp_path: Path, tongue: Tongue
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    tour = Tour(tmp_path, out, tongue)

    failed = tour.walk()
    tour.close()

    assert failed == []
    pictures = sorted(path.name for path in out.glob("*.png"))
    assert pictures == [
        "1_import.png", "2_inbox.png", "3_answer.png", "4_warning.png", "5_defer.png",
    ]  # fmt: skip
    assert all(QImage(str(out / name)).size().width() == 1366 for name in pictures)
    separator = ";" if tongue is Tongue.RUSSIAN else ","
    with (out / Tour.CSV).open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.reader(file, delimiter=separator))) == 1 + 180 + 60 + 12


def test_a_step_that_changes_nothing_fails_the_tour(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tour = Tour(tmp_path, tmp_path, Tongue.ENGLISH)
    monkeypatch.setattr(tour, "_defer", lambda: None)

    failed = tour.walk()
    tour.close()

    assert failed == ["defer"]
