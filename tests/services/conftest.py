"""A mailbox, what came into it and what was answered, for tests of mail that comes in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from desktop.domain.clock import ManualClock
from desktop.domain.ticket import Actor
from desktop.models.ticket import Ticket
from desktop.services.desk import Desk
from desktop.services.replies import Reply
from tests.mail.mails import mail
from tests.mailboxes import add_connected_mailbox
from tests.services.post import ANNA, DESK, SERVER, Post


@pytest.fixture
def mailbox(desk: Desk, clock: ManualClock) -> int:
    """A mailbox connected a month ago."""
    number = add_connected_mailbox(desk, DESK, clock.now() - timedelta(days=30))
    desk.settings.set(None, "mail.authentication_server", SERVER)
    return number


@pytest.fixture
def post(desk: Desk, mailbox: int, clock: ManualClock) -> Post:
    return Post(desk, mailbox, clock)


@pytest.fixture
def asked(post: Post) -> Ticket:
    """A question of Anna's, `<q@firm.example>`."""
    return post.deliver(mail("Help!", From=ANNA, Message_ID="<q@firm.example>"))


@pytest.fixture
def answered(desk: Desk, post: Post, asked: Ticket, anna: Actor) -> Callable[[], str]:
    """Answer Anna with a copy to Carl; return the Message-ID of the answer."""

    def answer() -> str:
        reply = Reply(
            text="Try this",
            to=(("Anna", "anna@firm.example"),),
            cc=(("Carl", "carl@firm.example"),),
            approved=frozenset({"carl@firm.example"}),
            anyway=True,
        )
        desk.replies.send(anna, asked.id, reply)
        return str(post.last(asked.id).message_id)

    return answer
