"""How often the kill tests kill: enough to notice, or as often as the promise says."""

import pytest


@pytest.fixture(
    params=[
        pytest.param("short", marks=pytest.mark.timeout(900)),
        pytest.param("long", marks=[pytest.mark.long, pytest.mark.timeout(3600)]),
    ]
)
def kills(request: pytest.FixtureRequest, database_url: str) -> int:
    """How many kills: `python3 dev.py test --long` repeats the figures of reliability.md.

    On PostgreSQL, which shares no code with the embedded database below SQLAlchemy, a quarter.
    """
    short, long = request.module.KILLS, request.module.LONG_KILLS
    kills = int(short if request.param == "short" else long)
    return kills if database_url.startswith("sqlite") else kills // 4
