"""The banner: one standing condition at a time, the worst first, gone when it is over."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from desktop.domain.clock import ManualClock
from desktop.domain.errors import Unavailable
from desktop.domain.mail_login import Login
from desktop.services.duty_rows import UncoveredRow
from desktop.services.mailbox_values import MailboxRow, MailboxState, MailboxValues
from desktop.services.outbox import StuckMail
from desktop.ui.keyring_help import tell_of_keyrings
from desktop.ui.standing import Standing
from desktop.ui.tidings import Tidings
from desktop.ui.widgets.notice_bar import NoticeBar

MONDAY = datetime(2026, 11, 23, 6, tzinfo=UTC)
DAY = timedelta(days=1)

NOW = datetime(2026, 11, 25, 2, 45, tzinfo=UTC)
BOX = MailboxRow(
    id=1,
    values=MailboxValues("Support", "help@firm.example", "", "imap", "smtp"),
    state=MailboxState.OK,
    error=None,
    failed_since=None,
    checked_at=NOW,
    connected_at=NOW,
    version=1,
)
SILENT = replace(BOX, state=MailboxState.FAILING, error=Unavailable("x.y"), failed_since=NOW)
REFUSED = replace(BOX, id=2, state=MailboxState.PAUSED)


class FakeReader(QObject):
    """Tidings that the test writes."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.tidings = Tidings()

    def tell(self, tidings: Tidings) -> None:
        self.tidings = tidings
        self.changed.emit()


@pytest.fixture
def reader(qtbot: QtBot) -> FakeReader:
    return FakeReader()


@pytest.fixture
def errors() -> dict[str, Unavailable]:
    """The jobs that fail, and why."""
    return {}


@pytest.fixture
def banner(qtbot: QtBot) -> NoticeBar:
    banner = NoticeBar()
    qtbot.addWidget(banner)
    return banner


@pytest.fixture(autouse=True)
def standing(banner: NoticeBar, reader: FakeReader, errors: dict[str, Unavailable]) -> Standing:
    return Standing(
        banner,
        reader,  # type: ignore[arg-type]
        ManualClock(NOW),
        errors.get,
        is_local=True,
    )


def press(banner: NoticeBar, label: str) -> None:
    [button] = [each for each in banner.findChildren(QPushButton) if each.text() == label]
    button.click()


def test_nothing_wrong_is_no_banner(banner: NoticeBar) -> None:
    assert banner.isHidden()


def test_refused_password_comes_before_a_silent_server(
    banner: NoticeBar, reader: FakeReader
) -> None:
    reader.tell(Tidings(mailboxes=(SILENT, REFUSED)))
    assert "refused the password for help@firm.example three times" in banner.text

    reader.tell(Tidings(mailboxes=(SILENT,)))
    assert "Support cannot be read since" in banner.text

    reader.tell(Tidings(mailboxes=(BOX,)))
    assert banner.isHidden()


def test_closed_banner_stays_away_while_it_is_the_same(
    banner: NoticeBar, reader: FakeReader
) -> None:
    reader.tell(Tidings(mailboxes=(BOX,), has_keyring=False))
    assert not banner.isHidden()
    banner.hide()

    reader.tell(Tidings(mailboxes=(BOX,), has_keyring=False, need_action=1))
    assert banner.isHidden()

    reader.tell(Tidings(mailboxes=(BOX,)))
    reader.tell(Tidings(mailboxes=(BOX,), has_keyring=False))
    assert not banner.isHidden()


def test_demo_is_said_last(banner: NoticeBar, reader: FakeReader) -> None:
    reader.tell(Tidings(is_demo=True))
    assert "Demo data" in banner.text

    reader.tell(Tidings(mailboxes=(SILENT,), is_demo=True))
    assert "Demo data" not in banner.text


def test_backup_that_lies_elsewhere_leads_to_the_settings(
    banner: NoticeBar, reader: FakeReader, errors: dict[str, Unavailable], standing: Standing
) -> None:
    asked: list[bool] = []
    standing.backup_place_wanted.connect(lambda: asked.append(True))
    errors["backup"] = Unavailable("backup.place_away", path="/mnt/stick")
    reader.tell(Tidings(need_action=1))
    assert banner.text.startswith("The folder for backups, /mnt/stick, cannot be reached")
    press(banner, "Backup settings")
    assert asked == [True]


def test_failing_backup_is_said_until_one_was_made(
    banner: NoticeBar, reader: FakeReader, errors: dict[str, Unavailable]
) -> None:
    errors["backup"] = Unavailable("disk.full", path="/")
    reader.tell(Tidings(need_action=1))
    assert banner.text.startswith("No backup can be made.")

    errors.clear()
    reader.tell(Tidings())
    assert banner.isHidden()


