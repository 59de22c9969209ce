"""The writer's own words, without the mail below them."""

from __future__ import annotations

import time

import pytest

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
        "Just a question",
        "> only quoted",
        "",
    ],
)
def test_in_doubt_nothing_is_cut(text: str) -> None:
    assert stripped_text(text) == text


@pytest.mark.parametrize(
    "piece", ["> q\n", "On 1 wrote:\n", "> q\nx\n", "From: x\n", "-- \n", "_" * 60 + "\n", "a" * 99]
)
def test_cost_is_linear(piece: str) -> None:
    start = time.perf_counter()
    stripped_text(piece * (50_000 // len(piece)))
    assert time.perf_counter() - start < 0.5  # 50 ms on an idle machine (reliability.md B13)
