"""Rows 16 to 21: links and files that would do harm."""

from __future__ import annotations

import io
import struct
import zlib

from desktop.domain.mail_text import safe_file_name
from desktop.domain.risky_files import is_risky
from desktop.system.foreign_file import save_foreign_file
from desktop.ui.tickets.links import read_link
from desktop.ui.tickets.message_browser import is_too_large, read_picture
from desktop.ui.tickets.picture_places import with_places
from tests.forty.bench import Bench
from tests.mail.mails import mail, multipart


def lying_link(_: Bench) -> None:
    link = read_link("https://evil.example/login", "https://bank.example")
    assert link is not None
    assert (link.claimed, link.host) == ("bank.example", "evil.example")


def other_schemes(bench: Bench) -> None:
    for number, address in enumerate(
        ("file:///etc/passwd", "\\\\evil\\share", "//evil/share", "ms-msdt:/id", "javascript:x")
    ):
        assert read_link(address, "click") is None
        raw = mail(
            f'<a href="{address}">x</a>', Content_Type="text/html", Message_ID=f"<{number}@x>"
        )
        assert bench.seen(raw)[0].html == "<a>x</a>"


def climbing_file(bench: Bench) -> None:
    head = 'Content-Disposition: attachment; filename="../../etc/cron.d/x"'
    [file] = bench.last(multipart((head, b"#!/bin/sh"))).attachments
    name = safe_file_name(file.name, file.id)
    chosen = bench.folder / "chosen"
    chosen.mkdir()

    save_foreign_file(chosen / name, bench.desk.viewing.file(file.id).content)

    assert name == "etc_cron.d_x"
    [saved] = chosen.iterdir()
    assert saved.read_bytes() == b"#!/bin/sh"
    assert saved.stat().st_mode & 0o177 == 0


def turned_round_name(bench: Bench) -> None:
    head = "Content-Disposition: attachment; filename*=utf-8''invoice%E2%80%AEfdp.exe"
    [file] = bench.last(multipart((head, b"MZ"))).attachments
    assert file.name == "invoice[RLO]fdp.exe"
    assert is_risky(file.name)


def odd_names(_: Bench) -> None:
    wanted = {
        "CON.txt": "_CON.txt",
        "a.txt:evil": "a.txt_evil",
        "": "attachment-1",
        "..": "attachment-1",
    }
    assert {name: safe_file_name(name, 1) for name in wanted} == wanted
    long = safe_file_name("x" * 5000 + ".pdf", 1)
    assert len(long) == 120
    assert long.endswith(".pdf")


def bombs_are_kept_shut(bench: Bench) -> None:
    files = {
        "42.zip": b"PK\x03\x04",
        "winmail.dat": b"\x78\x9f\x3e\x22",
        "huge.png": _png(60_000),
    }
    parts = [
        (f'Content-Disposition: attachment; filename="{name}"\nContent-Type: image/png', data)
        for name, data in files.items()
    ]
    found = bench.last(multipart(*parts)).attachments
    for file in found:
        assert bench.desk.viewing.file(file.id).content == files[file.name]
    assert read_picture(files["huge.png"]) is None
    assert is_too_large(files["huge.png"])
    assert not is_too_large(files["42.zip"])
    placed = with_places('<img src="cid:a">', (), ("a",), has_remote=False)
    assert placed == "<i>[Picture too large to preview.]</i>"


def _png(side: int) -> bytes:
    """Return a picture that says it has so many pixels a side."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    packer = zlib.compressobj(9)
    row = bytes(1 + side // 8)
    pixels = io.BytesIO()
    for _ in range(200):
        pixels.write(packer.compress(row))
    pixels.write(packer.flush())
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        [chunk(b"IHDR", head), chunk(b"IDAT", pixels.getvalue()), chunk(b"IEND", b"")]
    )
