"""Writing: what is on the tabs of the composer, its drafts, its files and its templates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QTimer, Signal
from PySide6.QtGui import QImage

from desktop.domain.addressing import Addressing
from desktop.domain.draft import DraftKind
from desktop.domain.reply_template import ReplyTemplate, fill, gaps
from desktop.mail.outgoing import OutgoingFile
from desktop.services.attaching import picture, read_files
from desktop.services.drafts import DraftText, Envelope
from desktop.services.rows_ticket import DraftRow, TicketDetail
from desktop.services.stationery import PassedOn
from desktop.services.usual_ways import usual_way
from desktop.ui.tickets.composer import KINDS, Composer
from desktop.ui.tickets.letter_form import LetterForm
from desktop.ui.tickets.opened_ticket import OpenedTicket
from desktop.ui.tickets.template_picker import TemplatePicker
from desktop.ui.workplace import Workplace

DRAFT_MS = 2_000
"""At most so much typing is lost when the computer dies."""

NOTE, REPLY, FORWARD = DraftKind.NOTE, DraftKind.REPLY, DraftKind.FORWARD


class Writing(QObject):
    """Owns what is being written on the ticket shown in the composer."""

    turned = Signal()
    """Another ticket is shown, or none."""

    def __init__(
        self,
        composer: Composer,
        place: Workplace,
        parent: QObject | None = None,
        *,
        draft_ms: int = DRAFT_MS,
    ) -> None:
        super().__init__(parent)
        self.composer = composer
        self.ticket: OpenedTicket | None = None
        self.seen: int | None = None
        """The newest entry that the person had seen when beginning to write."""

        self._place = place
        self._desk = place.desk
        self._runner = place.runner
        self._me = place.me
        self._unsaved: set[DraftKind] = set()
        self._new_files: set[DraftKind] = set()
        self._offered = ""
        self._pictures = 0
        self._picker: TemplatePicker | None = None
        self._is_completing = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(draft_ms)

        for kind in KINDS:
            form = composer.form_of(kind)
            form.files.paths_chosen.connect(partial(self._on_paths, form))
            form.files.changed.connect(partial(self._new_files.add, kind))
            form.editor.files_dropped.connect(partial(self._on_paths, form))
            form.editor.template_wanted.connect(self.pick_template)
            form.editor.picture_pasted.connect(partial(self._on_picture, form))
        composer.edited.connect(self._on_edited)
        composer.shown.connect(self._on_shown)
        self._rest.timeout.connect(self.save)

    @property
    def has_draft(self) -> bool:
        """Say whether anything is written."""
        return any(self._is_written(kind) for kind in KINDS)

    def show_ticket(self, ticket: OpenedTicket) -> None:
        """Turn to a ticket: what was being written is saved, its own drafts are taken up.

        The same ticket again leaves the text alone.
        """
        if self.ticket is not None and self.ticket.id == ticket.id:
            self.ticket = ticket
            self.composer.set_reason(self._reason(ticket.detail))
            for kind in (REPLY, FORWARD):
                self.composer.form_of(kind).people.set_addressing(_known(kind, ticket))
            self._pass_over_own(ticket.detail)
            return
        self.save()
        self.ticket = ticket
        self._load(ticket)
        self.turned.emit()

    def clear(self) -> None:
        """Turn to no ticket; what is being written is saved."""
        self.save()
        self.ticket = None

    def begin(self) -> None:
        """A person starts to write: what is on the screen now has been seen."""
        if self.ticket is not None and not self._is_written(REPLY):
            self.seen = self.ticket.detail.last_message_id
        if not self._is_completing:
            self._is_completing = True
            self._runner.query(self, self._desk.stationery.requesters, self._on_requesters)

    def save(self) -> None:
        """Save what was written since the last time."""
        self._rest.stop()
        kinds, self._unsaved = self._unsaved, set()
        if self.ticket is None:
            return
        for kind in kinds:
            form = self.composer.form_of(kind)
            files = form.files.files if kind in self._new_files else None
            self._new_files.discard(kind)
            envelope = form.people.envelope() if form.is_letter else Envelope()
            self.keep(self.ticket.id, kind, form.typed, envelope, files)

    def keep(
        self,
        ticket_id: int,
        kind: DraftKind,
        typed: DraftText,
        envelope: Envelope,
        files: Sequence[OutgoingFile] | None,
    ) -> None:
        """Save one draft."""
        person_id, drafts = self._me.person_id, self._desk.drafts
        if person_id is not None:
            self._runner.command(
                self, lambda: drafts.save(person_id, ticket_id, kind, typed, envelope, files)
            )

    def is_shown(self, ticket_id: int) -> bool:
        """Say whether this is the ticket being written on."""
        return self.ticket is not None and self.ticket.id == ticket_id

    def forget(self, kind: DraftKind) -> None:
        """The letter has left: its tab is empty again."""
        self._unsaved.discard(kind)
        self._new_files.discard(kind)
        form = self.composer.form_of(kind)
        form.editor.show_text("")
        form.files.show_files(())
        if self.ticket is not None:
            self._address(kind, self.ticket)

    def show_draft(self, draft: DraftRow) -> None:
        """Take up a draft with its people, its cursor and its files."""
        form = self.composer.form_of(draft.kind)
        form.editor.show_text(draft.text, draft.cursor)
        if form.is_letter and self.ticket is not None:
            envelope = Envelope(draft.to, draft.cc, draft.bcc, draft.approved)
            form.people.show_envelope(_known(draft.kind, self.ticket), envelope)
        if draft.files:
            form.files.is_awaited = True
            ticket_id = self.ticket.id if self.ticket is not None else None

            def _on_files(files: tuple[OutgoingFile, ...]) -> None:
                if ticket_id is not None and self.is_shown(ticket_id):
                    form.files.show_files((*files, *form.files.files))

            self._runner.query(self, partial(self._desk.drafts.files, draft.id), _on_files)

    def pick_template(self) -> None:
        """Let a person choose a template; its variables are filled in from the ticket."""
        if self.ticket is None:
            return
        if self._picker is None:
            self._picker = TemplatePicker(self.composer.window(), self.insert_template)
        picker = self._picker
        language = self.ticket.stationery.language
        self._runner.query(
            self, self._desk.templates.all, lambda rows: picker.show_templates(rows, language)
        )

    def insert_template(self, template: ReplyTemplate) -> None:
        """Insert a template at the cursor; what has no value is selected to be filled in."""
        if self.ticket is None:
            return
        editor = self.composer.editor
        editor.insertPlainText(fill(template.text, self.ticket.stationery.values))
        if gaps(editor.toPlainText()):
            editor.select_gap()
        editor.setFocus()

    def _load(self, ticket: OpenedTicket) -> None:
        drafts = {draft.kind: draft for draft in ticket.detail.drafts}
        stationery = ticket.stationery
        self.composer.set_below(
            stationery.language if stationery.signatures.get(stationery.language) else None,
            may_quote=bool(stationery.quote),
        )
        self.composer.send_button.set_way(usual_way(stationery.usual_ways, stationery.mailbox_id))
        self._offered = ""
        for kind in KINDS:
            form = self.composer.form_of(kind)
            form.editor.show_text("")
            form.files.show_files(())
            self._address(kind, ticket)
            if kind in drafts:
                self.show_draft(drafts[kind])
        self._new_files.clear()
        self.seen = ticket.detail.last_message_id
        self.composer.notice.hide()
        self.composer.set_reason(self._reason(ticket.detail))
        first = next((kind for kind in KINDS if kind in drafts), REPLY)
        self.composer.show_kind(first)

    def _address(self, kind: DraftKind, ticket: OpenedTicket) -> None:
        known = _known(kind, ticket)
        to, cc = (known.to, known.cc) if kind is REPLY else ((), ())
        self.composer.form_of(kind).people.begin(known, to, cc)

    def _is_written(self, kind: DraftKind) -> bool:
        form = self.composer.form_of(kind)
        is_offer = kind is FORWARD and form.text == self._offered
        return not is_offer and not form.is_empty

    def _on_shown(self, kind: DraftKind) -> None:
        """Turn to the forward for the first time: it begins with the letter to pass on."""
        if kind is not FORWARD or self.ticket is None:
            return
        form, passed = self.composer.form_of(FORWARD), self.ticket.stationery.passed_on
        if passed is not None and form.is_empty:
            self._offered = f"\n\n{passed.text}"
            form.editor.show_text(self._offered, 0)
            self._fetch_passed_on(self.ticket.id, form, passed)

    def _fetch_passed_on(self, ticket_id: int, form: LetterForm, passed: PassedOn) -> None:
        viewing = self._desk.viewing

        def work() -> list[OutgoingFile]:
            found = [viewing.file(number) for number, _ in passed.attachments]
            return [OutgoingFile(file.name, file.media_type, file.content) for file in found]

        def _on_files(files: list[OutgoingFile]) -> None:
            if self.is_shown(ticket_id):
                form.files.show_files((*form.files.files, *files))
                self._new_files.add(FORWARD)

        if passed.attachments:
            form.files.is_awaited = True
            self._runner.query(self, work, _on_files)

    def _pass_over_own(self, detail: TicketDetail) -> None:
        """Count what this person wrote meanwhile, such as a note, as seen."""
        name = self._me.person.name if self._me.person is not None else None
        newer = [row for row in detail.messages if row.id > (self.seen or 0)]
        if all(row.author == name and not row.is_incoming for row in newer):
            self.seen = detail.last_message_id

    def _reason(self, detail: TicketDetail) -> str:
        if detail.can_reply:
            return ""
        if not detail.ticket.requester_email:
            return self.tr("The client has no e-mail address here: note what you agreed on")
        return self.tr("No mailbox can send: set one up in Settings")

    def _on_edited(self, kind: DraftKind) -> None:
        self._unsaved.add(kind)
        if not self._rest.isActive():
            self._rest.start()

    def _on_requesters(self, people: tuple[tuple[str, str], ...]) -> None:
        for kind in (REPLY, FORWARD):
            self.composer.form_of(kind).people.set_completions(people)

    # Files

    def _on_paths(self, form: LetterForm, paths: list[Path]) -> None:
        taken = form.files.total_bytes
        most = self.ticket.stationery.most_bytes if self.ticket is not None else None
        self._runner.query(
            self,
            lambda: read_files(paths, taken=taken, most_bytes=most),
            partial(self._on_files_read, form),
        )

    def _on_picture(self, form: LetterForm, image: QImage) -> None:
        self._pictures += 1
        number = self._pictures
        self._runner.query(
            self,
            lambda: (picture(_png(image), number),),
            partial(self._on_files_read, form),
        )

    def _on_files_read(self, form: LetterForm, files: tuple[OutgoingFile, ...]) -> None:
        form.files.add(files)


def _known(kind: DraftKind, ticket: OpenedTicket) -> Addressing:
    """Return whom a tab offers: a forward goes elsewhere, so nobody is proposed for it."""
    known = ticket.stationery.addressing
    return known if kind is REPLY else replace(known, suggested=(), reply_to=None)


def _png(image: QImage) -> bytes:
    """On a worker: encode a picture."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(content.data())
