"""How letters are put together, in both languages, and that our own quote folds again."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from desktop.domain.errors import Refused
from desktop.domain.letter import QUOTED_MOST, Quoted, letter, passed_on, quote
from desktop.domain.mail_quote import stripped_text
from desktop.domain.send_times import check_send_at, monday_morning, tomorrow_morning
from desktop.domain.tongue import Written, language_of

MOSCOW = ZoneInfo("Europe/Moscow")
AT = datetime(2026, 11, 25, 14, 5, tzinfo=MOSCOW)
HEARD = Quoted(("Ирина", "it@nord.example"), AT, "Дымит.\n\nСрочно!", "Принтер", (("", "h@d.e"),))


def test_parts_stand_in_order() -> None:
    assert letter("Hello\n\n", "Anna\n", "> Hi") == "Hello\n\n-- \nAnna\n\n> Hi"
    assert letter("Hello") == "Hello"


@pytest.mark.parametrize(
    ("written", "head"),
    [
        (Written.ENGLISH, "25 Nov 2026, 14:05, Ирина wrote:"),
        (Written.RUSSIAN, "25.11.2026 14:05, Ирина пишет:"),
    ],
)
def test_quote_names_who_wrote_when(written: Written, head: str) -> None:
    assert quote(HEARD, written) == f"{head}\n> Дымит.\n>\n> Срочно!"


def test_nothing_is_quoted_of_what_has_no_text() -> None:
    assert quote(Quoted(("Ирина", ""), AT, " \n", "Принтер"), Written.RUSSIAN) == ""


@pytest.mark.parametrize("written", Written)
def test_our_own_quote_is_folded_by_our_own_reader(written: Written) -> None:
    whole = letter("Приедем завтра.", "Анна", quote(HEARD, written))

    assert stripped_text(whole).splitlines()[0] == "Приедем завтра."
    assert "Дымит" not in stripped_text(whole)


def test_forward_names_sender_date_subject_and_recipients() -> None:
    assert passed_on(HEARD, Written.RUSSIAN).splitlines()[:6] == [
        "---------- Пересылаемое сообщение ----------",
        "От: Ирина <it@nord.example>",
        "Дата: 25.11.2026 14:05",
        "Тема: Принтер",
        "Кому: h@d.e",
        "",
    ]


def test_huge_letter_is_quoted_in_part() -> None:
    quoted = quote(Quoted(("", "a@b.e"), AT, "слово " * QUOTED_MOST), Written.RUSSIAN)

    assert len(quoted) < QUOTED_MOST + 100
    assert quoted.endswith("> […]")


@pytest.mark.parametrize(
    ("texts", "written"),
    [
        (("Не печатает HP LaserJet 4200dn",), Written.RUSSIAN),
        (("Printer of Иван smokes, please come",), Written.ENGLISH),
        (("", "12345", "Принтер"), Written.RUSSIAN),
        (("…",), None),
    ],
)
def test_language_of_what_somebody_wrote(texts: tuple[str, ...], written: Written | None) -> None:
    assert language_of(*texts) is written


def test_morning_is_nine_in_the_zone_also_over_a_change_of_clocks() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    before = datetime(2026, 10, 24, 18, 0, tzinfo=UTC)

    assert tomorrow_morning(before, berlin) == datetime(2026, 10, 25, 8, 0, tzinfo=UTC)
    assert monday_morning(before, berlin) == datetime(2026, 10, 26, 8, 0, tzinfo=UTC)
    monday = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
    assert monday_morning(monday, MOSCOW) == datetime(2026, 11, 30, 6, 0, tzinfo=UTC)


def test_past_and_far_future_are_refused() -> None:
    with pytest.raises(Refused, match=r"schedule\.past"):
        check_send_at(AT, AT)
