"""Reads a printed explanation back, in either language, from its text alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from desktop.domain.explain import WORDS
from desktop.domain.explain_words import Language

NOW = {Language.ENGLISH: "now, ", Language.RUSSIAN: "сейчас, "}
TOGETHER = {Language.ENGLISH: "Together: ", Language.RUSSIAN: "Вместе: "}
USED = {Language.ENGLISH: r"[Uu]sed", Language.RUSSIAN: r"[Ии]спользовано"}
LEFT = {Language.ENGLISH: "left", Language.RUSSIAN: "осталось"}
OVER = {Language.ENGLISH: "over by", Language.RUSSIAN: "сверх нормы"}
_MOMENT = re.compile(
    r"(?:(?P<day>\d+) (?P<month>[^\W\d]+)(?: (?P<year>\d{4}))? )?"
    r"(?P<time>\d\d:\d\d(?::\d\d)?)(?: UTC(?P<offset>[+-]\d{4}))?"
)


@dataclass
class Read:
    """What the text says, as values."""

    spells: list[tuple[datetime, datetime, dict[str, timedelta], str]]
    totals: dict[str, timedelta]
    wall: timedelta
    used: timedelta | None
    left: timedelta | None


class Reader:
    def __init__(self, language: Language, zone: ZoneInfo, year: int) -> None:
        self.language = language
        self.words = WORDS[language]
        self.zone = zone
        self.year = year
        hour, minute, second = self.words.units
        self.span_pattern = rf"(\d+) {hour} (\d+) {minute}(?: (\d+) {second}\b)?"

    def read(self, text: str) -> Read:
        lines = text.splitlines()
        spells = [self.spell(line) for line in lines if " → " in line]
        [together] = [line for line in lines if line.startswith(TOGETHER[self.language])]
        sums = together.removeprefix(TOGETHER[self.language]).removesuffix(".")
        parts, wall = sums.rsplit(" = ", 1)
        return Read(
            spells,
            self.parts(parts, " + "),
            self.span(wall),
            self.after(USED[self.language], text),
            self.left(text),
        )

    def left(self, text: str) -> timedelta | None:
        left = self.after(LEFT[self.language], text)
        over = self.after(OVER[self.language], text)
        return left if over is None else -over

    def spell(self, line: str) -> tuple[datetime, datetime, dict[str, timedelta], str]:
        match = re.fullmatch(r"(.+?) → (.+?): (.+?) \((.+)\)", line)
        assert match, line
        start = self.moment(match[1], None)
        end = self.moment(match[2].removeprefix(NOW[self.language]), start)
        return start, end, self.parts(match[3], ", "), match[4]

    def parts(self, text: str, between: str) -> dict[str, timedelta]:
        found = {}
        for each in text.split(between):
            match = re.match(r"\D+ (?=\d)", each)
            name = match[0].strip() if match else ""
            found[name] = self.span(each)
        return found

    def span(self, text: str) -> timedelta:
        match = re.search(self.span_pattern, text)
        assert match, text
        return timedelta(hours=int(match[1]), minutes=int(match[2]), seconds=int(match[3] or 0))

    def after(self, word: str, text: str) -> timedelta | None:
        match = re.search(rf"\b{word} ({self.span_pattern})", text)
        return self.span(match[1]) if match else None

    def moment(self, text: str, same_day_as: datetime | None) -> datetime:
        match = _MOMENT.fullmatch(text)
        assert match, text
        if match["day"]:
            month = self.words.months.index(match["month"]) + 1
            date = f"{match['year'] or self.year}-{month:02}-{int(match['day']):02}"
        else:
            assert same_day_as is not None
            date = f"{same_day_as.astimezone(self.zone):%Y-%m-%d}"
        if match["offset"]:
            return datetime.fromisoformat(f"{date}T{match['time']}{match['offset']}")
        return datetime.fromisoformat(f"{date}T{match['time']}").replace(tzinfo=self.zone)
