"""Settings > Templates: texts for replies."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.domain.changes import Changes, Topic
from desktop.domain.clock import Clock
from desktop.services.templates import TemplateRow, Templates
from desktop.ui.lists.columns import Column
from desktop.ui.runner import Runner
from desktop.ui.settings.record_section import RecordSection
from desktop.ui.settings.template_form import LANGUAGES, TemplateForm
from desktop.ui.signed_in import SignedIn


class TemplatesSection(RecordSection[TemplateRow]):
    """The list of templates, and below it the form for one of them."""

    def __init__(
        self,
        templates: Templates,
        runner: Runner,
        clock: Clock,
        me: SignedIn,
        parent: QWidget | None = None,
    ) -> None:
        self._templates = templates
        self._me = me
        self._form_of = TemplateForm()
        columns: tuple[Column[TemplateRow], ...] = (
            Column("name", lambda: self.tr("Name"), lambda row, _: row.template.name),
            Column("language", lambda: self.tr("Language"), lambda row, _: self._language(row)),
            Column(
                "text",
                lambda: self.tr("Text"),
                lambda row, _: " ".join(row.template.text.split()),
                tooltip=lambda row, _: row.template.text,
            ),
        )
        super().__init__(
            runner, clock, Topic.TEMPLATES, columns, templates.all, self._form_of, parent
        )
        self.say_when_empty(
            lambda: self.tr("No templates yet. Write an answer once, and insert it into any reply.")
        )
        self.add_button(lambda: self.tr("Add a template"), self._on_add, needs_record=False)
        self.add_button(lambda: self.tr("Edit"), self.on_edit)
        self.add_button(lambda: self.tr("Delete"), self._on_delete)
        self.finish()

    @override
    def title(self) -> str:
        return self.tr("Templates")

    @override
    def on_edit(self) -> None:
        row = self.list.chosen()
        if row is not None:
            self._form_of.begin(row)

    @override
    def on_save(self) -> None:
        row, template, actor = self._form_of.row, self._form_of.template, self._me.actor

        def work() -> Changes:
            if row is None:
                return self._templates.add(actor, template)
            return self._templates.edit(actor, row.id, row.version, template)

        self.save(work)

    def _language(self, row: TemplateRow) -> str:
        return LANGUAGES.get(row.template.language) or self.tr("any")

    def _on_add(self) -> None:
        self._form_of.begin(None)

    def _on_delete(self) -> None:
        row, actor = self.list.chosen(), self._me.actor
        if row is not None:
            self.command(lambda: self._templates.remove(actor, row.id))
