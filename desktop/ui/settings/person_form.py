"""The form for one person of the team."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget
from typing_extensions import override

from desktop.domain.ticket import Role
from desktop.services.rows import PersonRow
from desktop.ui.settings.record_form import RecordForm
from desktop.ui.texts import word


class PersonForm(RecordForm):
    """The fields for adding a person and for changing one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.person: PersonRow | None = None
        self._name = QLineEdit()
        self._email = QLineEdit()
        self._role = QComboBox()
        for role in Role:
            self._role.addItem("", role)
        self.add_field(lambda: self.tr("Name"), self._name)
        self.add_field(lambda: self.tr("E-mail"), self._email)
        self.add_field(lambda: self.tr("Role"), self._role)
        self.finish()

    @property
    def name(self) -> str:
        return self._name.text()

    @property
    def email(self) -> str:
        return self._email.text()

    @property
    def role(self) -> Role:
        return Role(self._role.currentData())

    def begin(self, person: PersonRow | None) -> None:
        """Show the form filled in; None: for somebody new."""
        self.person = person
        self._name.setText(person.name if person else "")
        self._email.setText(person.email if person else "")
        self._role.setCurrentIndex(self._role.findData(person.role if person else Role.AGENT))
        self.open_at(self._name)

    @override
    def retranslate(self) -> None:
        super().retranslate()
        for index, role in enumerate(Role):
            self._role.setItemText(index, word(role))
