"""The forms around the duty calendar, opened one after another for people to look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from functools import partial

from PySide6.QtWidgets import QDialog, QWidget

from desktop.domain.duty import AbsenceKind
from desktop.domain.duty_coverage import CoverageRequirement
from desktop.domain.duty_hours import DutyHours
from desktop.domain.duty_window import WeeklyWindow
from desktop.domain.ticket import Actor, Role
from desktop.domain.worktime_spec import Interval
from desktop.services.desk import Desk
from desktop.services.duty_blocks import BoardBlock
from desktop.services.duty_shifts import NewShift
from desktop.ui.duty.forms import DutyForms
from desktop.ui.duty.plan_dialog import PlanDialog
from desktop.ui.language import Tongue

PLAN_SECONDS = 1
PLANNED = (date(2026, 11, 30), date(2026, 12, 13))
_WEEKEND = frozenset({5, 6})
_DAYTIME = Interval.parse("10:00", "18:00")
_NAMES = {
    Tongue.ENGLISH: ("Weekend days", "databases"),
    Tongue.RUSSIAN: ("Выходные днём", "базы данных"),
}


def ask_for_a_plan(desk: Desk, by: Actor, tongue: Tongue) -> None:
    """Leave the planner something to add, something to take away, and one duty nobody can have.

    Weekends want two people by day; drafts give one of them a whole weekend; and the only one who
    knows the databases is away on a day when somebody has to.
    """
    name, skill = _NAMES[tongue]
    saturday = PLANNED[0] + timedelta(days=5)
    people = [person.id for person in desk.people.all()]
    lead = next(person.id for person in desk.people.all() if person.role is Role.LEAD)
    weekend = DutyHours(WeeklyWindow(_WEEKEND, _DAYTIME))
    wednesday = DutyHours(WeeklyWindow(frozenset({2}), _DAYTIME))
    desk.duty_requirements.save(by, CoverageRequirement(name, weekend, 2, None))
    desk.duty_requirements.save(by, CoverageRequirement(skill, wednesday, 1, skill))
    desk.duty_requirements.set_skills(by, lead, [skill])
    away = datetime.combine(PLANNED[0], time(), desk.duty.wall_zone())
    desk.availability.add_absence(by, lead, away, away + timedelta(days=5), AbsenceKind.VACATION)
    for day in (saturday, saturday + timedelta(days=1)):
        start_at = datetime.combine(day, time(10), desk.duty.wall_zone())
        end_at = start_at + timedelta(hours=8)
        desk.duty_shifts.assign(by, NewShift(people[0], start_at, end_at, None, name, True))


def open_forms(
    forms: DutyForms, block: BoardBlock, window: QWidget, rest: Callable[[], None]
) -> Iterator[str]:
    """Open each form, on a duty if it needs one, yield its name, and close it."""
    for name, open_form in (
        ("duty-assign", partial(forms.edit, block)),
        ("duty-swap", partial(forms.ask_swap, block)),
        ("duty-swaps", forms.swaps),
        ("duty-absences", forms.absences),
        ("duty-wishes", forms.wishes),
        ("duty-overrides", forms.overrides),
        ("duty-temporary", forms.temporary),
        ("duty-plan", forms.plan),
        ("duty-publish", forms.publish),
    ):
        open_form()
        rest()
        dialog = shown_dialog(window)
        if isinstance(dialog, PlanDialog):
            dialog.settings.show_span(*PLANNED, keep_existing=False)
            dialog.settings.seconds = PLAN_SECONDS
            dialog.plan()
        rest()
        yield name
        if dialog is not None:
            dialog.reject()
        rest()


def shown_dialog(window: QWidget) -> QDialog | None:
    """Return the dialog over the window, if there is one."""
    return next((each for each in window.findChildren(QDialog) if each.isVisible()), None)
