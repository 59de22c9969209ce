"""Attachments are saved where asked, run nowhere, and carry the system's mark (T-ATTACH)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.mail_text import safe_file_name
from desktop.mail.parse import parse_mail
from desktop.system import foreign_file
from desktop.system.foreign_file import mark, save_foreign_file
from tests.mail.mails import multipart

NAMES = [
    *("../../x", "..\\..\\x", "/etc/passwd", "C:\\Windows\\x.exe", "\\\\host\\share\\x", "CON"),
    *("con.txt", "nul", "COM1.log", "aux.", "", ".", "..", "...", " ", ".bashrc", "-rf", "~root"),
    *("a\x00.txt", "a\r\nb.txt", "a.txt:evil.exe", "invoice\u202efdp.exe", "x" * 5000 + ".pdf"),
    *("invoice.pdf.exe", "invoice.pdf      .exe", "a.exe.", "a.exe ", "*?<>|.txt", "%00", "$(id)"),
]


@pytest.mark.parametrize("name", NAMES)
def test_a_file_stays_in_its_folder_and_cannot_run(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "inner" / "Downloads"
    folder.mkdir(parents=True)
    quoted = name.replace("\\", "\\\\").replace('"', "")
    head = f'Content-Disposition: attachment; filename="{quoted}"'
    (found,) = parse_mail(multipart((head, b"#!/bin/sh\ntouch ran\n"))).attachments

    save_foreign_file(folder / found.name, b"content")

    (saved,) = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert saved.parent == folder
    assert saved.read_bytes() == b"content"
    assert not saved.stat().st_mode & 0o111
    if sys.platform != "win32":
        assert saved.stat().st_mode & 0o077 == 0


@settings(max_examples=300)
@given(st.text(st.characters(codec=None), max_size=80) | st.text("./\\:~ \0\u202eCON", max_size=30))
def test_any_name_is_one_step_below_its_folder(name: str) -> None:
    folder = Path("/somewhere/Downloads")
    path = folder / safe_file_name(name, 1)
    assert path.parent == folder
    assert path.name not in ("", ".", "..")


def test_windows_is_told_the_zone(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"x")
    mark(path, platform="win32")
    assert (tmp_path / "a.pdf:Zone.Identifier").read_text() == "[ZoneTransfer]\nZoneId=3\n"


def test_macos_is_told_to_quarantine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commands: list[list[str]] = []
    monkeypatch.setattr(subprocess, "run", lambda command, **_: commands.append(command))
    mark(tmp_path / "a.pdf", platform="darwin")
    assert commands[0][:3] == ["/usr/bin/xattr", "-w", "com.apple.quarantine"]
    assert commands[0][-1] == str(tmp_path / "a.pdf")


def test_a_disk_without_marks_still_takes_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path) -> None:
        raise OSError

    monkeypatch.setattr(foreign_file, "mark", refuse)
    save_foreign_file(tmp_path / "a.pdf", b"x")
    assert (tmp_path / "a.pdf").read_bytes() == b"x"
