"""How many examples a random test tries: as hypothesis does by itself where there is time."""

import pytest
from hypothesis import settings

FEW = 50
settings.register_profile("short", max_examples=FEW)


def pytest_configure(config: pytest.Config) -> None:
    """Try fewer in a run that leaves the long tests out, before any test is read."""
    if config.getoption("markexpr") == "not long":
        settings.load_profile("short")
