"""`--batch FILE|-`: one JSON object a line in, one a line out, in order (contracts.md)."""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO, NoReturn

from desktop.cli.sentences import sentence
from desktop.domain.errors import DeskError, Refused

Answer = Callable[[Mapping[str, object]], Mapping[str, object]]


def run_batch(source: str, answer: Answer) -> int:
    """Answer every line of a file, or of standard input for `-`, and print the answers.

    A line that cannot be answered gives `{"id": …, "error": {"code": …, "message": …}}` and the
    run goes on. Returns 1 if any line failed, else 0. Output is ASCII, which any locale can carry.

    Raises:
        Refused: `batch.unreadable` (facts `path`, `reason`).
    """
    failed = False
    with _opened(source) as file:
        for line in _lines(file):
            identity: object = None
            try:
                asked = _object(line)
                identity = asked.get("id")
                told: Mapping[str, object] = answer(asked)
            except DeskError as error:
                failed = True
                told = {"error": {"code": error.code, "message": sentence(error)}}
            print(json.dumps({"id": identity, **told}))
    return 1 if failed else 0


@contextlib.contextmanager
def _opened(source: str) -> Iterator[BinaryIO]:
    if source == "-":
        yield sys.stdin.buffer
        return
    try:
        file = Path(source).open("rb")  # noqa: SIM115 -- closed below; errors of the body are not its
    except OSError as error:
        raise Refused("batch.unreadable", path=source, reason=error.strerror) from error
    with file:
        yield file


def _lines(file: Iterable[bytes]) -> Iterator[bytes]:
    for number, line in enumerate(file):
        text = line.removeprefix(b"\xef\xbb\xbf") if number == 0 else line
        if text.strip():
            yield text


def _object(line: bytes) -> dict[str, object]:
    try:
        value = json.loads(line, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise Refused("batch.bad_json") from error
    if not isinstance(value, dict):
        raise Refused("batch.bad_json")
    return value


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)
