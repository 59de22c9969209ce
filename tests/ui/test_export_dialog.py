"""The export dialog: opens on last month, in the language of the person."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDateEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.services.export_format import Preset
from desktop.services.exports import ExportOptions
from desktop.ui.export_dialog import ExportDialog, Period
from desktop.ui.language import Tongue
from desktop.ui.widgets.buttons import PrimaryButton

TODAY = date(2026, 3, 5)


@pytest.fixture
def dialog(qtbot: QtBot) -> Iterator[ExportDialog]:
    window = QWidget()
    qtbot.addWidget(window)
    dialog = ExportDialog(TODAY, Tongue.RUSSIAN, "Export tickets", "One row each.", window)
    dialog.open()
    yield dialog
    dialog.close()


def test_it_opens_on_last_month_for_the_excel_of_the_person(dialog: ExportDialog) -> None:
    assert dialog.options == ExportOptions(Preset.EXCEL_RU, date(2026, 2, 1), date(2026, 2, 28))


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        (Period.THIS_MONTH, date(2026, 3, 1), TODAY),
        (Period.EVERYTHING, None, None),
    ],
)
def test_periods_by_name(
    dialog: ExportDialog, period: Period, first: date | None, last: date | None
) -> None:
    dialog.choose(period)

    assert (dialog.options.first_day, dialog.options.last_day) == (first, last)


def test_days_that_end_before_they_begin_cannot_be_saved(dialog: ExportDialog) -> None:
    dialog.choose(Period.DAYS)
    first, last = dialog.findChildren(QDateEdit)
    first.setDate(QDate(2026, 3, 4))
    last.setDate(QDate(2026, 3, 3))
    save = dialog.findChild(PrimaryButton)

    assert not save.isEnabled()
    last.setDate(QDate(2026, 3, 4))
    assert save.isEnabled()
    wanted: list[ExportOptions] = []
    dialog.wanted.connect(wanted.append)
    QTest.mouseClick(save, Qt.MouseButton.LeftButton)
    assert [(each.first_day, each.last_day) for each in wanted] == [
        (date(2026, 3, 4), date(2026, 3, 4))
    ]
