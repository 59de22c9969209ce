"""Where resources are found in a checkout and in an installed wheel."""

from __future__ import annotations

from pathlib import Path

import pytest

import desktop
from desktop.system.resources import resource


def test_checkout_has_them_beside_the_package() -> None:
    assert resource("icons") == Path(desktop.__file__).parent.parent / "resources" / "icons"


def test_wheel_has_them_inside_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "desktop" / "resources").mkdir(parents=True)
    monkeypatch.setattr(desktop, "__file__", str(tmp_path / "desktop" / "__init__.py"))

    assert resource("a", "b.svg") == tmp_path / "desktop" / "resources" / "a" / "b.svg"
