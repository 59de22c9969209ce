"""The settings page: sections at the left, controls that apply at once, a field that finds them."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget

from desktop.ui.workplace import Workplace


def build(place: Workplace) -> QWidget:
    """Return the settings page."""
    return QLabel("settings")
