"""Demo data shows every state a ticket can be in, in both languages, and repeats by its seed."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest

from desktop.domain.clock import ManualClock
from desktop.domain.duty_fairness import Burden
from desktop.domain.errors import Refused
from desktop.domain.ticket import Channel, Mark, Status
from desktop.services.demo_story import LANGUAGES, State, read_story
from desktop.services.desk import Desk
from desktop.services.rows import Sort, TicketQuery, View


@pytest.mark.parametrize("language", LANGUAGES)
def test_story_has_sixty_scenes_of_every_state_twelve_articles_and_four_people(
    language: str,
) -> None:
    story = read_story(language)

    assert len(story.scenes) == 60
    assert {scene.state for scene in story.scenes} == set(State)
    assert (len(story.people), len(story.articles)) == (4, 12)
    assert max(scene.requester for scene in story.scenes) < len(story.requesters)


def test_both_languages_tell_the_same_story() -> None:
    english, russian = (read_story(language) for language in LANGUAGES)

    assert [(s.state, s.priority, s.requester) for s in english.scenes] == [
        (s.state, s.priority, s.requester) for s in russian.scenes
    ]


def test_filled_desk_has_every_state_around_now(desk: Desk) -> None:
    created = desk.demo.fill("ru").created

    now = desk.database.now
    with desk.database.read() as session:
        at = now(session)
    rows = desk.tickets.page(TicketQuery(View.ALL_OPEN, sort=Sort.NEXT_DUE)).rows
    everything = desk.tickets.page(TicketQuery(View.EVERYTHING)).rows
    counts = desk.tickets.counts(TicketQuery(me=created))

    assert any(row.next_due_at and row.next_due_at < at for row in rows)
    assert {"running", "paused"} <= {row.sla_result for row in rows}
    assert {"met", "missed"} <= {row.sla_result for row in everything}
    assert set(Status) - {Status.NEW, *Counter(row.status for row in everything)} == set()
    assert {Channel.MAIL, Channel.PHONE, Channel.CHAT} == {row.channel for row in everything}
    assert all(count > 0 for count in counts.values())
    assert desk.tickets.page(TicketQuery(View.SPAM)).rows[0].mark is Mark.SPAM
    assert desk.is_demo()


def test_stored_clocks_of_the_demo_equal_the_engine(desk: Desk) -> None:
    desk.demo.fill("en")

    assert desk.clocks.rebuild() == 0


def test_only_an_empty_desk_is_filled(desk: Desk) -> None:
    desk.demo.fill("en")

    with pytest.raises(Refused, match=r"demo\.not_empty"):
        desk.demo.fill("en")


def test_a_desk_of_one_hundred_tickets_repeats_the_scenes(sqlite_desk: Desk) -> None:
    sqlite_desk.demo.fill("en", tickets=100)

    counts = sqlite_desk.tickets.counts(TicketQuery())
    assert counts[View.ALL_OPEN] > 60


@pytest.mark.parametrize("hours", [0, 11, 20, 110, 130])
def test_the_first_person_is_on_duty_whenever_nobody_is_at_work(
    sqlite_desk: Desk, clock: ManualClock, hours: int
) -> None:
    clock.advance(timedelta(hours=hours))
    me = sqlite_desk.demo.fill("en").created
    standing = sqlite_desk.duty.standing()
    assert standing.is_kept
    assert [duty.person_id for duty in standing.on] == ([] if standing.at_work else [me])


def test_the_demo_has_a_past_of_duties_a_gap_ahead_and_a_draft_for_it(desk: Desk) -> None:
    desk.demo.fill("ru")
    with desk.database.read() as session:
        now = desk.database.now(session)
    report = desk.duty_fairness.report()
    hours = [row.figures[Burden.MINUTES].count / 60 for row in report.rows]
    assert min(hours) > 100
    board = desk.duty_board.days(now.date(), 14)
    drafts = [block for row in board.rows for block in row.blocks if block.is_draft]
    assert [(draft.start_at, draft.end_at) for draft in drafts] == list(board.uncovered)
    assert board.uncovered[0][0] - now > timedelta(hours=72)
    assert any(row.absences for row in board.rows)
