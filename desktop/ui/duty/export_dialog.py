"""The dialog before duties are exported as a calendar: everybody's, or one person's."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QVBoxLayout, QWidget

from desktop.services.rows import PersonRow
from desktop.ui.duty.fields import PersonField
from desktop.ui.theme.typography import Space
from desktop.ui.widgets.buttons import PrimaryButton
from desktop.ui.widgets.labels import MutedLabel

WIDTH = 480


class DutyExportDialog(QDialog):
    """Opens on the person who works here; who listens asks for the file."""

    wanted = Signal(object)
    """int | None: whose duties, None for everybody's."""

    def __init__(self, people: Iterable[PersonRow], own_id: int | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Export duties as iCalendar"))
        self.setMinimumWidth(WIDTH)
        self._person = PersonField()
        self._person.show_people(people, own_id, self.tr("Everybody"))
        hint = MutedLabel(
            self.tr(
                "A month back and a year ahead, with reminders, for Outlook, Google and others. "
                "Drafts are left out. Saved and read again, it tells what was moved or cancelled."
            )
        )
        hint.setWordWrap(True)
        self._save = PrimaryButton(self.tr("Save as…"))
        self._save.setDefault(True)

        form = QFormLayout()
        form.setHorizontalSpacing(Space.PAGE)
        form.setVerticalSpacing(Space.CONTROL)
        form.addRow(self.tr("Duties of"), self._person)
        form.addRow("", hint)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(self.tr("Cancel"))
        buttons.addButton(self._save, QDialogButtonBox.ButtonRole.ActionRole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.PAGE, Space.PAGE, Space.PAGE, Space.PAGE)
        layout.setSpacing(Space.PANE)
        layout.addLayout(form)
        layout.addWidget(buttons)

        self._save.clicked.connect(self._on_save)
        buttons.rejected.connect(self.reject)

    def _on_save(self) -> None:
        self.accept()
        self.wanted.emit(self._person.person_id)
