"""Sorting tickets: merging, linking, splitting, categories and tags of one or of many."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.changes import Changes
from desktop.services.rows import NamedRow
from desktop.ui.formats import number_text
from desktop.ui.workplace import Workplace

if TYPE_CHECKING:  # each sheet is imported when it is first opened
    from desktop.services.rows_ticket import ClientCard
    from desktop.ui.tickets.opened_ticket import OpenedTicket

MOST_NAMED = 12
ON_ONE = ("ticket.link", "ticket.split")
ON_SOME = ("ticket.merge", "ticket.tags", "ticket.category", "ticket.organisation")


class SortingCommands(QObject):
    """Acts on the `targets` of the moment; `shown` is the ticket on the screen, if any."""

    created = Signal(int)
    """The number of a ticket that was split off."""

    def __init__(
        self,
        place: Workplace,
        targets: Callable[[], list[int]],
        shown: Callable[[], OpenedTicket | None],
        message: Callable[[], int | None],
        choose_category: Callable[[Sequence[NamedRow]], None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._place = place
        self._desk = place.desk
        self._targets = targets
        self._shown = shown
        self._message = message
        self._choose_category = choose_category
        self._window = parent
        run: dict[str, Callable[[], None]] = {
            "ticket.merge": self.merge,
            "ticket.link": self.link,
            "ticket.split": self.split,
            "ticket.tags": self.edit_tags,
            "ticket.category": self.ask_category,
            "ticket.organisation": self.ask_organisation,
        }
        for command_id, action in run.items():
            place.actions.bind(command_id, action)

    def offer(self, count: int) -> None:
        """Offer what can be done with so many tickets."""
        self._place.actions.set_enabled(ON_SOME, count > 0)
        self._place.actions.set_enabled(ON_ONE, count == 1)

    def merge(self) -> None:
        """Choose the ticket that the others are merged into."""
        from desktop.ui.tickets.other_ticket_sheet import OtherTicketSheet

        ids, actor = self._targets(), self._place.me.actor
        if not ids:
            return
        run = partial(self._desk.merging.merge, actor, ids)
        without = ids if len(ids) == 1 else ()
        sheet = OtherTicketSheet(self._place, without, self._beginning(ids), run, self._window)
        sheet.say(self.tr("Merge %n ticket(s)", "", len(ids)), self.tr("Merge"))
        text = self.tr(
            "Merged into the chosen ticket: {tickets}. It shows all their messages, and later "
            "mail for them lands in it. The older waiting message counts."
        )
        sheet.explain(text.format(tickets=self._named(ids)))
        sheet.finished.connect(sheet.deleteLater)
        sheet.open()

    def merge_into(self, ticket_id: int, into_id: int) -> None:
        """Merge a ticket into the one that its mail names."""
        merge, actor = self._desk.merging.merge, self._place.me.actor
        self._do(lambda: merge(actor, [ticket_id], into_id))

    def ignore_claim(self, ticket_id: int) -> None:
        """Say that a mail is not about the ticket that it names."""
        ignore, actor = self._desk.merging.ignore_claim, self._place.me.actor
        self._do(lambda: ignore(actor, ticket_id))

    def link(self) -> None:
        """Choose a ticket that this one has to do with."""
        from desktop.ui.tickets.other_ticket_sheet import OtherTicketSheet

        for ticket_id in self._targets()[:1]:
            run = partial(self._desk.linking.link, self._place.me.actor, ticket_id)
            beginning = self._beginning([ticket_id])
            sheet = OtherTicketSheet(self._place, [ticket_id], beginning, run, self._window)
            title = self.tr("Link #{number} to another ticket").format(number=ticket_id)
            sheet.say(title, self.tr("Link"))
            sheet.finished.connect(sheet.deleteLater)
            sheet.open()

    def unlink(self, other_id: int) -> None:
        """Take the link to another ticket away."""
        ticket, actor = self._shown(), self._place.me.actor
        if ticket is not None:
            unlink, number = self._desk.linking.unlink, ticket.id
            self._do(lambda: unlink(actor, number, other_id))

    def split(self) -> None:
        """Make a ticket of the message that has the focus, else of the client's newest."""
        message_id, actor = self._message(), self._place.me.actor
        if message_id is None:
            return
        split = self._desk.splitting.split

        def _on_done(changes: Changes) -> None:
            if changes.created is not None:
                self.created.emit(changes.created)

        self._place.runner.command(self, lambda: split(actor, message_id), _on_done)

    def edit_tags(self) -> None:
        """Change the tags of the ticket on the screen, or of many."""
        from desktop.ui.tickets.tags_sheets import ManyTagsSheet, TagsSheet

        ids, ticket = self._targets(), self._shown()
        if ticket is not None and ids == [ticket.id]:
            sheet = TagsSheet(self._place, ticket.id, ticket.detail.tags, ticket.tags, self._window)
            sheet.open()
        elif ids:
            desk = self._desk

            def read() -> tuple[list[str], list[str]]:
                present = {tag for tags in desk.tickets.tags(ids).values() for tag in tags}
                return sorted(present), [row.name for row in desk.people.tags()]

            def _on_read(tags: tuple[list[str], list[str]]) -> None:
                ManyTagsSheet(self._place, ids, *tags, self._window).open()

            self._place.runner.query(self, read, _on_read)

    def edit_client(self, client: ClientCard) -> None:
        """Change what is known of a client."""
        from desktop.ui.tickets.client_sheet import ClientSheet

        def _on_read(organisations: Sequence[NamedRow]) -> None:
            ClientSheet(self._place, client, organisations, self._window).open()

        self._place.runner.query(self, self._desk.people.organisations, _on_read)

    def ask_category(self) -> None:
        """Offer the categories for the tickets."""
        if self._targets():
            self._place.runner.query(self, self._desk.people.categories, self._choose_category)

    def _named(self, ids: Sequence[int]) -> str:
        """Return the tickets by number, one with its subject; no more than can be taken in."""
        ticket = self._shown()
        if ticket is not None and ids == [ticket.id]:
            return f"#{ticket.id} {ticket.detail.ticket.subject}"
        numbers = ", ".join(f"#{number}" for number in ids[:MOST_NAMED])
        if len(ids) <= MOST_NAMED:
            return numbers
        text = self.tr("{numbers} and {count} more")
        return text.format(numbers=numbers, count=number_text(len(ids) - MOST_NAMED))

    def ask_organisation(self) -> None:
        """Choose whose tickets they are; it says what that does to the deadlines."""
        from desktop.ui.tickets.organisation_sheet import OrganisationSheet

        ids, ticket = self._targets(), self._shown()
        if not ids:
            return
        is_shown = ticket is not None and ids == [ticket.id]
        current = ticket.detail.ticket.organisation if ticket is not None and is_shown else ""

        def read() -> tuple[Sequence[NamedRow], ZoneInfo]:
            return self._desk.people.organisations(), self._desk.policies.zone()

        def _on_read(found: tuple[Sequence[NamedRow], ZoneInfo]) -> None:
            organisations, zone = found
            OrganisationSheet(self._place, ids, organisations, current, zone, self._window).open()

        self._place.runner.query(self, read, _on_read)

    def _beginning(self, ids: Sequence[int]) -> str:
        """Return the search for other tickets of the client; several are each other's choice."""
        if len(ids) > 1:
            return f"#{ids[0]}"
        ticket = self._shown()
        email = ticket.detail.ticket.requester_email if ticket is not None else ""
        return f'from:"{email}"' if email and ticket is not None and ticket.id == ids[0] else ""

    def _do(self, work: Callable[[], Changes]) -> None:
        self._place.runner.command(self, work)
