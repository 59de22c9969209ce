"""The writer's own words, without the mail below them."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.mail_quote import stripped_text

OWN = "Спасибо, помогло.\n\nАнна"


@pytest.mark.parametrize(
    "tail",
    [
        "\n\nOn Mon, 2 Mar 2026 at 10:00, Desk <d@x.example> wrote:\n> Try this\n> and that",
        "\n\nOn Mon, 2 Mar 2026 at 10:00, Desk\n<d@x.example> wrote:\n> Try this",
        "\n\nпн, 2 мар. 2026 г. в 10:00, Поддержка <d@x.example>:\n> Попробуйте",
        "\n\n02.03.2026, 10:00, Поддержка <d@x.example> написал(а):\nПопробуйте так",
        "\n\nПонедельник, 2 марта 2026, 10:00 +03:00 от Desk <d@x.example>:\n> Попробуйте",
        "\n\n-----Original Message-----\nFrom: Desk\nTry this",
        "\n\n-------- Исходное сообщение --------\nОт: Desk\nПопробуйте",
        "\n\nFrom: Desk <d@x.example>\nSent: Monday\nTo: Anna\nSubject: Re: x\n\nTry this",
        "\n\n________________________________\nОт: Desk\nОтправлено: пн\nКому: Анна\nТема: x\n\nэ",
        "\n\n> Try this\n> and that\n",
        "\n-- \nАнна Керн, бухгалтер",
    ],
)
def test_the_quoted_tail_goes(tail: str) -> None:
    assert stripped_text(OWN + tail) == OWN


@pytest.mark.parametrize(
    "text",
    [
        "> Which version?\n2.4\n> Since when?\nMonday",
        "On Monday my colleague wrote:\nit fails",
        "От: нас\nвсем привет",
        "Sent from my phone yesterday and it never came",
        "I press\n> Settings\n> Screen",
        "Я нажимаю так:\n\n> Настройки\n> Экран",
        "Вот переписка:\n02.03.2026, 10:00, Ян <i@x.example>:\nПривет\n02.03.2026, 10:05, я:\nЧто?",
        "Пересылаю жалобу\n\nОт: К <k@x.example>\nОтправлено: пн\nТема: x\n\nНе работает",
        "The films:\n--------------------\nhttps://a.example/1\nhttps://a.example/2",
        "Remove me\n--------------------\nfrom your mailing list",
        "Не грузится\n--\nP.S. Номер заказа 4711",
        "Не грузится\n-- \nАнна\n\nPS: заказ 4711",
        "First this.\n--\nAnd how do I pay?",
        "I said:\n--\nWhat is this? And what shall I do about it?\n\n"
        + "More words\n" * 12
        + "end",
        "Best regards, Anna\n\nI forgot: the number is 4711",
        "С уважением, Анна\nНомер заказа 4711",
        "On Monday at 10:00\nyour man wrote:\nrestart it",
        "It says\n\nSubject: x\nFrom: a@b.example\nMessage-ID: <1@x>\n\nand it bounced",
        "Здравствуйте\n\n-------- Пересылаемое сообщение --------\nтекст\n-- \nБанк",
        "Just a question",
        "> only quoted",
        "",
    ],
)
def test_in_doubt_nothing_is_cut(text: str) -> None:
    assert stripped_text(text) == text


def test_a_forwarded_mail_is_kept_whole() -> None:
    text = "See\n\n-----Original Message-----\nFrom: Bank\nRefused"
    assert stripped_text(text, is_forward=True) == text
    assert stripped_text(text) == "See"


def test_answers_announced_below_are_kept_where_they_can_stand() -> None:
    below = "Answers below\n\nFrom: D <d@x.example>\nSent: now\nSubject: Q\n\nVersion? 2.4"
    assert stripped_text(below) == below
    quoted = "As you say below, yes\n\nOn 2 Mar 2026, D wrote:\n> Is it?"
    assert stripped_text(quoted) == "As you say below, yes"


def test_one_quotation_above_the_answer_goes() -> None:
    text = "Hello,\n\nOn 2 Mar 2026 10:00, D wrote:\n> Which?\n> Since when?\n\nThe left one."
    assert stripped_text(text) == "Hello,\n\n\nThe left one."


LINES = st.sampled_from(
    """Own words here
Вопрос
> quoted
> > deeper

--
Sent from my iPhone
С уважением,
Анна Керн
On Mon, 2 Mar 2026 at 10:00, D <d@x.example> wrote:
On Mon, 2 Mar 2026 at 10:00, D
<d@x.example> wrote:
02.03.2026, 10:00, D <d@x.example>:
-----Original Message-----
From: D <d@x.example>
Sent: Monday
To: Anna
Subject: x
От: D
Отправлено: пн
Тема: x
____________________
Forwarded message
тел. +7 495 123-45-67
see below
http://x.example""".splitlines()
)


@given(st.lists(LINES | st.text(max_size=12), max_size=25).map("\n".join))
def test_only_whole_lines_go_and_order_stays(text: str) -> None:
    left = iter(text.split())
    assert all(word in left for word in stripped_text(text).split())
    assert bool(stripped_text(text)) == bool(text.strip())


@given(st.lists(st.sampled_from(["Own", "words", "4711", "да"]), min_size=1, max_size=4))
def test_words_between_quoted_lines_stay(words: list[str]) -> None:
    answers = "".join(f"> q{number}\n{word}\n" for number, word in enumerate(words))
    text = f"On Mon, 2 Mar 2026 at 10:00, D <d@x.example> wrote:\n{answers}> the end"
    left = iter(stripped_text(text).split())
    assert all(word in left for word in words)


PIECES = [
    *("> q\n", "On 1 wrote:\n", "> q\nx\n", "From: x\n", "-- \n", "_" * 60 + "\n", "a" * 99),
    *("On Mon, 2 Mar 2026 D\n", "On 2 Mar 2026 " + "<" * 40 + "\n", "From: " * 9 + "\n", "\n"),
    *("Sent " * 20 + "\n", "+7 " + "1 " * 50 + "\n", "С уважением, " + "Аа " * 20 + "\n"),
    *("wrote " + "1" * 80 + "\n", "--" * 30 + "original message\n", "Date: x\n\n", "x\n--\n"),
    *("On Mon, 2 Mar 2026 D:\n", "On 2 Mar 2026 <d@x> wrote :\n> q\nx\n", "пишет 1" * 50 + ":\n"),
]


@pytest.mark.parametrize("piece", PIECES)
def test_cost_is_linear(piece: str) -> None:
    start = time.perf_counter()
    stripped_text(piece * (50_000 // len(piece)))
    assert time.perf_counter() - start < 0.5  # 50 ms on an idle machine (reliability.md B13)
