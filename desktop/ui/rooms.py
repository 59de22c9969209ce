"""Rooms: the pages the rail leads to, each built when it is first entered."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol, cast, runtime_checkable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from desktop.domain.marked import QT_TRANSLATE_NOOP

if TYPE_CHECKING:  # it imports the services, which the first paint does not wait for
    from desktop.ui.workplace import Workplace


class PageModule(Protocol):
    """What the module of a page offers."""

    def build(self, place: Workplace) -> QWidget:
        """Return the page, ready to be shown."""
        ...


@runtime_checkable
class TicketRoom(Protocol):
    """The page that can show a ticket by its number."""

    def open_ticket(self, ticket_id: int) -> None:
        """Show that ticket."""
        ...

    def search_for(self, text: str) -> None:
        """List the tickets that match."""
        ...


@runtime_checkable
class DutyRoom(Protocol):
    """The page of the duty calendar."""

    def carry_out(self, command_id: str) -> None:
        """Do what one of the commands on duties says."""
        ...

    def fill_gap(self, start_at: datetime, end_at: datetime) -> None:
        """Show the gap and ask who takes it."""
        ...


@dataclass(frozen=True, slots=True)
class Room:
    """A page of the window. `module` is imported on a worker while the database opens."""

    key: str
    icon: str
    source: str
    module: str
    is_last: bool = False
    """At the foot of the rail, apart from the others."""

    @property
    def title(self) -> str:
        """Return the name in the language now spoken."""
        return QCoreApplication.translate("Room", self.source)

    def page_module(self) -> PageModule:
        """Import the page; on a worker the first time."""
        return cast(PageModule, importlib.import_module(self.module))


TICKETS = "inbox"
"""The room whose page is a `TicketRoom`."""
DUTY = "duty"
"""The room whose page is a `DutyRoom`."""

ROOMS = (
    Room("inbox", "inbox", QT_TRANSLATE_NOOP("Room", "Inbox"), "desktop.ui.tickets.inbox_page"),
    Room("duty", "calendar-clock", QT_TRANSLATE_NOOP("Room", "Duty"), "desktop.ui.duty.page"),
    Room(
        "settings",
        "settings",
        QT_TRANSLATE_NOOP("Room", "Settings"),
        "desktop.ui.settings.page",
        True,
    ),
)
