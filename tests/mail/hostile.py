"""Hostile mails of our own writing: what tries to load something, and what tries to hang."""

from __future__ import annotations

import base64
from collections.abc import Callable

from tests.mail.mails import inner, mail, multipart, nested

LOADING = (
    '<img src="{u}">',
    "<img src={u}>",
    "<img src='{u}' width=1 height=1>",
    '<IMG SRC="{u}">',
    '<img srcset="{u} 1x, {u} 2x">',
    '<img/src="{u}">',
    '<img src="&#104;ttp:x" src="{u}">',
    '<img dynsrc="{u}" lowsrc="{u}" longdesc="{u}">',
    '<image src="{u}">',
    '<image xlink:href="{u}">',
    '<input type="image" src="{u}">',
    '<body background="{u}">x',
    '<table background="{u}"><tr><td background="{u}">x</td></tr></table>',
    '<div style="background:url({u})">x</div>',
    '<div style="background-image:url(&quot;{u}&quot;)">x</div>',
    "<div style=\"background:url\\28 '{u}')\">x</div>",
    '<li style="list-style-image:url({u})">x</li>',
    '<p style="content:url({u})">x</p>',
    '<p style="cursor:url({u}),auto">x</p>',
    '<p style="border-image:url({u})">x</p>',
    "<style>@import '{u}';</style>x",
    "<style>@import url({u});</style>x",
    "<style>body{{background:url({u})}}</style>x",
    "<style>@font-face{{font-family:a;src:url({u})}}p{{font-family:a}}</style><p>x",
    "<style><!--</style><img src='{u}'>--></style>",
    '<link rel="stylesheet" href="{u}">x',
    '<link rel="prefetch" href="{u}">x',
    '<link rel="dns-prefetch" href="{u}"><link rel="preconnect" href="{u}">x',
    '<link rel="icon" href="{u}">x',
    '<meta http-equiv="refresh" content="0;url={u}">x',
    '<base href="{u}"><img src="p.png">',
    '<iframe src="{u}"></iframe>',
    '<iframe srcdoc="&lt;img src={u}&gt;"></iframe>',
    '<frameset><frame src="{u}"></frameset>',
    '<object data="{u}"></object>',
    '<object classid="{u}" codebase="{u}" archive="{u}"></object>',
    '<embed src="{u}">',
    '<applet code="x" codebase="{u}"></applet>',
    '<video src="{u}" poster="{u}"></video>',
    '<video><source src="{u}"></video>',
    '<audio src="{u}" autoplay></audio>',
    '<track src="{u}">',
    '<script src="{u}"></script>x',
    '<script>new Image().src="{u}"</script>x',
    "<img src=x onerror=\"this.src='{u}'\">",
    '<svg><image href="{u}"/></svg>',
    '<svg><use xlink:href="{u}#a"/></svg>',
    "<svg><style>@import '{u}'</style></svg>",
    '<svg><foreignObject><img src="{u}"></foreignObject></svg>',
    '<math><mtext><img src="{u}"></mtext></math>',
    '<math href="{u}">x</math>',
    '<form action="{u}"><button formaction="{u}">x</button></form>',
    '<isindex action="{u}">',
    '<bgsound src="{u}">',
    '<layer src="{u}"></layer>',
    '<portal src="{u}"></portal>',
    '<a href="#" ping="{u}">x</a>',
    '<q cite="{u}">x</q><blockquote cite="{u}">x</blockquote>',
    '<del cite="{u}">x</del>',
    '<img src="cid:other@x" alt="<img src={u}>">',
    '<img alt="`><img src={u}>`">',
    '<noscript><img src="{u}"></noscript>',
    '<noscript><p title="</noscript><img src={u}>">',
    '<template><img src="{u}"></template>',
    '<textarea><img src="{u}"></textarea><xmp><img src="{u}"></xmp>',
    '<title><img src="{u}"></title><plaintext><img src="{u}">',
    "<![CDATA[<img src='{u}'>]]>",
    '<!--[if IE]><img src="{u}"><![endif]-->',
    '<?xml-stylesheet href="{u}"?>x',
    '<!DOCTYPE x SYSTEM "{u}">x',
    '<!DOCTYPE x [<!ENTITY a SYSTEM "{u}">]><p>&a;',
    '<html manifest="{u}"><img src="{u}',
    '<img\nsrc\n=\n"{u}"\n>',
    '<img src="\t{u}">',
    '<img src="{u}\x00.png">',
    '<a href="{u}"><img src="{u}" alt="press"></a>',
    "<p>![picture]({u}) <{u}> [[{u}]]",
)
"""`{u}` is an address that must never be asked for: of the web, of a file, of a share."""


