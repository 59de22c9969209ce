"""In which order a test process runs its tests: so that nobody waits at the end."""

import pytest


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the tests that have a time limit of their own: they take longest.

    Started last, one of them would keep one process busy while the other has nothing to do.
    """
    items.sort(key=lambda item: item.get_closest_marker("timeout") is None)
