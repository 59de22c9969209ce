"""The sheet of a client: name, phone, organisation."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget
from typing_extensions import override

from desktop.domain.changes import Changes
from desktop.services.clients import NAME_LIMIT, PHONE_LIMIT
from desktop.services.rows import NamedRow
from desktop.services.rows_ticket import ClientCard
from desktop.ui.tickets.sheet import Sheet
from desktop.ui.workplace import Workplace


class ClientSheet(Sheet):
    """Changes what is known of a client; the address stays, mail is recognised by it."""

    def __init__(
        self,
        place: Workplace,
        client: ClientCard,
        organisations: Iterable[NamedRow],
        parent: QWidget,
    ) -> None:
        super().__init__(place.runner, parent)
        self._place, self._client = place, client
        self._name = QLineEdit(client.name)
        self._name.setMaxLength(NAME_LIMIT)
        self._phone = QLineEdit(client.phone)
        self._phone.setMaxLength(PHONE_LIMIT)
        self._organisation = QComboBox()
        self._organisation.addItem(self.tr("No organisation"), None)
        for row in organisations:
            self._organisation.addItem(row.name, row.id)
        self._organisation.setCurrentIndex(
            max(0, self._organisation.findData(client.organisation_id))
        )
        title = self.tr("Client {address}").format(address=client.email or client.name)
        self.say(title, self.tr("Save client"))
        self.add_row(self.tr("Name"), self._name)
        self.add_row(self.tr("Phone"), self._phone)
        self.add_row(self.tr("Organisation"), self._organisation)

    @override
    def work(self) -> Callable[[], Changes]:
        return partial(
            self._place.desk.clients.edit,
            self._place.me.actor,
            self._client.id,
            self._name.text(),
            self._phone.text(),
            self._organisation.currentData(),
        )
