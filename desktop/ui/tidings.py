"""Tidings: what the frame of the window tells of the desk, read again after every change."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from desktop.domain.changes import Changes, Topic
from desktop.services.desk import Desk
from desktop.services.duty_rows import DutyStanding, UncoveredRow
from desktop.services.mailbox_values import MailboxRow
from desktop.services.outbox import StuckMail
from desktop.services.rows import Sort, TicketQuery, TicketRow, View
from desktop.system.secrets import Keeping
from desktop.ui.refresh import Refresh
from desktop.ui.runner import Runner
from desktop.ui.signed_in import SignedIn

TOLD_BY = frozenset(
    {
        Topic.TICKETS,
        Topic.OUTBOX,
        Topic.MAILBOXES,
        Topic.PEOPLE,
        Topic.DUTY,
        Topic.POLICIES,
        Topic.SETTINGS,
    }
)
WAITING = frozenset({"held", "queued", "sending"})


@dataclass(frozen=True, slots=True)
class Tidings:
    """What one look at the desk says. `has_keyring` is only asked once a mailbox needs it."""

    next_due: TicketRow | None = None
    need_action: int = 0
    mailboxes: tuple[MailboxRow, ...] = ()
    waiting_mails: int = 0
    stuck: StuckMail | None = None
    """What was tried and cannot leave."""

    has_keyring: bool = True
    is_demo: bool = False
    duty: DutyStanding | None = None
    gap: UncoveredRow | None = None
    """The first promised hours of the next days with nobody there."""


def look_at(desk: Desk, me: int | None) -> Tidings:
    """On a worker: read everything."""
    return look_at_duties(desk, _look_at_mail(desk, me))


def look_at_duties(desk: Desk, known: Tidings) -> Tidings:
    """On a worker: read again only who is on duty, which is all that a dragged duty changes."""
    return replace(known, duty=desk.duty.standing(), gap=desk.duty_coverage.gap_soon())


def _look_at_mail(desk: Desk, me: int | None) -> Tidings:
    query = TicketQuery(view=View.ALL_OPEN, sort=Sort.NEXT_DUE, me=me)
    rows = desk.lists.page(query, limit=1).rows
    mailboxes = desk.mailboxes.all()
    outbox = desk.outbox.counts()
    is_demo = desk.is_demo()
    return Tidings(
        next_due=rows[0] if rows else None,
        need_action=desk.lists.counts(query)[View.ACTION],
        mailboxes=mailboxes,
        stuck=None if is_demo else desk.outbox.stuck(),
        waiting_mails=sum(count for state, count in outbox.items() if state.value in WAITING),
        has_keyring=is_demo or not mailboxes or desk.secrets.keeping is Keeping.KEYRING,
        is_demo=is_demo,
    )


class TidingsReader(QObject):
    """Holds the newest tidings and says when they are others."""

    changed = Signal()
    """`tidings` are new."""

    def __init__(self, desk: Desk, runner: Runner, me: SignedIn, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._runner = runner
        self._me = me
        self.tidings = Tidings()
        self._changes = 0
        self._seen = -1
        self._refresh = Refresh(self._read, self)
        runner.changed.connect(self._on_changed)
        me.changed.connect(self.read_again)
        self._refresh.ask()

    def read_again(self) -> None:
        """Something happened that no change tells of, such as a mailbox that was looked into."""
        self._changes += 1
        self._refresh.ask()

    def _read(self) -> None:
        """Read all, or only duties where nothing else has changed since all was seen."""
        desk, me, known, changes = self._desk, self._me.person_id, self.tidings, self._changes
        is_only_duty = self._seen == changes

        def look() -> Tidings:
            return look_at_duties(desk, known) if is_only_duty else look_at(desk, me)

        def show(tidings: Tidings) -> None:
            self._seen = changes
            self._show(tidings)

        self._runner.query(self, look, show, latest="tidings")

    def _show(self, tidings: Tidings) -> None:
        if tidings != self.tidings:
            self.tidings = tidings
            self.changed.emit()

    def _on_changed(self, changes: Changes) -> None:
        if changes.topics & TOLD_BY:
            if changes.topics != {Topic.DUTY}:
                self._changes += 1
            self._refresh.ask()
