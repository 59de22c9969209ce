"""Settings > SLA and OLA: targets typed by keyboard, checked, tried on tickets, and taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPushButton,
    QSpinBox,
)

from desktop.domain.sla import ClockKind, Policy, PolicySource, Target
from desktop.domain.sla_presets import BUSINESS_HOURS, ROUND_THE_CLOCK
from desktop.domain.ticket import Actor, Priority, Source
from desktop.models.people import Category
from desktop.services.tickets import ManualTicket
from desktop.ui.settings.page import SettingsPage
from desktop.ui.settings.policies import PoliciesSection
from desktop.ui.settings.policy_form import PolicyForm
from desktop.ui.settings.policy_grid import PolicyGrid
from desktop.ui.settings.policy_history import PolicyHistory
from desktop.ui.settings.policy_owners import PolicyOwners
from desktop.ui.settings.policy_table import CLOCKS, PRIORITIES, Cell
from desktop.ui.widgets.labels import PlainLabel
from tests.ui.clipping import faults
from tests.ui.settings.finding import named, press, section
from tests.ui.shell_rig import ShellRig

ME = Actor(None, Source.WINDOW)
SMALL, HOURS = 1, 2
NORMAL_FIRST = (Priority.NORMAL, ClockKind.FIRST_RESPONSE)


class Editor:
    """The section with the form of the first policy open, and what a person does to it."""

    def __init__(self, rig: ShellRig, page: SettingsPage) -> None:
        self.rig = rig
        self.section = section(page, PoliciesSection)
        rig.wait(lambda: self.section.list.table.rowCount() == 2)
        rig.settle()
        self.choose(0)
        press(self.section, "Edit")
        self.form = self.section.findChild(PolicyForm)
        self.grid = self.form.findChild(PolicyGrid)
        rig.settle()

    @property
    def policy(self) -> Policy:
        return self.rig.desk.policy_edits.one(SMALL).policy

    @property
    def words(self) -> str:
        labels = self.form.findChildren(PlainLabel)
        return "\n".join(label.text() for label in labels if label.isVisible())

    @property
    def save(self) -> QPushButton:
        [found] = [b for b in self.form.findChildren(QPushButton) if b.text() == "Save"]
        return found

    def choose(self, row: int) -> None:
        self.section.list.view.setCurrentIndex(self.section.list.table.index(row, 0))

    def go(self, cell: Cell) -> None:
        place = PRIORITIES.index(cell[0]), CLOCKS.index(cell[1])
        self.grid.setCurrentIndex(self.grid.model().index(*place))
        self.rig.settle()

    def type(self, text: str) -> None:
        """Type over the cell with the cursor, as one does without a mouse."""
        QTest.keyClick(self.grid, Qt.Key.Key_Return)
        [field] = [each for each in self.grid.findChildren(QLineEdit) if each.isVisible()]
        field.clear()
        QTest.keyClicks(field, text)
        QTest.keyClick(field, Qt.Key.Key_Return)
        self.rig.wait(lambda: self.grid.state() is QAbstractItemView.State.NoState)
        self.rig.settle()

    def undo(self) -> None:
        self.rig.window.commands["edit.undo"].trigger()
        self.rig.settle()


@pytest.fixture
def editor(rig: ShellRig, page: SettingsPage) -> Iterator[Editor]:
    yield Editor(rig, page)


def test_target_is_typed_by_keyboard_saved_as_a_version_and_taken_back(
    rig: ShellRig, editor: Editor
) -> None:
    before = editor.policy
    for _ in range(2):
        QTest.keyClick(editor.grid, Qt.Key.Key_Down)

    editor.type("2h")
    press(editor.form, "Save")

    rig.wait(lambda: editor.policy.version == 2)
    assert editor.policy.rows == before.rows | {NORMAL_FIRST: Target(BUSINESS_HOURS, 120)}
    rig.wait(lambda: not editor.form.isVisible())
    editor.undo()
    rig.wait(lambda: editor.policy == before)


def test_example_is_what_the_engine_says_of_the_cell(rig: ShellRig, editor: Editor) -> None:
    editor.go(NORMAL_FIRST)
    rig.wait(
        lambda: (
            "A ticket of priority Normal that arrives Fri 27 Nov 17:30 is answered by "
            "Mon 30 Nov 12:30." in editor.words
        )
    )
    editor.type("")
    rig.wait(lambda: "Normal · First reply: no target, so no clock runs." in editor.words)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("soon", "“soon” is not a length of time"),
        ("4", "“4” is not a length of time"),
        ("0m", "“0m” is no time at all"),
    ],
)
def test_length_nobody_can_read_stays_marked_and_is_not_saved(
    editor: Editor, typed: str, told: str
) -> None:
    editor.go(NORMAL_FIRST)

    editor.type(typed)

    assert told in editor.words
    assert not editor.save.isEnabled()
    assert editor.grid.currentIndex().data() == typed
    editor.type("3bd")
    assert told not in editor.words
    assert editor.save.isEnabled()


def test_policy_that_promises_nothing_is_told_so(rig: ShellRig, editor: Editor) -> None:
    editor.grid.selectAll()
    QTest.keyClick(editor.grid, Qt.Key.Key_Delete)

    rig.wait(lambda: "The policy promises nothing" in editor.words)
    assert not editor.save.isEnabled()


def test_calendar_extra_time_and_pause_are_set_for_all_cells_chosen(
    rig: ShellRig, editor: Editor
) -> None:
    column = CLOCKS.index(ClockKind.SOLUTION)
    editor.go((Priority.HIGH, ClockKind.SOLUTION))
    editor.grid.selectionModel().select(
        editor.grid.model().index(PRIORITIES.index(Priority.LOW), column),
        QItemSelectionModel.SelectionFlag.Select,
    )
    calendar = named(editor.form, QComboBox, "Counted in")
    calendar.setCurrentIndex(calendar.findData(ROUND_THE_CLOCK))
    calendar.activated.emit(calendar.currentIndex())
    extra = named(editor.form, QLineEdit, "Starting out of hours, add")
    extra.setText("1h 30m")
    extra.editingFinished.emit()
    counted = named(editor.form, QComboBox, "How the extra time is counted")
    counted.setCurrentIndex(1)
    counted.activated.emit(1)
    [pause] = [b for b in editor.form.findChildren(QCheckBox) if b.text().startswith("Stands")]
    pause.click()
    rig.settle()
    press(editor.form, "Save")

    rig.wait(lambda: editor.policy.version == 2)
    rows = editor.policy.rows
    for priority in (Priority.HIGH, Priority.LOW):
        target = rows[priority, ClockKind.SOLUTION]
        assert (target.calendar, target.out_of_hours_minutes) == (ROUND_THE_CLOCK, 90)
        assert (target.out_of_hours_wall, target.developers_pause) == (True, True)
    assert rows[Priority.NORMAL, ClockKind.SOLUTION].calendar == BUSINESS_HOURS


def test_what_stands_beside_the_targets_is_saved_too(rig: ShellRig, editor: Editor) -> None:
    warnings = named(editor.form, QLineEdit, "Warn when so much is used, %")
    warnings.clear()
    QTest.keyClicks(warnings, "half")
    assert "Warnings are percentages" in editor.words
    assert not editor.save.isEnabled()
    warnings.clear()
    QTest.keyClicks(warnings, "80 60")
    named(editor.form, QSpinBox, "Solved, can be reopened within").setValue(14)
    named(editor.form, QSpinBox, "Solved, closes after").setValue(0)
    named(editor.form, QSpinBox, "Reserve before the solution is due").setValue(25)
    name = named(editor.form, QLineEdit, "Name")
    name.setText("Gold")
    press(editor.form, "Save")

    rig.wait(lambda: editor.policy.version == 2)
    saved = editor.policy
    assert (saved.name, saved.thresholds, saved.reopen_window) == (
        "Gold",
        (60, 80),
        timedelta(days=14),
    )
    assert (saved.auto_close_days, saved.ola_reserve_percent) == (None, 25)


def test_days_are_typed_with_or_without_their_noun(editor: Editor) -> None:
    box = named(editor.form, QSpinBox, "Solved, closes after")
    assert box.text() == "3 business days"
    for typed, value, text in (
        ("5", 5, "5 business days"),
        ("1 business day", 1, "1 business day"),
        ("0", 0, "never by itself"),
    ):
        box.lineEdit().setText(typed)
        QTest.keyClick(box, Qt.Key.Key_Return)
        assert (box.value(), box.text()) == (value, text)


def test_open_tickets_are_counted_before_and_recalculated_on_demand(
    rig: ShellRig, editor: Editor
) -> None:
    number = rig.desk.tickets.create(ME, ManualTicket("Printer", "")).created
    assert number is not None
    editor.go(NORMAL_FIRST)
    editor.type("1h")

    rig.wait(lambda: "Open tickets that follow this policy: 1." in editor.words)
    assert "due earlier 1, due later 0, late at once 0" in editor.words
    [recompute] = [b for b in editor.form.findChildren(QCheckBox) if "Recalculate" in b.text()]
    assert not recompute.isChecked(), "by default an edit is for new tickets only"
    recompute.click()
    before = rig.desk.tickets.row(number).next_due_at
    press(editor.form, "Save")

    rig.wait(lambda: editor.policy.version == 2)
    after = rig.desk.tickets.row(number).next_due_at
    assert before is not None and after is not None
    assert after == before - timedelta(hours=3)
    editor.undo()
    rig.wait(lambda: rig.desk.tickets.row(number).next_due_at == before)


def test_policy_is_added_opened_and_removed(rig: ShellRig, editor: Editor) -> None:
    [button] = [b for b in editor.section.findChildren(QPushButton) if b.text() == "Add a policy"]
    [like] = [a for a in button.menu().actions() if a.text() == "Like “Business hours”"]
    like.trigger()

    name = named(editor.form, QLineEdit, "Name")
    rig.wait(lambda: name.text() == "Business hours (1)")
    rig.wait(lambda: editor.section.list.table.rowCount() == 3)
    editor.choose(2)
    press(editor.section, "Delete")
    rig.wait(lambda: editor.section.list.table.rowCount() == 2)
    editor.choose(0)
    press(editor.section, "Delete")
    rig.wait(lambda: "new tickets follow it" in editor.section.errors.text)


def test_nobody_is_told_that_targets_save_themselves(page: SettingsPage, editor: Editor) -> None:
    assert editor.save.isVisible()
    told = [label.text() for label in page.findChildren(PlainLabel) if label.isVisible()]
    assert not any("saved at once" in text for text in told)


def test_policy_that_a_deadline_follows_is_opened(rig: ShellRig, editor: Editor) -> None:
    rig.window.enter("inbox")
    rig.shell.place.signposts.policy_wanted.emit(HOURS)
    rig.settle()

    assert rig.window.room == "settings"
    assert editor.form.isVisible()
    assert editor.form.policy.id == HOURS
    chosen = editor.section.list.chosen()
    assert chosen is not None
    assert chosen.id == HOURS


def test_other_policy_becomes_the_one_for_new_tickets(rig: ShellRig, editor: Editor) -> None:
    editor.choose(1)
    press(editor.section, "Use for all others")
    rig.wait(lambda: rig.desk.policy_edits.all()[0].id == HOURS)
    editor.undo()
    rig.wait(lambda: rig.desk.policy_edits.all()[0].id == SMALL)


def test_category_gets_a_policy_of_its_own(rig: ShellRig, editor: Editor) -> None:
    with rig.desk.database.write() as session:
        session.add(Category(name="Network"))
    editor.section.list.table.reload()
    owner = named(editor.section, QComboBox, "Organisation or category")
    rig.wait(lambda: owner.currentText() == "Category: Network")
    policy = named(editor.section, QComboBox, "Its policy")
    policy.setCurrentIndex(policy.findData(HOURS))
    policy.activated.emit(policy.currentIndex())

    def followed() -> int | None:
        [row] = rig.desk.policy_edits.owners()
        assert row.source is PolicySource.CATEGORY
        return row.policy_id

    rig.wait(lambda: followed() == HOURS)
    rig.settle()
    assert policy.currentData() == HOURS
    editor.undo()
    rig.wait(lambda: followed() is None)
    rig.wait(lambda: policy.currentData() is None)


def test_open_tickets_of_a_category_are_brought_over_when_asked(
    rig: ShellRig, editor: Editor
) -> None:
    desk = rig.desk
    with desk.database.write() as session:
        network = Category(name="Network")
        session.add(network)
        session.flush()
        category = network.id
    new = ManualTicket("Switch", "It is dark.", category_id=category)
    number = desk.tickets.create(ME, new).created
    assert number is not None
    editor.section.list.table.reload()
    owner = named(editor.section, QComboBox, "Organisation or category")
    rig.wait(lambda: owner.currentText() == "Category: Network")
    rig.settle()
    assert not offered(editor), "it follows what a new one would"

    policy = named(editor.section, QComboBox, "Its policy")
    policy.setCurrentIndex(policy.findData(HOURS))
    policy.activated.emit(policy.currentIndex())
    rig.wait(lambda: bool(offered(editor)))

    assert offered(editor).startswith("1 open ticket follows another policy.")
    assert "due later 1" in offered(editor)
    assert faults(editor.section) == []
    press(editor.section, "Let them follow it too")
    rig.wait(lambda: desk.policy_edits.choice(number).followed == "Business hours")
    rig.wait(lambda: not offered(editor))
    editor.undo()
    rig.wait(lambda: desk.policy_edits.choice(number).followed == "Small 24/7")


def offered(editor: Editor) -> str:
    """The line about open tickets that follow another policy; empty while there is none."""
    labels = editor.section.findChild(PolicyOwners).findChildren(PlainLabel)
    return next((e.text() for e in labels if e.isVisible() and "another policy" in e.text()), "")


def test_nothing_is_clipped_or_unnamed(editor: Editor) -> None:
    assert faults(editor.section) == []


@pytest.mark.parametrize("language", ["en", "ru"])
def test_history_tells_what_each_version_changed(
    editor: Editor, speak: Callable[[str], None], language: str
) -> None:
    editor.go(NORMAL_FIRST)
    editor.type("2h")
    editor.save.click()
    editor.rig.settle()
    press(editor.section, "History")
    history = editor.section.findChild(PolicyHistory)
    editor.rig.wait(history.isVisible)
    speak(language)
    editor.rig.settle()

    words = [each.text() for each in history.findChildren(PlainLabel) if each.isVisible()]

    told = {
        "en": "Normal · First reply: 4\xa0h → 2\xa0h",
        "ru": "Обычный · Первый ответ: 4\xa0ч → 2\xa0ч",
    }
    assert told[language] in words
    assert not faults(history)


def test_another_record_closes_the_history_of_the_one_before(editor: Editor) -> None:
    press(editor.section, "History")
    history = editor.section.findChild(PolicyHistory)
    editor.rig.wait(history.isVisible)

    editor.choose(1)

    assert not history.isVisible()
