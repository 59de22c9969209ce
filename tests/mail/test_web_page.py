"""What the browser gets shows a message and can ask for nothing."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from desktop.mail.parse import parse_mail
from desktop.mail.web_page import web_page
from tests.mail.hostile import loading_mails

PNG = b"\x89PNG\r\n\x1a\nrest"
SVG = b"<svg onload=alert(1)>"
CANARY = "http://canary.example/p.gif"


class Reader(HTMLParser):
    """Collects what a browser would act on by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.tags: set[str] = set()
        self.metas: list[dict[str, str | None]] = []
        self.links: list[dict[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.add(tag)
        if tag == "meta":
            self.metas.append(found)
        elif tag == "a":
            self.links.append(found)
        self.loaded += [
            found[name] or "" for name in ("src", "srcset", "background") if name in found
        ]
        assert not any(name.startswith("on") for name in found)


def read(page: bytes) -> Reader:
    reader = Reader()
    reader.feed(page.decode())
    return reader


def test_a_strict_policy_stands_before_anything_else() -> None:
    page = web_page("S", "t", "<p>t</p>", {})
    policy = page.index(b"Content-Security-Policy")
    assert b"default-src 'none'" in page[policy:]
    assert policy < page.index(b"<title>") < page.index(b"<body>")


def test_own_pictures_are_inside_the_page_by_their_first_bytes() -> None:
    clean = '<p>src="cid:a"</p><img src="cid:a"><img src="cid:b"><img src="cid:none">'

    found = read(web_page("S", "", clean, {"a": PNG, "b": SVG}))

    assert [source.partition(";")[0] for source in found.loaded] == ["data:image/png"]


def test_text_and_subject_are_escaped() -> None:
    page = web_page("</title><script>alert(1)</script>", "<script>x</script> \ud800", None, {})
    assert "script" not in read(page).tags


def test_links_tell_nobody_where_they_were_pressed() -> None:
    found = read(web_page("S", "", '<a href="https://x.example">x</a>', {}))
    assert [link["rel"] for link in found.links] == ["noreferrer noopener"]


@pytest.mark.parametrize("number", range(len(loading_mails(CANARY))))
def test_no_mail_makes_a_page_that_loads(number: int) -> None:
    mail = parse_mail(loading_mails(CANARY)[number])

    found = read(web_page(mail.subject, mail.text, mail.html, {}))

    assert all(source.startswith("data:") for source in found.loaded)
    assert found.tags.isdisjoint(
        {"script", "iframe", "object", "embed", "link", "base", "form", "svg", "video", "audio"}
    )
    assert not any((meta.get("http-equiv") or "").lower() == "refresh" for meta in found.metas)
