"""The sheet of a ticket's organisation: whose it is, and what that does to its deadlines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import tzinfo
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QWidget
from typing_extensions import override

from desktop.domain.changes import Changes
from desktop.services.outlooks import Outlook
from desktop.services.reclassification import OrganisationChange
from desktop.services.rows import NamedRow
from desktop.ui.tickets.outlook_note import OutlookNote
from desktop.ui.tickets.sheet import Sheet
from desktop.ui.workplace import Workplace

WIDTH = 640


class OrganisationSheet(Sheet):
    """Looks ahead at each choice, before it is saved: the policy may come with it (sla.md K9)."""

    def __init__(
        self,
        place: Workplace,
        ticket_ids: Sequence[int],
        organisations: Iterable[NamedRow],
        current: str,
        zone: tzinfo,
        parent: QWidget,
    ) -> None:
        """`current` is the name of the organisation that the tickets have; empty without one."""
        super().__init__(place.runner, parent)
        self._place, self._ids, self._zone = place, list(ticket_ids), zone
        self._organisation = QComboBox()
        self._organisation.addItem(self.tr("No organisation"), None)
        for row in organisations:
            self._organisation.addItem(row.name, row.id)
        exact = Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchCaseSensitive
        self._organisation.setCurrentIndex(max(0, self._organisation.findText(current, exact)))
        self.note = OutlookNote()
        self.setMinimumWidth(WIDTH)
        title = self.tr("Organisation of %n ticket(s)", "", len(self._ids))
        if len(self._ids) == 1:
            title = self.tr("Organisation of #{number}").format(number=self._ids[0])
        self.say(title, self.tr("Change organisation"))
        self.add_row(self.tr("Organisation"), self._organisation)
        self.add_note(self.note)
        self._organisation.currentIndexChanged.connect(self._look)
        self._look()

    @override
    def work(self) -> Callable[[], Changes]:
        change, by = self._place.desk.tickets.set_organisation, self._place.me.actor
        return partial(change, by, self._ids, self._organisation.currentData())

    def _look(self) -> None:
        outlooks, ids = self._place.desk.outlooks, self._ids
        change = OrganisationChange(self._organisation.currentData())
        self._runner.query(self, lambda: outlooks.look(ids, [change]), self._say, latest="outlook")

    def _say(self, found: tuple[Outlook, ...]) -> None:
        for outlook in found:
            self.note.show_outlook(outlook, self._zone)
        self.note.setMinimumHeight(self.note.heightForWidth(self.note.width()))
        layout = self.layout()
        if layout is not None:
            layout.activate()
        self.adjustSize()
