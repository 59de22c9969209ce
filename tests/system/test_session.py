"""Whether a window can be shown."""

from __future__ import annotations

import sys

import pytest

from desktop.system.session import has_display


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a screen")
@pytest.mark.parametrize(
    ("environment", "expected"),
    [({}, False), ({"DISPLAY": ":0"}, True), ({"WAYLAND_DISPLAY": "wayland-0"}, True)],
)
def test_a_display_is_named_by_the_environment(environment: dict[str, str], expected: bool) -> None:
    assert has_display(environment) is expected
