"""Controls bound to a setting by its name: they apply at once and follow every change."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QSpinBox, QWidget
from typing_extensions import override

from desktop.services.setting_keys import Value
from desktop.ui.preferences import Preferences
from desktop.ui.settings.section import Words


class Switch(QCheckBox):
    """A setting that is on or off."""

    def __init__(self, preferences: Preferences, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._name = name
        self.clicked.connect(self._on_clicked)
        preferences.changed.connect(self._on_changed)
        self._on_changed(name)

    def _on_clicked(self, checked: bool) -> None:
        self._preferences.set(self._name, checked)

    def _on_changed(self, name: str) -> None:
        if name == self._name:
            self.setChecked(self._preferences.is_on(name))


class Choice(QComboBox):
    """A setting with a few values, each in words."""

    def __init__(
        self,
        preferences: Preferences,
        name: str,
        options: Sequence[tuple[Value, Words]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._name = name
        self._options = tuple(options)
        for value, words in self._options:
            self.addItem(words(), value)
        self.activated.connect(self._on_activated)
        preferences.changed.connect(self._on_changed)
        self._on_changed(name)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            for index, (_, words) in enumerate(self._options):
                self.setItemText(index, words())

    def _on_activated(self, index: int) -> None:
        self._preferences.set(self._name, self._options[index][0])

    def _on_changed(self, name: str) -> None:
        if name == self._name:
            values = [value for value, _ in self._options]
            current = self._preferences[name]
            self.setCurrentIndex(values.index(current) if current in values else 0)


class TextLine(QLineEdit):
    """A setting that is one line of text; stored when the field is left or Enter is pressed."""

    def __init__(self, preferences: Preferences, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._name = name
        self.editingFinished.connect(self._on_finished)
        preferences.changed.connect(self._on_changed)
        self._on_changed(name)

    def _on_finished(self) -> None:
        if self.isModified():
            self.setModified(False)
            self._preferences.set(self._name, self.text().strip())

    def _on_changed(self, name: str) -> None:
        if name == self._name and not self.isModified():
            self.setText(self._preferences.text(name))


class TextArea(QPlainTextEdit):
    """A setting of several lines; stored when the field is left."""

    LINES = 4

    def __init__(self, preferences: Preferences, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._name = name
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * self.LINES + 12)
        preferences.changed.connect(self._on_changed)
        self._on_changed(name)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self.toPlainText() != self._preferences.text(self._name):
            self._preferences.set(self._name, self.toPlainText())

    def _on_changed(self, name: str) -> None:
        if name == self._name and not self.hasFocus():
            self.setPlainText(self._preferences.text(name))


class Percent(QSpinBox):
    """A setting in percent."""

    def __init__(
        self,
        preferences: Preferences,
        name: str,
        bounds: range,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._name = name
        self.setRange(bounds.start, bounds.stop - 1)
        self.setSingleStep(10)
        self.setSuffix(" %")
        self.setKeyboardTracking(False)
        self._on_changed(name)
        self.valueChanged.connect(self._on_value)
        preferences.changed.connect(self._on_changed)

    def _on_value(self, value: int) -> None:
        if value != self._preferences.number(self._name):
            self._preferences.set(self._name, value)

    def _on_changed(self, name: str) -> None:
        if name == self._name:
            self.setValue(self._preferences.number(name))
