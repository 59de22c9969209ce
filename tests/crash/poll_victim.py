"""A workstation that polls a mailbox until everything is a ticket, or dies."""

from tests.crash.phases import Phases


def poll(phases: Phases) -> None:
    raise NotImplementedError
