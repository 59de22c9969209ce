"""Mails for tests, built from their parts as bytes, as hostile as needed."""

from __future__ import annotations


def mail(
    body: bytes | str = b"Hello\n", *, drop: tuple[str, ...] = (), **headers: str | bytes
) -> bytes:
    """Return a mail with usual headers; `headers` replace or add to them (`_` for `-`)."""
    fields: dict[str, bytes] = {
        "From": b"Anna Kern <anna@firm.example>",
        "To": b"support@desk.example",
        "Date": b"Mon, 02 Mar 2026 08:47:00 +0300",
        "Message-ID": b"<one@firm.example>",
        "Subject": b"Printer",
    }
    for name, value in headers.items():
        fields[name.replace("_", "-")] = value if isinstance(value, bytes) else value.encode()
    for name in drop:
        fields.pop(name, None)
    head = b"".join(name.encode() + b": " + value + b"\n" for name, value in fields.items())
    return head + b"\n" + (body if isinstance(body, bytes) else body.encode())


def multipart(*parts: tuple[str, bytes | str], kind: str = "mixed", **headers: str) -> bytes:
    """Return a multipart mail of (part headers, body) pairs."""
    return mail(
        inner(*parts, boundary="edge"),
        Content_Type=f"multipart/{kind}; boundary=edge",
        **headers,
    )


def inner(*parts: tuple[str, bytes | str], boundary: str) -> bytes:
    """Return the body of a multipart."""
    edge = b"--" + boundary.encode()
    pieces = [
        edge
        + b"\n"
        + head.encode()
        + b"\n\n"
        + (body if isinstance(body, bytes) else body.encode())
        for head, body in parts
    ]
    return b"\n".join([*pieces, edge + b"--\n"])


def nested(levels: int) -> bytes:
    """Return a mail of multiparts inside each other, text at the bottom."""
    heads = [
        f"Content-Type: multipart/mixed; boundary=b{level}\n\n--b{level}\n".encode()
        for level in range(levels)
    ]
    first = mail(drop=("To",)).partition(b"\n\n")[0] + b"\n"
    return first + b"".join(heads) + b"Content-Type: text/plain\n\ndeep\n"
