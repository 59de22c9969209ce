"""Demo data: a small team's desk around now, every state in it, and three months behind it."""

from __future__ import annotations

import random
from zoneinfo import ZoneInfo

from sqlalchemy import select

from desktop.domain.changes import Changes, Topic
from desktop.domain.errors import Refused
from desktop.models.database import Database
from desktop.models.meta import Meta
from desktop.models.ticket import Ticket
from desktop.services import installation
from desktop.services.clocks import Clocks
from desktop.services.duty import Duty
from desktop.services.duty_log import DutyLog


class Demo:
    """Fills an empty desk; nothing of it is ever sent."""

    def __init__(self, database: Database, clocks: Clocks, duty: Duty, log: DutyLog) -> None:
        self._database = database
        self._clocks = clocks
        self._duty = duty
        self._log = log

    def fill(self, language: str, *, tickets: int = 60, seed: int = 1) -> Changes:
        """Write the demo into an empty desk in one transaction; the same for the same seed.

        `tickets` beyond the 60 scenes repeat them. `created` is the id of the first person.

        Raises:
            Refused: `demo.not_empty`.
        """
        from desktop.services.demo_duty import DemoDuty  # rare, and large
        from desktop.services.demo_story import read_story
        from desktop.services.demo_writer import DemoWriter

        story = read_story(language)
        with self._database.write() as session:
            if session.execute(select(Ticket.id).limit(1)).first() is not None:
                raise Refused("demo.not_empty")
            chance = random.Random(seed)  # noqa: S311 - the same demo for the same seed
            now, zone = self._database.now(session), ZoneInfo(self._duty.zone(session))
            writer = DemoWriter(session, story, now, chance)
            writer.write(tickets)
            DemoDuty(session, story, writer.people, now, zone).write()
            self._log.freeze(session)
            self._clocks.refresh(session, writer.numbers)
            session.add(Meta(key=installation.DEMO, value="1"))
            topics = (Topic.TICKETS, Topic.PEOPLE, Topic.MAILBOXES, Topic.SETTINGS, Topic.DUTY)
            changes = Changes.of(*topics, tickets=writer.numbers, created=writer.people[0].id)
            return self._database.announce(session, changes)
