"""News about one's own duties: told through the ladder, listed until answered or put away."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.domain.changes import Changes, Topic
from desktop.domain.clock import Clock
from desktop.domain.duty_notice import NoticeKind
from desktop.system.notice import Notice, NoticeAction, NoticeButton
from desktop.ui.alerts import Ladder
from desktop.ui.duty_news_words import DutyNewsWords
from desktop.ui.preferences import Preferences
from desktop.ui.runner import Runner
from desktop.ui.signed_in import SignedIn

if TYPE_CHECKING:
    from desktop.services.desk import Desk
    from desktop.services.rows_notice import DutyNoticeRow

_TOLD_BY = frozenset({Topic.ALERTS, Topic.DUTY, Topic.PEOPLE})


class DutyNews(QObject):
    """Knows what this person was told about duties and has neither answered nor put away.

    `announce` runs on a worker, for the telling job; everything else on the GUI thread.
    """

    changed = Signal()
    """`waiting` is different."""
    announced = Signal()
    """The person was told something just now."""
    page_wanted = Signal()
    """The duty calendar is to be opened."""
    calendar_wanted = Signal()
    """The person's duties are to be saved as a calendar file."""

    def __init__(
        self,
        desk: Desk,
        runner: Runner,
        clock: Clock,
        me: SignedIn,
        preferences: Preferences,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._runner = runner
        self._clock = clock
        self._me = me
        self._preferences = preferences
        self._ladder: Ladder | None = None
        self._shown: dict[str, tuple[DutyNoticeRow, ...]] = {}
        self.words = DutyNewsWords(self)
        self.waiting: tuple[DutyNoticeRow, ...] = ()
        runner.changed.connect(self._on_changed)
        me.changed.connect(self.read)

    def use(self, ladder: Ladder) -> None:
        """Tell through `ladder`, which belongs to somebody else."""
        self._ladder = ladder

    @property
    def shift(self) -> DutyNoticeRow | None:
        """Return the notice of one's own shift that waits to be accepted."""
        return next(filter(self.is_mine_to_accept, self.waiting), None)

    def is_mine_to_accept(self, notice: DutyNoticeRow) -> bool:
        """Say whether it is about a shift of the person here."""
        is_about_shift = notice.kind in (NoticeKind.SHIFT_BEGINS, NoticeKind.NOT_ACCEPTED)
        return is_about_shift and notice.person == self._name

    def sentence(self, notice: DutyNoticeRow) -> str:
        """Return a notice in words, as of now."""
        return self.words.sentence(notice, self._name, self._clock.now())

    # On a worker

    def announce(self, notices: Sequence[DutyNoticeRow]) -> None:
        """Show notices as one, unless notices are off; the window lists them in any case.

        Raises:
            Unavailable: no channel works.
        """
        told = tuple(notices)
        self._shown[told[0].key] = told
        if self._ladder is not None and self._preferences.is_on("alerts.notices"):
            now = self._clock.now()
            self._ladder.show(
                Notice(
                    told[0].key,
                    self.words.title(told),
                    self.words.body(told, self._name, now),
                    buttons=self._buttons(told),
                )
            )
        self._runner.tell(self, self._on_announced, None)

    def on_action(self, key: str, action: NoticeAction) -> None:
        """A button of a notice was pressed; from any thread."""
        self._runner.tell(self, self._answer, (key, action))

    # On the GUI thread

    def accept_shift(self) -> None:
        """Accept the shift that waits for it."""
        notice = self.shift
        if notice is not None and notice.change_id is not None:
            self._command(
                partial(self._desk.shift_changes.accept, self._me.actor, notice.change_id)
            )

    def take(self, notice: DutyNoticeRow) -> None:
        """Take the duty that somebody asks for."""
        person_id = self._me.person_id
        if notice.swap_id is not None and person_id is not None:
            self._command(partial(self._desk.swaps.take, self._me.actor, notice.swap_id, person_id))

    def decline(self, notice: DutyNoticeRow) -> None:
        """Say no; a request to all stays open for the others."""
        if notice.is_for_all or notice.swap_id is None:
            self.put_away([notice])
        else:
            self._command(partial(self._desk.swaps.decline, self._me.actor, notice.swap_id))

    def put_away(self, notices: Iterable[DutyNoticeRow]) -> None:
        """Take notices off the list: the person has seen them."""
        ids = [notice.id for notice in notices]
        self._command(partial(self._desk.duty_notices.seen, self._me.actor, ids))

    def read(self) -> None:
        """Read what waits; at the start and after every change."""
        person_id = self._me.person_id
        if person_id is None:
            self._show(())
            return
        self._runner.query(
            self,
            lambda: self._desk.duty_notices.waiting(person_id),
            self._show,
            latest="duty_news",
        )

    @property
    def _name(self) -> str:
        person = self._me.person
        return "" if person is None else person.name

    def _command(self, run: Callable[[], Changes]) -> None:
        self._runner.command(self, run)

    def _show(self, waiting: Sequence[DutyNoticeRow]) -> None:
        """Take the list over; of one shift the later notice stands for both."""
        silent = {each.change_id for each in waiting if each.kind is NoticeKind.NOT_ACCEPTED}
        kept = tuple(
            each
            for each in waiting
            if each.kind is not NoticeKind.SHIFT_BEGINS or each.change_id not in silent
        )
        if kept == self.waiting:
            return
        self.waiting = kept
        self._withdraw_answered()
        self.changed.emit()

    def _withdraw_answered(self) -> None:
        """Take notices off the screen that were answered here, elsewhere or by events."""
        open_ids = {notice.id for notice in self.waiting}
        gone = [k for k, told in self._shown.items() if open_ids.isdisjoint(n.id for n in told)]
        ladder = self._ladder
        for key in gone:
            del self._shown[key]
            if ladder is not None:
                self._runner.network(self, partial(ladder.withdraw, key))

    def _buttons(self, told: Sequence[DutyNoticeRow]) -> tuple[NoticeButton, ...]:
        look = NoticeButton(NoticeAction.OPEN, self.tr("Open duties"))
        if len(told) > 1:
            return (look,)
        if self.is_mine_to_accept(told[0]):
            return NoticeButton(NoticeAction.ACCEPT, self.tr("Accept shift")), look
        if told[0].kind is NoticeKind.SWAP_ASKED:
            take = NoticeButton(NoticeAction.TAKE, self.tr("Take"))
            return take, NoticeButton(NoticeAction.DECLINE, self.tr("Decline")), look
        return (look,)

    def _answer(self, pressed: tuple[str, NoticeAction]) -> None:
        key, action = pressed
        told = self._shown.get(key)
        if told is None:
            return  # the notice is about something else
        match action:
            case NoticeAction.ACCEPT:
                self.accept_shift()
            case NoticeAction.TAKE:
                self.take(told[0])
            case NoticeAction.DECLINE:
                self.decline(told[0])
            case NoticeAction.OPEN:
                self.page_wanted.emit()

    def _on_announced(self, _: None) -> None:
        self.announced.emit()
        self.read()

    def _on_changed(self, changes: Changes) -> None:
        if changes.topics & _TOLD_BY:
            self.read()
