"""What a page may use: services, lanes, time, commands, the person, the settings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.clock import Clock
from desktop.services.first_reading import FirstList
from desktop.system.paths import Profile
from desktop.ui.actions import Actions
from desktop.ui.alerts import AlertCenter
from desktop.ui.heartbeat import Heartbeat
from desktop.ui.preferences import Preferences
from desktop.ui.runner import Runner
from desktop.ui.signed_in import SignedIn
from desktop.ui.signposts import Signposts
from desktop.ui.window_state import WindowState

if TYPE_CHECKING:  # imports the database layer, which the first page does not wait for
    from desktop.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Workplace:
    """Made once by `app.py` when the database is open; a page takes what it needs out of it."""

    desk: Desk
    runner: Runner
    heartbeat: Heartbeat
    clock: Clock
    actions: Actions
    me: SignedIn
    preferences: Preferences
    alerts: AlertCenter
    profile: Profile
    signposts: Signposts
    state: WindowState
    first_list: FirstList | None = None
    """What the Inbox lists first, if that was read with the first reading."""
