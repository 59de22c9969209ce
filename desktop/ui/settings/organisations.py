"""Settings > Organisations: the firms that clients belong to."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget
from typing_extensions import override

from desktop.domain.changes import Topic
from desktop.domain.clock import Clock
from desktop.services.organisations import NAME_LIMIT, OrganisationRow, Organisations
from desktop.ui.formats import number_text
from desktop.ui.lists.columns import Column
from desktop.ui.runner import Runner
from desktop.ui.settings.record_form import RecordForm
from desktop.ui.settings.record_section import RecordSection
from desktop.ui.signed_in import SignedIn
from desktop.ui.texts import policy_word
from desktop.ui.widgets.labels import MutedLabel

NEW = OrganisationRow(0, "", (), False, None, "", 0, 0)


class OrganisationForm(RecordForm):
    """Name, domains, and whether it is treated with more care."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = NEW
        self._name, self._domain = QLineEdit(), QLineEdit()
        self._name.setMaxLength(NAME_LIMIT)
        self._is_vip = QCheckBox()
        self._hint = MutedLabel()
        self._hint.setWordWrap(True)
        self.add_field(lambda: self.tr("Organisation"), self._name)
        self.add_field(lambda: self.tr("Domains of their addresses"), self._domain)
        self.column.addWidget(self._is_vip)
        self.column.addWidget(self._hint)
        self.finish()

    @property
    def organisation(self) -> OrganisationRow:
        """Return what is typed."""
        row = self.row
        return OrganisationRow(
            row.id,
            self._name.text(),
            tuple(self._domain.text().split(",")),
            self._is_vip.isChecked(),
            row.policy_id,
            row.policy,
            row.clients,
            row.strangers,
        )

    def begin(self, row: OrganisationRow) -> None:
        """Show the form filled in."""
        self.row = row
        self._name.setText(row.name)
        self._domain.setText(", ".join(row.domains))
        self._is_vip.setChecked(row.is_vip)
        self.open_at(self._name)

    @override
    def retranslate(self) -> None:
        super().retranslate()
        self._domain.setPlaceholderText("nord.example, nord-clinic.example")
        self._is_vip.setText(self.tr("VIP client"))
        self._hint.setText(
            self.tr(
                "New clients who write from these domains belong to it by themselves. Its service "
                "level is chosen in “SLA and OLA”."
            )
        )


class OrganisationsSection(RecordSection[OrganisationRow]):
    """The list of organisations, and below it the form for one of them."""

    def __init__(
        self,
        organisations: Organisations,
        runner: Runner,
        clock: Clock,
        me: SignedIn,
        parent: QWidget | None = None,
    ) -> None:
        self._organisations = organisations
        self._me = me
        self._form_of = OrganisationForm()
        columns: tuple[Column[OrganisationRow], ...] = (
            Column("name", lambda: self.tr("Organisation"), lambda row, _: self._name(row)),
            Column(
                "domain", lambda: self.tr("Domains"), lambda row, _: ", ".join(row.domains) or "—"
            ),
            Column(
                "policy",
                lambda: self.tr("Service level"),
                lambda row, _: policy_word(row.policy) if row.policy else self.tr("as usual"),
            ),
            Column(
                "clients",
                lambda: self.tr("Clients"),
                lambda row, _: number_text(row.clients),
                is_number=True,
            ),
        )
        super().__init__(
            runner, clock, Topic.PEOPLE, columns, organisations.all, self._form_of, parent
        )
        self.say_when_empty(
            lambda: self.tr(
                "No organisations yet. Add one with the domain of its addresses: its people are "
                "known by it, and it can have service levels of its own."
            )
        )
        self.add_button(lambda: self.tr("Add an organisation"), self._on_add, needs_record=False)
        self.add_button(lambda: self.tr("Edit"), self.on_edit)
        self._take = self.add_button(self._take_words, self._on_take)
        self.add_button(lambda: self.tr("Delete"), self._on_delete)
        self.finish()

    @override
    def title(self) -> str:
        return self.tr("Organisations")

    @override
    def on_current(self) -> None:
        super().on_current()
        row = self.list.chosen()
        self._take.setEnabled(row is not None and row.strangers > 0)

    @override
    def on_edit(self) -> None:
        row = self.list.chosen()
        if row is not None:
            self._form_of.begin(row)

    @override
    def on_save(self) -> None:
        row, actor = self._form_of.organisation, self._me.actor
        self.save(lambda: self._organisations.save(actor, row))

    def _name(self, row: OrganisationRow) -> str:
        return f"★ {row.name}" if row.is_vip else row.name

    def _take_words(self) -> str:
        """Say how many clients of the domain belong nowhere yet."""
        row = self.list.chosen()
        return self.tr("Take in %n client(s) of the domains", "", row.strangers if row else 0)

    def _on_add(self) -> None:
        self._form_of.begin(NEW)

    def _on_take(self) -> None:
        row, actor = self.list.chosen(), self._me.actor
        if row is not None:
            self.command(lambda: self._organisations.take_in(actor, row.id))

    def _on_delete(self) -> None:
        row, actor = self.list.chosen(), self._me.actor
        if row is not None:
            self.command(lambda: self._organisations.remove(actor, row.id))
