"""dutydesk commands, one file a noun; the same services as the window, never Qt.

A command's module has `register(commands)`, which adds its parser and sets `func=run`, and
`run(args) -> int`, which returns an exit code of contracts.md. Only the module of the command
that was given is imported.
"""

from __future__ import annotations

from argparse import ArgumentTypeError
from collections.abc import Mapping
from pathlib import Path

COMMANDS: Mapping[str, str] = {
    "import": "desktop.cli.import_",
    "export": "desktop.cli.export",
    "mail": "desktop.cli.mail",
    "sla": "desktop.cli.sla",
    "duty": "desktop.cli.duty",
    "who": "desktop.cli.who",
    "backup": "desktop.cli.backup",
    "recover": "desktop.cli.recover",
    "restore": "desktop.cli.restore",
    "doctor": "desktop.cli.doctor",
    "demo": "desktop.cli.demo",
    "first-page": "desktop.cli.first_page",
    "screens": "desktop.ui.screens",
    "tour": "desktop.ui.tour",
}
"""Command -> module. `screens` and `tour` paint pages and are the only ones with Qt."""


def path_given(text: str) -> Path:
    """Return the path of an argument; an empty one would silently be the present folder."""
    if not text:
        raise ArgumentTypeError("the name is empty")
    return Path(text)
