"""How often the kill tests kill: enough to notice, or as often as the promise says."""

import pytest


@pytest.fixture(params=["short", pytest.param("long", marks=pytest.mark.long)])
def kills(request: pytest.FixtureRequest) -> int:
    """How many kills: `python3 dev.py test --long` repeats the figures of reliability.md."""
    short, long = request.module.KILLS, request.module.LONG_KILLS
    return int(short if request.param == "short" else long)
