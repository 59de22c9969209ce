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
    for identity, asked in asked_lines(source):
        try:
            if isinstance(asked, DeskError):
                raise asked
            told = answer(asked)
        except DeskError as error:
            failed = True
            told = {"error": described(error)}
        print(json.dumps({"id": identity, **told}))
    return 1 if failed else 0


def asked_lines(source: str) -> Iterator[tuple[object, Mapping[str, object] | DeskError]]:
    """Give the `id` and the object of every line, or `batch.bad_json` where it has none.

    Raises:
        Refused: `batch.unreadable` (facts `path`, `reason`).
    """
    try:
        with _opened(source) as file:
            for line in _lines(file):
                asked = _object(line)
                yield (None if isinstance(asked, DeskError) else asked.get("id")), asked
    except OSError as error:
        raise Refused("batch.unreadable", path=source, reason=error.strerror) from error


def described(error: DeskError) -> dict[str, object]:
    """Return an error as programs read it."""
    return {"code": error.code, "message": sentence(error)}


def _opened(source: str) -> contextlib.AbstractContextManager[BinaryIO]:
    return contextlib.nullcontext(sys.stdin.buffer) if source == "-" else Path(source).open("rb")


def _lines(file: Iterable[bytes]) -> Iterator[bytes]:
    for number, line in enumerate(file):
        text = line.removeprefix(b"\xef\xbb\xbf") if number == 0 else line
        if text.strip():
            yield text


def _object(line: bytes) -> dict[str, object] | Refused:
    """Read a line; what could not be written again, such as 1e999, is not taken either."""
    try:
        value = json.loads(line, parse_constant=_refuse_constant)
        json.dumps(value, allow_nan=False)
    except (ValueError, RecursionError):
        return Refused("batch.bad_json")
    return value if isinstance(value, dict) else Refused("batch.bad_json")


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)
