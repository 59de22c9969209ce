"""Undo and redo: the last 50 commands of this session, and the words for them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal, SignalInstance

from desktop.domain.changes import Changes, Undo
from desktop.domain.errors import ChangedMeanwhile, DeskError, Refused, Unavailable
from desktop.ui.runner import Runner

DEPTH = 50


class UndoStack(QObject):
    """Collects the `undo` of every command the runner carries out; takes the newest back first.

    `take_back` is `desk.undo.undo` with the signed-in person. What was taken back can be done
    again, the latest first, until another command is given. A step that the environment refused
    (`Unavailable`) stays; one that a rule refused is gone, because it never can be taken.
    """

    pushed = Signal(str)
    """A command was done; its words in the past tense, for the toast."""
    undone = Signal(str)
    """A command was taken back; the same words."""
    redone = Signal(str)
    """It was done again; the same words."""
    changed = Signal()
    """Another step would be undone or redone next."""

    def __init__(
        self,
        runner: Runner,
        take_back: Callable[[Undo], Changes],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._take_back = take_back
        self._steps: deque[Undo] = deque(maxlen=DEPTH)
        self._again: deque[Undo] = deque(maxlen=DEPTH)
        runner.changed.connect(self._on_changed)

    @property
    def title(self) -> str:
        """The words of the command that Undo would take back; empty when there is none."""
        return self.words(self._steps[-1]) if self._steps else ""

    @property
    def redo_title(self) -> str:
        """The words of the command that Redo would do again; empty when there is none."""
        return self.words(self._again[-1]) if self._again else ""

    def undo(self) -> None:
        """Take the newest command back; does nothing where there is none."""
        self._take(self._steps, self._again, self.undone)

    def redo(self) -> None:
        """Do again what was taken back last; does nothing where there is nothing."""
        self._take(self._again, self._steps, self.redone)

    def _take(self, steps: deque[Undo], opposite: deque[Undo], done: SignalInstance) -> None:
        """Take the newest of these steps; the way back from it goes to the opposite ones."""
        if not steps:
            return
        step = steps.pop()
        self.changed.emit()
        way_back: list[Undo] = []

        def work() -> Changes:
            changes = self._take_back(step)
            if changes.undo is not None:
                way_back.append(changes.undo)
            return replace(changes, undo=None)  # to everybody else this is no new command

        def on_done(_changes: Changes) -> None:
            opposite.extend(way_back)
            self.changed.emit()
            done.emit(self.words(step))

        self._runner.command(self, work, on_done, partial(self._on_refused, steps, step))

    def _on_refused(self, steps: deque[Undo], step: Undo, error: DeskError) -> None:
        if isinstance(error, Unavailable):
            steps.append(step)
            self.changed.emit()
        if isinstance(error, ChangedMeanwhile):
            error = Refused("undo.changed")  # nothing was typed that could be kept
        self._runner.failed.emit(error)

    def words(self, step: Undo) -> str:
        """Return what a command did: "3 tickets solved"."""
        count = step.count
        match step.title:
            case "solved":
                return self.tr("%n ticket(s) solved", "", count)
            case "closed":
                return self.tr("%n ticket(s) closed", "", count)
            case "open":
                return self.tr("%n ticket(s) opened", "", count)
            case "deferred":
                return self.tr("%n ticket(s) deferred", "", count)
            case "waiting_customer" | "waiting_date" | "waiting_third_party":
                return self.tr("%n ticket(s) set to waiting", "", count)
            case "assign":
                return self.tr("%n ticket(s) assigned", "", count)
            case "priority":
                return self.tr("Priority changed: %n ticket(s)", "", count)
            case "category":
                return self.tr("Category changed: %n ticket(s)", "", count)
            case "policy":
                return self.tr("Service level changed: %n ticket(s)", "", count)
            case "organisation":
                return self.tr("Organisation changed: %n ticket(s)", "", count)
            case "promise":
                return self.tr("Date promised")
            case "excuse":
                return self.tr("Breach excused")
            case "no_reply":
                return self.tr("No reply needed: %n ticket(s)", "", count)
            case "tags":
                return self.tr("Tags changed")
            case "spam":
                return self.tr("%n ticket(s) marked as spam", "", count)
            case "note":
                return self.tr("Note added")
            case "call":
                return self.tr("Call logged")
            case "send":
                return self.tr("Sending in {seconds} s").format(seconds=step.seconds)
            case "schedule":
                return self.tr("The reply leaves later")
            case "cancel_scheduled":
                return self.tr("The reply will not be sent")
            case "calendar_create":
                return self.tr("Calendar added")
            case "calendar_rename":
                return self.tr("Calendar renamed")
            case "calendar_edit":
                return self.tr("Business hours changed")
            case "calendar_delete":
                return self.tr("Calendar removed")
            case "duty_import":
                return self.tr("Duties imported")
            case "pay_rule":
                return self.tr("Pay rule changed")
            case "setting":
                return self.tr("Setting changed")
            case "policy_edit" | "policy_rename" | "policy_assign" | "policy_default":
                return self.tr("Policy changed")
            case "policy_create":
                return self.tr("Policy added")
            case "policy_delete":
                return self.tr("Policy removed")
            case "merge":
                return self.tr("Tickets merged")
            case "claim":
                return self.tr("Claim ignored")
            case "split":
                return self.tr("Message split off")
            case "link":
                return self.tr("Tickets linked")
            case "unlink":
                return self.tr("Link taken away")
            case "client":
                return self.tr("Client changed")
            case "organisation_save":
                return self.tr("Organisation saved")
            case "organisation_delete":
                return self.tr("Organisation deleted")
            case "organisation_people":
                return self.tr("%n client(s) joined", "", count)
            case "view_save":
                return self.tr("View saved")
            case "view_edit" | "view_move":
                return self.tr("View changed")
            case "view_delete":
                return self.tr("View deleted")
            case "duty_rule" | "duty_override" | "duty_shift" | "duty_temporary":
                return self.tr("Duty calendar changed")
            case "person" | "person_left":
                return self.tr("Team changed")
            case "rest_rules":
                return self.tr("Rules of rest changed")
            case "duty_requirement":
                return self.tr("Requirement changed")
            case "skills":
                return self.tr("Skills changed")
            case "duty_plan":
                return self.tr("Plan applied")
            case "duty_publish":
                return self.tr("%n shift(s) published", "", count)
            case "absence":
                return self.tr("Absence changed")
            case "wish":
                return self.tr("Wish changed")
            case "accept_shift":
                return self.tr("Shift accepted")
            case "swap":
                return self.tr("Swap changed")
        return self.tr("%n ticket(s) changed", "", count)

    def _on_changed(self, changes: Changes) -> None:
        if changes.undo is not None:
            self._steps.append(changes.undo)
            self._again.clear()
            self.changed.emit()
            self.pushed.emit(self.words(changes.undo))
