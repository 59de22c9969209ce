"""Menus of what a ticket can be: status, priority, assignee, category, reminder; keyboard first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, time, timedelta, tzinfo

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from desktop.domain.ticket import Priority, Status
from desktop.services.rows import NamedRow, PersonRow
from desktop.ui.formats import near_text
from desktop.ui.texts import policy_word, word

MORNING = time(9)

SETTABLE = (
    Status.OPEN,
    Status.WAITING_CUSTOMER,
    Status.WAITING_THIRD_PARTY,
    Status.WITH_DEVELOPERS,
    Status.RETURNED,
    Status.SOLVED,
    Status.CLOSED,
)
"""What can be set by a word alone; the others ask for a date or a reason."""


def status_menu(
    parent: QWidget,
    current: Status | None,
    choose: Callable[[Status], None],
    asking: Sequence[QAction] = (),
) -> QMenu:
    """Offer every status; `asking` are the commands that set one and ask for something."""
    menu = QMenu(parent)
    for status in SETTABLE:
        _add(menu, word(status), status is current, lambda _=False, status=status: choose(status))
    if asking:
        menu.addSeparator()
        menu.addActions(list(asking))
    return menu


def priority_menu(
    parent: QWidget, current: Priority | None, choose: Callable[[Priority], None]
) -> QMenu:
    """Offer the priorities, the highest first."""
    menu = QMenu(parent)
    for priority in reversed(Priority):
        _add(
            menu,
            word(priority),
            priority is current,
            lambda _=False, priority=priority: choose(priority),
        )
    return menu


def person_menu(
    parent: QWidget,
    people: Iterable[PersonRow],
    me: int | None,
    current: int | None,
    choose: Callable[[int | None], None],
) -> QMenu:
    """Offer the team, the one who sits here first, and nobody."""
    menu = QMenu(parent)
    active = [person for person in people if person.is_active]
    for person in sorted(active, key=lambda person: person.id != me):
        _add(
            menu,
            person.name,
            person.id == current,
            lambda _=False, number=person.id: choose(number),
        )
    menu.addSeparator()
    nobody = QCoreApplication.translate("ChoiceMenus", "Nobody")
    _add(menu, nobody, current is None, lambda _=False: choose(None))
    return menu


def category_menu(
    parent: QWidget,
    categories: Iterable[NamedRow],
    current: int | None,
    choose: Callable[[int | None], None],
) -> QMenu:
    """Offer the categories, and none."""
    menu = QMenu(parent)
    for row in categories:
        _add(menu, row.name, row.id == current, lambda _=False, number=row.id: choose(number))
    menu.addSeparator()
    none = QCoreApplication.translate("ChoiceMenus", "No category")
    _add(menu, none, current is None, lambda _=False: choose(None))
    return menu


def policy_menu(
    parent: QWidget,
    policies: Iterable[NamedRow],
    current: str,
    choose: Callable[[int], None],
) -> QMenu:
    """Offer the service levels by name."""
    menu = QMenu(parent)
    for row in policies:
        name = policy_word(row.name)
        _add(menu, name, row.name == current, lambda _=False, number=row.id: choose(number))
    return menu


def reminder_menu(
    parent: QWidget,
    now: datetime,
    zone: tzinfo,
    choose: Callable[[datetime], None],
    choose_date: Callable[[], None],
) -> QMenu:
    """Offer the moments people mean most, each with its date, and a date of their own."""
    menu = QMenu(parent)
    words = (
        QCoreApplication.translate("ChoiceMenus", "In an hour"),
        QCoreApplication.translate("ChoiceMenus", "In 4 hours"),
        QCoreApplication.translate("ChoiceMenus", "Tomorrow morning"),
        QCoreApplication.translate("ChoiceMenus", "In a week"),
    )
    for text, at in zip(words, reminder_moments(now, zone), strict=True):
        _add(
            menu,
            f"{text} · {near_text(at, now, zone)}",
            False,
            lambda _=False, at=at: choose(at),
        )
    menu.addSeparator()
    other = QCoreApplication.translate("ChoiceMenus", "Choose a date…")
    _add(menu, other, False, lambda _=False: choose_date())
    return menu


def reminder_moments(now: datetime, zone: tzinfo) -> tuple[datetime, ...]:
    """Return in an hour, in four, tomorrow at 9:00 and in a week at 9:00 of the team's zone."""
    today = now.astimezone(zone).date()

    def morning(days: int) -> datetime:
        return datetime.combine(today + timedelta(days=days), MORNING, zone)

    return (now + timedelta(hours=1), now + timedelta(hours=4), morning(1), morning(7))


def _add(menu: QMenu, text: str, is_current: bool, choose: Callable[..., None]) -> None:
    action = menu.addAction(text.replace("&", "&&"))
    action.setCheckable(True)
    action.setChecked(is_current)
    action.triggered.connect(choose)