def loading_mails(address: str) -> list[bytes]:
    """Return mails that try to load `address` by every way of `LOADING`, and by their headers."""
    found = [
        mail(piece.format(u=address), Content_Type="text/html; charset=utf-8") for piece in LOADING
    ]
    tag = f'<img src="{address}">'
    found.append(mail(tag, Subject=tag, From=f'"{tag}" <a@b.example>'.replace('src="', "src='")))
    name = base64.b64encode(tag.encode()).decode()
    found.append(multipart((f"Content-Type: image/png; name==?utf-8?b?{name}?=", b"png")))
    body = f'Content-Type: message/external-body; access-type=URL; URL="{address}"\n\n'
    found.append(multipart((body, b"")))
    remote = f"Content-Type: text/html\nContent-Location: {address}\nContent-Base: {address}"
    found.append(multipart((remote, '<img src="p.png">'), kind="related"))
    found.append(
        mail("Confirm", Disposition_Notification_To=address, List_Unsubscribe=f"<{address}>")
    )
    return found


def _html(body: str) -> bytes:
    return mail(body, Content_Type="text/html; charset=utf-8")


def _tables(depth: int, rows: int = 1) -> str:
    start = "<table>" + "<tr><td>x</td></tr>" * (rows - 1) + "<tr><td>"
    return start * depth + "x" + "</td></tr></table>" * depth


HANGING: dict[str, Callable[[], bytes]] = {
    **{f"{depth} nested tables": lambda d=depth: _html(_tables(d)) for depth in (5, 6, 14, 25, 60)},  # type: ignore[misc]
    **{f"{n} tables beside": lambda n=n: _html(_tables(1) * n) for n in (100, 201, 5000)},  # type: ignore[misc]
    "newsletter of five levels": lambda: _html(_tables(5, rows=10)),
    "unclosed nested tables": lambda: _html("<table><tr><td>" * 25 + "x"),
    "tables in lists": lambda: _html("<ul><li><table><tr><td>" * 12 + "x"),
    "tables in quotations": lambda: _html("<blockquote><table><tr><td>" * 12 + "x"),
    "closed in the wrong order": lambda: _html("<table><b></table></b>" * 3000),
    **{
        f"{count} open {name}": lambda n=name, c=count: _html(f"<{n}>" * c + "x")  # type: ignore[misc]
        for name in ("b", "div", "span", "font", "blockquote", "ul", "a", "table", "center")
        for count in (490, 20_000)
    },
    "many closed bold": lambda: _html("<b>x</b>" * 9000),
    "bold in paragraphs": lambda: _html("<p><b>" * 5000),
    "formatting elements again and again": lambda: _html("<p><b><i><u>x" * 3000),
    "one word": lambda: _html("x" * 400_000),
    "one word of entities": lambda: _html("&amp;" * 90_000),
    "one word of Cyrillic": lambda: _html("щ" * 200_000),
    "one word with marks above": lambda: _html("e" + "\u0301" * 100_000),
    "right to left": lambda: _html("\u202e" + "שלום " * 40_000),
    "zero width": lambda: _html("\u200b" * 100_000),
    "many lines": lambda: _html("x<br>" * 9000),
    "many paragraphs": lambda: _html("<p>x</p>" * 9000),
    "many rules": lambda: _html("<hr>" * 15_000),
    "cells": lambda: _html("<table><tr>" + "<td>x" * 9000),
    "rows": lambda: _html("<table>" + "<tr><td>x" * 5000),
    "wide spans": lambda: _html("<table><tr><td colspan=99999999 rowspan=99999999>x"),
    "spans of fifty": lambda: _html("<table>" + "<tr><td colspan=50 rowspan=50>x" * 900),
    "attributes": lambda: _html("<p " + "a=b " * 100_000 + ">x"),
    "one attribute": lambda: _html('<p title="' + "x" * 400_000 + '">x'),
    "a style": lambda: _html('<p style="' + "color:red;" * 40_000 + '">x'),
    "comments": lambda: _html("<!-- x -->" * 40_000),
    "open comments": lambda: _html("<!--" * 100_000),
    "declarations": lambda: _html("<!x" * 100_000),
    "less-than signs": lambda: _html("<" * 400_000),
    "entities": lambda: _html("&#x10ffff;" * 40_000),
    "links": lambda: _html('<a href="https://a.example/">x</a> ' * 9000),
    "one link": lambda: _html('<a href="https://a.example/' + "x" * 300_000 + '">x</a>'),
    "pictures": lambda: _html("<img src=cid:a@b>" * 15_000),
    "data pictures": lambda: _html('<img src="data:image/png;base64,' + "A" * 900_000 + '">'),
    "preformatted": lambda: _html("<pre>" + "x " * 200_000),
    "deep lists": lambda: _html("<ul><li>" * 40 + "x"),
    "definitions": lambda: _html("<dl><dt>a<dd>b" * 4000),
    "text of a million words": lambda: mail("word " * 1_000_000),
    "text of one word": lambda: mail("x" * 3_000_000),
    "text of empty lines": lambda: mail("\n" * 400_000),
    "text of tabs": lambda: mail("\t" * 300_000),
}