def test_wrong_clock_is_said_as_long_as_it_is_wrong(
    banner: NoticeBar, reader: FakeReader, errors: dict[str, Unavailable]
) -> None:
    errors["check_clock"] = Unavailable("clock.behind", minutes=3)
    reader.tell(Tidings(need_action=1))
    assert banner.text.startswith("This computer's clock is 3 min behind the database's.")

    errors.clear()
    reader.tell(Tidings())
    assert banner.isHidden()


@pytest.mark.parametrize(
    ("box", "said"),
    [
        (REFUSED, "refused the password for help@firm.example three times"),
        (
            replace(SILENT, error=Unavailable("mail.no_password", mailbox="Support")),
            "“Support” is not stored on this computer",
        ),
    ],
)
def test_enter_password_asks_for_that_of_this_mailbox(
    qtbot: QtBot,
    banner: NoticeBar,
    reader: FakeReader,
    standing: Standing,
    box: MailboxRow,
    said: str,
) -> None:
    reader.tell(Tidings(mailboxes=(BOX, box)))
    assert said in banner.text

    with qtbot.waitSignal(standing.password_wanted) as asked:
        press(banner, "Enter password")

    assert asked.args == [box]


def test_sign_in_that_ended_offers_to_sign_in(banner: NoticeBar, reader: FakeReader) -> None:
    values = replace(BOX.values, login=Login.GOOGLE)
    ended = Unavailable("mail.sign_in_ended", host="google")
    reader.tell(
        Tidings(mailboxes=(replace(BOX, values=values, state=MailboxState.PAUSED, error=ended),))
    )
    assert "google does not accept this sign-in any more" in banner.text
    press(banner, "Sign in")


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (Unavailable("clock.set_by_days", count=3287), "Computer clock changed by 3287 d."),
        (
            Unavailable("clock.long_away", last_at=MONDAY, now=MONDAY + 9 * DAY, count=2),
            "This computer's clock says 2 Dec 2026",
        ),
        (
            Unavailable("clock.ran_back", last_at=MONDAY, now=MONDAY - DAY, count=0),
            "This computer's clock says 22 Nov 2026",
        ),
    ],
)
def test_clock_that_nobody_can_believe_can_be_confirmed(
    qtbot: QtBot,
    banner: NoticeBar,
    reader: FakeReader,
    standing: Standing,
    errors: dict[str, Unavailable],
    error: Unavailable,
    said: str,
) -> None:
    errors["check_clock"] = error
    reader.tell(Tidings(mailboxes=(SILENT,)))
    assert banner.text.startswith(said)

    with qtbot.waitSignal(standing.clock_confirmed):
        press(banner, "The clock is right")


@pytest.mark.parametrize(
    ("stuck", "said"),
    [
        (StuckMail(1, MONDAY, Unavailable("mail.no_login", host="smtp.x")), "smtp.x offers no way"),
        (StuckMail(2, MONDAY, None, "451 greylisted"), "The server says: “451 greylisted”"),
    ],
)
def test_mail_that_cannot_leave_is_said_and_can_be_tried_again(
    qtbot: QtBot,
    banner: NoticeBar,
    reader: FakeReader,
    standing: Standing,
    stuck: StuckMail,
    said: str,
) -> None:
    reader.tell(Tidings(stuck=stuck))
    assert banner.text.startswith(f"{stuck.count} mail")
    assert "cannot be sent since" in banner.text
    assert said in banner.text

    with qtbot.waitSignal(standing.sending_wanted):
        press(banner, "Try now")

    reader.tell(Tidings())
    assert banner.isHidden()


def test_missing_keyring_offers_how_to_install_one(
    qtbot: QtBot, banner: NoticeBar, reader: FakeReader, standing: Standing
) -> None:
    reader.tell(Tidings(mailboxes=(BOX,), has_keyring=False))
    with qtbot.waitSignal(standing.keyring_wanted):
        press(banner, "How to install one")

    tell_of_keyrings(banner)
    [box] = banner.findChildren(QMessageBox)
    assert "gnome-keyring" in box.informativeText()
    box.close()


def test_gap_names_the_promise_or_the_requirement(banner: NoticeBar, reader: FakeReader) -> None:
    start_at, end_at = NOW + timedelta(hours=4), NOW + timedelta(hours=8)
    gap = UncoveredRow(start_at, end_at, "Evenings", (), False)
    reader.tell(Tidings(gap=gap))
    assert "“Evenings” is promised then" in banner.text

    reader.tell(Tidings(gap=replace(gap, end_at=NOW, is_promise=False, missing=2)))
    assert "“Evenings” lacks 2 " in banner.text
