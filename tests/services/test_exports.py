"""The ticket table as a file: bytes of each preset, harmless cells, honest figures."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.clock import ManualClock
from desktop.domain.sla import ClockResult
from desktop.domain.sla_presets import BUSINESS_HOURS
from desktop.domain.ticket import Actor, Channel, Mark, Priority, Status
from desktop.domain.worktime_spec import Interval
from desktop.models.base import FAR_FUTURE, to_microseconds
from desktop.services.desk import Desk
from desktop.services.export_format import DIALECTS, Preset, harmless, numbers, texts
from desktop.services.export_tickets import COLUMNS
from desktop.services.export_times import LocalTimes
from desktop.services.export_titles import TITLES
from desktop.services.export_words import words
from desktop.services.exports import ExportOptions
from desktop.services.tickets import ManualTicket
from tests.services.duty_team import add_line, add_nights, add_team, local


def export(desk: Desk, options: ExportOptions = ExportOptions()) -> str:  # noqa: B008 - frozen
    sink = io.StringIO(newline="")
    desk.exports.tickets(options, sink)
    return sink.getvalue()


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def make(desk: Desk, by: Actor, **fields: object) -> int:
    values = {"subject": "Принтер", "text": "Дымит", "requester_email": "it@nord.example"}
    created = desk.tickets.create(by, ManualTicket(**(values | fields))).created  # type: ignore[arg-type]
    assert created is not None
    return created


def test_every_column_has_its_title_in_the_same_order() -> None:
    assert [column.name for column in COLUMNS] == list(TITLES)


def test_one_row_a_ticket_with_iso_times_and_names_of_the_design(
    desk: Desk, anna: Actor, clock: ManualClock
) -> None:
    number = make(desk, anna, priority=Priority.HIGH, assignee_id=anna.person_id)
    desk.tickets.set_tags(anna, number, ["vip", "4.2"])
    clock.advance(timedelta(minutes=75))
    desk.tickets.log_call(anna, number, "Перезвонили")

    (row,) = rows(export(desk))

    assert row["number"] == str(number)
    assert row["created_at"] == "2026-11-23T09:00:00+03:00"
    assert row["first_response_due_at"] == "2026-11-23T10:00:00+03:00"
    assert (row["first_response_in_min"], row["first_response_diff_in_min"]) == ("75", "-15")
    assert row["first_response_result"] == "missed"
    assert (row["solution_in_min"], row["solution_result"]) == ("", "running")
    assert (row["assignee"], row["tags"]) == ("Anna Kern", "4.2,vip")
    assert (row["was_escalated"], row["arrived_out_of_hours"]) == ("false", "false")
    assert (row["csat_score"], row["on_duty_at_arrival"]) == ("", "")


def test_a_second_over_the_target_is_a_negative_difference(
    desk: Desk, anna: Actor, clock: ManualClock
) -> None:
    number = make(desk, anna, priority=Priority.HIGH)
    clock.advance(timedelta(hours=1, seconds=1))
    desk.tickets.log_call(anna, number, "Late")

    (row,) = rows(export(desk))

    assert (row["first_response_in_min"], row["first_response_diff_in_min"]) == ("60", "-1")


@pytest.mark.parametrize(
    ("preset", "start", "line_end"),
    [
        (Preset.PROGRAM, '"number","subject"', "\n"),
        (Preset.EXCEL_RU, '\ufeff"Номер";"Тема"', "\r\n"),
        (Preset.EXCEL_EN, '\ufeff"Number","Subject"', "\r\n"),
    ],
)
def test_presets_differ_in_mark_separator_titles_and_line_end(
    desk: Desk, anna: Actor, preset: Preset, start: str, line_end: str
) -> None:
    make(desk, anna)

    text = export(desk, ExportOptions(preset))

    assert text.startswith(start)
    assert text.count(line_end) == 2 and text.endswith(line_end)
    assert ("23.11.2026 09:00" if preset is Preset.EXCEL_RU else "2026-11-23") in text


def test_period_is_of_local_days_and_includes_the_last(
    desk: Desk, anna: Actor, clock: ManualClock
) -> None:
    clock.jump_to(datetime(2026, 11, 23, 20, 59, tzinfo=UTC))
    monday = make(desk, anna)
    clock.advance(timedelta(minutes=1))
    tuesday = make(desk, anna)

    only_monday = ExportOptions(first_day=date(2026, 11, 23), last_day=date(2026, 11, 23))
    only_tuesday = ExportOptions(first_day=date(2026, 11, 24))

    assert [row["number"] for row in rows(export(desk, only_monday))] == [str(monday)]
    assert [row["number"] for row in rows(export(desk, only_tuesday))] == [str(tuesday)]


def test_merged_and_spam_are_included_by_number(desk: Desk, anna: Actor) -> None:
    numbers = [make(desk, anna) for _ in range(3)]
    desk.tickets.mark_spam(anna, numbers[:1])
    desk.tickets.set_status(anna, numbers[1:2], Status.SOLVED)

    found = rows(export(desk))

    assert [(row["number"], row["status"]) for row in found] == [
        (str(numbers[0]), "spam"),
        (str(numbers[1]), "solved"),
        (str(numbers[2]), "new"),
    ]


def test_whoever_was_on_duty_at_arrival_is_named(
    desk: Desk, anna: Actor, clock: ManualClock
) -> None:
    team = add_team(desk, anna)
    add_nights(desk, anna, team["anna"], team["bob"])
    make(desk, anna)
    clock.advance(local("18:00") - clock.now())
    make(desk, anna)
    clock.advance(timedelta(hours=1))
    add_nights(desk, anna, team["cat"], line_id=add_line(desk, "Developers"))
    for moment in (
        local("17:59:59", 7),
        local("18:00", 7),
        local("08:59:59", 8),
        local("09:00", 8),
    ):
        clock.advance(moment - clock.now())
        make(desk, anna)
    assert [row["on_duty_at_arrival"] for row in rows(export(desk))] == [
        "",
        "Anna Kern",
        "",
        "Bob, Cat",
        "Bob, Cat",
        "",
    ]


def test_people_read_words_and_programs_codes(desk: Desk, anna: Actor) -> None:
    make(desk, anna, priority=Priority.CRITICAL)

    russian = export(desk, ExportOptions(Preset.EXCEL_RU))
    program = export(desk)

    assert ";".join(['"Новое"', '"Критический"']) in russian
    assert '"new","critical"' in program


@pytest.mark.parametrize("kind", [Status, Mark, Priority, Channel, ClockResult])
@pytest.mark.parametrize("language", [None, "en", "ru"])
def test_every_code_has_a_word(kind: type[StrEnum], language: str | None) -> None:
    assert {member.value for member in kind} <= words(language).keys()


@pytest.mark.parametrize(
    "subject",
    ["=1+1", " =cmd", "\u200b@SUM(A1)", "\uff1d2", "+7 495", "-1", "\ufeff=1"],
)
def test_formula_cells_are_neutralised(desk: Desk, anna: Actor, subject: str) -> None:
    make(desk, anna, subject=subject, requester_name='=HYPERLINK("http://e")')

    (row,) = rows(export(desk))

    assert row["subject"].startswith("'")
    assert row["requester"].startswith("'=")


@given(st.text())
def test_harmless_text_never_begins_a_formula(text: str) -> None:
    seen = harmless(text).lstrip(" \u00a0\u200b\ufeff")
    assert not seen.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))
    assert harmless(text).removeprefix("'") == text.removeprefix("'")


@given(
    st.integers(788918400, 2208988800).map(lambda at: datetime.fromtimestamp(at, UTC)),
    st.sampled_from(["Europe/Moscow", "Asia/Kolkata", "Australia/Lord_Howe", "America/New_York"]),
)
def test_times_read_back_as_the_same_instant(at: datetime, name: str) -> None:
    times = LocalTimes(DIALECTS[Preset.PROGRAM].time_format, ZoneInfo(name))

    (cell, nothing, never) = times.cells([to_microseconds(at), None, to_microseconds(FAR_FUTURE)])

    assert datetime.fromisoformat(cell) == at
    assert (nothing, never) == ("", "")


def test_a_day_with_two_offsets_is_written_in_each() -> None:
    times = LocalTimes("%d.%m.%Y %H:%M", ZoneInfo("Europe/Berlin"))
    midnight = datetime(2026, 10, 25, tzinfo=UTC)
    hours = [to_microseconds(midnight + timedelta(hours=n)) for n in range(3)]
    assert [cell[-5:] for cell in times.cells(hours)] == ["02:00", "02:00", "03:00"]


@given(st.lists(st.tuples(st.none() | st.text(), st.none() | st.integers(-(2**62), 2**62))))
@pytest.mark.parametrize("preset", Preset)
def test_lines_are_those_of_the_csv_module(
    preset: Preset, records: list[tuple[str | None, int | None]]
) -> None:
    dialect = DIALECTS[preset]
    expected = io.StringIO(newline="")
    writer = csv.writer(
        expected,
        delimiter=dialect.delimiter,
        lineterminator=dialect.line_end,
        quoting=csv.QUOTE_ALL,
    )
    writer.writerows((text if text is None else harmless(text), n) for text, n in records)

    rows = zip(texts(text for text, _ in records), numbers(n for _, n in records), strict=True)

    assert dialect.lines(rows, 2) == expected.getvalue()


@pytest.mark.parametrize(
    ("at", "claim"),
    [
        (datetime(2026, 11, 23, 5, 59, 59, tzinfo=UTC), "true"),
        (datetime(2026, 11, 23, 6, 0, tzinfo=UTC), "false"),
        (datetime(2026, 11, 23, 14, 59, 59, tzinfo=UTC), "false"),
        (datetime(2026, 11, 23, 15, 0, tzinfo=UTC), "true"),
        (datetime(2026, 11, 28, 9, 0, tzinfo=UTC), "true"),
    ],
)
def test_hours_begin_with_their_first_second_and_end_before_their_last(
    desk: Desk, anna: Actor, clock: ManualClock, at: datetime, claim: str
) -> None:
    clock.jump_to(at)
    make(desk, anna)
    (row,) = rows(export(desk))
    assert row["arrived_out_of_hours"] == claim


def test_new_hours_leave_what_arrived_before_as_it_was(
    desk: Desk, anna: Actor, clock: ManualClock
) -> None:
    clock.advance(timedelta(hours=11))
    make(desk, anna)  # at 20:00, after hours
    clock.advance(timedelta(hours=1))
    spec = desk.calendars.one(BUSINESS_HOURS).spec
    late = ((Interval(9 * 60, 23 * 60),),) * 5 + ((),) * 2
    desk.calendars.edit(anna, BUSINESS_HOURS, replace(spec, weekly=late))
    make(desk, anna)  # at 21:00, which is in hours now
    clock.advance(timedelta(hours=23))
    make(desk, anna)  # at 20:00 of the day after
    clock.advance(timedelta(hours=3))
    make(desk, anna)
    told = [row["arrived_out_of_hours"] for row in rows(export(desk))]
    assert told == ["true", "false", "false", "true"]


def test_export_can_be_cancelled(desk: Desk, anna: Actor) -> None:
    make(desk, anna)
    sink = io.StringIO(newline="")

    done = desk.exports.tickets(ExportOptions(), sink, cancelled=lambda: True)

    assert done == 1 and len(rows(sink.getvalue())) == 1