BOMBS: dict[str, Callable[[], bytes]] = {
    **{f"{levels} levels": lambda n=levels: nested(n) for levels in (21, 200, 1000, 5000)},  # type: ignore[misc]
    "10,000 parts": lambda: multipart(*[("Content-Type: text/plain", "x")] * 10_000),
    "100,000 parts": lambda: multipart(*[("", "")] * 100_000),
    "parts without end": lambda: mail(
        "--edge\n\n" * 50_000, Content_Type="multipart/mixed; boundary=edge"
    ),
    "boundary of nothing": lambda: mail(
        "--\n" * 100_000, Content_Type='multipart/mixed; boundary=""'
    ),
    "long boundary": lambda: mail("x", Content_Type="multipart/mixed; boundary=" + "b" * 200_000),
    "alternatives in alternatives": lambda: mail(
        "Content-Type: multipart/alternative; boundary=a\n\n--a\n" * 5000,
        Content_Type="multipart/alternative; boundary=a",
    ),
    "attached mails": lambda: mail(
        b"Content-Type: message/rfc822\n\n" * 20_000, Content_Type="message/rfc822"
    ),
    "reports in reports": lambda: mail(
        "Content-Type: message/delivery-status\n\n" * 20_000,
        Content_Type="message/delivery-status",
    ),
    "20,000 blocks of a report": lambda: multipart(
        ("Content-Type: message/delivery-status", "Action: failed\n\n" * 20_000), kind="report"
    ),
    "100,000 headers": lambda: b"".join(b"X-%d: y\n" % n for n in range(100_000)) + b"\nx",
    "one header of 20 MB": lambda: mail(Subject="x" * 20_000_000),
    "folded header": lambda: mail(Subject="x\n " * 500_000),
    "header of colons": lambda: mail(To=":" * 500_000),
    "header of commas": lambda: mail(To="," * 500_000),
    "header of brackets": lambda: mail(To="(" * 500_000, From="<" * 500_000),
    "header of quotes": lambda: mail(To='"' * 500_001, Cc='"\\' * 200_000),
    "100,000 recipients": lambda: mail(To=", ".join(f"u{n}@x.example" for n in range(100_000))),
    "100,000 To headers": lambda: b"To: a@b.example\n" * 100_000 + b"\nx",
    "encoded words": lambda: mail(Subject=" ".join(["=?utf-8?q?ab=20?="] * 50_000)),
    "open encoded words": lambda: mail(Subject="=?utf-8?q?" * 50_000),
    "encoded word of 10 MB": lambda: mail(Subject="=?utf-8?b?" + "QUJD" * 2_500_000 + "?="),
    "references": lambda: mail(References="<a@b.example> " * 200_000),
    "parameters": lambda: mail(Content_Type="text/plain; " + "a*0=b; " * 200_000),
    "parameter pieces": lambda: mail(
        Content_Disposition="attachment; " + "".join(f"filename*{n}*=a;" for n in range(50_000))
    ),
    "date": lambda: mail(Date="1 " * 200_000),
    "received": lambda: mail(Received="; " * 500_000),
    "authentication": lambda: mail(Authentication_Results="mx; " + "dkim=pass (x) " * 100_000),
    "20 MB of base64": lambda: mail(
        base64.encodebytes(b"x" * 15_000_000), Content_Transfer_Encoding="base64"
    ),
    "quoted-printable": lambda: mail(
        "=3D" * 2_000_000, Content_Transfer_Encoding="quoted-printable"
    ),
    "uuencode": lambda: mail("begin 644 a\n" * 100_000, Content_Transfer_Encoding="x-uuencode"),
    "utf-7": lambda: mail("+AAA" * 1_000_000, Content_Type="text/plain; charset=utf-7"),
    "high bytes": lambda: mail(bytes(range(128, 256)) * 50_000),
    "escape sequences": lambda: mail(b"\x1b$B" * 500_000),
    "calendar": lambda: mail(
        "BEGIN:VEVENT\n" + "ATTENDEE;CN=a:mailto:a@b.example\n" * 200_000,
        Content_Type="text/calendar",
    ),
    "24 MB of lines": lambda: mail("x\n" * 12_000_000),
    "40 MB": lambda: mail(b"x" * 76 * 500_000),
    "only carriage returns": lambda: mail(b"\r" * 2_000_000),
    "only NUL": lambda: b"\0" * 5_000_000,
    "files": lambda: multipart(*[("Content-Disposition: attachment; filename=a.bin", b"x")] * 3000),
    "inner without edges": lambda: mail(
        inner(("Content-Type: multipart/mixed; boundary=edge", "--edge"), boundary="edge") * 200,
        Content_Type="multipart/mixed; boundary=edge",
    ),
}
