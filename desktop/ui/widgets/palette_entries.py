"""What the command palette can find: commands, a ticket by its number, pages and settings."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

from desktop.ui.actions import Actions
from desktop.ui.commands import Menu
from desktop.ui.widgets.palette_match import best_score

MOST = 12
FIRST = 200
LAST = 0
RECENT_BONUS = 15


@dataclass(frozen=True, slots=True)
class PaletteEntry:
    """Something to find and run. `key` is stable, for "recent first"; `hint` stands at the right.

    `also` are further texts it is found by; `rank` places it whatever was typed.
    """

    key: str
    title: str
    icon: str
    run: Callable[[], None]
    hint: str = ""
    also: tuple[str, ...] = ()
    rank: int | None = None


class PaletteSource(Protocol):
    """Gives entries for a typed text, from memory: it is asked at every key."""

    def entries(self, query: str) -> Sequence[PaletteEntry]: ...


class CommandSource:
    """Every command offered now, found by its words in both languages."""

    def __init__(self, actions: Actions) -> None:
        self._actions = actions

    def entries(self, query: str) -> Sequence[PaletteEntry]:
        """Return the enabled commands, those for the selected tickets first."""
        offered = [
            (command, action)
            for command, action in self._actions.offered()
            if action.isEnabled() and command.id != "go.palette"
        ]
        offered.sort(key=lambda pair: pair[0].menu is not Menu.TICKET)
        return [
            PaletteEntry(
                key=command.id,
                title=action.text().replace("&", ""),
                icon=command.icon or "chevron-right",
                run=action.trigger,
                hint=action.shortcut().toString(QKeySequence.SequenceFormat.NativeText),
                also=(command.text,),
            )
            for command, action in offered
        ]


class TicketSource:
    """A ticket by its number, and the search for whatever was typed."""

    def __init__(self, open_ticket: Callable[[int], None], search: Callable[[str], None]) -> None:
        self._open_ticket = open_ticket
        self._search = search

    def entries(self, query: str) -> Sequence[PaletteEntry]:
        """Return the ticket with the number typed, first; the search, last."""
        text = query.strip()
        if not text:
            return []
        made = []
        if number := re.fullmatch(r"[#№]?\s*(\d{1,18})", text):
            title = QCoreApplication.translate("Palette", "Open ticket #{number}")
            made.append(
                PaletteEntry(
                    key=f"ticket:{number[1]}",
                    title=title.format(number=number[1]),
                    icon="arrow-left",
                    run=lambda: self._open_ticket(int(number[1])),
                    rank=FIRST,
                )
            )
        title = QCoreApplication.translate("Palette", "Search tickets for “{text}”")
        made.append(
            PaletteEntry(
                key="search",
                title=title.format(text=text),
                icon="search",
                run=lambda: self._search(text),
                rank=LAST,
            )
        )
        return made


class ListSource:
    """Entries that somebody else lists, such as the settings; asked anew each time."""

    def __init__(self, listed: Callable[[], Sequence[PaletteEntry]]) -> None:
        self._listed = listed

    def entries(self, query: str) -> Sequence[PaletteEntry]:
        """Return them all; the palette matches their texts."""
        return self._listed()


def matching(
    query: str, sources: Sequence[PaletteSource], recent: Sequence[str]
) -> list[PaletteEntry]:
    """Return the entries that fit, best first, lately used ones a little higher; at most twelve."""
    scored: list[tuple[int, PaletteEntry]] = []
    for source in sources:
        for entry in source.entries(query):
            score = entry.rank
            if score is None:
                score = best_score(query, entry.title, *entry.also)
            if score is None:
                continue
            if entry.key in recent and entry.rank is None:
                score += RECENT_BONUS + len(recent) - recent.index(entry.key)
            scored.append((score, entry))
    scored.sort(key=lambda pair: -pair[0])
    return [entry for _, entry in scored[:MOST]]
