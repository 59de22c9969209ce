"""Writing: keeps drafts, sends replies, adds notes, and gives the text back after Undo."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.domain.changes import Changes, Topic
from desktop.domain.errors import DeskError
from desktop.domain.ticket import MessageKind, Status
from desktop.services.attaching import read_files
from desktop.services.replies import Reply
from desktop.services.rows import TicketDetail
from desktop.ui.tickets.composer import Composer
from desktop.ui.tickets.opened_ticket import OpenedTicket
from desktop.ui.tickets.recipients import People, first_recipients
from desktop.ui.widgets.notice_bar import Severity
from desktop.ui.workplace import Workplace

DRAFT_MS = 2_000
"""At most so much typing is lost when the computer dies."""

NOTE, PUBLIC = MessageKind.NOTE, MessageKind.PUBLIC


@dataclass(frozen=True, slots=True)
class Sent:
    """A reply that may still come back: while its mail is held, Undo takes it away."""

    message_id: int
    text: str
    to: People
    cc: People
    paths: tuple[Path, ...]


class Writing(QObject):
    """Owns what is being written on the ticket shown in the composer."""

    finished = Signal(int, object)
    """Ticket and MessageKind: a reply was put on its way, or a note was added."""
    outdated = Signal()
    """Somebody wrote meanwhile: what is on the screen is not the newest."""
    came_back = Signal(int)
    """The ticket of a reply that was taken back: its text is a draft again."""

    def __init__(
        self,
        composer: Composer,
        place: Workplace,
        parent: QObject | None = None,
        *,
        draft_ms: int = DRAFT_MS,
    ) -> None:
        super().__init__(parent)
        self._composer = composer
        self._desk = place.desk
        self._runner = place.runner
        self._me = place.me
        self._ticket: OpenedTicket | None = None
        self._seen: int | None = None
        self._unsaved: set[MessageKind] = set()
        self._is_busy = False
        self._sent: dict[int, Sent] = {}
        self._returned: dict[int, Sent] = {}
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(draft_ms)

        composer.edited.connect(self._on_edited)
        composer.send_wanted.connect(self._on_send_wanted)
        composer.note_wanted.connect(self._on_note_wanted)
        self._rest.timeout.connect(self.save)
        place.runner.changed.connect(self._on_changed)

    @property
    def has_draft(self) -> bool:
        """Say whether anything is written."""
        return any(self._composer.text(kind).strip() for kind in (PUBLIC, NOTE))

    def show_ticket(self, ticket: OpenedTicket) -> None:
        """Turn to a ticket: what was being written is saved, its own drafts are taken up.

        The same ticket again leaves the text alone.
        """
        before, self._ticket = self._ticket, ticket
        if before is not None and before.id == ticket.id:
            self._composer.set_reason(self._reason(ticket.detail))
            self._pass_over_own(ticket.detail)
            return
        self._ticket = before
        self.save()
        self._ticket = ticket
        self._load(ticket)

    def clear(self) -> None:
        """Turn to no ticket; what is being written is saved."""
        self.save()
        self._ticket = None

    def begin(self) -> None:
        """A person starts to write: what is on the screen now has been seen."""
        if self._ticket is not None and not self._composer.text(PUBLIC).strip():
            self._seen = self._ticket.detail.last_message_id

    def save(self) -> None:
        """Save what was written since the last time."""
        self._rest.stop()
        kinds, self._unsaved = self._unsaved, set()
        person_id = self._me.person_id
        if self._ticket is None or person_id is None:
            return
        for kind in kinds:
            self._save_draft(
                person_id,
                self._ticket.id,
                kind,
                self._composer.text(kind),
                self._composer.to.people(),
                self._composer.cc.people(),
            )

    def _save_draft(
        self, person_id: int, ticket_id: int, kind: MessageKind, text: str, to: People, cc: People
    ) -> None:
        if kind is NOTE:
            to = cc = ()
        drafts = self._desk.drafts
        self._runner.command(
            self, lambda: drafts.save(person_id, ticket_id, kind, text, to=to, cc=cc)
        )

    def _load(self, ticket: OpenedTicket) -> None:
        drafts = {draft.kind: draft for draft in ticket.detail.drafts}
        for kind in (PUBLIC, NOTE):
            self._composer.set_text(kind, drafts[kind].text if kind in drafts else "")
        to, cc = first_recipients(ticket.detail)
        if PUBLIC in drafts and (drafts[PUBLIC].to or drafts[PUBLIC].cc):
            to, cc = drafts[PUBLIC].to, drafts[PUBLIC].cc
        self._composer.set_people(to, cc)
        self._composer.files.show_paths(())
        self._composer.notice.hide()
        self._seen = ticket.detail.last_message_id
        self._composer.set_reason(self._reason(ticket.detail))
        self._composer.show_kind(NOTE if set(drafts) == {NOTE} else PUBLIC)
        if ticket.id in self._returned:
            self._put_back(self._returned.pop(ticket.id))

    def _pass_over_own(self, detail: TicketDetail) -> None:
        """Count what this person wrote meanwhile, such as a note, as seen."""
        name = self._me.person.name if self._me.person is not None else None
        newer = [row for row in detail.messages if row.id > (self._seen or 0)]
        if all(row.author == name and not row.is_incoming for row in newer):
            self._seen = detail.last_message_id

    def _reason(self, detail: TicketDetail) -> str:
        if detail.can_reply:
            return ""
        if not detail.ticket.requester_email:
            return self.tr("The client has no e-mail address here: note what you agreed on")
        return self.tr("No mailbox can send: set one up in Settings")

    def _on_edited(self, kind: MessageKind) -> None:
        self._unsaved.add(kind)
        if not self._rest.isActive():
            self._rest.start()

    def _on_send_wanted(self, then: Status | None) -> None:
        self._send(then, anyway=False)

    def _send(self, then: Status | None, *, anyway: bool) -> None:
        if self._ticket is None or self._is_busy:
            return
        self.save()
        self._is_busy = True
        self._composer.notice.hide()
        desk, actor, ticket_id, seen = self._desk, self._me.actor, self._ticket.id, self._seen
        text, to, cc = self._composer.text(PUBLIC), *self._people()
        paths = tuple(self._composer.paths())

        def work() -> Changes:
            files = read_files(paths)
            reply = Reply(text, to, cc, then, seen, anyway=anyway, files=files)
            return desk.replies.send(actor, ticket_id, reply)

        def _on_done(changes: Changes) -> None:
            self._is_busy = False
            if changes.created is not None:
                self._sent[ticket_id] = Sent(changes.created, text, to, cc, paths)
            self._finish(ticket_id, PUBLIC)

        def _on_error(error: DeskError) -> None:
            self._is_busy = False
            if error.code == "reply.collision" and self._is_shown(ticket_id):
                self.outdated.emit()
                self._say_collision(error, then)
            else:
                self._runner.failed.emit(error)

        self._runner.command(self, work, _on_done, _on_error)

    def _people(self) -> tuple[People, People]:
        return self._composer.to.people(), self._composer.cc.people()

    def _on_note_wanted(self) -> None:
        if self._ticket is None or self._is_busy:
            return
        self._is_busy = True
        self._rest.stop()
        self._unsaved.discard(NOTE)
        desk, actor, ticket_id = self._desk, self._me.actor, self._ticket.id
        text = self._composer.text(NOTE)

        def work() -> Changes:
            changes = desk.tickets.add_note(actor, ticket_id, text)
            if actor.person_id is None:
                return changes
            return desk.drafts.save(actor.person_id, ticket_id, NOTE, "").merged(changes)

        def _on_done(_: Changes) -> None:
            self._is_busy = False
            self._finish(ticket_id, NOTE)

        def _on_error(error: DeskError) -> None:
            self._is_busy = False
            self._unsaved.add(NOTE)
            self._runner.failed.emit(error)

        self._runner.command(self, work, _on_done, _on_error)

    def _finish(self, ticket_id: int, kind: MessageKind) -> None:
        if self._is_shown(ticket_id):
            self._composer.set_text(kind, "")
            self._unsaved.discard(kind)
            if kind is PUBLIC:
                self._composer.files.show_paths(())
        self.finished.emit(ticket_id, kind)

    def _is_shown(self, ticket_id: int) -> bool:
        return self._ticket is not None and self._ticket.id == ticket_id

    def _say_collision(self, error: DeskError, then: Status | None) -> None:
        text = self.tr("{author} replied while you were writing. Your text is kept below.")

        def _on_anyway() -> None:
            self._send(then, anyway=True)

        def _on_edit() -> None:
            self._composer.notice.hide()
            if self._ticket is not None:
                self._seen = self._ticket.detail.last_message_id
            self._composer.focus_text()

        self._composer.notice.show_notice(
            Severity.WARNING,
            text.format(author=error.facts.get("author", "")),
            (self.tr("Send anyway"), _on_anyway),
            (self.tr("Edit"), _on_edit),
            can_close=False,
        )

    # A reply that was taken back

    def _on_changed(self, changes: Changes) -> None:
        if Topic.OUTBOX not in changes.topics:
            return
        for ticket_id in changes.tickets & set(self._sent):
            self._runner.query(self, partial(self._desk.tickets.detail, ticket_id), self._on_looked)

    def _on_looked(self, detail: TicketDetail) -> None:
        """Find out whether a reply of ours is still there."""
        ticket_id = detail.ticket.id
        sent = self._sent.get(ticket_id)
        if sent is None:
            return
        found = next((row for row in detail.messages if row.id == sent.message_id), None)
        if found is None:
            del self._sent[ticket_id]
            self._give_back(ticket_id, sent)
        elif found.delivery != "held":
            del self._sent[ticket_id]

    def _give_back(self, ticket_id: int, sent: Sent) -> None:
        """Make the reply a draft again: in the composer now, or when its ticket is next shown."""
        if self._is_shown(ticket_id):
            self._put_back(sent)
        else:
            self._returned[ticket_id] = sent
        person_id = self._me.person_id
        if person_id is not None:
            self._save_draft(person_id, ticket_id, PUBLIC, sent.text, sent.to, sent.cc)
        self.came_back.emit(ticket_id)

    def _put_back(self, sent: Sent) -> None:
        since = self._composer.text(PUBLIC)
        is_more = bool(since.strip()) and since != sent.text
        self._composer.set_text(PUBLIC, f"{sent.text}\n\n{since}" if is_more else sent.text)
        self._composer.set_people(sent.to, sent.cc)
        self._composer.files.show_paths(sent.paths)
        self._composer.show_kind(PUBLIC)
        if is_more:
            self._on_edited(PUBLIC)
