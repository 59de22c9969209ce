"""What a window shows first is the same whether it reads it or has it read by another process."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest

from desktop.domain.changes import Topic
from desktop.domain.ticket import Actor, Mark, Priority
from desktop.services.desk import Desk
from desktop.services.first_reader import serve
from desktop.services.first_reading import FirstQuestion, FirstReading, read_first
from desktop.services.rows import HitOrder, Sort, TicketQuery, View
from desktop.services.tickets import ManualTicket
from desktop.system.paths import Profile

DAY = datetime(2026, 11, 23, tzinfo=UTC)
LISTED = TicketQuery(View.ALL_OPEN, sort=Sort.PRIORITY, hits=HitOrder.BEST, day_start_at=DAY)


@pytest.fixture
def profile(database_url: str, tmp_path: Path) -> Profile:
    """The profile whose database the desk is on."""
    if not database_url.startswith("sqlite"):
        (tmp_path / "config.toml").write_text(f'database_url = "{database_url}"', encoding="utf-8")
    return Profile(tmp_path)


@pytest.fixture
def busy_desk(desk: Desk, anna: Actor) -> Desk:
    """Some tickets, of which no two rows look alike."""
    desk.people.add("Максим Соколов")
    for number, priority in enumerate(Priority):
        desk.tickets.create(
            anna, ManualTicket(f"Drucker «{number}»", "Raucht\n", priority=priority)
        )
    urgent, spam = (row.id for row in desk.lists.page(LISTED).rows[:2])
    desk.tickets.assign(anna, [urgent], anna.person_id)
    desk.tickets.mark_spam(anna, [spam])
    desk.settings.set(anna.person_id, "list.mode", "table")
    return desk


def read_by_another(profile: Profile, question: FirstQuestion) -> FirstReading | None:
    answers = BytesIO()
    if not serve(profile, BytesIO(question.to_json().encode() + b"\n"), answers):
        return None
    return FirstReading.from_json(answers.getvalue(), question)


def test_another_process_reads_what_the_window_would(
    busy_desk: Desk, profile: Profile, anna: Actor
) -> None:
    question = FirstQuestion(anna.person_id, LISTED)

    found = read_by_another(profile, question)

    assert found == read_first(busy_desk, question)
    assert found is not None and found.listed is not None
    assert found.team.person_id == found.listed.query.me == anna.person_id
    assert found.settings["list.mode"] == "table"
    assert len(found.listed.page.rows) == len(Priority) - 1


def test_no_tickets_are_read_for_another_room(busy_desk: Desk, profile: Profile) -> None:
    found = read_by_another(profile, FirstQuestion())

    assert found == read_first(busy_desk, FirstQuestion())
    assert found is not None and found.listed is None


def test_change_after_the_reading_is_seen_by_its_counter(desk: Desk) -> None:
    found = read_first(desk, FirstQuestion())
    desk.people.add("Anna Kern")

    assert desk.database.topic_versions()[Topic.PEOPLE] > found.versions[Topic.PEOPLE]


def test_every_value_of_a_row_passes_through_the_pipe(desk: Desk, anna: Actor) -> None:
    desk.tickets.create(anna, ManualTicket("Printer", "It smokes"))
    question = FirstQuestion(anna.person_id, LISTED)
    found = read_first(desk, question)
    assert found.listed is not None
    [row] = found.listed.page.rows
    rare = row._replace(
        mark=Mark.SPAM,
        subject="Zeile\nzwei \u2028 «три»",
        next_due_at=None,
        next_late_at=DAY + timedelta(microseconds=1),
        target=timedelta(seconds=90),
    )
    page = replace(found.listed.page, rows=(row, rare), next_key=(3, -1))
    sent = replace(found, listed=replace(found.listed, page=page), is_demo=True)

    assert FirstReading.from_json(sent.to_json(), question) == sent
    assert "\n" not in sent.to_json()
