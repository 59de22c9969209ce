"""The forms around the duty calendar, opened one after another for people to look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtWidgets import QDialog, QWidget

from desktop.services.duty_blocks import BoardBlock
from desktop.ui.duty.forms import DutyForms
from desktop.ui.duty.plan_dialog import PlanDialog

PLAN_SECONDS = 1


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
