"""Finding what a person sees on the settings page, by its words."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.ui.settings.page import SettingsPage
from desktop.ui.settings.section import Section

W = TypeVar("W", bound=QWidget)
S = TypeVar("S", bound=Section)


def section(page: SettingsPage, kind: type[S]) -> S:
    page.open_section(kind)
    [found] = [each for each in page.sections if isinstance(each, kind)]
    return found


def named(parent: QWidget, kind: type[W], name: str) -> W:
    [found] = [each for each in parent.findChildren(kind) if each.accessibleName() == name]
    return found


def press(parent: QWidget, text: str) -> None:
    [found] = [b for b in parent.findChildren(QPushButton) if b.text() == text and b.isVisible()]
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)
