"""What each command on duties does on the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from desktop.services.duty_blocks import BoardBlock
from desktop.ui.duty.edits import DutyEdits
from desktop.ui.duty.forms import DutyForms
from desktop.ui.duty.period import Extent

Run = Callable[[], None]


class PageCommands:
    """Maps the ids of the registry to forms and edits, and to where the page goes.

    `turn` shows so many pages later, `show` another extent, `go_today` today.
    """

    def __init__(
        self,
        forms: DutyForms,
        edits: DutyEdits,
        assign: Run,
        turn: Callable[[int], None],
        show: Callable[[Extent], None],
        go_today: Run,
    ) -> None:
        self._plain: Mapping[str, Run] = {
            "duty.assign": assign,
            "duty.plan": forms.plan,
            "duty.publish": forms.publish,
            "duty.swaps": forms.swaps,
            "duty.absences": forms.absences,
            "duty.wishes": forms.wishes,
            "duty.overrides": forms.overrides,
            "duty.temporary": forms.temporary,
            "duty.today": go_today,
            "duty.earlier": partial(turn, -1),
            "duty.later": partial(turn, 1),
            **{f"duty.{extent}": partial(show, extent) for extent in Extent},
        }
        self._on_a_duty: Mapping[str, Callable[[BoardBlock], None]] = {
            "duty.reassign": forms.edit,
            "duty.split": forms.split,
            "duty.swap": forms.ask_swap,
            "duty.take_over": forms.take_over,
            "duty.lock": edits.lock,
            "duty.delete": edits.delete,
        }

    def run(self, command_id: str, block: BoardBlock | None) -> None:
        """Carry a command out; those on a duty are on `block`."""
        if command_id in self._plain:
            self._plain[command_id]()
        elif block is not None:
            self._on_a_duty[command_id](block)
