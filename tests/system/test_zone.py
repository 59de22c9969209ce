"""The zone of the computer comes from TZ, the link, or at worst the offset."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from desktop.system.zone import local_zone


def link_to(folder: Path, name: str) -> Path:
    link = folder / "localtime"
    link.symlink_to(folder / "zoneinfo" / name)
    return link


def test_variable_wins(tmp_path: Path) -> None:
    link = link_to(tmp_path, "Europe/Berlin")

    assert local_zone({"TZ": "Asia/Tokyo"}, link) == "Asia/Tokyo"
    assert local_zone({"TZ": ":Asia/Tokyo"}, link) == "Asia/Tokyo"


@pytest.mark.parametrize("spoilt", ["", "Nowhere/City", "../../etc/passwd", "MSK-3"])
def test_spoilt_variable_falls_back_to_the_link(tmp_path: Path, spoilt: str) -> None:
    link = link_to(tmp_path, "America/Argentina/Salta")

    assert local_zone({"TZ": spoilt}, link) == "America/Argentina/Salta"


def test_without_both_the_offset_decides(tmp_path: Path) -> None:
    name = local_zone({}, tmp_path / "localtime")

    assert ZoneInfo(name)
