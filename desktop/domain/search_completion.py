"""What the search field offers while something is typed: operators, then their values."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.explain_words import Language
from desktop.domain.search_language import Term
from desktop.domain.search_words import FREE, MOMENTS, SPELLINGS, VALUES, Operator


@dataclass(frozen=True, slots=True)
class Completion:
    """Text to put from `start` to the cursor; `operator` tells what it is about."""

    start: int
    text: str
    operator: Operator


def completions(text: str, cursor: int, language: Language) -> tuple[Completion, ...]:
    """Return what the word before the cursor could become, in the language now spoken.

    Spellings of the other language are understood too: whoever types `is:` in the Russian
    program is offered the Russian values.
    """
    start = max(text.rfind(" ", 0, cursor), text.rfind("\t", 0, cursor)) + 1
    typed = text[start:cursor]
    if typed.startswith("-"):
        start, typed = start + 1, typed[1:]
    place = 1 if language is Language.RUSSIAN else 0
    key, colon, value = typed.casefold().partition(":")
    if not colon:
        return tuple(
            Completion(start, f"{words[place]}:", operator)
            for operator, words in SPELLINGS.items()
            if key and any(word.startswith(key) for word in words)
        )
    operator = next((o for o, words in SPELLINGS.items() if key in words), None)
    if operator is None or operator in FREE:
        return ()
    begin = start + len(typed) - len(value)
    if operator in MOMENTS:
        offers = (("<1h", "<1d", "today"), ("<1ч", "<1д", "сегодня"))[place]
        return tuple(Completion(begin, o, operator) for o in offers if o.startswith(value))
    return tuple(
        Completion(begin, words[place], operator)
        for words in VALUES[operator].values()
        if any(word.startswith(value) for word in words)
    )


def written(term: Term, text: str, language: Language) -> str:
    """Return an operator as a chip shows it, in the language now spoken: `sla:просрочено`."""
    place = 1 if language is Language.RUSSIAN else 0
    if term.operator is None:
        return text[term.start : term.end]
    values = VALUES.get(term.operator, {}).get(term.value)
    shown = values[place] if values else term.value
    minus = "-" if term.is_negated else ""
    quoted = f'"{shown}"' if " " in shown else shown
    return f"{minus}{SPELLINGS[term.operator][place]}:{quoted}"
