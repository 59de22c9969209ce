"""Every page in both languages: pictures are painted, and no text is wider than its place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.language import Tongue
from desktop.ui.screens import Studio
from desktop.ui.theme.theme import SchemeChoice, Theme
from desktop.ui.widgets.labels import ElidedLabel


@pytest.fixture(params=list(Tongue))
def studio(
    request: pytest.FixtureRequest, qtbot: QtBot, tmp_path: Path, theme: Theme
) -> Iterator[Studio]:
    before = QLocale()
    studio = Studio(tmp_path, request.param)
    yield studio
    studio.close()
    QLocale.setDefault(before)


def clipped(window: QWidget) -> list[str]:
    """Return the texts that do not fit into the widget that shows them."""
    found = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisibleTo(window) or isinstance(widget, ElidedLabel):
            continue
        if isinstance(widget, QLabel):
            text = "" if widget.wordWrap() else widget.text()
        elif isinstance(widget, QAbstractButton) and not isinstance(widget, QToolButton):
            text = widget.text()
        else:
            continue
        needed = max(
            (widget.fontMetrics().horizontalAdvance(line) for line in text.splitlines()),
            default=0,
        )
        if needed > widget.width():
            found.append(f"{type(widget).__name__} {text!r}: {needed} in {widget.width()}")
    return found


def test_no_text_is_wider_than_its_widget_and_no_page_needs_a_wider_screen(
    studio: Studio, tmp_path: Path
) -> None:
    wide: dict[str, list[str]] = {}
    names = []
    for name in studio.pages():
        names.append(name)
        QApplication.processEvents()
        if texts := clipped(studio.window):
            wide[name] = texts
        assert studio.window.width() == 1366, name

    assert wide == {}
    assert {"inbox", "duty-month", "settings-general", "first-run", "alerts"} <= set(names)


def test_picture_is_written_for_each_theme(studio: Studio, tmp_path: Path) -> None:
    pages = studio.pages()
    next(pages)
    for scheme in (SchemeChoice.LIGHT, SchemeChoice.DARK):
        studio.paint(scheme, tmp_path / f"{scheme}.png")

    light, dark = (tmp_path / f"{scheme}.png" for scheme in ("light", "dark"))
    assert light.stat().st_size > 10_000
    assert light.read_bytes() != dark.read_bytes()
