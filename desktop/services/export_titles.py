"""Column titles of exported tables in the languages of the Excel presets."""

from __future__ import annotations

TITLES: dict[str, tuple[str, str]] = {
    "number": ("Number", "Номер"),
    "subject": ("Subject", "Тема"),
    "status": ("Status", "Статус"),
    "priority": ("Priority", "Приоритет"),
    "category": ("Category", "Категория"),
    "line": ("Line", "Линия"),
    "assignee": ("Assignee", "Исполнитель"),
    "requester": ("Requester", "Заявитель"),
    "requester_email": ("Requester's e-mail", "Почта заявителя"),
    "organisation": ("Organisation", "Организация"),
    "channel": ("Channel", "Канал"),
    "tags": ("Tags", "Метки"),
    "created_at": ("Created", "Создана"),
    "updated_at": ("Updated", "Изменена"),
    "first_response_at": ("First reply", "Первый ответ"),
    "first_response_due_at": ("First reply due", "Срок первого ответа"),
    "first_response_in_min": ("First reply, business min", "Первый ответ, раб. мин"),
    "first_response_diff_in_min": ("First reply, min left", "Первый ответ, запас мин"),
    "next_response_worst_in_min": ("Slowest reply, business min", "Самый долгий ответ, раб. мин"),
    "solution_due_at": ("Resolution due", "Срок решения"),
    "solved_at": ("Solved", "Решена"),
    "closed_at": ("Closed", "Закрыта"),
    "solution_in_min": ("Resolution, business min", "Решение, раб. мин"),
    "solution_diff_in_min": ("Resolution, min left", "Решение, запас мин"),
    "paused_min": ("Paused, min", "Пауза, мин"),
    "sla_policy": ("SLA policy", "Политика SLA"),
    "sla_policy_version": ("SLA policy version", "Версия политики SLA"),
    "first_response_result": ("First reply result", "Итог первого ответа"),
    "solution_result": ("Resolution result", "Итог решения"),
    "was_escalated": ("Escalated", "Эскалирована"),
    "reopen_count": ("Reopened", "Открыта повторно"),
    "message_count": ("Messages", "Сообщений"),
    "attachment_count": ("Attachments", "Вложений"),
    "deferred_count": ("Deferred", "Отложена раз"),
    "returned_count": ("Returned", "Возвращена раз"),
    "on_duty_at_arrival": ("On duty at arrival", "Дежурный при поступлении"),
    "arrived_out_of_hours": ("Arrived out of hours", "Поступила в нерабочее время"),
    "csat_score": ("Satisfaction", "Оценка"),
}
"""Column name of product.md: (English, Russian), in the order of the file."""


def titles(language: str | None) -> list[str]:
    """Return the first row: product.md's names, or titles people read in `language`."""
    if language is None:
        return list(TITLES)
    return [english if language == "en" else russian for english, russian in TITLES.values()]
