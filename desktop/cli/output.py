"""Where a command writes its file: a file that appears complete, or standard output for `-`."""

from __future__ import annotations

import argparse
import contextlib
import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final, TextIO

from desktop.cli import path_given
from desktop.system.atomic import SHARED, atomic_file

STDOUT: Final = Path("-")


def add_out(parser: argparse.ArgumentParser) -> None:
    """Add `--out FILE`."""
    parser.add_argument(
        "--out",
        type=path_given,
        default=STDOUT,
        metavar="FILE",
        help="- (default): standard output",
    )


@contextlib.contextmanager
def output(path: Path) -> Iterator[BinaryIO]:
    """Give what to write bytes to; the file appears when the block ends well.

    Raises:
        Unavailable: as `atomic_file`.
    """
    if path == STDOUT:
        sys.stdout.flush()
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    with atomic_file(path, mode=SHARED) as file:
        yield file


@contextlib.contextmanager
def text_output(path: Path) -> Iterator[TextIO]:
    """Give what to write UTF-8 to, whose line ends stay as they are written.

    Raises:
        Unavailable: as `atomic_file`.
    """
    with output(path) as file:
        text = io.TextIOWrapper(file, encoding="utf-8", newline="")
        try:
            yield text
            text.flush()
        finally:
            with contextlib.suppress(OSError):  # what is left cannot be written either
                text.detach()
