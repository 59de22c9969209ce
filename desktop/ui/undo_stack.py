"""Undo and redo: the last 50 commands of this session, and the words for them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, Signal, SignalInstance

from desktop.domain.changes import Changes, Undo
from desktop.domain.errors import ChangedMeanwhile, DeskError, Refused, Unavailable
from desktop.domain.marked import QT_TRANSLATE_NOOP
from desktop.ui.runner import Runner

DEPTH = 50

_WORDS: Mapping[str, str] = {
    "promise": QT_TRANSLATE_NOOP("UndoStack", "Date promised"),
    "excuse": QT_TRANSLATE_NOOP("UndoStack", "Breach excused"),
    "tags": QT_TRANSLATE_NOOP("UndoStack", "Tags changed"),
    "note": QT_TRANSLATE_NOOP("UndoStack", "Note added"),
    "call": QT_TRANSLATE_NOOP("UndoStack", "Call logged"),
    "schedule": QT_TRANSLATE_NOOP("UndoStack", "The reply leaves later"),
    "cancel_scheduled": QT_TRANSLATE_NOOP("UndoStack", "The reply will not be sent"),
    "acknowledge": QT_TRANSLATE_NOOP("UndoStack", "Warning acknowledged"),
    "rule": QT_TRANSLATE_NOOP("UndoStack", "Rule changed"),
    "template": QT_TRANSLATE_NOOP("UndoStack", "Template changed"),
    "calendar_create": QT_TRANSLATE_NOOP("UndoStack", "Calendar added"),
    "calendar_rename": QT_TRANSLATE_NOOP("UndoStack", "Calendar renamed"),
    "calendar_edit": QT_TRANSLATE_NOOP("UndoStack", "Business hours changed"),
    "calendar_delete": QT_TRANSLATE_NOOP("UndoStack", "Calendar removed"),
    "duty_import": QT_TRANSLATE_NOOP("UndoStack", "Duties imported"),
    "pay_rule": QT_TRANSLATE_NOOP("UndoStack", "Pay rule changed"),
    "setting": QT_TRANSLATE_NOOP("UndoStack", "Setting changed"),
    "policy_edit": QT_TRANSLATE_NOOP("UndoStack", "Policy changed"),
    "policy_rename": QT_TRANSLATE_NOOP("UndoStack", "Policy changed"),
    "policy_assign": QT_TRANSLATE_NOOP("UndoStack", "Policy changed"),
    "policy_default": QT_TRANSLATE_NOOP("UndoStack", "Policy changed"),
    "policy_create": QT_TRANSLATE_NOOP("UndoStack", "Policy added"),
    "policy_delete": QT_TRANSLATE_NOOP("UndoStack", "Policy removed"),
    "merge": QT_TRANSLATE_NOOP("UndoStack", "Tickets merged"),
    "claim": QT_TRANSLATE_NOOP("UndoStack", "Claim ignored"),
    "split": QT_TRANSLATE_NOOP("UndoStack", "Message split off"),
    "link": QT_TRANSLATE_NOOP("UndoStack", "Tickets linked"),
    "unlink": QT_TRANSLATE_NOOP("UndoStack", "Link taken away"),
    "client": QT_TRANSLATE_NOOP("UndoStack", "Client changed"),
    "organisation_save": QT_TRANSLATE_NOOP("UndoStack", "Organisation saved"),
    "organisation_delete": QT_TRANSLATE_NOOP("UndoStack", "Organisation deleted"),
    "view_save": QT_TRANSLATE_NOOP("UndoStack", "View saved"),
    "view_edit": QT_TRANSLATE_NOOP("UndoStack", "View changed"),
    "view_move": QT_TRANSLATE_NOOP("UndoStack", "View changed"),
    "view_delete": QT_TRANSLATE_NOOP("UndoStack", "View deleted"),
    "duty_rule": QT_TRANSLATE_NOOP("UndoStack", "Duty calendar changed"),
    "duty_override": QT_TRANSLATE_NOOP("UndoStack", "Duty calendar changed"),
    "duty_shift": QT_TRANSLATE_NOOP("UndoStack", "Duty calendar changed"),
    "duty_temporary": QT_TRANSLATE_NOOP("UndoStack", "Duty calendar changed"),
    "person": QT_TRANSLATE_NOOP("UndoStack", "Team changed"),
    "person_left": QT_TRANSLATE_NOOP("UndoStack", "Team changed"),
    "rest_rules": QT_TRANSLATE_NOOP("UndoStack", "Rules of rest changed"),
    "duty_requirement": QT_TRANSLATE_NOOP("UndoStack", "Requirement changed"),
    "skills": QT_TRANSLATE_NOOP("UndoStack", "Skills changed"),
    "duty_plan": QT_TRANSLATE_NOOP("UndoStack", "Plan applied"),
    "absence": QT_TRANSLATE_NOOP("UndoStack", "Absence changed"),
    "wish": QT_TRANSLATE_NOOP("UndoStack", "Wish changed"),
    "accept_shift": QT_TRANSLATE_NOOP("UndoStack", "Shift accepted"),
    "swap": QT_TRANSLATE_NOOP("UndoStack", "Swap changed"),
}
"""What commands did; those that count tickets are in `UndoStack.words`."""


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
        fixed = _WORDS.get(step.title)
        if fixed is not None:
            return QCoreApplication.translate("UndoStack", fixed)
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
            case "no_reply":
                return self.tr("No reply needed: %n ticket(s)", "", count)
            case "spam":
                return self.tr("%n ticket(s) marked as spam", "", count)
            case "send":
                return self.tr("Sending in {seconds} s").format(seconds=step.seconds)
            case "organisation_people":
                return self.tr("%n client(s) joined", "", count)
            case "duty_publish":
                return self.tr("%n shift(s) published", "", count)
        return self.tr("%n ticket(s) changed", "", count)

    def _on_changed(self, changes: Changes) -> None:
        if changes.undo is not None:
            self._steps.append(changes.undo)
            self._again.clear()
            self.changed.emit()
            self.pushed.emit(self.words(changes.undo))
