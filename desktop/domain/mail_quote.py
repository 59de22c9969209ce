"""The new part of a reply: its text without the mail it answers and without the signature.

Only whole runs of lines are left out, by the marks that programs write; every pass is linear.
In doubt nothing is cut, and the whole text stays stored: what a customer wrote is never lost.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from desktop.domain.mail_quote_marks import (
    attribution_end,
    field_above,
    header_block_end,
    is_divider,
    is_forward,
    is_rule,
    names_a_mail,
)
from desktop.domain.mail_signature import signature_start

_POINTS_BELOW = re.compile(
    r"\b(?:below|inline|in-line|in line|in (?:red|blue|green|bold|capitals)|"
    r"forward(?:ed|ing)|fyi)\b|"
    r"\b(?:пересылаю|переслал[аи]?|ниже|внизу|по тексту|в тексте (?:вашего )?(?:письма|сообщения)|"
    r"(?:красным|синим|зел[её]ным|жирным))\b",
    re.IGNORECASE,
)
_LINE_LIMIT = 1000
_QUOTED = re.compile(r"\s{0,20}[A-ZА-ЯЁ]{0,3}>")
"""The Bat! writes the initials of the person quoted before its `>`."""

_SAYS = re.compile(
    r"\b(?:says?|said|shows?|showed|reads?|displays?|prints?|errors?|messages?|output|text|this|"
    r"пишет|выда[её]т|выдал[аои]?|говорит|показывает|написано|ошибк[аиу]|сообщение|текст|так|"
    r"следующее|вот)$",
    re.IGNORECASE,
)
"""The end of a line after which a writer repeats what a window says."""


def stripped_text(text: str, *, is_forward: bool = False) -> str:
    """Return what the writer added: without the quoted mail and without the signature.

    Kept whole: a forwarded mail, whose content is what its sender wants to show; answers
    between quoted lines; a reply that says its answers stand below; and a mail of which
    nothing would be left.
    """
    whole = text.strip()
    if is_forward or not whole:
        return whole
    lines = text.split("\n")
    own = _own_lines(lines)
    return "\n".join(own).strip() or whole


def _own_lines(lines: list[str]) -> list[str]:
    end = signature_start(lines, len(lines))
    quote = _quote_start(lines, end)
    forward = next((i for i in range(quote) if is_forward(lines[i])), None)
    if forward is not None:
        return lines
    if quote < end:
        is_kept = _hides_answers(lines[quote:end]) and any(map(_points_below, lines[:quote]))
        return lines if is_kept else lines[: signature_start(lines, quote)]
    above, below = _only_quote(lines, end)
    return [*lines[:above], *lines[below:end]] if below else lines[:end]


def _quote_start(lines: Sequence[str], end: int) -> int:
    """Return the index of the first line of the quoted tail of `lines[:end]`, `end` without one."""
    tail = _quoted_tail(lines, end)
    last_quoted = next((i for i in range(end - 1, -1, -1) if _is_quoted(lines[i])), -1)
    for index in range(end):
        if is_divider(lines[index]) or header_block_end(lines, index):
            return end if _is_introduced(lines, index) else _above_rule(lines, index)
        after, is_sure = attribution_end(lines, index)
        if after and _first_written(lines, after, end) >= tail:
            return _above_rule(lines, index)
        if is_sure and after > last_quoted and not _is_introduced(lines, index):
            return _above_rule(lines, index)
        if index >= tail and _is_quoted(lines[index]):
            return _above_rule(lines, index) if _stands_apart(lines, index) else end
    return end


def _quoted_tail(lines: Sequence[str], end: int) -> int:
    """Return where nothing but quoted lines and blank ones begins."""
    while end and (not lines[end - 1].strip() or _is_quoted(lines[end - 1])):
        end -= 1
    return end


def _only_quote(lines: Sequence[str], end: int) -> tuple[int, int]:
    """Return the ends of the one quotation above an answer, with its `On … wrote:`.

    (0, 0) when there are several, which the answers refer to one by one, or none with a date
    or a name.
    """
    quoted = [index for index in range(end) if _is_quoted(lines[index])]
    if not quoted:
        return 0, 0
    first, last = quoted[0], quoted[-1]
    if any(lines[index].strip() and not _is_quoted(lines[index]) for index in range(first, last)):
        return 0, 0
    for index in range(max(first - 6, 0), first):
        after, _ = attribution_end(lines, index)
        if after and _first_written(lines, after, end) == first:
            return index, last + 1
    return 0, 0


def _first_written(lines: Sequence[str], start: int, end: int) -> int:
    return next((index for index in range(start, end) if lines[index].strip()), end)


def _is_quoted(line: str) -> bool:
    return _QUOTED.match(line) is not None


def _hides_answers(tail: Sequence[str]) -> bool:
    """Say whether answers could stand in the tail: not where every line begins with `>`."""
    written = [line for line in tail if line.strip()]
    return any(not _is_quoted(line) for line in written[1:])


def _is_introduced(lines: Sequence[str], index: int) -> bool:
    """Say whether the writer shows the following on purpose: `I got this mail:`."""
    for above in reversed(lines[:index]):
        if above.strip() and not is_rule(above):
            return above.rstrip().endswith(":") and not is_divider(above)
    return False


def _stands_apart(lines: Sequence[str], index: int) -> bool:
    """Say whether `>` begins a quotation here and not a list that the writer drew.

    `I press:` and `> Settings` are one thought, as are `It says` and what it says; a date or
    an address above tells of a mail.
    """
    above = next((i for i in range(index - 1, -1, -1) if lines[i].strip()), -1)
    if above < 0 or names_a_mail(lines[above]):
        return True
    said = lines[above][-_LINE_LIMIT:].rstrip()
    return above < index - 1 and not said.endswith(":") and not _SAYS.search(said)


def _above_rule(lines: Sequence[str], index: int) -> int:
    """Return `index`, or that of the line drawn above and of Yandex's fields under it."""
    above = index
    while above and (not lines[above - 1].strip() or field_above(lines[above - 1])):
        above -= 1
    return above - 1 if above and is_rule(lines[above - 1]) else index


def _points_below(line: str) -> bool:
    return _POINTS_BELOW.search(line[:_LINE_LIMIT]) is not None
