"""The newest command is taken back first, through the runner, with words for what it was."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.domain.changes import Changes, Topic, Undo
from desktop.domain.errors import ChangedMeanwhile, DeskError, Unavailable
from desktop.ui.runner import Runner
from desktop.ui.undo_stack import DEPTH, UndoStack

pytestmark = pytest.mark.usefixtures("speak")


class Service:
    """Takes commands back, or refuses."""

    def __init__(self) -> None:
        self.taken: list[Undo] = []
        self.refusal: DeskError | None = None
        self.can_be_redone = True

    def undo(self, step: Undo) -> Changes:
        if self.refusal is not None:
            raise self.refusal
        self.taken.append(step)
        again = Undo(step.title, step.count, step) if self.can_be_redone else None
        return Changes.of(Topic.TICKETS, undo=again)


@pytest.fixture
def service() -> Service:
    return Service()


@pytest.fixture
def runner(qtbot: QtBot) -> Runner:
    return Runner()


@pytest.fixture
def stack(runner: Runner, service: Service) -> UndoStack:
    return UndoStack(runner, service.undo, runner)


def done(runner: Runner, title: str, count: int = 1) -> Undo:
    step = Undo(title, count, payload=object())
    runner.changed.emit(Changes.of(Topic.TICKETS, undo=step))
    return step


def test_the_newest_command_is_taken_back_first(
    qtbot: QtBot, runner: Runner, stack: UndoStack, service: Service
) -> None:
    first, second = done(runner, "assign"), done(runner, "solved", 3)
    assert stack.title == "3 tickets solved"
    with qtbot.waitSignal(stack.undone) as undone:
        stack.undo()
    assert undone.args == ["3 tickets solved"]
    with qtbot.waitSignal(stack.undone):
        stack.undo()
    stack.undo()
    assert service.taken == [second, first]
    assert stack.title == ""
    runner.close()


def test_what_was_taken_back_is_done_again_the_latest_first(
    qtbot: QtBot, runner: Runner, stack: UndoStack, service: Service
) -> None:
    done(runner, "assign")
    done(runner, "solved", 3)
    for _ in range(2):
        with qtbot.waitSignal(stack.undone):
            stack.undo()
    assert (stack.title, stack.redo_title) == ("", "1 ticket assigned")
    with qtbot.waitSignal(stack.redone) as redone:
        stack.redo()
    assert redone.args == ["1 ticket assigned"]
    assert (stack.title, stack.redo_title) == ("1 ticket assigned", "3 tickets solved")
    with qtbot.waitSignal(stack.redone):
        stack.redo()
    stack.redo()
    assert (stack.title, stack.redo_title) == ("3 tickets solved", "")
    assert len(service.taken) == 4
    runner.close()


def test_a_new_command_leaves_nothing_to_be_done_again(
    qtbot: QtBot, runner: Runner, stack: UndoStack
) -> None:
    done(runner, "assign")
    with qtbot.waitSignal(stack.undone):
        stack.undo()
    runner.changed.emit(Changes.of(Topic.TICKETS))  # mail came: nobody gave a command
    assert stack.redo_title == "1 ticket assigned"
    done(runner, "solved")
    assert stack.redo_title == ""
    runner.close()


def test_what_cannot_be_done_again_leaves_no_step(
    qtbot: QtBot, runner: Runner, stack: UndoStack, service: Service
) -> None:
    service.can_be_redone = False
    done(runner, "send")
    with qtbot.waitSignal(stack.undone):
        stack.undo()
    assert stack.redo_title == ""
    runner.close()


def test_a_refused_redo_is_gone_and_an_absent_database_keeps_it(
    qtbot: QtBot, runner: Runner, stack: UndoStack, service: Service
) -> None:
    done(runner, "assign")
    with qtbot.waitSignal(stack.undone):
        stack.undo()
    service.refusal = Unavailable("database.busy")
    with qtbot.waitSignal(runner.failed):
        stack.redo()
    assert stack.redo_title == "1 ticket assigned"
    service.refusal = ChangedMeanwhile(noun="ticket", id=1)
    with qtbot.waitSignal(runner.failed):
        stack.redo()
    assert (stack.title, stack.redo_title) == ("", "")
    runner.close()


def test_a_command_that_cannot_be_undone_is_not_collected(runner: Runner, stack: UndoStack) -> None:
    runner.changed.emit(Changes.of(Topic.TICKETS))
    assert stack.title == ""
    runner.close()


def test_a_rule_s_refusal_drops_the_step_and_an_absent_database_keeps_it(
    qtbot: QtBot, runner: Runner, stack: UndoStack, service: Service
) -> None:
    done(runner, "assign")
    service.refusal = Unavailable("database.busy")
    with qtbot.waitSignal(runner.failed):
        stack.undo()
    assert stack.title == "1 ticket assigned"
    service.refusal = ChangedMeanwhile(noun="ticket", id=1)
    with qtbot.waitSignal(runner.failed) as failed:
        stack.undo()
    assert failed.args[0].code == "undo.changed"  # of typed text there is none to be kept
    assert stack.title == ""
    runner.close()


def test_the_stack_keeps_the_last_fifty(runner: Runner, stack: UndoStack) -> None:
    for count in range(DEPTH + 5):
        done(runner, "solved", count + 1)
    assert len(stack._steps) == DEPTH
    assert stack.title == f"{DEPTH + 5} tickets solved"
    runner.close()


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (1, "Решена 1 заявка"),
        (2, "Решены 2 заявки"),
        (5, "Решено 5 заявок"),
        (11, "Решено 11 заявок"),
        (21, "Решена 21 заявка"),
        (101, "Решена 101 заявка"),
    ],
)
def test_plurals_are_right_in_russian(
    runner: Runner, stack: UndoStack, speak: Callable[[str], None], count: int, words: str
) -> None:
    speak("ru")
    assert stack.words(Undo("solved", count, None)) == words
    runner.close()


def test_every_known_command_has_words_of_its_own(runner: Runner, stack: UndoStack) -> None:
    tickets = ["solved", "closed", "open", "deferred", "waiting_date", "assign", "spam", "other"]
    details = ["priority", "category", "tags", "note", "call", "send", "setting"]
    titles = tickets + details
    words = [stack.words(Undo(title, 2, None)) for title in titles]
    assert len(set(words)) == len(titles)
    runner.close()


def titles_of_commands() -> set[str]:
    """Every title that a service gives what it did, as far as it is written down there."""
    titles: set[str] = set()
    for path in (Path(__file__).parents[2] / "desktop" / "services").glob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        named = {
            target.id: value.value
            for node in tree.body
            if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Constant)
            for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
            for value in [node.value]
            if isinstance(target, ast.Name)
        }
        for node in ast.walk(tree):
            match node:
                case ast.Call(func=ast.Name("undoable"), args=[_, title, *_]):
                    pass
                case ast.Call(func=ast.Name("undo_of" | "ticket_undo" | "Undo"), args=[title, *_]):
                    pass
                case _:
                    continue
            match title:
                case ast.Constant(str(text)):
                    titles.add(text)
                case ast.Name(name) if isinstance(named.get(name), str):
                    titles.add(named[name])
    return titles


def test_every_command_has_words_of_its_own(runner: Runner, service: Service) -> None:
    undo = UndoStack(runner, service.undo)
    titles = titles_of_commands()
    assert {"rule", "template", "setting", "duty_override", "send"} <= titles
    unknown = undo.words(Undo("nothing of the kind", 1, None))
    assert [title for title in titles if undo.words(Undo(title, 1, None)) == unknown] == []
