"""The program's log files, and the one place that keeps secrets out of them."""

from __future__ import annotations

import base64
import logging
import re
import threading
from functools import cached_property
from pathlib import Path
from urllib.parse import quote, quote_plus

HIDDEN = "[•••]"  # no letters, of which a short secret might be a part
_FILE_BYTES = 1_000_000
_FILES_KEPT = 5
_LINE = "%(asctime)s %(levelname)s %(process)d %(name)s: %(message)s"
# Shorter pieces of an encoded secret would hide ordinary words.
_SHORTEST_ENCODED = 4


class Redactor:
    """Knows every secret in use and takes it out of text, in each form it may have taken."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._secrets: set[str] = set()
        self._forms: tuple[str, ...] = ()

    def hide(self, secret: str) -> None:
        """Never let `secret` through `clean` again, for the life of this process."""
        with self._lock:
            if not secret or secret in self._secrets:
                return
            self._secrets.add(secret)
            forms = _forms_of(secret).union(self._forms)
            # The longest first, so that no form leaves the tail of a longer one behind.
            self._forms = tuple(sorted(forms, key=len, reverse=True))

    def clean(self, text: str) -> str:
        """Return `text` with every secret replaced."""
        for form in self._forms:
            text = text.replace(form, HIDDEN)
        return text


redactor = Redactor()
"""The process's one redactor, as `logging` itself is one a process."""


class _CleanFormatter(logging.Formatter):
    """Cleans the finished text, so that arguments and tracebacks are covered too."""

    def format(self, record: logging.LogRecord) -> str:
        return redactor.clean(super().format(record))


class LogFile(logging.Handler):
    """A rotated file, opened for the first record: most starts have nothing to say, and what
    rotates files is not imported for them."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path

    @cached_property
    def _file(self) -> logging.Handler:
        from logging.handlers import RotatingFileHandler

        made = RotatingFileHandler(
            self._path,
            maxBytes=_FILE_BYTES,
            backupCount=_FILES_KEPT,
            encoding="utf-8",
            errors="backslashreplace",
            delay=True,
        )
        made.setFormatter(self.formatter)
        return made

    def emit(self, record: logging.LogRecord) -> None:
        self._file.emit(record)

    def close(self) -> None:
        if "_file" in vars(self):
            self._file.close()
        super().close()


def start_logging(folder: Path, program: str, level: str = "INFO") -> logging.Handler:
    """Send everything logged to `folder/<program>.log`, rotated, redacted, and return the handler.

    Each program (`window`, `cli`) has its own file: two processes must not rotate one. No
    library's debug output of a protocol is ever switched on: `imaplib` and `smtplib` print
    passwords there (reliability.md H4).
    """
    handler = LogFile(folder / f"{program}.log")
    handler.setFormatter(_CleanFormatter(_LINE))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(level)
    logging.captureWarnings(True)
    return handler


def stop_logging(handler: logging.Handler) -> None:
    """Detach and close what `start_logging` returned."""
    logging.captureWarnings(False)
    logging.getLogger().removeHandler(handler)
    handler.close()


def _forms_of(secret: str) -> set[str]:
    import json  # the first paint has no secret yet

    encoded = secret.encode("utf-8", "surrogatepass")
    percent = {quote(encoded, safe=""), quote(encoded), quote_plus(encoded)}
    percent |= {re.sub("%[0-9A-F]{2}", lambda code: code[0].lower(), form) for form in percent}
    derived = percent | {
        repr(secret)[1:-1],
        ascii(secret)[1:-1],
        json.dumps(secret)[1:-1],
        repr(encoded)[2:-1],
        *_base64_forms(encoded),
    }
    return {secret} | {form for form in derived if len(form) >= _SHORTEST_ENCODED}


def _base64_forms(encoded: bytes) -> set[str]:
    """Return the base64 letters that depend on nothing but `encoded`, wherever it may stand.

    In `AUTH PLAIN` the password follows the user's name, so it may begin at any of three
    offsets; the letters it shares with its neighbours are left out.
    """
    forms: set[str] = set()
    for offset in range(3):
        padded = b"\0" * offset + encoded
        first_letter = -(-offset * 8 // 6)
        last_letter = len(padded) * 8 // 6
        for encode in (base64.b64encode, base64.urlsafe_b64encode):
            forms.add(encode(padded).decode("ascii")[first_letter:last_letter])
    return forms
