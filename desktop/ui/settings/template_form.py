"""The form for one template of replies."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget
from typing_extensions import override

from desktop.domain.reply_template import ReplyTemplate, Variable
from desktop.services.templates import TemplateRow
from desktop.ui.settings.record_form import RecordForm
from desktop.ui.settings.section import FIELD_WIDTH
from desktop.ui.widgets.labels import MutedLabel

TEXT_WIDTH = 2 * FIELD_WIDTH
LINES = 9
LANGUAGES = {"": "", "en": "English", "ru": "Русский"}


class TemplateForm(RecordForm):
    """A name, a language, and the text with its variables."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row: TemplateRow | None = None
        self._name = QLineEdit()
        self._language = QComboBox()
        for code, name in LANGUAGES.items():
            self._language.addItem(name, code)
        self._text = QPlainTextEdit()
        self._text.setTabChangesFocus(True)
        self._text.setFixedHeight(self.fontMetrics().lineSpacing() * LINES)
        self._hint = MutedLabel()
        self._hint.setWordWrap(True)
        self.add_field(lambda: self.tr("Name"), self._name)
        self.add_field(lambda: self.tr("Language"), self._language)
        self.add_field(lambda: self.tr("Text"), self._text, TEXT_WIDTH)
        self.column.addWidget(self._hint)
        self.finish()

    @property
    def template(self) -> ReplyTemplate:
        """Return what is typed."""
        return ReplyTemplate(
            self._name.text().strip(),
            self._text.toPlainText().strip(),
            self._language.currentData(),
        )

    def begin(self, row: TemplateRow | None) -> None:
        """Show the form filled in; None: for a new template."""
        self.row = row
        template = row.template if row else ReplyTemplate("", "")
        self._name.setText(template.name)
        self._text.setPlainText(template.text)
        self._language.setCurrentIndex(max(0, self._language.findData(template.language)))
        self.open_at(self._name)

    @override
    def retranslate(self) -> None:
        super().retranslate()
        self._language.setItemText(0, self.tr("any"))
        names = " ".join(f"{{{variable}}}" for variable in Variable)
        self._hint.setText(
            self.tr("Filled in when the template is used: {names}").format(names=names)
        )
