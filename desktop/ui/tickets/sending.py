"""Sending: what stops a letter, putting it on its way now or later, and taking it back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop.domain.changes import Changes, Topic
from desktop.domain.draft import DraftKind
from desktop.domain.errors import DeskError
from desktop.domain.reply_template import gaps
from desktop.domain.ticket import Status
from desktop.mail.outgoing import OutgoingFile
from desktop.services.answers import Reply
from desktop.services.drafts import DraftText, Envelope
from desktop.services.rows_ticket import TicketDetail
from desktop.services.usual_ways import SETTING, usual_way, with_way
from desktop.ui.tickets.composer import Composer
from desktop.ui.tickets.recipient_chip import Standing
from desktop.ui.tickets.writing import FORWARD, NOTE, REPLY, Writing
from desktop.ui.widgets.notice_bar import Severity
from desktop.ui.workplace import Workplace


@dataclass(frozen=True, slots=True)
class Sent:
    """A letter that may still come back: while its mail is held, Undo takes it away."""

    kind: DraftKind
    message_id: int
    text: str
    envelope: Envelope
    files: tuple[OutgoingFile, ...]


class Sending(QObject):
    """Sends what `Writing` holds; a letter is never lost on the way, whatever says no."""

    finished = Signal(int, object)
    """Ticket and DraftKind: a letter was put on its way, or a note was added."""
    outdated = Signal()
    """Somebody wrote meanwhile: what is on the screen is not the newest."""
    came_back = Signal(int, object)
    """Ticket and DraftKind: a letter was taken back, its text is a draft again."""

    def __init__(self, writing: Writing, place: Workplace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._writing = writing
        self._composer: Composer = writing.composer
        self._desk = place.desk
        self._runner = place.runner
        self._me = place.me
        self._is_busy = False
        self._sent: dict[int, Sent] = {}
        self._returned: dict[int, Sent] = {}

        self._composer.send_wanted.connect(self._on_send_wanted)
        self._composer.note_wanted.connect(self._on_note_wanted)
        writing.turned.connect(self._on_turned)
        place.runner.changed.connect(self._on_changed)

    def send_later(self, at: datetime) -> None:
        """Let the reply leave at `at`."""
        self._send(self._composer.send_button.way, at=at)

    def send_scheduled(self, draft_id: int) -> None:
        """Send a waiting reply without waiting."""
        actor, scheduled = self._me.actor, self._desk.scheduled
        self._runner.command(self, lambda: scheduled.send_now(actor, draft_id))

    def edit_scheduled(self, draft_id: int) -> None:
        """Take a waiting reply back into the composer."""
        self._writing.save()
        actor, scheduled = self._me.actor, self._desk.scheduled
        self._runner.command(self, lambda: scheduled.edit(actor, draft_id))

    def cancel_scheduled(self, draft_id: int) -> None:
        """Give a waiting reply up."""
        actor, scheduled = self._me.actor, self._desk.scheduled
        self._runner.command(self, lambda: scheduled.cancel(actor, draft_id))

    def _on_send_wanted(self, then: Status | None) -> None:
        self._send(then)

    def _send(
        self, then: Status | None, *, at: datetime | None = None, anyway: bool = False
    ) -> None:
        ticket, kind = self._writing.ticket, self._composer.kind
        form = self._composer.form
        if ticket is None or kind is NOTE or self._is_busy or form.files.is_awaited:
            return
        again = partial(self._send, then, at=at, anyway=anyway)
        if self._is_stopped(again):
            return
        self._writing.save()
        self._is_busy = True
        self._composer.notice.hide()
        reply = self._reply(then, anyway=anyway)
        ticket_id = ticket.id
        remember = self._way_to_remember(then) if kind is REPLY else None

        def _on_done(changes: Changes) -> None:
            self._is_busy = False
            if changes.created is not None and at is None:
                people = Envelope(reply.to, reply.cc, reply.bcc, reply.approved)
                sent = Sent(kind, changes.created, reply.text, people, reply.files)
                self._sent[ticket_id] = sent
            if kind is REPLY:
                self._composer.send_button.set_way(then)
            self._finish(ticket_id, kind)

        def _on_error(error: DeskError) -> None:
            self._is_busy = False
            if error.code == "reply.collision" and self._writing.is_shown(ticket_id):
                self.outdated.emit()
                self._say_collision(error, partial(self._send, then, at=at, anyway=True))
            else:
                self._runner.failed.emit(error)

        work = partial(self._carry_out, ticket_id, reply, at, remember)
        self._runner.command(self, work, _on_done, _on_error)

    def _carry_out(
        self, ticket_id: int, reply: Reply, at: datetime | None, remember: str | None
    ) -> Changes:
        """On a worker: send; the usual way is kept before, for after it nothing may fail."""
        desk, actor = self._desk, self._me.actor
        if at is not None:
            return desk.scheduled.put(actor, ticket_id, reply, at)
        before = Changes()
        if remember is not None and actor.person_id is not None:
            before = replace(desk.settings.set(actor.person_id, SETTING, remember), undo=None)
        return before.merged(desk.replies.send(actor, ticket_id, reply))

    def _reply(self, then: Status | None, *, anyway: bool) -> Reply:
        """Return the letter as it is on the screen, with what stands below it."""
        ticket, form = self._writing.ticket, self._composer.form
        envelope = form.people.to_send()
        signature = quote = ""
        if ticket is not None:
            written = self._composer.signature
            signature = ticket.stationery.signatures.get(written, "") if written else ""
            is_quoting = self._composer.quoting.isChecked() and self._composer.kind is REPLY
            quote = ticket.stationery.quote if is_quoting else ""
        return Reply(
            text=form.text,
            to=envelope.to,
            cc=envelope.cc,
            bcc=envelope.bcc,
            then=then,
            seen_message_id=self._writing.seen,
            anyway=anyway,
            files=form.files.files,
            approved=envelope.approved,
            signature=signature,
            quote=quote,
            is_forward=form.kind is FORWARD,
        )

    def _is_stopped(self, again: Callable[[], None]) -> bool:
        """Say what has to be mended before this letter can leave; False: nothing."""
        people, editor = self._composer.form.people, self._composer.editor
        if wrong := people.first(Standing.WRONG):
            text = self.tr("“{address}” is not an address. Mend it or take it away.")
            self._stop(text.format(address=wrong))
            return True
        if new := people.first(Standing.NEW):

            def _on_approve() -> None:
                people.approve_new()
                self._composer.notice.hide()
                again()

            text = self.tr("{address} is new on this ticket and would read the conversation.")
            self._composer.notice.show_notice(
                Severity.WARNING,
                text.format(address=new),
                (self.tr("Approve and send"), _on_approve),
            )
            return True
        if empty := gaps(editor.toPlainText()):
            names = ", ".join(dict.fromkeys(f"{{{gap.variable}}}" for gap in empty))
            self._stop(
                self.tr("Still empty: {names}. Fill it in or take it out.").format(names=names)
            )
            editor.select_gap()
            editor.setFocus()
            return True
        return False

    def _stop(self, text: str) -> None:
        self._composer.notice.show_notice(Severity.WARNING, text)

    def _way_to_remember(self, then: Status | None) -> str | None:
        """Return the setting to store; None when this is the usual way already."""
        ticket = self._writing.ticket
        if ticket is None or ticket.stationery.mailbox_id is None:
            return None
        kept, mailbox_id = ticket.stationery.usual_ways, ticket.stationery.mailbox_id
        if usual_way(kept, mailbox_id) == then:
            return None
        return with_way(kept, mailbox_id, then)

    def _on_note_wanted(self) -> None:
        ticket = self._writing.ticket
        form = self._composer.form_of(NOTE)
        if ticket is None or self._is_busy or form.files.is_awaited:
            return
        self._writing.save()
        self._is_busy = True
        desk, actor, ticket_id = self._desk, self._me.actor, ticket.id
        text, files = form.text, form.files.files

        def work() -> Changes:
            changes = desk.tickets.add_note(actor, ticket_id, text, files)
            if actor.person_id is None:
                return changes
            return desk.drafts.save(actor.person_id, ticket_id, NOTE, "").merged(changes)

        def _on_done(_: Changes) -> None:
            self._is_busy = False
            self._finish(ticket_id, NOTE)

        def _on_error(error: DeskError) -> None:
            self._is_busy = False
            self._runner.failed.emit(error)

        self._runner.command(self, work, _on_done, _on_error)

    def _finish(self, ticket_id: int, kind: DraftKind) -> None:
        if self._writing.is_shown(ticket_id):
            self._writing.forget(kind)
        self.finished.emit(ticket_id, kind)

    def _say_collision(self, error: DeskError, send_anyway: Callable[[], None]) -> None:
        text = self.tr("{author} replied while you were writing. Your text is kept below.")

        def _on_edit() -> None:
            self._composer.notice.hide()
            if self._writing.ticket is not None:
                self._writing.seen = self._writing.ticket.detail.last_message_id
            self._composer.focus_text()

        def _on_discard() -> None:
            self._composer.notice.hide()
            self._discard()

        self._composer.notice.show_notice(
            Severity.WARNING,
            text.format(author=error.facts.get("author", "")),
            (self.tr("Send anyway"), send_anyway),
            (self.tr("Edit"), _on_edit),
            (self.tr("Discard mine"), _on_discard),
            can_close=False,
        )

    def _discard(self) -> None:
        """Throw away what is written on this tab; closing the notice brings it back."""
        ticket, kind = self._writing.ticket, self._composer.kind
        if ticket is None:
            return
        form = self._composer.form
        thrown = Sent(kind, 0, form.text, form.people.envelope(), form.files.files)
        self._writing.forget(kind)
        self._writing.keep(ticket.id, kind, DraftText(""), Envelope(), ())

        def _on_back() -> None:
            self._composer.notice.hide()
            if self._writing.is_shown(ticket.id):
                self._put_back(thrown)

        self._composer.notice.show_notice(
            Severity.INFO, self.tr("Your text was discarded."), (self.tr("Bring it back"), _on_back)
        )

    # A letter that was taken back

    def _on_changed(self, changes: Changes) -> None:
        ticket = self._writing.ticket
        if Topic.OUTBOX in changes.topics:
            for ticket_id in changes.tickets & set(self._sent):
                look = partial(self._desk.tickets.detail, ticket_id)
                self._runner.query(self, look, self._on_looked)
        elif (
            ticket is not None
            and ticket.id in changes.tickets
            and changes.created is not None
            and Topic.DRAFTS in changes.topics
        ):
            look = partial(self._desk.tickets.detail, ticket.id, self._me.person_id)
            self._runner.query(self, look, partial(self._on_recalled, changes.created))

    def _on_looked(self, detail: TicketDetail) -> None:
        """Find out whether a letter of ours is still there."""
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

    def _on_recalled(self, draft_id: int, detail: TicketDetail) -> None:
        """Take up a reply that waited and is a draft again."""
        draft = next((draft for draft in detail.drafts if draft.id == draft_id), None)
        if draft is not None and self._writing.is_shown(detail.ticket.id):
            form = self._composer.form_of(draft.kind)
            since = form.text.strip()
            form.files.show_files(())
            self._writing.show_draft(draft)
            if since and since not in draft.text:  # typed after the last save
                form.editor.show_text(f"{draft.text}\n\n{since}")
                self._composer.edited.emit(draft.kind)
            self.came_back.emit(detail.ticket.id, draft.kind)

    def _give_back(self, ticket_id: int, sent: Sent) -> None:
        """Make the letter a draft again: in the composer now, or when its ticket is next shown."""
        if self._writing.is_shown(ticket_id):
            self._put_back(sent)
        else:
            self._returned[ticket_id] = sent
            self._writing.keep(
                ticket_id, sent.kind, DraftText(sent.text), sent.envelope, sent.files
            )
        self.came_back.emit(ticket_id, sent.kind)

    def _on_turned(self) -> None:
        ticket = self._writing.ticket
        if ticket is not None and ticket.id in self._returned:
            self._put_back(self._returned.pop(ticket.id))

    def _put_back(self, sent: Sent) -> None:
        """Put the letter before what was written since."""
        ticket, form = self._writing.ticket, self._composer.form_of(sent.kind)
        if ticket is None:
            return
        since = form.text
        is_more = bool(since.strip()) and since != sent.text
        form.editor.show_text(f"{sent.text}\n\n{since}" if is_more else sent.text)
        form.people.show_envelope(form.people.addressing, sent.envelope)
        form.files.show_files(sent.files)
        self._composer.show_kind(sent.kind)
        form.files.changed.emit()
