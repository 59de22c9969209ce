"""A section that keeps a list of records: the list, what can be done to one, and its form."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget
from typing_extensions import override

from desktop.domain.changes import Changes, Topic
from desktop.domain.clock import Clock
from desktop.ui.lists.columns import Column
from desktop.ui.lists.paged_table import R
from desktop.ui.runner import Runner
from desktop.ui.settings.record_form import RecordForm
from desktop.ui.settings.record_list import RecordList
from desktop.ui.settings.section import Section, Words
from desktop.ui.theme.typography import Space
from desktop.ui.widgets.labels import MutedLabel, PlainLabel
from desktop.ui.widgets.notice_bar import ErrorBar


class RecordSection(Section, Generic[R]):
    """Subclasses add their buttons, call `finish`, and say what each button does.

    Buttons but those for a new record wait until one is chosen. The list is read anew whenever
    `topic` changed; a form that was saved closes.
    """

    def __init__(
        self,
        runner: Runner,
        clock: Clock,
        topic: Topic,
        columns: Sequence[Column[R]],
        read: Callable[[], Sequence[R]],
        form: RecordForm,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.runner = runner
        self._topic = topic
        self.list: RecordList[R] = RecordList(runner, clock, columns, read)
        self.errors = ErrorBar()
        self._form_part = form
        self._buttons: list[tuple[QPushButton, Words, bool]] = []
        self._hint = MutedLabel()
        self._hint_words: Words | None = None
        self._empty = PlainLabel()
        self._empty_words: Words | None = None
        self._button_row = QHBoxLayout()
        self._button_row.setSpacing(Space.CONTROL)

        for label in (self._hint, self._empty):
            label.setWordWrap(True)
            label.hide()
        self.column.addWidget(self._hint)
        self.column.addWidget(self.list)
        self.column.addWidget(self._empty)
        self.column.addLayout(self._button_row)
        self.column.addWidget(self.errors)
        self.column.addWidget(form)

        self.list.view.current_told.connect(self.on_current)
        self.list.view.opened.connect(self.on_edit)
        self.list.table.loaded.connect(self.on_current)
        self.list.table.loaded.connect(self._on_loaded)
        form.saved.connect(self.on_save)
        runner.changed.connect(self._on_changed)

    def add_button(
        self, words: Words, do: Callable[[], None], *, needs_record: bool = True
    ) -> QPushButton:
        """Add a button below the list."""
        button = QPushButton()
        button.clicked.connect(lambda: do())
        self._button_row.addWidget(button)
        self._buttons.append((button, words, needs_record))
        return button

    def add_moves(self, move: Callable[[R, int], None]) -> None:
        """Add buttons that move the record chosen: `move` is told its new place, from 0."""
        translate = QCoreApplication.translate
        self.add_button(lambda: translate("RecordSection", "Move up"), lambda: self._move(move, -1))
        self.add_button(
            lambda: translate("RecordSection", "Move down"), lambda: self._move(move, 1)
        )

    def say_above(self, words: Words) -> None:
        """Show a sentence above the list: what it is for."""
        self._hint_words = words
        self._hint.show()

    def say_when_empty(self, words: Words) -> None:
        """Show a sentence instead of a list without any record."""
        self._empty_words = words

    @override
    def finish(self) -> None:
        self._button_row.addStretch(1)
        super().finish()

    @override
    def retranslate(self) -> None:
        super().retranslate()
        self.list.view.setAccessibleName(self.title())
        if self._hint_words is not None:
            self._hint.setText(self._hint_words())
        if self._empty_words is not None:
            self._empty.setText(self._empty_words())
        self.on_current()

    def command(self, work: Callable[[], Changes]) -> None:
        """Run a command on the record chosen; a refusal stands below the list."""
        self.errors.hide()
        self.runner.command(self, work, on_error=self.errors.show_error)

    def save(self, work: Callable[[], Changes]) -> None:
        """Run the command that saves the form; it stays open when that is refused."""
        self.errors.hide()
        self.runner.command(self, work, self.on_saved, self.errors.show_error)

    def on_current(self) -> None:
        """Another record is chosen: enable and name the buttons."""
        has_record = self.list.chosen() is not None
        for button, words, needs_record in self._buttons:
            button.setEnabled(has_record or not needs_record)
            button.setText(words())

    def on_edit(self) -> None:
        """Open the form on the record chosen."""
        raise NotImplementedError

    def on_save(self) -> None:
        """Save what the form holds."""
        raise NotImplementedError

    def on_saved(self, _changes: Changes) -> None:
        """The form was saved."""
        self._form_part.hide()

    def _move(self, move: Callable[[R, int], None], by: int) -> None:
        row = self.list.chosen()
        if row is not None:
            move(row, self.list.view.currentIndex().row() + by)

    def _on_loaded(self) -> None:
        is_empty = self._empty_words is not None and not self.list.table.rowCount()
        self._empty.setVisible(is_empty)
        self.list.setVisible(not is_empty)

    def _on_changed(self, changes: Changes) -> None:
        if self._topic in changes.topics:
            self.list.table.reload()
