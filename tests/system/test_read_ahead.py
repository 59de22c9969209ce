"""The process that reads ahead answers once, or not at all, and never stays behind."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.services.desk import Desk
from desktop.services.first_reading import FirstQuestion, FirstReading, read_first
from desktop.services.rows import TicketQuery
from desktop.system import read_ahead
from desktop.system.read_ahead import ReadAhead, reader_command

QUESTION = FirstQuestion(None, TicketQuery())

Fake = Callable[[str], ReadAhead]


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Fake:
    """Start a process that does what a script says instead."""

    def start(script: str) -> ReadAhead:
        command = (sys.executable, "-c", f"import sys, time\n{script}")
        monkeypatch.setattr(read_ahead, "reader_command", lambda folder: command)
        return ReadAhead(tmp_path)

    return start


def test_it_answers_from_the_database_of_the_profile(sqlite_desk: Desk, tmp_path: Path) -> None:
    sqlite_desk.people.add("Анна Керн")

    with ReadAhead(tmp_path) as ahead:
        ahead.ask(QUESTION.to_json())
        answer = ahead.answer()

    assert answer is not None
    assert FirstReading.from_json(answer, QUESTION) == read_first(sqlite_desk, QUESTION)


def test_nothing_is_answered_about_an_empty_profile(tmp_path: Path) -> None:
    with ReadAhead(tmp_path) as ahead:
        ahead.ask(QUESTION.to_json())

        assert ahead.answer() is None

    assert list(tmp_path.iterdir()) == []


def test_long_answer_is_read_whole(fake: Fake) -> None:
    with fake("print(sys.stdin.readline().strip() * 100_000, end='')") as ahead:
        ahead.ask("Вот")

        assert ahead.answer() == "Вот".encode() * 100_000


def is_over(ahead: ReadAhead) -> bool:
    """Say whether the process has ended and was seen off."""
    process = ahead._process
    assert process is not None
    return process.returncode is not None


def test_what_a_process_said_that_failed_is_no_answer(fake: Fake) -> None:
    with fake("print('half'); sys.exit(1)") as ahead:
        ahead.ask("?")

        assert ahead.answer() is None


def test_silent_process_is_given_up_and_ended(fake: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_ahead, "SECONDS", 0.01)
    ahead = fake("time.sleep(60)")

    assert ahead.answer() is None

    assert is_over(ahead)


def test_end_stops_it_at_once_and_whoever_waits(fake: Fake) -> None:
    ahead = fake("time.sleep(60)")
    answers: list[bytes | None] = []
    waiting = threading.Thread(target=lambda: answers.append(ahead.answer()))
    waiting.start()

    ahead.end()
    waiting.join()

    assert answers == [None]
    assert is_over(ahead)


def test_it_ends_by_itself_when_nobody_is_left_to_ask(sqlite_desk: Desk, tmp_path: Path) -> None:
    with ReadAhead(tmp_path) as ahead:
        assert ahead.answer() is None  # which closes its input

        assert is_over(ahead)


def test_without_a_process_there_is_no_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "nowhere"))

    with ReadAhead(tmp_path) as ahead:
        ahead.ask("?")

        assert ahead.answer() is None


def test_frozen_program_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)

    assert reader_command(Path("home")) == (sys.executable, "--home", "home", "first-page")
