"""A sealed file gives its content to whoever knows the password, and to nobody else."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.domain.errors import Refused
from desktop.system import sealed_file
from desktop.system.sealed_file import CHUNK_BYTES, TAG_BYTES, is_sealed, seal, told_by, unseal

PASSWORD = "пароль, который помнят"
CONTENT = bytes(range(256)) * (CHUNK_BYTES // 256) * 2 + b"the end"
REAL_COST = dict(sealed_file._COST)
TOLD = {"tickets": 5214, "name": "Резервная копия"}


def sealed(path: Path, content: bytes = CONTENT) -> Path:
    target = io.BytesIO()
    seal(pieces(content), target, PASSWORD, TOLD)
    path.write_bytes(target.getvalue())
    return path


def pieces(content: bytes, size: int = 300_001) -> Iterator[bytes]:
    return (content[start : start + size] for start in range(0, len(content), size))


def read(path: Path, password: str = PASSWORD) -> bytes:
    return b"".join(unseal(path, password))


@pytest.mark.parametrize(
    "size", [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, len(CONTENT)]
)
def test_content_comes_back(tmp_path: Path, size: int) -> None:
    path = sealed(tmp_path / "x", CONTENT[:size])
    assert is_sealed(path)
    assert read(path) == CONTENT[:size]
    assert told_by(path) == TOLD


def test_nothing_of_the_content_is_in_the_file_and_no_two_are_alike(tmp_path: Path) -> None:
    one, other = (sealed(tmp_path / name).read_bytes() for name in "ab")
    assert CONTENT[:32] not in one
    assert one[-1000:] != other[-1000:]


def test_a_wrong_password_is_told_from_a_damaged_file(tmp_path: Path) -> None:
    path = sealed(tmp_path / "x")
    with pytest.raises(Refused, match=r"backup\.wrong_password"):
        read(path, PASSWORD + " ")


def test_the_password_is_the_same_however_its_letters_are_put_together(tmp_path: Path) -> None:
    target = io.BytesIO()
    seal([b"x"], target, "\u0439", {})
    (tmp_path / "x").write_bytes(target.getvalue())
    assert read(tmp_path / "x", "\u0438\u0306") == b"x"


def head_bytes(data: bytes) -> int:
    start = len(sealed_file.MAGIC)
    return start + 4 + int.from_bytes(data[start : start + 4], "big")


def test_an_altered_file_is_refused_wherever_it_was_altered(tmp_path: Path) -> None:
    path = sealed(tmp_path / "x")
    whole = path.read_bytes()
    head = head_bytes(whole)
    first, second = head + CHUNK_BYTES + TAG_BYTES, head + 2 * (CHUNK_BYTES + TAG_BYTES)
    altered = {
        "a bit": whole[:-1] + bytes([whole[-1] ^ 1]),
        "told": whole.replace(b"5214", b"5215", 1),
        "cut off": whole[:second],
        "cut off in a chunk": whole[: first + 1000],
        "without content": whole[:head],
        "left out": whole[:head] + whole[first:],
        "moved": whole[:head] + whole[first:second] + whole[head:first] + whole[second:],
        "longer": whole + b"x",
        "costly": whole.replace(b'"n": 16', b'"n": 99999999', 1),
        "a cost of no use": whole.replace(b'"n": 16', b'"n": 15', 1),
        "a cost of another kind": whole.replace(b'"n": 16', b'"n": "1"', 1),
        "a cost too many": whole.replace(b'"p": 1}', b'"p":1,"x":1}', 1),
        "no head": whole[: len(sealed_file.MAGIC)],
    }
    for what, data in altered.items():
        path.write_bytes(data)
        with pytest.raises(Refused) as refusal:
            read(path)
        assert refusal.value.code == "archive.damaged", what


def test_the_cost_of_a_guess_is_what_owasp_asks() -> None:
    assert REAL_COST["n"] * REAL_COST["r"] * REAL_COST["p"] >= (1 << 17) * 8
