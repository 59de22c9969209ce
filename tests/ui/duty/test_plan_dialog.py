"""The planner: nothing is written before Apply, a search is stopped, drafts are published."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtCore import QDate
from PySide6.QtWidgets import (
    QApplication,
    QDateEdit,
    QLabel,
    QListWidget,
    QProgressBar,
    QPushButton,
)
from shiboken6 import isValid

from desktop.domain.changes import Changes
from desktop.domain.duty_coverage import CoverageRequirement
from desktop.domain.duty_hours import DutyHours
from desktop.domain.duty_plan import PlanScore
from desktop.domain.duty_window import WeeklyWindow
from desktop.domain.ticket import Actor
from desktop.domain.worktime_spec import Interval
from desktop.services.duty_plan_basis import PlanOptions
from desktop.services.duty_plan_preview import PlanPreview
from desktop.services.duty_plans import DutyPlans
from desktop.ui.duty.forms import DutyForms
from desktop.ui.duty.people_ticks import PeopleTicks
from desktop.ui.duty.plan_changes import ADDED
from desktop.ui.duty.plan_dialog import PlanDialog
from desktop.ui.duty.publish_sheet import PublishSheet
from desktop.ui.widgets.labels import FaultLabel
from tests.services.duty_team import local, on_duty
from tests.ui.clipping import faults
from tests.ui.duty.dialogs import button, named, opened, press
from tests.ui.shell_rig import ShellRig

SATURDAY, SUNDAY = date(2026, 11, 28), date(2026, 11, 29)
NOON = local("12:00", 5)


class QuickPlans:
    """The real planner with little time; `hold` makes it wait until it is cancelled."""

    def __init__(self, plans: DutyPlans) -> None:
        self._plans = plans
        self.hold = False
        self.begun = threading.Event()
        self.was_cancelled = False

    def get_ready(self) -> None:
        """There is nothing to load."""

    def make(
        self,
        options: PlanOptions,
        seconds: float,
        on_better: Callable[[PlanScore], None],
        is_cancelled: Callable[[], bool],
    ) -> PlanPreview:
        found = self._plans.make(options, 0.2, on_better, lambda: False)
        on_better(found.score)
        self.begun.set()
        cancelled = threading.Event()
        while self.hold and not is_cancelled():
            cancelled.wait(0.005)
        self.was_cancelled = is_cancelled()
        return found

    def apply(self, by: Actor, preview: PlanPreview) -> Changes:
        return self._plans.apply(by, preview)


@pytest.fixture
def plans(rig: ShellRig, me: Actor) -> Iterator[QuickPlans]:
    """A weekend's two days are to be covered by one person each."""
    window = WeeklyWindow(frozenset({5, 6}), Interval.parse("10:00", "14:00"))
    rig.desk.duty_requirements.save(me, CoverageRequirement("Weekend", DutyHours(window), 1, None))
    plans = QuickPlans(rig.desk.duty_plans)
    rig.desk.__dict__["duty_plans"] = plans
    yield plans
    del rig.desk.__dict__["duty_plans"]


def planner(rig: ShellRig, forms: DutyForms) -> PlanDialog:
    """Open the planner on the weekend."""
    forms.plan()
    dialog = opened(rig, PlanDialog)
    for name, day in (("First day", SATURDAY), ("Last day", SUNDAY)):
        named(dialog, QDateEdit, name).setDate(QDate(day.year, day.month, day.day))
    return dialog


def texts(dialog: PlanDialog) -> str:
    return "\n".join(each.text() for each in dialog.findChildren(QLabel) if each.isVisible())


def test_a_plan_is_shown_first_and_applied_in_one_step(
    rig: ShellRig, forms: DutyForms, plans: QuickPlans
) -> None:
    dialog = planner(rig, forms)
    assert not button(dialog, "Apply").isEnabled()
    press(dialog, "Make a plan")
    rig.wait(lambda: dialog.outcome.changes.rowCount() == 2)
    assert "2 duties added" in texts(dialog)
    assert "HiGHS" in texts(dialog)
    changes = dialog.outcome.changes
    assert {changes.item(row, 0).text() for row in range(2)} == {ADDED}
    assert any(
        "→" in dialog.outcome.fairness.item(row, column).text()
        for row in range(dialog.outcome.fairness.rowCount())
        for column in range(1, 5)
    )
    board = rig.desk.duty_board.days(SATURDAY, 2)
    assert all(not row.blocks or row.name.startswith("Anna") for row in board.rows)

    press(dialog, "Apply 2 changes")
    rig.wait(lambda: rig.desk.duty_publishing.drafts(local("00:00"), local("00:00", 9)) == 2)
    assert not isValid(dialog)
    assert on_duty(rig.desk, NOON) == [], "drafts put nobody on duty"
    rig.window.commands["edit.undo"].trigger()
    rig.wait(lambda: rig.desk.duty_publishing.drafts(local("00:00"), local("00:00", 9)) == 0)


