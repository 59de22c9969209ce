"""Where a picture is not shown, the letter says so, in words that cannot do anything themselves."""

from __future__ import annotations

import pytest

from desktop.mail.html import remote_pictures, sanitise
from desktop.ui.tickets.picture_places import with_places

BLOCKED = "<i>[remote image blocked]</i>"


@pytest.mark.parametrize(
    ("source", "count", "placed"),
    [
        ('<img src="http://evil/p.gif">', 1, BLOCKED),
        ("<IMG SRC=//evil/p.gif>", 1, BLOCKED),
        ("<img alt='' src = ' https://evil/p.gif'>x", 1, f"{BLOCKED}x"),
        ('<img src="http://a/1"><img src="http://a/2">', 2, BLOCKED * 2),
        ('<img src="cid:gone"><img src="data:image/png;base64,AA">', 0, "<img><img>"),
        ('<a href="http://a/"><img src="cid:own"></a>', 0, None),
        (
            '<img src="http://a/1" alt="<b>&quot;1&quot;</b>">',
            1,
            "<i>[remote image blocked: &lt;b&gt;&quot;1&quot;&lt;/b&gt;]</i>",
        ),
        ("no picture, but http://evil/p.gif", 0, None),
    ],
)
def test_remote_picture_leaves_a_place(source: str, count: int, placed: str | None) -> None:
    clean = sanitise(source, {"own"})
    assert clean is not None
    assert remote_pictures(source) == count
    assert with_places(clean, {"own"}, (), has_remote=count > 0) == (placed or clean)


def test_own_picture_that_is_too_large_leaves_a_place() -> None:
    clean = '<p><img src="cid:a&amp;b"><img src="cid:c"></p>'
    placed = with_places(clean, {"c"}, {"a&b"}, has_remote=False)
    assert placed == '<p><i>[Picture too large to preview.]</i><img src="cid:c"></p>'


@pytest.mark.parametrize(
    "piece", ["<img ", "<img src", "<img src =", '<img src="http:', "<img src=' "]
)
def test_counting_is_linear(piece: str) -> None:
    assert remote_pictures(piece * 100_000) >= 0
