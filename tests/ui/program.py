"""The whole program in a process of its own, as a test wants to watch it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any


def watched(script: str, home: Path, *, platform: str = "offscreen") -> dict[str, Any]:
    """Run a script that starts the program on a profile, its argument; return what it printed.

    Warnings are errors there too.
    """
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", script, str(home)],
        capture_output=True,
        text=True,
        timeout=110,
        env=os.environ | {"QT_QPA_PLATFORM": platform, "DUTYDESK_DATABASE_URL": ""},
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    facts: dict[str, Any] = json.loads(done.stdout)
    return facts