def test_a_search_tells_its_score_and_is_stopped(
    rig: ShellRig, forms: DutyForms, plans: QuickPlans
) -> None:
    plans.hold = True
    dialog = planner(rig, forms)
    press(dialog, "Make a plan")
    assert plans.begun.wait(30)
    rig.qtbot.waitUntil(lambda: "Best so far: 0 h uncovered" in texts(dialog), timeout=30_000)
    assert dialog.findChild(QProgressBar).isVisible()
    assert not button(dialog, "Make a plan").isEnabled()
    press(dialog, "Stop, take the best")
    rig.wait(lambda: dialog.outcome.changes.rowCount() == 2)
    assert plans.was_cancelled
    assert not dialog.findChild(QProgressBar).isVisible()


def test_closing_ends_the_search(rig: ShellRig, forms: DutyForms, plans: QuickPlans) -> None:
    plans.hold = True
    dialog = planner(rig, forms)
    press(dialog, "Make a plan")
    assert plans.begun.wait(30)
    dialog.reject()
    rig.wait(lambda: plans.was_cancelled)


def test_other_settings_make_the_preview_old(
    rig: ShellRig, forms: DutyForms, plans: QuickPlans
) -> None:
    dialog = planner(rig, forms)
    press(dialog, "Make a plan")
    rig.wait(lambda: dialog.outcome.changes.rowCount() == 2)
    people = dialog.findChild(PeopleTicks)
    people.show_people(rig.shell.place.me.team.people, ())
    people.changed.emit()
    assert "Choose at least one person." in texts(dialog)
    assert "make a plan again" in texts(dialog)
    assert not button(dialog, "Apply").isEnabled()
    assert not button(dialog, "Make a plan").isEnabled()


def test_a_hole_tells_why_each_person_cannot(
    rig: ShellRig, forms: DutyForms, plans: QuickPlans, team: dict[str, int], me: Actor
) -> None:
    for name in ("bob", "cat", "lea"):
        span = (local("00:00", 5), local("00:00", 6))
        rig.desk.availability.add_absence(me, team[name], *span)
    dialog = planner(rig, forms)
    press(dialog, "Make a plan")
    rig.wait(lambda: dialog.outcome.open.count() >= 1)
    hole = dialog.outcome.open.item(0).text()
    assert hole.startswith("Gap Sat 28 Nov 10:00 – 14:00\n")
    assert "Bob: on vacation\nCat: on vacation\nLea: on vacation" in hole
    QApplication.processEvents()
    assert "1 gap left" in texts(dialog)


def test_publishing_says_who_is_told_what(
    rig: ShellRig, forms: DutyForms, plans: QuickPlans
) -> None:
    dialog = planner(rig, forms)
    press(dialog, "Make a plan")
    rig.wait(lambda: dialog.outcome.changes.rowCount() == 2)
    press(dialog, "Apply 2 changes")
    rig.wait(lambda: not isValid(dialog))
    forms.publish()
    sheet = opened(rig, PublishSheet)
    told = sheet.findChild(QListWidget)
    lines = [told.item(row).text() for row in range(told.count())]
    assert lines
    assert all("duty" in line or "duties" in line for line in lines)
    press(sheet, "Publish")
    rig.wait(lambda: len(on_duty(rig.desk, NOON)) == 1)
    forms.publish()
    sheet = opened(rig, PublishSheet)
    assert not button(sheet, "Publish").isEnabled(), "nothing is left to publish"


def test_a_plan_is_applied_and_its_days_are_offered_to_be_published(
    rig: ShellRig, forms: DutyForms, plans: QuickPlans
) -> None:
    dialog = planner(rig, forms)
    press(dialog, "Make a plan")
    rig.wait(lambda: dialog.outcome.changes.rowCount() == 2)
    press(dialog, "Apply and publish…")
    rig.wait(lambda: not isValid(dialog))
    sheet = opened(rig, PublishSheet)
    assert named(sheet, QDateEdit, "First day").date() == QDate(2026, 11, 28)
    assert named(sheet, QDateEdit, "Last day").date() == QDate(2026, 11, 29)
    press(sheet, "Publish")
    rig.wait(lambda: len(on_duty(rig.desk, NOON)) == 1)
    rig.window.commands["edit.undo"].trigger()
    rig.wait(lambda: on_duty(rig.desk, NOON) == [])
    assert rig.desk.duty_publishing.drafts(local("00:00"), local("00:00", 9)) == 2


def test_more_days_than_a_plan_covers_are_not_planned(
    rig: ShellRig, forms: DutyForms, plans: QuickPlans
) -> None:
    dialog = planner(rig, forms)
    named(dialog, QDateEdit, "Last day").setDate(QDate(2028, 1, 2))
    assert not button(dialog, "Make a plan").isEnabled()
    assert "A plan covers 400 days at most." in [
        label.text() for label in dialog.settings.findChildren(FaultLabel) if label.isVisible()
    ]


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_word_of_the_planner_fits(
    rig: ShellRig, forms: DutyForms, plans: QuickPlans, language: str
) -> None:
    rig.speak(language)
    forms.plan()
    dialog = opened(rig, PlanDialog)
    assert faults(dialog) == []
    for field in dialog.findChildren(QDateEdit):
        field.setDate(QDate(2026, 11, 28))
    dialog.settings.changed.emit()
    dialog.findChild(QPushButton, "plan").click()
    rig.settle()
    QApplication.processEvents()
    assert faults(dialog) == []
    forms.publish()
    assert faults(opened(rig, PublishSheet)) == []
