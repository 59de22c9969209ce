"""Alerts in the window: announced through the ladder, listed until answered, answered here."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

from desktop.domain.changes import Changes, Topic
from desktop.domain.clock import Clock
from desktop.domain.errors import Unavailable
from desktop.system.notice import Notice, NoticeAction, NoticeButton, NoticeState, Urgency
from desktop.system.sound import Sound
from desktop.ui.preferences import Preferences
from desktop.ui.runner import Runner
from desktop.ui.signed_in import SignedIn

if TYPE_CHECKING:  # alerts, and the words of them, are imported when the first one is told
    from desktop.services.desk import Desk
    from desktop.services.rows_alert import AlertRow, Announcement
    from desktop.system.ladder import Delivery
    from desktop.ui.alert_words import AlertWords

LOG = logging.getLogger(__name__)
IN_WINDOW = "window"


class Ladder(Protocol):
    """Shows notices in the best way that works (`system.ladder.NoticeLadder`)."""

    def show(self, notice: Notice) -> Delivery: ...

    def withdraw(self, key: str) -> None: ...

    def close(self) -> None: ...


class Voice(Protocol):
    """Makes sounds (`system.sound.Speaker`)."""

    def play(self, sound: Sound) -> None: ...

    def stop(self) -> None: ...


class Silence:
    """The voice of pictures, the tour and tests."""

    def play(self, sound: Sound) -> None:
        """Be silent."""

    def stop(self) -> None:
        """Go on being silent."""


class AlertCenter(QObject):
    """Knows what this person was told and has not answered.

    `announce` runs on a worker, for the watching job; everything else on the GUI thread.
    """

    changed = Signal()
    """`unanswered` is different."""
    announced = Signal(object)
    """Announcement: the person was told just now."""
    ticket_wanted = Signal(int)
    """A ticket is to be opened from a notice or the panel."""

    def __init__(
        self,
        desk: Desk,
        runner: Runner,
        clock: Clock,
        me: SignedIn,
        preferences: Preferences,
        voice: Voice,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._runner = runner
        self._clock = clock
        self._me = me
        self._preferences = preferences
        self._voice = voice
        self._ladder: Ladder | None = None
        self._shown: dict[str, Announcement] = {}
        self.unanswered: tuple[AlertRow, ...] = ()
        runner.changed.connect(self._on_changed)
        me.changed.connect(self.read)

    @cached_property
    def words(self) -> AlertWords:
        """What is said of alerts."""
        from desktop.ui.alert_words import AlertWords

        return AlertWords()

    def use(self, ladder: Ladder) -> None:
        """Announce through `ladder`; it is made after this object, which its rungs call back."""
        self._ladder = ladder

    def now(self) -> datetime:
        """Return the instant that countdowns are written for."""
        return self._clock.now()

    def close(self) -> None:
        """Let go of the desktop's notice service; the end of the program."""
        if self._ladder is not None:
            self._ladder.close()
            self._ladder = None
        self._voice.stop()

    # On a worker

    def announce(self, announcement: Announcement) -> str:
        """Show a notice unless notices are off, make a sound, and return the channel.

        Raises:
            Unavailable: no channel works.
        """
        self._shown[announcement.key] = announcement
        channel = IN_WINDOW
        if self._ladder is not None and self._preferences.is_on("alerts.notices"):
            channel = self._ladder.show(self._notice(announcement)).channel
        self._sound(Sound.ALARM if announcement.is_alarm else Sound.NOTICE)
        self._runner.tell(self, self.announced.emit, announcement)
        return channel

    def show_test(self) -> str:
        """Show a notice that is about nothing, and return the channel.

        Raises:
            Unavailable: no channel works.
        """
        if self._ladder is None:
            return IN_WINDOW
        title = self.tr("A test from Duty Desk")
        body = self.tr("Warnings before a deadline look like this.")
        return self._ladder.show(Notice("test", title, body)).channel

    def play_notice(self) -> None:
        """Make the sound of a notice.

        Raises:
            Unavailable: the sound cannot be made.
        """
        self._voice.play(Sound.NOTICE)

    def on_action(self, key: str, action: NoticeAction) -> None:
        """A button of a notice was pressed; from any thread."""
        self._runner.tell(self, self._answer, (key, action))

    def on_closed(self, _key: str) -> None:
        """A notice went away unanswered: it stays in the panel of the window."""

    # On the GUI thread

    def acknowledge(self, alert_ids: Iterable[int]) -> None:
        """Answer alerts: silence, and the tickets nobody has are mine."""
        self._voice.stop()
        ids, actor = tuple(alert_ids), self._me.actor
        self._runner.command(self, lambda: self._desk.alerts.acknowledge(actor, ids))

    def remind(self, alert_ids: Iterable[int]) -> None:
        """Be told again in five minutes."""
        self._voice.stop()
        ids, actor = tuple(alert_ids), self._me.actor
        self._runner.command(self, lambda: self._desk.alerts.remind(actor, ids))

    def read(self) -> None:
        """Read what is unanswered; at the start and after every change."""
        person_id = self._me.person_id
        if person_id is None:
            self._show(())
            return
        self._runner.query(
            self, lambda: self._desk.alerts.unanswered(person_id), self._show, latest="alerts"
        )

    def _show(self, unanswered: Sequence[AlertRow]) -> None:
        if tuple(unanswered) == self.unanswered:
            return
        self.unanswered = tuple(unanswered)
        self._withdraw_answered()
        self.changed.emit()

    def _withdraw_answered(self) -> None:
        """Take notices off the screen that were answered here, elsewhere or by events."""
        open_ids = {alert.id for alert in self.unanswered}
        gone = [k for k, told in self._shown.items() if not open_ids.intersection(told.alert_ids)]
        ladder = self._ladder
        for key in gone:
            del self._shown[key]
            if ladder is not None:
                self._runner.network(self, partial(ladder.withdraw, key))

    def _answer(self, pressed: tuple[str, NoticeAction]) -> None:
        key, action = pressed
        announcement = self._shown.get(key)
        if announcement is None:
            return
        match action:
            case NoticeAction.ACKNOWLEDGE:
                self.acknowledge(announcement.alert_ids)
            case NoticeAction.REMIND:
                self.remind(announcement.alert_ids)
            case NoticeAction.OPEN:
                self.ticket_wanted.emit(announcement.alerts[0].ticket_id)

    def _notice(self, announcement: Announcement) -> Notice:
        now = self._clock.now()
        buttons = [
            NoticeButton(NoticeAction.ACKNOWLEDGE, self.tr("Acknowledge")),
            NoticeButton(NoticeAction.OPEN, self.tr("Open ticket")),
        ]
        if announcement.may_remind:
            buttons.append(NoticeButton(NoticeAction.REMIND, self.tr("Remind in 5 min")))
        return Notice(
            announcement.key,
            self.words.title(announcement.alerts, now),
            self.words.body(announcement.alerts, now),
            Urgency.CRITICAL if announcement.is_alarm else Urgency.NORMAL,
            tuple(buttons),
        )

    def _sound(self, sound: Sound) -> None:
        if not self._preferences.is_on("alerts.sound"):
            return
        try:
            self._voice.play(sound)
        except Unavailable as error:
            LOG.warning("No sound: %s", error)

    def _on_changed(self, changes: Changes) -> None:
        if changes.topics & {Topic.ALERTS, Topic.TICKETS}:
            self.read()


class WindowNotifier:
    """The rung that always works: the panel of the window, which lists every alert anyway."""

    channel = IN_WINDOW

    def show(self, notice: Notice) -> NoticeState:
        """Leave it to the panel; the task bar's button asks for attention."""
        return NoticeState.SHOWN

    def withdraw(self, key: str) -> None:
        """Do nothing: the panel follows what is unanswered."""

    def close(self) -> None:
        """Do nothing: nothing is kept open."""
