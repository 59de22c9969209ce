"""Templates of replies, found by typing (Ctrl+J)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.domain.reply_template import ReplyTemplate
from desktop.domain.tongue import Written
from desktop.services.templates import TemplateRow
from desktop.ui.widgets.command_palette import CommandPalette
from desktop.ui.widgets.palette_entries import ListSource, PaletteEntry

_NAMES = {Written.ENGLISH.value: "English", Written.RUSSIAN.value: "Русский"}


class TemplatePicker(CommandPalette):
    """Lists those in the client's language first, then those for any, then the others."""

    def __init__(self, host: QWidget, choose: Callable[[ReplyTemplate], None]) -> None:
        self._rows: Sequence[TemplateRow] = ()
        self._choose_template = choose
        super().__init__(host, [ListSource(self._entries)])

    def show_templates(self, rows: Sequence[TemplateRow], language: Written) -> None:
        """Offer these."""
        order = {language.value: 0, "": 1}
        self._rows = sorted(rows, key=lambda row: order.get(row.template.language, 2))
        self._say_help()
        self.pop_up()

    @override
    def retranslate(self) -> None:
        super().retranslate()
        self._field.setPlaceholderText(self.tr("Name of a template, or words of it"))
        self._field.setAccessibleName(self.tr("Choose a template"))
        self._say_help()

    def _say_help(self) -> None:
        if self._rows:
            self._help.setText(self.tr("↑↓ choose · Enter insert · Esc close"))
        else:
            self._help.setText(self.tr("No templates yet. Write them under Settings › Templates."))

    def _entries(self) -> Sequence[PaletteEntry]:
        return [
            PaletteEntry(
                key=f"template:{row.id}",
                title=row.template.name,
                icon="file-text",
                run=lambda row=row: self._choose_template(row.template),  # type: ignore[misc]
                hint=_NAMES.get(row.template.language, ""),
                also=(row.template.text,),
            )
            for row in self._rows
        ]
