"""Settings > Mailboxes: how each is doing, and the form that tests before it saves."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.domain.changes import Changes, Topic
from desktop.domain.clock import Clock
from desktop.domain.errors import DeskError
from desktop.services.mailbox_values import MailboxRow, MailboxState
from desktop.services.mailboxes import FINAL, Mailboxes
from desktop.ui.formats import near_text
from desktop.ui.lists.columns import Column
from desktop.ui.runner import Runner
from desktop.ui.settings.mailbox_form import MailboxForm
from desktop.ui.settings.record_section import RecordSection
from desktop.ui.signed_in import SignedIn
from desktop.ui.texts import sentence
from desktop.ui.widgets.notice_bar import Severity


class MailboxesSection(RecordSection[MailboxRow]):
    """Nothing is stored before both servers have accepted the account."""

    def __init__(
        self,
        mailboxes: Mailboxes,
        runner: Runner,
        clock: Clock,
        me: SignedIn,
        parent: QWidget | None = None,
    ) -> None:
        self._mailboxes = mailboxes
        self._clock = clock
        self._me = me
        self._form_of = MailboxForm(runner)
        columns: tuple[Column[MailboxRow], ...] = (
            Column("name", lambda: self.tr("Name"), lambda row, _: row.values.name),
            Column("address", lambda: self.tr("E-mail"), lambda row, _: row.values.address),
            Column(
                "counted",
                lambda: self.tr("Last three days"),
                lambda row, _: self._counted(row),
                tooltip=lambda row, _: self._counted_when(row),
            ),
            Column(
                "state",
                lambda: self.tr("State"),
                lambda row, _: self._state(row),
                tooltip=lambda row, _: sentence(row.error) if row.error else "",
            ),
        )
        super().__init__(
            runner, clock, Topic.MAILBOXES, columns, mailboxes.all, self._form_of, parent
        )
        self.say_when_empty(
            lambda: self.tr(
                "No mailbox yet: mail neither comes nor leaves. Add the address that clients "
                "write to."
            )
        )
        self.add_button(lambda: self.tr("Add a mailbox"), self.add, needs_record=False)
        self.add_button(lambda: self.tr("Edit"), self.on_edit)
        self.add_button(lambda: self.tr("Check now"), self._on_check)
        self.add_button(lambda: self.tr("Compare now"), self._on_compare)
        self.add_button(self._toggle_words, self._on_toggle)
        self.finish()

    @override
    def title(self) -> str:
        return self.tr("Mailboxes")

    def add(self) -> None:
        """Begin a new mailbox; the first-run page leads here too."""
        self._form_of.begin(None)

    def ask_password(self, row: MailboxRow) -> None:
        """Show the form of a mailbox, ready for its password or for signing in."""
        self._form_of.begin(row)
        self._form_of.focus_login()

    def _state(self, row: MailboxRow) -> str:
        match row.state:
            case MailboxState.OFF:
                return self.tr("switched off")
            case MailboxState.PAUSED:
                if row.error is not None and row.error.code in FINAL:
                    return self.tr("stopped: sign in again")
                return self.tr("stopped: the password was refused three times")
            case MailboxState.FAILING:
                return sentence(row.error) if row.error else self.tr("does not answer")
            case MailboxState.OK:
                if row.checked_at is None:
                    return self.tr("not checked yet")
                when = near_text(row.checked_at, self._clock.now())
                return self.tr("checked {when}").format(when=when)

    def _counted(self, row: MailboxRow) -> str:
        """Say how much of what the server has is here; a dash before that was compared."""
        if row.counted is None:
            return "–"
        return self.tr("{here} of {server} here").format(
            server=row.counted.on_server, here=row.counted.here
        )

    def _counted_when(self, row: MailboxRow) -> str:
        if row.counted is None:
            return self.tr("The server and the desk were not compared yet.")
        when = near_text(row.counted.at, self._clock.now())
        return self.tr(
            "Mails of the last three days: {server} on the server, {here} here, compared {when}."
        ).format(server=row.counted.on_server, here=row.counted.here, when=when)

    def _toggle_words(self) -> str:
        row = self.list.chosen()
        is_off = row is not None and row.state is MailboxState.OFF
        return self.tr("Switch on") if is_off else self.tr("Switch off")

    @override
    def on_edit(self) -> None:
        row = self.list.chosen()
        if row is not None:
            self._form_of.begin(row)

    @override
    def on_save(self) -> None:
        """Test first; nothing is stored unless both servers accept."""
        form = self._form_of
        values, secret = form.values, self._secret()
        mailbox_id = form.mailbox.id if form.mailbox else 0
        form.set_busy(True)
        self.errors.hide()
        self.runner.network(
            self,
            lambda: self._mailboxes.try_connection(values, secret(), mailbox_id),
            lambda _: self._on_tested(),
            self._on_refused,
        )

    @override
    def on_saved(self, changes: Changes) -> None:
        super().on_saved(changes)
        self.errors.show_notice(
            Severity.INFO, self.tr("The mailbox works. New mail is looked for every minute.")
        )

    def _on_tested(self) -> None:
        form, actor = self._form_of, self._me.actor
        values, secret, row = form.values, self._secret(), form.mailbox

        def work() -> Changes:
            if row is None:
                return self._mailboxes.add(actor, values, secret() or "")
            return self._mailboxes.edit(
                actor, row.id, values, version=row.version, password=secret()
            )

        self.runner.command(self, work, self.on_saved, self._on_refused)

    def _secret(self) -> Callable[[], str | None]:
        """Return what gives, on a lane, the password typed or what signing in put in its place."""
        grant, password = self._form_of.grant, self._form_of.password
        return lambda: password if grant is None else self._mailboxes.signed_in(grant)

    def _on_refused(self, error: DeskError) -> None:
        self._form_of.set_busy(False)
        self.errors.show_error(error)

    def _on_check(self) -> None:
        row, actor = self.list.chosen(), self._me.actor
        if row is not None:
            self.command(lambda: self._mailboxes.check_now(actor, row.id))

    def _on_compare(self) -> None:
        row, actor = self.list.chosen(), self._me.actor
        if row is not None:
            self.command(lambda: self._mailboxes.compare_now(actor, row.id))

    def _on_toggle(self) -> None:
        row, actor = self.list.chosen(), self._me.actor
        if row is not None:
            enabled = row.state is MailboxState.OFF
            self.command(lambda: self._mailboxes.set_enabled(actor, row.id, enabled))
