"""The parser process answers every mail in order, and outlives what a mail does to it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.domain.mail import ParsedMail
from desktop.mail.parse import parse_mail
from desktop.mail.parser_process import ParserProcess, Unread, worker_command
from tests.mail.mails import mail

WICKED = """
import os, sys, time
from desktop.mail import worker
honest = worker.parse_mail
def parse(raw):
    if b"CRASH" in raw: os._exit(9)
    if b"HANG" in raw: time.sleep(600)
    if b"RAISE" in raw: raise ValueError
    if b"MEMORY" in raw: bytearray(600 * 1024 * 1024)
    if b"PRINT" in raw: print("noise on standard output", flush=True)
    return honest(raw)
worker.parse_mail = parse
sys.exit(worker.main(int(sys.argv[1])))
"""


def wicked(seconds: float = 30.0, mails_per_worker: int = 500) -> ParserProcess:
    command = (sys.executable, "-c", WICKED)
    return ParserProcess(
        seconds_per_mail=seconds, mails_per_worker=mails_per_worker, command=command
    )


def outcomes(parser: ParserProcess, bodies: list[str]) -> list[str]:
    found = parser.parse_all(mail(body) for body in bodies)
    return [one.reason if isinstance(one, Unread) else one.text.strip() for one in found]


def test_answers_are_those_of_the_parser_in_order() -> None:
    raws = [mail(f"Письмо {number}", Content_Type="text/plain") for number in range(100)]
    with ParserProcess() as parser:
        assert list(parser.parse_all(raws)) == [parse_mail(raw) for raw in raws]
        assert parser.parse(raws[3]) == parse_mail(raws[3])


def test_a_crash_costs_only_the_mail_that_caused_it() -> None:
    bodies = ["CRASH", *"abc", "RAISE", "CRASH", "MEMORY", *"def"]
    with wicked() as parser:
        assert outcomes(parser, bodies) == [
            *("crash", "a", "b", "c", "crash", "crash", "crash", "d", "e", "f")
        ]


def test_a_mail_that_takes_too_long_is_given_up() -> None:
    with wicked(seconds=0.7) as parser:
        assert outcomes(parser, ["warm"]) in (["warm"], ["timeout"])
        assert "timeout" in outcomes(parser, ["HANG", "b"])


def test_a_worn_out_worker_is_replaced_without_loss() -> None:
    bodies = [str(number) for number in range(25)]
    with wicked(mails_per_worker=7) as parser:
        assert outcomes(parser, bodies) == bodies
        assert outcomes(parser, [*bodies, "CRASH", *bodies]) == [*bodies, "crash", *bodies]


def test_what_a_library_prints_does_not_break_the_frames() -> None:
    with wicked() as parser:
        assert outcomes(parser, ["PRINT", "b"]) == ["PRINT", "b"]


def test_big_mails_do_not_block_both_ends() -> None:
    body = "word " * 400_000
    with ParserProcess() as parser:
        found = list(parser.parse_all([mail(body)] * 6))
    assert all(isinstance(one, ParsedMail) for one in found)


def test_closing_in_the_middle_leaves_no_process() -> None:
    parser = wicked()
    answers = parser.parse_all(mail(str(number)) for number in range(50))
    next(answers)
    worker = parser._worker
    assert worker is not None
    parser.close()
    assert worker._process.poll() is not None


@pytest.mark.parametrize("banned", ["PySide6", "sqlalchemy", "pysqlite3", "keyring", "imapclient"])
def test_the_worker_imports_nothing_heavy(banned: str) -> None:
    code = f"import sys, desktop.mail.worker; sys.exit({banned!r} in sys.modules)"
    root = Path(__file__).resolve().parents[2]
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0


def test_a_frozen_program_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert worker_command() == (sys.executable, "mail", "worker")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no groups of processes")
def test_a_worker_that_ends_while_it_is_being_ended_is_no_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    killpg = os.killpg

    def too_late(group: int, number: int) -> None:
        killpg(group, number)
        raise ProcessLookupError

    monkeypatch.setattr(os, "killpg", too_late)
    with wicked() as parser:
        assert outcomes(parser, ["CRASH", "next"]) == ["crash", "next"]
