"""What a process of this very program is started with."""

from __future__ import annotations

import os
from pathlib import Path


def own_environment() -> dict[str, str]:
    """Return our environment with this very package first on the path."""
    here = str(Path(__file__).resolve().parents[1])
    found = os.environ.get("PYTHONPATH")
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (here, found)))}
