"""Settings > Mailboxes: how each is doing, and the form that tests before it saves."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget
from typing_extensions import override

from desktop.domain.changes import Changes, Topic
from desktop.domain.clock import Clock
from desktop.domain.errors import DeskError
from desktop.services.mailbox_values import MailboxRow, MailboxState
from desktop.services.mailboxes import Mailboxes
from desktop.ui.formats import near_text
from desktop.ui.lists.columns import Column
from desktop.ui.runner import Runner
from desktop.ui.settings.mailbox_form import MailboxForm
from desktop.ui.settings.record_list import RecordList
from desktop.ui.settings.section import Section
from desktop.ui.signed_in import SignedIn
from desktop.ui.texts import sentence
from desktop.ui.theme.typography import Space
from desktop.ui.widgets.notice_bar import ErrorBar, Severity


class MailboxesSection(Section):
    """Nothing is stored before both servers have accepted the account."""

    def __init__(
        self,
        mailboxes: Mailboxes,
        runner: Runner,
        clock: Clock,
        me: SignedIn,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._mailboxes = mailboxes
        self._runner = runner
        self._clock = clock
        self._me = me
        columns: tuple[Column[MailboxRow], ...] = (
            Column("name", lambda: self.tr("Name"), lambda row, _: row.values.name),
            Column("address", lambda: self.tr("E-mail"), lambda row, _: row.values.address),
            Column(
                "state",
                lambda: self.tr("State"),
                lambda row, _: self._state(row),
                tooltip=lambda row, _: sentence(row.error) if row.error else "",
            ),
        )
        self._list = RecordList(runner, clock, columns, mailboxes.all)
        self._add = QPushButton()
        self._edit = QPushButton()
        self._check = QPushButton()
        self._toggle = QPushButton()
        self._errors = ErrorBar()
        self._form_part = MailboxForm()
        self._form_part.hide()

        buttons = QHBoxLayout()
        buttons.setSpacing(Space.CONTROL)
        for button in (self._add, self._edit, self._check, self._toggle):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.column.addWidget(self._list)
        self.column.addLayout(buttons)
        self.column.addWidget(self._errors)
        self.column.addWidget(self._form_part)

        self._list.view.current_told.connect(self._on_current)
        self._list.view.opened.connect(self._on_edit)
        self._list.table.loaded.connect(self._on_current)
        self._add.clicked.connect(self.add)
        self._edit.clicked.connect(self._on_edit)
        self._check.clicked.connect(self._on_check)
        self._toggle.clicked.connect(self._on_toggle)
        self._form_part.wanted.connect(self._on_test)
        runner.changed.connect(self._on_changed)
        self.finish()

    @override
    def title(self) -> str:
        return self.tr("Mailboxes")

    @override
    def retranslate(self) -> None:
        super().retranslate()
        self._list.view.setAccessibleName(self.title())
        self._add.setText(self.tr("Add a mailbox"))
        self._edit.setText(self.tr("Edit"))
        self._check.setText(self.tr("Check now"))
        self._on_current()

    def add(self) -> None:
        """Begin a new mailbox; the first-run page leads here too."""
        self._form_part.begin(None)

    def _state(self, row: MailboxRow) -> str:
        match row.state:
            case MailboxState.OFF:
                return self.tr("switched off")
            case MailboxState.PAUSED:
                return self.tr("stopped: the password was refused three times")
            case MailboxState.FAILING:
                return sentence(row.error) if row.error else self.tr("does not answer")
            case MailboxState.OK:
                if row.checked_at is None:
                    return self.tr("not checked yet")
                when = near_text(row.checked_at, self._clock.now())
                return self.tr("checked {when}").format(when=when)

    def _on_current(self) -> None:
        row = self._list.chosen()
        for button in (self._edit, self._check, self._toggle):
            button.setEnabled(row is not None)
        is_off = row is not None and row.state is MailboxState.OFF
        self._toggle.setText(self.tr("Switch on") if is_off else self.tr("Switch off"))

    def _on_edit(self) -> None:
        row = self._list.chosen()
        if row is not None:
            self._form_part.begin(row)

    def _on_check(self) -> None:
        row, actor = self._list.chosen(), self._me.actor
        if row is not None:
            self._command(lambda: self._mailboxes.check_now(actor, row.id))

    def _on_toggle(self) -> None:
        row, actor = self._list.chosen(), self._me.actor
        if row is not None:
            enabled = row.state is MailboxState.OFF
            self._command(lambda: self._mailboxes.set_enabled(actor, row.id, enabled))

    def _on_test(self) -> None:
        form = self._form_part
        values, password = form.values, form.password
        mailbox_id = form.mailbox.id if form.mailbox else 0
        form.set_busy(True)
        self._errors.hide()
        self._runner.network(
            self,
            lambda: self._mailboxes.try_connection(values, password, mailbox_id),
            lambda _: self._on_tested(),
            self._on_refused,
        )

    def _on_tested(self) -> None:
        form, actor = self._form_part, self._me.actor
        values, password, row = form.values, form.password, form.mailbox

        def work() -> Changes:
            if row is None:
                return self._mailboxes.add(actor, values, password or "")
            return self._mailboxes.edit(
                actor, row.id, values, version=row.version, password=password
            )

        self._runner.command(self, work, self._on_saved, self._on_refused)

    def _on_saved(self, _changes: Changes) -> None:
        self._form_part.hide()
        self._errors.show_notice(
            Severity.INFO, self.tr("The mailbox works. New mail is looked for every minute.")
        )

    def _on_refused(self, error: DeskError) -> None:
        self._form_part.set_busy(False)
        self._errors.show_error(error)

    def _command(self, work: Callable[[], Changes]) -> None:
        self._runner.command(self, work, on_error=self._errors.show_error)

    def _on_changed(self, changes: Changes) -> None:
        if Topic.MAILBOXES in changes.topics:
            self._list.table.reload()
