"""Standing conditions: what is wrong for as long as it is, one at a time, the worst first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, QObject, Signal
from typing_extensions import override

from desktop.domain.clock import Clock
from desktop.domain.errors import Unavailable
from desktop.domain.mail_login import Login
from desktop.services.duty_rows import DutyStanding, UncoveredRow
from desktop.services.mailbox_values import MailboxRow, MailboxState
from desktop.services.outbox import StuckMail
from desktop.ui.formats import near_text
from desktop.ui.texts import policy_word, sentence
from desktop.ui.tidings import Tidings, TidingsReader
from desktop.ui.widgets.notice_bar import NoticeBar, Severity

BACKUP = "backup"
"""The name of the job that makes backups."""
CLOCK = "check_clock"
"""The name of the job that compares the clocks."""

DIFFERENT = frozenset({"clock.ahead", "clock.behind"})
"""The clock is off the database's: nobody can say that it is right."""

REFUSED = "mail.auth_rejected"
NOT_LOGGED_IN = frozenset({"mail.no_password", "mail.not_signed_in"})
"""Nobody has entered a password on this computer, or signed in."""

Button = tuple[str, Callable[[], None]]


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing to say in the banner; its `key` tells it apart from others."""

    key: str
    severity: Severity
    text: str
    buttons: tuple[Button, ...] = ()
    can_close: bool = False


class Standing(QObject):
    """Owns what the banner shows. A closed condition stays away until it has been over."""

    mail_wanted = Signal()
    """Look for mail now."""
    sending_wanted = Signal()
    """Try now to send what could not leave."""
    mailbox_wanted = Signal()
    """Open the settings of the mailboxes."""
    password_wanted = Signal(object)
    """MailboxRow: ask for its password, or sign in anew."""
    keyring_wanted = Signal()
    """Tell how to get a keyring."""
    clock_confirmed = Signal()
    """The person says that this computer's clock is right."""

    duty_wanted = Signal(object, object)
    """Somebody is to be on duty between two instants."""
    backup_wanted = Signal()
    """Make a backup now."""
    backup_place_wanted = Signal()
    """Show where backups are kept."""
    real_wanted = Signal()
    """Leave the demo data and begin for real."""

    def __init__(
        self,
        banner: NoticeBar,
        reader: TidingsReader,
        clock: Clock,
        error_of: Callable[[str], Unavailable | None],
        *,
        is_local: bool,
    ) -> None:
        """`error_of` tells why the last round of a job could not be done."""
        super().__init__(banner)
        self._banner = banner
        self._reader = reader
        self._clock = clock
        self._error_of = error_of
        self._is_local = is_local
        self._shown: Condition | None = None
        reader.changed.connect(self.look)
        banner.installEventFilter(self)
        self.look()

    def look(self) -> None:
        """See whether anything is wrong now."""
        condition = next(self._conditions(self._reader.tidings), None)
        if condition is None:
            self._banner.hide()
        elif self._is_another(condition):
            self._banner.show_notice(
                condition.severity,
                condition.text,
                *condition.buttons,
                can_close=condition.can_close,
            )
        self._shown = condition

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LanguageChange:
            self._shown = None
            self.look()
        return super().eventFilter(watched, event)

    def _is_another(self, condition: Condition) -> bool:
        shown = self._shown
        return shown is None or (shown.key, shown.text) != (condition.key, condition.text)

    def _conditions(self, tidings: Tidings) -> Iterator[Condition]:
        """Yield what is wrong, the worst first."""
        for box in tidings.mailboxes:
            if _needs_login(box):
                yield self._password(box)
        if (error := self._error_of(CLOCK)) is not None:
            yield self._wrong_clock(error)
        for box in tidings.mailboxes:
            if box.state is MailboxState.FAILING and not _needs_login(box):
                yield self._silent(box)
        if tidings.stuck is not None:
            yield self._stuck(tidings.stuck)
        if (error := self._error_of(BACKUP)) is not None:
            yield self._no_backup(error)
        if tidings.gap is not None:
            yield self._uncovered(tidings.gap, tidings.duty)
        if not tidings.has_keyring:
            yield Condition(
                "keyring",
                Severity.WARNING,
                self.tr(
                    "This computer has no keyring that can be used. Mail passwords are kept until "
                    "the program ends, and asked again after that."
                ),
                ((self.tr("How to install one"), self.keyring_wanted.emit),),
                can_close=True,
            )
        if tidings.is_demo:
            yield Condition(
                "demo",
                Severity.INFO,
                self.tr("Demo data: nothing is fetched and nothing is sent."),
                ((self.tr("Start for real…"), self.real_wanted.emit),) if self._is_local else (),
            )

    def _no_backup(self, error: Unavailable) -> Condition:
        if error.code.startswith("backup.place"):  # it was made, but somewhere else
            button = (self.tr("Backup settings"), self.backup_place_wanted.emit)
            return Condition("backup", Severity.WARNING, sentence(error), (button,))
        text = self.tr("No backup can be made. {reason}").format(reason=sentence(error))
        button = (self.tr("Back up now"), self.backup_wanted.emit)
        return Condition("backup", Severity.WARNING, text, (button,))

    def _uncovered(self, gap: UncoveredRow, duty: DutyStanding | None) -> Condition:
        now = self._clock.now()
        zone = ZoneInfo(duty.zone) if duty is not None else None
        begins, ends = (near_text(at, now, zone) for at in (gap.start_at, gap.end_at))
        if not gap.is_promise:
            text = self.tr(
                "Gap {start} – {end}: “{requirement}” lacks %n person(s).", "", gap.missing
            )
        elif gap.start_at <= now:
            text = self.tr("Nobody is on duty till {end}, though “{policy}” is promised then.")
        else:
            text = self.tr("Gap: nobody is on duty {start} – {end}; “{policy}” is promised then.")
        return Condition(
            f"gap:{gap.end_at.isoformat()}",
            Severity.WARNING,
            text.format(start=begins, end=ends, policy=policy_word(gap.name), requirement=gap.name),
            (
                (
                    self.tr("Assign…"),
                    lambda: self.duty_wanted.emit(gap.start_at, gap.end_at),
                ),
            ),
            can_close=True,
        )

    def _password(self, box: MailboxRow) -> Condition:
        by_password = box.values.login is Login.PASSWORD
        if box.error is not None and box.error.code != REFUSED:
            text = sentence(box.error)
        elif by_password:
            text = self.tr(
                "The mail server refused the password for {address} three times. Fetching is "
                "paused so that the account is not locked. Gmail and Yandex need an app password."
            ).format(address=box.values.address)
        else:
            text = self.tr(
                "The mail server refused the sign-in of {address} three times. Fetching is paused."
            ).format(address=box.values.address)
        button = self.tr("Enter password") if by_password else self.tr("Sign in")
        ask = partial(self.password_wanted.emit, box)
        return Condition(f"password:{box.id}", Severity.ERROR, text, ((button, ask),))

    def _wrong_clock(self, error: Unavailable) -> Condition:
        buttons: tuple[Button, ...] = ()
        if error.code not in DIFFERENT:
            buttons = ((self.tr("The clock is right"), self.clock_confirmed.emit),)
        return Condition("clock", Severity.WARNING, sentence(error), buttons)

    def _stuck(self, mail: StuckMail) -> Condition:
        since = near_text(mail.since, self._clock.now())
        text = self.tr("%n mail(s) cannot be sent since {since}. {reason}", "", mail.count)
        if mail.reason is not None:
            reason = sentence(mail.reason)
        else:
            reason = self.tr("The server says: “{said}”").format(said=mail.said)
        return Condition(
            "stuck",
            Severity.WARNING,
            text.format(since=since, reason=reason),
            (
                (self.tr("Try now"), self.sending_wanted.emit),
                (self.tr("Details"), self.mailbox_wanted.emit),
            ),
        )

    def _silent(self, box: MailboxRow) -> Condition:
        reason = sentence(box.error) if box.error else self.tr("The mail server does not answer.")
        since = near_text(box.failed_since or self._clock.now(), self._clock.now())
        text = self.tr("{mailbox} cannot be read since {since}. {reason}").format(
            mailbox=box.values.name, since=since, reason=reason
        )
        return Condition(
            f"silent:{box.id}",
            Severity.WARNING,
            text,
            (
                (self.tr("Try now"), self.mail_wanted.emit),
                (self.tr("Details"), self.mailbox_wanted.emit),
            ),
        )


def _needs_login(box: MailboxRow) -> bool:
    """Say whether the mailbox waits for somebody to enter its password or to sign in."""
    if box.state is MailboxState.PAUSED:
        return True
    code = box.error.code if box.error is not None else ""
    return box.state is MailboxState.FAILING and code in NOT_LOGGED_IN
