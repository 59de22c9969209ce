"""Rooms: the pages the rail leads to, each built when it is first entered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class Room:
    """A page of the window. `title` is asked again when the language changes.

    A page may have `refresh()`; pages learn that they are shown or hidden from Qt.
    """

    key: str
    icon: str
    title: Callable[[], str]
    build: Callable[[], QWidget]
    is_last: bool = False
    """At the foot of the rail, apart from the others."""
