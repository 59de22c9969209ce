"""The requests for swaps: who asks whom for what, and the answers."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.domain.changes import Changes, Topic
from desktop.domain.duty_swap import SwapState
from desktop.services.duty_candidates import CandidateRow
from desktop.services.swaps import SwapRequest
from desktop.ui.duty.candidate_list import CandidateList
from desktop.ui.duty.candidate_words import effect_text
from desktop.ui.duty.section_dialog import show_whole
from desktop.ui.duty.team import DutyTeam
from desktop.ui.duty.words import duty_word, times_text
from desktop.ui.lists.columns import Column
from desktop.ui.settings.record_form import RecordForm
from desktop.ui.settings.record_section import RecordSection
from desktop.ui.widgets.labels import MutedLabel
from desktop.ui.workplace import Workplace

LIST_WIDTH = 560


class TakerForm(RecordForm):
    """Who takes a duty over, decided by a lead for both."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.request: SwapRequest | None = None
        self._candidates = CandidateList()
        self.add_field(lambda: self.tr("Who takes it"), self._candidates, LIST_WIDTH)
        self._candidates.chosen.connect(self._on_chosen)
        self.finish()

    @property
    def taker_id(self) -> int | None:
        """Return who is chosen."""
        return self._candidates.person_id

    def begin(self, request: SwapRequest, rows: tuple[CandidateRow, ...], team: DutyTeam) -> None:
        """Offer who can, the person who was asked chosen."""
        self.request = request
        length = request.end_at - request.start_at
        asked = [
            row
            for row in rows
            if row.person_id != request.row.giver_id
            and request.row.taker_id in (None, row.person_id)
        ]
        self._candidates.show_candidates(
            asked,
            lambda row: effect_text(row, length, team.rules),
        )
        self._candidates.choose(self._candidates.best())
        self._on_chosen()
        self.open_at(self._candidates)

    @override
    def save_words(self) -> str:
        return self.tr("Take on their behalf")

    def _on_chosen(self) -> None:
        self.save.setEnabled(self.taker_id is not None)


class SwapsSection(RecordSection[SwapRequest]):
    """What is asked and answered for duties that are not over.

    Whoever was asked takes or declines; who asked declines to take the request back; a lead does
    either for them. A swap is undone until it starts.
    """

    def __init__(self, place: Workplace, team: DutyTeam, parent: QWidget | None = None) -> None:
        self._place, self._team = place, team
        self._form_of = TakerForm()
        self._message = MutedLabel()
        self._message.setWordWrap(True)
        columns: tuple[Column[SwapRequest], ...] = (
            Column(
                "when",
                lambda: self.tr("Duty"),
                lambda each, _: self._times(each),
                tooltip=lambda each, _: self._times(each),
            ),
            Column("giver", lambda: self.tr("From"), lambda each, _: team.name(each.row.giver_id)),
            Column("taker", lambda: self.tr("To"), lambda each, _: self._taker(each)),
            Column("state", lambda: self.tr("State"), lambda each, _: duty_word(each.row.state)),
        )
        super().__init__(
            place.runner,
            place.clock,
            Topic.DUTY,
            columns,
            place.desk.swaps.ahead,
            self._form_of,
            parent,
        )
        self.column.insertWidget(self.column.indexOf(self.list) + 1, self._message)
        self._take = self.add_button(lambda: self.tr("Take"), self._on_take)
        self._decline = self.add_button(self._decline_words, self._on_decline)
        self._behalf = self.add_button(lambda: self.tr("On their behalf…"), self.on_edit)
        self._undo = self.add_button(lambda: self.tr("Undo the swap"), self._on_undo)
        show_whole(self.list, 0)
        self.say_when_empty(
            lambda: self.tr(
                "Nobody asks for a swap. Choose a duty of yours in the calendar and press “Ask for "
                "a swap…”: what is asked and answered is listed here."
            )
        )
        self.finish()

    @override
    def title(self) -> str:
        return self.tr("Swaps")

    @override
    def on_current(self) -> None:
        super().on_current()
        request, me = self.list.chosen(), self._place.me.person_id
        is_open = request is not None and request.row.state is SwapState.ASKED
        is_mine = request is not None and request.row.giver_id == me
        is_for_me = request is not None and request.row.taker_id in (None, me) and not is_mine
        is_ours = request is not None and me in (request.row.giver_id, request.row.taker_id)
        is_lead = self._team.is_lead(me)
        is_ahead = request is not None and request.start_at > self._place.clock.now()
        is_taken = request is not None and request.row.state is SwapState.TAKEN
        self._take.setEnabled(is_open and is_for_me)
        self._decline.setEnabled(is_open and (is_ours or is_lead))
        self._behalf.setEnabled(is_open and is_lead)
        self._undo.setEnabled(is_taken and is_ahead and (is_ours or is_lead))
        self._say_message(request)

    @override
    def on_edit(self) -> None:
        """Let a lead decide for both: offer who can take it."""
        request = self.list.chosen()
        if request is None or not self._behalf.isEnabled():
            return
        candidates, span = self._place.desk.duty_candidates, (request.start_at, request.end_at)

        def begin(rows: tuple[CandidateRow, ...]) -> None:
            self._form_of.begin(request, rows, self._team)

        self.runner.query(self, lambda: candidates.who_can_cover(*span), begin, latest="takers")

    @override
    def on_save(self) -> None:
        request, taker_id = self._form_of.request, self._form_of.taker_id
        if request is not None and taker_id is not None:
            self.save(self._taking(request, taker_id))

    def _on_take(self) -> None:
        request, me = self.list.chosen(), self._place.me.person_id
        if request is not None and me is not None:
            self.command(self._taking(request, me))

    def _on_decline(self) -> None:
        request, actor = self.list.chosen(), self._place.me.actor
        if request is not None:
            self.command(lambda: self._place.desk.swaps.decline(actor, request.id))

    def _on_undo(self) -> None:
        request, actor = self.list.chosen(), self._place.me.actor
        if request is not None:
            self.command(lambda: self._place.desk.swaps.take_back(actor, request.id))

    def _taking(self, request: SwapRequest, taker_id: int) -> Callable[[], Changes]:
        actor = self._place.me.actor
        return lambda: self._place.desk.swaps.take(actor, request.id, taker_id)

    def _decline_words(self) -> str:
        request = self.list.chosen()
        is_mine = request is not None and request.row.giver_id == self._place.me.person_id
        return self.tr("Take back") if is_mine else self.tr("Decline")

    def _say_message(self, request: SwapRequest | None) -> None:
        told = []
        if request is not None and request.row.message:
            told.append(self.tr("“{message}”").format(message=request.row.message))
        if request is not None and request.row.decided_by_id is not None:
            by = self.tr("decided by {name}")
            told.append(by.format(name=self._team.name(request.row.decided_by_id)))
        self._message.setText(" · ".join(told))
        self._message.setVisible(bool(told))

    def _times(self, request: SwapRequest) -> str:
        times = times_text((request.start_at, request.end_at), self._team.zone)
        return (
            times if request.row.part is None else self.tr("{times} (a part)").format(times=times)
        )

    def _taker(self, request: SwapRequest) -> str:
        return self._team.name(request.row.taker_id) or self.tr("anybody")
