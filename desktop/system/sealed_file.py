"""Files sealed with a password: whoever has nothing but the file can neither read nor alter it.

`MAGIC`, the length of the head, the head (JSON), then the content in chunks of 1 MiB, each sealed
by ChaCha20-Poly1305 under a key that scrypt makes of the password and the file's own salt. Chunks
are numbered and the last is marked, so that none can be left out, moved or cut off; the head is
sealed along with each, though anybody can read it.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from desktop.domain.errors import Refused

MAGIC = b"DeskSealed1\n"
CHUNK_BYTES = 1 << 20
TAG_BYTES = 16
HEAD_BYTES = 64 * 1024
_LENGTH_BYTES = 4

_COST = {"n": 1 << 16, "r": 8, "p": 2}
"""64 MB and a third of a second for each guess."""
_MOST = {"n": 1 << 20, "r": 16, "p": 8}
"""A file that asks for more would only keep this computer busy."""
_KEY_BYTES, _CHECK_BYTES = 32, 16


def is_sealed(path: Path) -> bool:
    """Tell a sealed file by its first bytes.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


def seal(
    content: Iterable[bytes], target: BinaryIO, password: str, told: Mapping[str, Any]
) -> None:
    """Write `content` sealed; `told` is what everybody may know of it.

    Raises:
        OSError: `target` cannot be written.
    """
    salt = os.urandom(16)
    key, check = _derived(password, salt, _COST)
    head = {"scrypt": _COST, "salt": salt.hex(), "check": check.hex(), "told": dict(told)}
    text = json.dumps(head, ensure_ascii=False).encode()
    opening = MAGIC + len(text).to_bytes(_LENGTH_BYTES, "big") + text
    target.write(opening)
    cipher = _cipher(key)
    for number, is_last, chunk in _marked(_sized(content, CHUNK_BYTES)):
        target.write(cipher.encrypt(_nonce(number, is_last=is_last), chunk, opening))


def told_by(path: Path) -> dict[str, Any]:
    """Return what a sealed file tells everybody; only `unseal` proves that it is true.

    Raises:
        Refused: `archive.damaged`; OSError: it cannot be read.
    """
    with path.open("rb") as file:
        told: dict[str, Any] = _read_head(file, path)[1]["told"]
        return told


def unseal(path: Path, password: str) -> Iterator[bytes]:
    """Yield the content of a sealed file; it is whole only once the iterator has ended.

    Raises:
        Refused: `backup.wrong_password`; `archive.damaged` for a file that was altered or cut off.
        OSError: it cannot be read.
    """
    from cryptography.exceptions import InvalidTag

    with path.open("rb") as file:
        opening, head = _read_head(file, path)
        key, check = _derived(password, bytes.fromhex(head["salt"]), head["scrypt"])
        if not hmac.compare_digest(check.hex(), head["check"]):
            raise Refused("backup.wrong_password", path=path)
        cipher = _cipher(key)
        sealed = iter(lambda: file.read(CHUNK_BYTES + TAG_BYTES), b"")
        is_last = False
        for number, is_last, chunk in _marked(sealed):
            try:
                yield cipher.decrypt(_nonce(number, is_last=is_last), chunk, opening)
            except InvalidTag as problem:
                raise Refused("archive.damaged", path=path, reason=f"chunk {number}") from problem


def _read_head(file: BinaryIO, path: Path) -> tuple[bytes, dict[str, Any]]:
    """Return the bytes before the chunks, and what they say."""
    opening = file.read(len(MAGIC) + _LENGTH_BYTES)
    size = int.from_bytes(opening[len(MAGIC) :], "big")
    try:
        if not opening.startswith(MAGIC) or size > HEAD_BYTES:
            raise ValueError("no head")
        text = file.read(size)
        head: dict[str, Any] = json.loads(text)
        cost = head["scrypt"]
        if set(cost) != set(_MOST) or cost["n"].bit_count() != 1 or cost["n"] == 1:
            raise ValueError("the cost")
        if not all(0 < cost[name] <= most for name, most in _MOST.items()):
            raise ValueError("the cost")
        bytes.fromhex(head["salt"] + head["check"])
        dict(head["told"])
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        raise Refused("archive.damaged", path=path, reason=str(problem)) from problem
    return opening + text, head


def _derived(password: str, salt: bytes, cost: Mapping[str, int]) -> tuple[bytes, bytes]:
    """Return the key, and what tells a wrong password before anything is read."""
    typed = unicodedata.normalize("NFC", password).encode()
    memory_bytes = 128 * cost["r"] * (cost["n"] + cost["p"] + 4)
    made = hashlib.scrypt(
        typed, salt=salt, **cost, maxmem=memory_bytes, dklen=_KEY_BYTES + _CHECK_BYTES
    )
    return made[:_KEY_BYTES], made[_KEY_BYTES:]


def _cipher(key: bytes) -> Any:
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305  # only to seal

    return ChaCha20Poly1305(key)


def _nonce(number: int, *, is_last: bool) -> bytes:
    """Return what no other chunk under the file's own key has."""
    return number.to_bytes(11, "big") + bytes([is_last])


def _marked(chunks: Iterable[bytes]) -> Iterator[tuple[int, bool, bytes]]:
    """Yield each chunk with its number and whether it is the last; nothing is one empty chunk."""
    number, waiting = 0, b""
    for position, chunk in enumerate(chunks):
        if position:
            yield number, False, waiting
            number += 1
        waiting = chunk
    yield number, True, waiting


def _sized(content: Iterable[bytes], size: int) -> Iterator[bytes]:
    """Yield the same bytes in pieces of `size`, the last as long as what is left."""
    kept = bytearray()
    for some in content:
        kept += some
        while len(kept) >= size:
            yield bytes(kept[:size])
            del kept[:size]
    if kept:
        yield bytes(kept)
