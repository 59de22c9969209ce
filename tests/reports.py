"""Lets test processes report text that is no valid Unicode, which hostile mail is full of."""

from collections.abc import Generator
from typing import Any

import pytest


@pytest.hookimpl(wrapper=True)
def pytest_report_to_serializable() -> Generator[None, Any, Any]:
    """Escape lone surrogates, over which pytest-xdist would end the whole run."""
    report = yield
    return escaped(report)


def escaped(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode("utf-8")
    if isinstance(value, dict):
        return {escaped(key): escaped(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(escaped(entry) for entry in value)
    return value
