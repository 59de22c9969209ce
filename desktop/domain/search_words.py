"""The words of the search language: operators and their closed values, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Operator(StrEnum):
    """What stands before the colon (screens.md 2.2)."""

    IS = "is"
    SLA = "sla"
    FROM = "from"
    CLIENT = "client"
    TO = "to"
    ASSIGNEE = "assignee"
    PRIORITY = "prio"
    TAG = "tag"
    DUE = "due"
    CREATED = "created"
    HAS = "has"


SPELLINGS: Final[Mapping[Operator, tuple[str, ...]]] = {
    Operator.IS: ("is", "это"),
    Operator.SLA: ("sla", "срок"),
    Operator.FROM: ("from", "от"),
    Operator.CLIENT: ("client", "клиент", "organisation", "company", "компания"),
    Operator.TO: ("to", "кому"),
    Operator.ASSIGNEE: ("assignee", "исполнитель"),
    Operator.PRIORITY: ("prio", "приоритет", "priority"),
    Operator.TAG: ("tag", "тег"),
    Operator.DUE: ("due", "истекает"),
    Operator.CREATED: ("created", "создано"),
    Operator.HAS: ("has", "есть"),
}
"""English first, Russian second, then other spellings that are understood."""

VALUES: Final[Mapping[Operator, Mapping[str, tuple[str, ...]]]] = {
    Operator.IS: {
        "open": ("open", "открыто", "открытые", "открытая"),
        "mine": ("mine", "мои", "моё", "мое", "моя", "my"),
        "unassigned": ("unassigned", "ничьи", "ничья", "ничьё", "ничье"),
        "waiting": ("waiting", "ждём", "ждем", "ожидание", "ожидает", "ожидают"),
        "deferred": ("deferred", "отложено", "отложенные", "отложенная"),
        "solved": ("solved", "решено", "решённые", "решенные", "решённая", "решенная"),
        "closed": ("closed", "закрыто", "закрытые", "закрытая"),
        "unread": ("unread", "непрочитано", "непрочитанные", "непрочитанная"),
        "merged": ("merged", "объединено", "объединённые", "объединенные"),
        "spam": ("spam", "спам"),
    },
    Operator.SLA: {
        "soon": ("soon", "скоро"),
        "critical": ("critical", "критично", "критические"),
        "overdue": ("overdue", "просрочено", "просроченные", "просрочена"),
        "paused": ("paused", "пауза"),
        "met": ("met", "выполнено"),
        "missed": ("missed", "нарушено"),
    },
    Operator.TO: {"dev": ("dev", "разработчикам", "разработчик", "разработчику")},
    Operator.PRIORITY: {
        "low": ("low", "низкий"),
        "normal": ("normal", "обычный"),
        "high": ("high", "высокий", "важный"),
        "critical": ("critical", "критический", "срочный"),
    },
    Operator.HAS: {
        "file": ("file", "файл", "файлы", "вложение", "вложения"),
        "note": ("note", "заметка", "заметки"),
    },
}
"""Closed values by operator: canonical value to its spellings, English then Russian first."""

FREE: Final = frozenset({Operator.FROM, Operator.CLIENT, Operator.ASSIGNEE, Operator.TAG})
"""Operators that look for any text."""

MOMENTS: Final = frozenset({Operator.DUE, Operator.CREATED})
"""Operators that compare with an instant or a span."""

TIMED: Final = MOMENTS | {Operator.SLA}
"""Operators after which one may stand: «срок» is the column's name, so `срок:<1ч` is typed too."""

DAY_WORDS: Final[Mapping[str, int]] = {
    "today": 0,
    "сегодня": 0,
    "tomorrow": 1,
    "завтра": 1,
    "yesterday": -1,
    "вчера": -1,
}
UNITS: Final[Mapping[str, int]] = {
    "m": 60,
    "min": 60,
    "м": 60,
    "мин": 60,
    "h": 3600,
    "ч": 3600,
    "d": 86400,
    "д": 86400,
    "w": 604800,
    "н": 604800,
}
"""Seconds of a unit of wall-clock time."""
