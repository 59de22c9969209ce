"""Sixty names under which somebody might write: whom a list shows (reliability.md F6)."""

from __future__ import annotations

import pytest

from desktop.domain.mail_text import one_line
from desktop.domain.sender_name import shown_sender

ADDRESS = "mallory@evil.example"

HONEST = [
    "Ivan Petrov",
    "Иван Петров",
    "Пётр Ильич",
    "Анна-Мария Ёлкина",
    "Иван Петров (ACME)",
    "ООО «Ромашка» IT",
    "Отдел поддержки 1C",
    "Отдел 1С",
    "Jean-François Ångström",
    "Łukasz Żółć",
    "Müller, Hans",
    "O'Brien",
    "Νίκος Παπαδόπουλος",
    "Nikos Παπαδόπουλος",
    "山田 太郎",
    "山田ひろし",
    "ヤマダ花子",
    "김철수",
    "אבי כהן",
    "محمد علي",
    "Ivan Петров",
    "John Smith 😀",
    "Support [Team]",
    "No. 5",
    "1-800-FLOWERS",
    "support",
    "Д. Мендѣлеевъ",
    "Зоя",
    "A",
    "x" * 200,
]
DECEIVING = [
    "boss@bank.example",
    "Boss <boss@bank.example>",
    "Boss (boss@bank.example)",
    "Anna boss @ bank.example",
    "boss\uff20bank.example",
    "boss\ufe6bbank.example",
    "mallory@evil.example via Bank",
    "mallory@evil.example.com",
    "@bank",
    "ivan@",
    "Сбербaнк",
    "Сбepбанк",
    "PаyPal",
    "Аpple",
    "Micrоsoft",
    "Gооgle Support",
    "Bank Яндeкс",
    "Gοοgle",
    "ΡayPal",
    "Αmazon",
    "Pay\u202elaP",
    "\u2066Boss\u2069",
    "Boss\u200f",
    "Boss\u061c",
    "Bo\u200bss",
    "Bo\u00adss",
    "Bo\ufeffss",
    "Bo\u2060ss",
    "Ｐaypal",
    "ᏢayPal",
]


@pytest.mark.parametrize("name", HONEST)
def test_name_stands_for_its_sender(name: str) -> None:
    assert shown_sender(one_line(name), ADDRESS) == one_line(name)


@pytest.mark.parametrize("name", DECEIVING)
def test_address_stands_where_the_name_may_deceive(name: str) -> None:
    assert shown_sender(one_line(name), ADDRESS) == ADDRESS


def test_there_are_sixty() -> None:
    assert len(HONEST) + len(DECEIVING) == 60


def test_what_is_all_there_is_is_shown() -> None:
    assert shown_sender("", ADDRESS) == ADDRESS
    assert shown_sender("boss@bank.example", "") == "boss@bank.example"
    assert shown_sender("Mallory@Evil.example", ADDRESS) == "Mallory@Evil.example"
