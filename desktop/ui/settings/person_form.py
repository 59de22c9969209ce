"""The form for one person of the team."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from desktop.domain.ticket import Role
from desktop.services.rows import PersonRow
from desktop.ui.settings.section import FIELD_WIDTH
from desktop.ui.texts import word
from desktop.ui.theme.typography import Space
from desktop.ui.widgets.buttons import PrimaryButton
from desktop.ui.widgets.labels import PlainLabel


class PersonForm(QWidget):
    """The fields for adding a person and for changing one; who listens saves."""

    saved = Signal()
    """Save was pressed; `person`, `name`, `email` and `role` say what."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.person: PersonRow | None = None
        self._name = QLineEdit()
        self._email = QLineEdit()
        self._role = QComboBox()
        self._save = PrimaryButton()
        self._cancel = QPushButton()
        self._labels = [PlainLabel(), PlainLabel(), PlainLabel()]
        for role in Role:
            self._role.addItem("", role)

        form = QFormLayout()
        form.setHorizontalSpacing(Space.PAGE)
        form.setVerticalSpacing(Space.CONTROL)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
        for label, field in zip(self._labels, (self._name, self._email, self._role), strict=True):
            label.setBuddy(field)
            field.setMinimumWidth(FIELD_WIDTH)
            form.addRow(label, field)
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.CONTROL)
        buttons.addWidget(self._save)
        buttons.addWidget(self._cancel)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.PANE)
        layout.addLayout(form)
        layout.addLayout(buttons)

        self._save.clicked.connect(self.saved)
        self._name.returnPressed.connect(self.saved)
        self._email.returnPressed.connect(self.saved)
        self._cancel.clicked.connect(self.hide)
        self.retranslate()

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
        self.show()
        self._name.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Take the words of the language now spoken."""
        texts = (self.tr("Name"), self.tr("E-mail"), self.tr("Role"))
        fields = (self._name, self._email, self._role)
        for label, field, text in zip(self._labels, fields, texts, strict=True):
            label.setText(text)
            field.setAccessibleName(text)
        for index, role in enumerate(Role):
            self._role.setItemText(index, word(role))
        self._save.setText(self.tr("Save"))
        self._cancel.setText(self.tr("Cancel"))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
