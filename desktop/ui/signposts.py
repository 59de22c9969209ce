"""Signposts: where a page leads to in another room, without knowing the window or that page."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class Signposts(QObject):
    """A page emits where somebody wants to go; whoever has the window takes them there."""

    policy_wanted = Signal(int)
    """The id of a policy, to be opened in the settings."""

    restore_wanted = Signal(object)
    """Path of a backup that may take the place of the present data, None to choose its file."""

    backup_made = Signal()
    """There is one more backup than a list of them may show."""

    backups_moved = Signal()
    """They are kept in another folder from now on."""

    rotations_wanted = Signal()
    """The rotations of duty, in the settings."""
