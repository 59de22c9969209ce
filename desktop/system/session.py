"""Whether somebody sits in front of this process."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping


def has_display(environment: Mapping[str, str] = os.environ) -> bool:
    """Say whether a window can be shown; Windows and macOS always have a screen."""
    return sys.platform != "linux" or not {"DISPLAY", "WAYLAND_DISPLAY"}.isdisjoint(environment)
