"""Looking ahead: each choice of a menu says what it does to the clocks, a bad one asks first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import tzinfo
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QWidget
from shiboken6 import isValid

from desktop.domain.changes import NOTHING, Changes
from desktop.ui.runner import Runner

if TYPE_CHECKING:  # what judges clocks is imported when a menu is first opened
    from desktop.services.outlooks import Outlook, Outlooks
    from desktop.services.reclassification import Intention

Work = Callable[[], Changes]


class LookingAhead(QObject):
    """Asks `Outlooks` on a worker. A change that makes nothing worse is made without a question."""

    def __init__(
        self,
        runner: Runner,
        outlooks: Callable[[], Outlooks],
        zone: Callable[[], tzinfo],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._runner = runner
        self._outlooks = outlooks
        self._zone = zone
        self._window = window

    def annotate(self, menu: QMenu, ids: Sequence[int], changes: Sequence[Intention]) -> None:
        """Write beside each choice of a menu what it would do; `changes` are in its order."""
        wanted = list(ids)

        def work() -> tuple[Outlook, ...]:
            return self._outlooks().look(wanted, changes)

        self._runner.query(self, work, partial(self._write, menu), latest="outlooks")

    def change(
        self,
        ids: Sequence[int],
        change: Intention,
        title: str,
        work: Work,
        done: Callable[[], None],
    ) -> None:
        """Make a change in the order of clicks; ask before when it alone makes a clock late."""
        wanted = list(ids)
        worse: list[Outlook] = []  # filled on the lane, read when it has answered

        def look_and_do() -> Changes:
            worse.extend(
                each for each in self._outlooks().look(wanted, [change]) if each.makes_late
            )
            return NOTHING if worse else work()

        def decide(_changes: Changes) -> None:
            if worse:
                self._ask(title, worse[0], work, done)
            else:
                done()

        self._runner.command(self, look_and_do, decide)

    def _write(self, menu: QMenu, found: tuple[Outlook, ...]) -> None:
        from desktop.ui.tickets.outlook_words import short_words

        if not isValid(menu):
            return
        choices = [action for action in menu.actions() if action.isCheckable()]
        for action, outlook in zip(choices, found, strict=False):
            words = short_words(outlook, self._zone())
            if words:
                action.setText(f"{action.text()}\t{words}")

    def _ask(self, title: str, outlook: Outlook, work: Work, done: Callable[[], None]) -> None:
        from desktop.ui.tickets.outlook_sheet import OutlookSheet

        sheet = OutlookSheet(self._runner, title, outlook, self._zone(), work, self._window)
        sheet.accepted.connect(done)
        sheet.finished.connect(sheet.deleteLater)
        sheet.open()
