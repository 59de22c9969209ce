"""Announcements: what a screen reader says although the focus is elsewhere."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, text: str) -> None:
    """Let assistive technology read `text`; for sent, undone, alarm, connection lost."""
    from PySide6.QtGui import (
        QAccessible,
        QAccessibleAnnouncementEvent,
    )  # a hundred roles and states

    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
