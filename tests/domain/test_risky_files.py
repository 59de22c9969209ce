"""Which files ask for a second thought before they are saved."""

from __future__ import annotations

import pytest

from desktop.domain.risky_files import RISKY_SUFFIXES, is_risky

NAMED = [
    *("exe", "msi", "scr", "js", "vbs", "lnk", "hta", "jar", "ps1", "bat", "cmd", "com", "pif"),
    *("desktop", "appimage", "dmg", "iso", "img", "html", "svg", "xll", "docm", "xlsm", "pptm"),
    *("htm", "reg", "url", "cpl", "vbe", "jse", "wsf", "wsh", "chm", "msc", "vhd", "deb", "rpm"),
    *("sh", "py", "app", "pkg", "apk"),
]


def test_there_are_more_than_seventy() -> None:
    assert len(RISKY_SUFFIXES) >= 70


@pytest.mark.parametrize("suffix", NAMED)
def test_a_file_that_can_run_is_risky(suffix: str) -> None:
    assert is_risky(f"invoice.{suffix}")
    assert is_risky(f"INVOICE.PDF.{suffix.upper()}")


@pytest.mark.parametrize(
    "name", ["invoice[RLO]fdp.exe", "a.exe.", "a.exe ", "a.pdf .exe", "a.exe\u200b", ".exe"]
)
def test_a_name_that_hides_its_end_is_risky(name: str) -> None:
    assert is_risky(name)


@pytest.mark.parametrize("name", ["a.pdf", "a.exe.pdf", "photo.jpg", "Договор.docx", "README", ""])
def test_a_document_is_not(name: str) -> None:
    assert not is_risky(name)
