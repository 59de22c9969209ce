"""Values of closed sets as people read them in the Excel presets; programs get the codes."""

from __future__ import annotations

from desktop.domain.sla import ClockResult
from desktop.domain.ticket import Channel, Mark, Priority, Status

_WORDS: dict[str, tuple[str, str]] = {
    Status.NEW: ("New", "Новое"),
    Status.OPEN: ("Open", "В работе"),
    Status.WAITING_CUSTOMER: ("Waiting for client", "Ждём клиента"),
    Status.WAITING_DATE: ("Waiting for a date", "Отложено до даты"),
    Status.WAITING_THIRD_PARTY: ("Waiting for a third party", "Ждём третью сторону"),
    Status.DEFERRED: ("Deferred", "Отложено разработчикам"),
    Status.WITH_DEVELOPERS: ("With developers", "У разработчиков"),
    Status.RETURNED: ("Returned for information", "Возвращено за данными"),
    Status.SOLVED: ("Solved", "Решено"),
    Status.CLOSED: ("Closed", "Закрыто"),
    Mark.MERGED: ("Merged", "Объединено"),
    Mark.SPAM: ("Spam", "Спам"),
    Priority.LOW: ("Low", "Низкий"),
    Priority.NORMAL: ("Normal", "Обычный"),
    Priority.HIGH: ("High", "Высокий"),
    Priority.CRITICAL: ("Critical", "Критический"),
    Channel.MAIL: ("E-mail", "Почта"),
    Channel.PHONE: ("Phone", "Телефон"),
    Channel.CHAT: ("Chat", "Чат"),
    Channel.WEB: ("Web", "Сайт"),
    Channel.IMPORT: ("Import", "Импорт"),
    ClockResult.RUNNING: ("Running", "Идёт"),
    ClockResult.PAUSED: ("Paused", "Пауза"),
    ClockResult.MET: ("Met", "В срок"),
    ClockResult.MISSED: ("Missed", "Не в срок"),
    ClockResult.RECLASSIFIED: ("Reclassified", "Опоздание из-за смены условий"),
    ClockResult.EXCUSED: ("Excused", "Уважительная причина"),
    ClockResult.CANCELLED: ("Cancelled", "Отменён"),
    ClockResult.NONE: ("No SLA", "Без SLA"),
}
"""Code: (English, Russian). `merged` is one word for the mark and for the clock."""


def words(language: str | None) -> dict[str, str]:
    """Return the word of each code in a language; without one the codes themselves."""
    if language is None:
        return {str(code): str(code) for code in _WORDS}
    place = 0 if language == "en" else 1
    return {str(code): pair[place] for code, pair in _WORDS.items()}
