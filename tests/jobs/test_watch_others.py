"""Changes made by somebody else are noticed by their topic, once."""

from __future__ import annotations

from datetime import timedelta

from desktop.domain.changes import NOTHING, Changes, Topic
from desktop.jobs.watch_others import WatchOthers
from desktop.services.desk import Desk


def test_what_was_known_before_is_not_told(desk: Desk) -> None:
    job = WatchOthers(desk.database.topic_versions, desk.database.topic_versions(), lambda: True)

    assert job.run() == NOTHING


def test_change_since_the_first_reading_is_told(desk: Desk) -> None:
    known = desk.database.topic_versions()
    desk.people.add("Anna Kern")

    job = WatchOthers(desk.database.topic_versions, known, lambda: True)

    assert job.run() == Changes.of(Topic.PEOPLE)


def test_change_of_another_is_told_once_by_its_topic(desk: Desk) -> None:
    job = WatchOthers(desk.database.topic_versions, desk.database.topic_versions(), lambda: True)

    desk.people.add("Anna Kern")

    assert job.run() == Changes.of(Topic.PEOPLE)
    assert job.run() == NOTHING


def test_hidden_window_looks_seldom() -> None:
    seen = True
    job = WatchOthers(dict, {}, lambda: seen)
    assert job.every == timedelta(seconds=1)

    seen = False

    assert job.every == timedelta(seconds=15)
