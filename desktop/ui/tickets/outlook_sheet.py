"""The sheet before a change that alone makes a clock late: what is due now, and what then."""

from __future__ import annotations

from collections.abc import Callable
from datetime import tzinfo

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.domain.changes import Changes
from desktop.services.outlooks import Outlook
from desktop.ui.runner import Runner
from desktop.ui.tickets.outlook_note import OutlookNote
from desktop.ui.tickets.sheet import Sheet

WIDTH = 640


class OutlookSheet(Sheet):
    """Says old due, new due and consumed of every clock that moves (sla.md K9)."""

    def __init__(
        self,
        runner: Runner,
        title: str,
        outlook: Outlook,
        zone: tzinfo,
        work: Callable[[], Changes],
        parent: QWidget,
    ) -> None:
        """`work` makes the change; `title` names it: "Priority: High"."""
        super().__init__(runner, parent)
        self._work = work
        self.setMinimumWidth(WIDTH)
        self.say(title, self.tr("Change anyway"))
        note = OutlookNote()
        note.show_outlook(outlook, zone)
        self.add_note(note)
        self.setAccessibleDescription(note.accessibleDescription())

    @override
    def work(self) -> Callable[[], Changes]:
        return self._work
