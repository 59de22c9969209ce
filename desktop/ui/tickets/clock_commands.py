"""The commands on clocks: why these dates, a promise, an excuse, no reply needed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, tzinfo
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QPoint
from PySide6.QtWidgets import QMenu, QWidget

from desktop.domain.marked import QT_TRANSLATE_NOOP
from desktop.ui.formats import near_text
from desktop.ui.workplace import Workplace

if TYPE_CHECKING:  # sheets, and what they ask, are imported when they are first opened
    from desktop.domain.promise import PromiseMoment
    from desktop.domain.sla_clock import ClockState
    from desktop.domain.sla_evaluate import Evaluation
    from desktop.ui.tickets.opened_ticket import OpenedTicket

_MOMENTS = {
    "this_evening": QT_TRANSLATE_NOOP("ClockCommands", "This evening"),
    "tomorrow": QT_TRANSLATE_NOOP("ClockCommands", "Tomorrow at noon"),
    "next_working_day": QT_TRANSLATE_NOOP("ClockCommands", "Next working day"),
}
"""The words of each `PromiseChoice`."""


class ClockCommands(QObject):
    """Acts on the ticket that is shown, if it is what commands act on."""

    def __init__(
        self,
        place: Workplace,
        targets: Callable[[], list[int]],
        shown: Callable[[], OpenedTicket | None],
        zone: Callable[[], tzinfo],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._place = place
        self._desk = place.desk
        self._targets = targets
        self._shown = shown
        self._zone = zone
        self._window = window
        place.actions.bind("ticket.why", self.explain)
        place.actions.bind("ticket.promise", self.promise)
        place.actions.bind("ticket.no_reply", self.no_reply_needed)

    def explain(self, clock: ClockState | None = None) -> None:
        """Tell why the dates are as they are, at first of that clock, judged as of now."""
        ticket, person_id = self._one_shown(), self._place.me.person_id
        if ticket is None:
            return

        def work() -> tuple[Evaluation, bool]:
            evaluation = self._desk.clocks.evaluation(ticket.id)
            return evaluation, self._desk.excuses.may_excuse(person_id)

        def show(found: tuple[Evaluation, bool]) -> None:
            from desktop.ui.tickets.explain_view import ExplainView

            evaluation, may_excuse = found
            now = replace(ticket, evaluation=evaluation, now=evaluation.at)
            view = ExplainView(self._place, now, self._window, clock, may_excuse=may_excuse)
            view.excuse_wanted.connect(partial(self.excuse, ticket.id))
            view.policy_wanted.connect(self._place.signposts.policy_wanted)
            view.open()

        self._place.runner.query(self, work, show, latest="explain")

    def promise(self) -> None:
        """Offer good moments to promise an answer by."""
        for ticket_id in self._targets()[:1]:
            show = partial(self._offer, ticket_id)
            self._place.runner.query(self, self._desk.promises.moments, show, latest="moments")

    def no_reply_needed(self) -> None:
        """Let the clients' last messages stand without an answer."""
        ids, actor = self._targets(), self._place.me.actor
        if ids:
            work = partial(self._desk.replies.no_reply_needed, actor, ids)
            self._place.runner.command(self, work)

    def excuse(self, ticket_id: int, clock: ClockState) -> None:
        """Ask why the breach of a clock should not count; its explanation closes once it is told.

        What it said holds no more, and it would hide what is said of the excuse.
        """
        from desktop.ui.tickets.clock_sheets import ExcuseSheet
        from desktop.ui.tickets.explain_view import ExplainView

        sheet = ExcuseSheet(self._place, ticket_id, clock, self._window)
        for explained in self._window.findChildren(ExplainView):
            sheet.accepted.connect(explained.accept)
        sheet.open()

    def _offer(self, ticket_id: int, moments: Sequence[PromiseMoment]) -> None:
        menu = QMenu(self._window)
        now, zone = self._place.clock.now(), self._zone()
        for moment in moments:
            words = QCoreApplication.translate("ClockCommands", _MOMENTS[moment.choice])
            text = f"{words} · {near_text(moment.at, now, zone)}"
            if not moment.is_open:
                text += "\t" + self.tr("out of business hours")
            menu.addAction(text).triggered.connect(
                lambda _=False, at=moment.at: self._promise(ticket_id, at)
            )
        menu.addSeparator()
        other = menu.addAction(self.tr("Choose a date…"))
        other.triggered.connect(lambda: self._choose_date(ticket_id, moments[-1].at))
        menu.aboutToHide.connect(menu.deleteLater)
        rect = self._window.rect()
        menu.popup(self._window.mapToGlobal(QPoint(rect.width() // 3, rect.height() // 4)))
        menu.setActiveAction(menu.actions()[0])

    def _promise(self, ticket_id: int, at: datetime) -> None:
        work = partial(self._desk.promises.promise, self._place.me.actor, ticket_id, at)
        self._place.runner.command(self, work)

    def _choose_date(self, ticket_id: int, at: datetime) -> None:
        from desktop.ui.tickets.clock_sheets import PromiseSheet

        PromiseSheet(self._place, ticket_id, at, self._zone(), self._window).open()

    def _one_shown(self) -> OpenedTicket | None:
        ticket = self._shown()
        return ticket if ticket is not None and self._targets() == [ticket.id] else None
