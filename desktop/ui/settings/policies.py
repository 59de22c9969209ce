"""Settings > SLA and OLA: the policies, what each promises, and who follows which."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QMenu, QWidget
from typing_extensions import override

from desktop.domain.changes import Changes, Topic
from desktop.domain.clock import Clock
from desktop.domain.errors import DeskError
from desktop.domain.sla import Policy
from desktop.domain.sla_presets import PRESETS
from desktop.domain.worktime_local import zone_named
from desktop.services.calendars import CalendarRow, Calendars
from desktop.services.policy_edits import OwnerRow, PolicyEdits, PolicyRow
from desktop.services.policy_history import VersionRow
from desktop.ui.formats import number_text
from desktop.ui.lists.columns import Column
from desktop.ui.runner import Runner
from desktop.ui.settings.policy_form import PolicyForm
from desktop.ui.settings.policy_history import PolicyHistory
from desktop.ui.settings.policy_owners import PolicyOwners
from desktop.ui.settings.record_section import RecordSection
from desktop.ui.signed_in import SignedIn
from desktop.ui.texts import policy_word

ROWS_SHOWN = 4

Read = tuple[Sequence[OwnerRow], Sequence[PolicyRow], Sequence[CalendarRow]]


class PoliciesSection(RecordSection[PolicyRow]):
    """The list of policies, the form of one, and the organisations that have their own."""

    saves_at_once = False

    def __init__(
        self,
        edits: PolicyEdits,
        calendars: Calendars,
        runner: Runner,
        clock: Clock,
        me: SignedIn,
        parent: QWidget | None = None,
    ) -> None:
        self._edits = edits
        self._calendars = calendars
        self._me = me
        self._known: Sequence[PolicyRow] = ()
        self._hours: Sequence[CalendarRow] = ()
        self._opens: int | None = None
        self._form_of = PolicyForm(edits, runner, clock)
        self._owners = PolicyOwners()
        self._history = PolicyHistory()
        columns: tuple[Column[PolicyRow], ...] = (
            Column("name", lambda: self.tr("Name"), lambda row, _: policy_word(row.name)),
            Column(
                "followers",
                lambda: self.tr("Followed by"),
                lambda row, _: self._followers(row),
                tooltip=lambda row, _: self._followers(row),
            ),
            Column(
                "tickets",
                lambda: self.tr("Open tickets"),
                lambda row, _: number_text(row.followers.tickets),
                is_number=True,
            ),
            Column(
                "version",
                lambda: self.tr("Version"),
                lambda row, _: number_text(row.policy.version),
                is_number=True,
            ),
        )
        super().__init__(runner, clock, Topic.POLICIES, columns, edits.all, self._form_of, parent)
        self.list.set_rows_shown(ROWS_SHOWN)
        self.column.addWidget(self._history)
        self.column.addWidget(self._owners)
        self._new = self.add_button(
            lambda: self.tr("Add a policy"), lambda: None, needs_record=False
        )
        self._new.setMenu(QMenu(self._new))
        self.add_button(lambda: self.tr("Edit"), self.on_edit)
        self.add_button(lambda: self.tr("Copy"), self._on_copy)
        self.add_button(lambda: self.tr("History"), self._on_history)
        self.add_button(lambda: self.tr("Use for all others"), self._on_default)
        self.add_button(lambda: self.tr("Delete"), self._on_delete)
        self._owners.chosen.connect(self._on_owner)
        self._owners.asked.connect(self._on_asked)
        self._owners.follows.connect(self._on_follow)
        self.list.table.loaded.connect(self._read)
        self.finish()

    @override
    def title(self) -> str:
        return self.tr("SLA and OLA")

    @override
    def retranslate(self) -> None:
        super().retranslate()
        menu = self._new.menu()
        menu.clear()
        for preset in PRESETS:
            text = self.tr("Like “{name}”").format(name=policy_word(preset.name))
            menu.addAction(text).triggered.connect(
                lambda _checked=False, preset=preset: self._on_add(preset)
            )

    def open_policy(self, policy_id: int) -> None:
        """Choose a policy and open its form, once they are read."""
        self._opens = policy_id
        self._read()

    @override
    def on_edit(self) -> None:
        row = self.list.chosen()
        if row is not None:
            self._form_of.begin(row.policy, self._hours)

    @override
    def on_current(self) -> None:
        super().on_current()
        row = self.list.chosen()
        if row is None or row.id != self._history.policy_id:
            self._history.hide()
        elif self._history.isVisible():
            self._on_history()  # the list was read anew: it may have one more version

    @override
    def on_save(self) -> None:
        try:
            policy = self._form_of.policy
        except DeskError as error:
            self.errors.show_error(error)
            return
        recompute, actor = self._form_of.recompute, self._me.actor
        self.save(lambda: self._edits.save(actor, policy, recompute=recompute))

    def _followers(self, row: PolicyRow) -> str:
        names = [*row.followers.organisations, *row.followers.categories]
        if row.is_default:
            names.append(self.tr("all others"))
        return ", ".join(names) if names else "—"

    def _read(self) -> None:
        """Read who can follow, and in which calendars targets count, with the policies."""

        def work() -> Read:
            return self._edits.owners(), self._edits.all(), self._calendars.all()

        self.runner.query(self, work, self._on_read, latest="owners")

    def _on_read(self, found: Read) -> None:
        owners, self._known, self._hours = found
        self._owners.show_all(owners, self._known)
        wanted = [row.policy for row in self._known if row.id == self._opens]
        self._opens = None
        for policy in wanted:
            self._choose(policy.id)
            self._form_of.begin(policy, self._hours)

    def _choose(self, policy_id: int) -> None:
        """Put the cursor on a policy of the list."""
        table = self.list.table
        for row in range(table.rowCount()):
            record = table.record(row)
            if record is not None and record.id == policy_id:
                self.list.view.setCurrentIndex(table.index(row, 0))

    def _on_add(self, like: Policy) -> None:
        self._create(policy_word(like.name), like)

    def _on_copy(self) -> None:
        row = self.list.chosen()
        if row is not None:
            self._create(policy_word(row.name), row.policy)

    def _create(self, name: str, like: Policy) -> None:
        """Make a policy under a name that is free, and open its form."""
        actor = self._me.actor
        taken = {each for row in self._known for each in (row.name, policy_word(row.name))}
        free = next(
            text
            for number in range(1, len(taken) + 2)
            if (text := self.tr("{name} ({number})").format(name=name, number=number)) not in taken
        )

        def on_done(changes: Changes) -> None:
            self._opens = changes.created

        self.errors.hide()
        self.runner.command(
            self, lambda: self._edits.create(actor, free, like), on_done, self.errors.show_error
        )

    def _on_history(self) -> None:
        row = self.list.chosen()
        if row is not None:
            self.runner.query(
                self, lambda: self._edits.history(row.id), self._on_versions, latest="history"
            )

    def _on_versions(self, versions: Sequence[VersionRow]) -> None:
        names = {row.key: row.name for row in self._hours}
        zone = self._hours[0].spec.zone if self._hours else "UTC"
        self._history.show_versions(versions, names, zone_named(zone))

    def _on_default(self) -> None:
        row, actor = self.list.chosen(), self._me.actor
        if row is not None:
            self.command(lambda: self._edits.set_default(actor, row.id))

    def _on_delete(self) -> None:
        row, actor = self.list.chosen(), self._me.actor
        if row is not None:
            self.command(lambda: self._edits.delete(actor, row.id))

    def _on_owner(self) -> None:
        owner, policy_id, actor = self._owners.owner, self._owners.policy_id, self._me.actor
        if owner is not None:
            self.command(lambda: self._edits.assign(actor, owner.source, owner.id, policy_id))

    def _on_asked(self) -> None:
        owner = self._owners.owner
        if owner is not None:
            self.runner.query(
                self,
                lambda: self._edits.preview_follow(owner.source, owner.id),
                self._owners.show_moves,
                latest="follow",
            )

    def _on_follow(self) -> None:
        owner, actor = self._owners.owner, self._me.actor
        if owner is not None:
            self.command(lambda: self._edits.follow(actor, owner.source, owner.id))
