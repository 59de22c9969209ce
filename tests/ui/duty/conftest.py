"""The window of Anna, whose team has duties every night, and the forms around them."""

from __future__ import annotations

import pytest

from desktop.domain.ticket import Actor, Source
from desktop.ui.duty.forms import DutyForms
from tests.services.duty_team import add_nights, add_team
from tests.ui.shell_rig import ShellRig


@pytest.fixture
def me(rig: ShellRig) -> Actor:
    return Actor(rig.shell.place.me.person_id, Source.WINDOW)


@pytest.fixture
def team(rig: ShellRig, me: Actor) -> dict[str, int]:
    """Anna, Bob, Cat and the lead Lea by first name, all in Moscow; the nights are Anna's."""
    team = add_team(rig.desk, me)
    add_nights(rig.desk, me, team["anna"])
    rig.settle()
    return team


@pytest.fixture
def forms(rig: ShellRig, team: dict[str, int]) -> DutyForms:
    return DutyForms(rig.shell.place, rig.window)
