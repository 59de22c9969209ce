"""Finds what travels with the program: icons, translations, mail templates, demo data."""

from __future__ import annotations

from pathlib import Path

import desktop


def resource(*names: str) -> Path:
    """Return the path of a file or folder under `resources/`; it need not exist.

    An installed wheel and the frozen program carry the folder inside the package, a checkout
    beside it.
    """
    package = Path(desktop.__file__).resolve().parent
    inside = package / "resources"
    root = inside if inside.is_dir() else package.parent / "resources"
    return root.joinpath(*names)
