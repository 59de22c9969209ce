"""Explanations in Russian."""

from __future__ import annotations

from typing import Final

from desktop.domain.explain_words import Part, Phrases, Words
from desktop.domain.sla import ClockKind
from desktop.domain.sla_clock import HolderKind
from desktop.domain.ticket import Priority


def _form(count: int) -> int:
    """Choose the plural: 1 день, 2 дня, 5 дней."""
    if count % 10 == 1 and count % 100 != 11:
        return 0
    if 2 <= count % 10 <= 4 and not 12 <= count % 100 <= 14:
        return 1
    return 2


RUSSIAN: Final = Words(
    clocks={
        ClockKind.FIRST_RESPONSE: "Первый ответ",
        ClockKind.NEXT_RESPONSE: "Следующий ответ",
        ClockKind.PROMISE: "Обещанный ответ",
        ClockKind.SOLUTION: "Решение",
        ClockKind.OLA_ACCEPT: "Приём разработчиками (OLA)",
        ClockKind.OLA_ANSWER: "Отклик разработчика (OLA)",
        ClockKind.OLA_FIX: "Исправление разработчиками (OLA)",
        ClockKind.OLA_INFO: "Сведения от поддержки (OLA)",
    },
    priorities={
        Priority.LOW: "Низкий",
        Priority.NORMAL: "Обычный",
        Priority.HIGH: "Высокий",
        Priority.CRITICAL: "Критический",
    },
    parts={
        Part.COUNTED: "учтено",
        Part.CLOSED: "нерабочее время",
        Part.PAUSED: "пауза",
        Part.SOLVED: "решено",
    },
    holders={
        HolderKind.UNASSIGNED: "без исполнителя",
        HolderKind.NOBODY_ON_DUTY: "дежурного нет",
        HolderKind.CUSTOMER: "ждём клиента",
        HolderKind.THIRD_PARTY: "ждём третью сторону",
        HolderKind.DEVELOPERS: "разработчики",
        HolderKind.ENDED: "заявка не открыта",
    },
    owners={
        HolderKind.UNASSIGNED: "без исполнителя",
        HolderKind.NOBODY_ON_DUTY: "дежурного нет",
        HolderKind.CUSTOMER: "клиент",
        HolderKind.THIRD_PARTY: "третья сторона",
        HolderKind.DEVELOPERS: "разработчики",
        HolderKind.ENDED: "заявка не открыта",
    },
    presets={
        "Small 24/7": "Малая команда, 24/7",
        "Business hours": "Рабочее время",
        "Round the clock": "Круглосуточно",
    },
    months=(
        *("января", "февраля", "марта", "апреля", "мая", "июня"),
        *("июля", "августа", "сентября", "октября", "ноября", "декабря"),
    ),
    units=("ч", "мин", "с"),
    days=("рабочий день", "рабочих дня", "рабочих дней"),
    spells=("отрезок", "отрезка", "отрезков"),
    form=_form,
    phrases=Phrases(
        rule="{clock} · {priority} · политика {policy} · норма {target}",
        promise="{clock} · дата, названная клиенту: {due}",
        version="{name}, версия {version}",
        valid_since=" (действует с {moment})",
        target_days="{days}, на момент начала {span}",
        extra_business=", из них {span} за начало в нерабочее время",
        extra_wall=", из них до {span} за начало в нерабочее время",
        business_time="рабочего времени",
        in_calendar=", календарь «{calendar}», версия {version}",
        round_the_clock="круглосуточно",
        times_in="Время: {zone}.",
        now="сейчас, {moment}",
        together="Вместе: {parts} = {wall}.",
        held="У кого была заявка: {shares}.",
        held_share="{who} {wall}",
        held_counted="{who} {wall}, в том числе учтено {counted}",
        running="Использовано {used}, осталось {left}, срок {due}.",
        late="Использовано {used}, сверх нормы {over}, срок был {due}. Просрочено с {late}.",
        paused=(
            "Использовано {used}, осталось {left}. Пауза с {since}; "
            "если возобновить сейчас, срок {due}."
        ),
        paused_late=(
            "Использовано {used}, сверх нормы {over}. Просрочено с {late}, пауза с {since}."
        ),
        met="В срок, {stopped}: использовано {used} из {target}. Срок был {due}.",
        missed=(
            "Не в срок: остановлено {stopped}, использовано {used} из {target}. "
            "Просрочено с {late}."
        ),
        reclassified=(
            "Просрочено из-за смены условий: остановлено {stopped}, использовано {used} "
            "из {target}. Срок нарушен только из-за изменения {late}."
        ),
        still_reclassified="Срок нарушен только из-за изменения {late}.",
        late_before=(
            "Просрочено с {late} по норме того времени, {target}; поздние изменения "
            "этого не отменяют."
        ),
        merged="Объединено с другой заявкой {stopped}; использовано {used} из {target}, не в счёт.",
        cancelled={
            "solved": "Отменено {stopped}: заявка решена раньше. Использовано {used} из {target}.",
            "spam": "Отменено {stopped}: отмечено как спам. Использовано {used} из {target}.",
            "replaced": "Отменено {stopped}: заменено новым. Использовано {used} из {target}.",
            "policy": "Отменено {stopped}: в новой политике такой нормы нет. "
            "Использовано {used} из {target}.",
        },
        excused="Нарушение снято и не входит в показатели: {reason}",
        excused_later="Когда часы остановятся, нарушение не войдёт в показатели: {reason}",
        never_opens=(
            "Использовано {used}. В календаре «{calendar}» нет ни одного рабочего часа "
            "в ближайшие 400 дней: срока нет."
        ),
        at_closing=("Норма заканчивается ровно в конце рабочего дня: до {moment} ещё в срок."),
        first_solved_met="Впервые решено {moment}: в срок. Время в «Решено» не учитывается.",
        first_solved_missed="Впервые решено {moment}: не в срок. Время в «Решено» не учитывается.",
        developers_count="Пока заявка отложена или у разработчиков, эти часы идут.",
        developers_pause="По этой политике часы стоят, пока заявка отложена или у разработчиков.",
        never_pauses="Ожидание клиента не останавливает эти часы.",
        what_if="Если сейчас поставить «Ждём клиента», часы остановятся, останется {left}.",
        what_if_late="Если сейчас поставить «Ждём клиента», часы остановятся, просрочка останется.",
        what_if_never_pauses="Статус «Ждём клиента» эти часы не остановит.",
        what_if_answered="Если ответить сейчас, будет в срок, в запасе {left}.",
        what_if_answered_late="Если ответить сейчас, опоздание составит {over}.",
        what_if_solved="Если решить сейчас, будет в срок, в запасе {left}.",
        what_if_solved_late="Если решить сейчас, опоздание составит {over}.",
        reminder="{who}, отложено до даты",
        feedback_due="{who}, {clock}: срок {due}",
        person="сотрудник {id}",
    ),
)
