"""A data file that does not open: why, which backup there is, and what can still be saved."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop.domain.errors import Unavailable
from desktop.services.salvaging import Salvaged
from desktop.ui.opening_page import OpeningPage


@pytest.fixture
def opening(qtbot: QtBot) -> OpeningPage:
    opening = OpeningPage()
    qtbot.addWidget(opening)
    opening.resize(900, 600)
    opening.show()
    return opening


def labels(page: OpeningPage) -> list[str]:
    return [b.text() for b in page.findChildren(QPushButton) if b.isVisible()]


def said(page: OpeningPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel))


def test_damaged_file_names_the_backup_and_offers_an_export(
    qtbot: QtBot, opening: OpeningPage, tmp_path: Path
) -> None:
    made_at = datetime(2026, 11, 25, 14, 30, tzinfo=UTC)
    opening.say_refused(Unavailable("database.damaged"), made_at)
    assert labels(opening) == [
        "Restore the backup…",
        "Export what can be read…",
        "Try again",
        "Quit",
    ]
    assert "Your last verified backup is from 25 Nov 2026" in said(opening)

    [export] = [b for b in opening.findChildren(QPushButton) if b.text().startswith("Export")]
    export.click()
    [dialog] = opening.findChildren(QFileDialog)
    with qtbot.waitSignal(opening.rescue_wanted) as asked:
        dialog.fileSelected.emit(str(tmp_path))
    dialog.close()
    assert asked.args == [tmp_path]

    opening.say_rescued(Salvaged(tmp_path, mails=120, rows=340, gaps=2))
    assert f"Exported to {tmp_path}: 120 mails and 340 rows of tables." in said(opening)


def test_without_a_backup_none_is_offered(opening: OpeningPage) -> None:
    opening.say_refused(Unavailable("database.damaged"))
    assert labels(opening) == ["Export what can be read…", "Try again", "Quit"]


def test_restoring_tells_how_far_it_is_and_why_it_did_not_work(
    qtbot: QtBot, opening: OpeningPage, speak: Callable[[str], None]
) -> None:
    opening.say_restoring()
    assert "Restoring the backup…" in said(opening)
    assert labels(opening) == []
    opening.say_restoring(1_200, 50_000)
    assert "1,200 of 50,000 rows" in said(opening)
    speak("ru")
    assert "1\xa0200 из 50\xa0000 строк" in said(opening)
    speak("en")
    opening.say_not_restored(Unavailable("disk.full", path="/data"))
    assert "The data are as they were." in said(opening)
    qtbot.waitUntil(lambda: labels(opening) == ["Open them", "Quit"])


def test_other_refusals_offer_no_export(opening: OpeningPage) -> None:
    opening.say_refused(Unavailable("database.busy"))
    assert labels(opening) == ["Try again", "Quit"]
