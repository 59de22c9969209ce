"""Notices over a real message bus, with clicks that come back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from queue import Queue

import pytest

from desktop.domain.errors import Unavailable
from desktop.system.dbus_notice import DBusNotifier, without_markup
from desktop.system.notice import Notice, NoticeAction, NoticeButton, NoticeState, Urgency
from tests.servers.session_bus import FakeNotificationService, session_bus

PATIENCE_SECONDS = 10
BUTTONS = (
    NoticeButton(NoticeAction.ACKNOWLEDGE, "Принять"),
    NoticeButton(NoticeAction.OPEN, "Открыть заявку"),
    NoticeButton(NoticeAction.REMIND, "Напомнить через 5 мин"),
)
NOTICE = Notice("alert:7", "До первого ответа 9 мин", "#1047 · Не войти", Urgency.CRITICAL, BUTTONS)


@dataclass
class Ears:
    """Collects what the notifier calls back."""

    actions: Queue[tuple[str, NoticeAction]] = field(default_factory=Queue)
    closed: Queue[str] = field(default_factory=Queue)

    def on_action(self, key: str, action: NoticeAction) -> None:
        self.actions.put((key, action))


@pytest.fixture(scope="module")
def bus_address() -> Iterator[str]:
    with session_bus() as address:
        yield address


@pytest.fixture
def bus(bus_address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", bus_address)


@pytest.fixture
def service(bus: None) -> Iterator[FakeNotificationService]:
    service = FakeNotificationService()
    yield service
    service.close()


@pytest.fixture
def ears() -> Ears:
    return Ears()


@pytest.fixture
def notifier(ears: Ears) -> Iterator[DBusNotifier]:
    notifier = DBusNotifier("Duty Desk", ears.on_action, ears.closed.put)
    yield notifier
    notifier.close()


def test_notice_arrives_with_buttons_and_urgency(
    service: FakeNotificationService, notifier: DBusNotifier
) -> None:
    assert notifier.show(NOTICE) is NoticeState.SHOWN

    shown = service.shown.get(timeout=PATIENCE_SECONDS)
    assert (shown.program, shown.title, shown.body) == (
        "Duty Desk",
        "До первого ответа 9 мин",
        "#1047 · Не войти",
    )
    pairs = dict(zip(shown.actions[::2], shown.actions[1::2], strict=True))
    assert pairs == {
        "acknowledge": "Принять",
        "open": "Открыть заявку",
        "remind": "Напомнить через 5 мин",
        "default": "Открыть заявку",
    }
    assert shown.hints["urgency"] == ("y", 2)
    assert shown.expire_ms == 0


@pytest.mark.parametrize(
    ("clicked", "action"),
    [
        ("acknowledge", NoticeAction.ACKNOWLEDGE),
        ("open", NoticeAction.OPEN),
        ("remind", NoticeAction.REMIND),
        ("default", NoticeAction.OPEN),
    ],
)
def test_click_comes_back_with_the_key(
    service: FakeNotificationService,
    notifier: DBusNotifier,
    ears: Ears,
    clicked: str,
    action: NoticeAction,
) -> None:
    notifier.show(NOTICE)
    service.click(service.shown.get(timeout=PATIENCE_SECONDS).id, clicked)

    assert ears.actions.get(timeout=PATIENCE_SECONDS) == ("alert:7", action)


def test_click_that_follows_the_reply_at_once_is_not_lost(
    service: FakeNotificationService, notifier: DBusNotifier, ears: Ears
) -> None:
    service.click_at_once = "acknowledge"
    for n in range(50):
        notifier.show(Notice(f"alert:{n}", "title", "body", buttons=BUTTONS))

    clicked = {ears.actions.get(timeout=PATIENCE_SECONDS)[0] for _ in range(50)}
    assert clicked == {f"alert:{n}" for n in range(50)}


def test_notice_is_answered_once(
    service: FakeNotificationService, notifier: DBusNotifier, ears: Ears
) -> None:
    notifier.show(NOTICE)
    number = service.shown.get(timeout=PATIENCE_SECONDS).id
    for _ in range(2):
        service.click(number, "acknowledge")
    service.dismiss(number)
    notifier.show(Notice("later", "title", "body"))
    service.dismiss(service.shown.get(timeout=PATIENCE_SECONDS).id)

    assert ears.closed.get(timeout=PATIENCE_SECONDS) == "later"
    assert ears.actions.qsize() == 1


def test_notice_with_the_same_key_takes_the_place_of_the_first(
    service: FakeNotificationService, notifier: DBusNotifier
) -> None:
    notifier.show(NOTICE)
    notifier.show(NOTICE)

    first = service.shown.get(timeout=PATIENCE_SECONDS)
    second = service.shown.get(timeout=PATIENCE_SECONDS)
    assert (first.replaces, second.replaces) == (0, first.id)


def test_withdrawn_notice_leaves_the_screen_without_a_word(
    service: FakeNotificationService, notifier: DBusNotifier, ears: Ears
) -> None:
    notifier.show(NOTICE)
    notifier.withdraw(NOTICE.key)
    notifier.withdraw(NOTICE.key)

    number = service.shown.get(timeout=PATIENCE_SECONDS).id
    assert service.withdrawn.get(timeout=PATIENCE_SECONDS) == number
    notifier.show(Notice("later", "title", "body"))
    service.dismiss(service.shown.get(timeout=PATIENCE_SECONDS).id)
    assert ears.closed.get(timeout=PATIENCE_SECONDS) == "later"
    assert service.withdrawn.empty()


def test_dismissed_notice_is_reported(
    service: FakeNotificationService, notifier: DBusNotifier, ears: Ears
) -> None:
    notifier.show(NOTICE)
    service.dismiss(service.shown.get(timeout=PATIENCE_SECONDS).id)

    assert ears.closed.get(timeout=PATIENCE_SECONDS) == "alert:7"


def test_clicks_on_notices_of_other_programs_are_not_ours(
    service: FakeNotificationService, notifier: DBusNotifier, ears: Ears
) -> None:
    notifier.show(NOTICE)
    number = service.shown.get(timeout=PATIENCE_SECONDS).id
    service.click(number + 1, "acknowledge")
    service.click(number, "something-else")
    service.click(number, "open")

    assert ears.actions.get(timeout=PATIENCE_SECONDS) == ("alert:7", NoticeAction.OPEN)
    assert ears.actions.empty()


def test_subject_from_outside_reaches_the_service_as_text(
    service: FakeNotificationService, notifier: DBusNotifier
) -> None:
    subject = '<img src="//host/x.png"> & <b>' + "я" * 300

    notifier.show(Notice("k", "line\nbreak\x00", subject))

    shown = service.shown.get(timeout=PATIENCE_SECONDS)
    assert shown.title == "line break"
    assert "<" not in shown.body
    assert shown.body.startswith("&lt;img src=")
    assert shown.body.endswith("я…")


def test_service_that_knows_no_markup_gets_no_entities_and_no_tags(
    service: FakeNotificationService, notifier: DBusNotifier
) -> None:
    service.capabilities = ["body"]

    notifier.show(Notice("k", "title", "R&D <b>", buttons=BUTTONS))

    shown = service.shown.get(timeout=PATIENCE_SECONDS)
    assert shown.body == "R&D ‹b›"
    assert shown.actions == []


def test_no_desktop_session_is_unavailable(
    notifier: DBusNotifier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)

    with pytest.raises(Unavailable, match=r"notice\.no_bus"):
        notifier.show(NOTICE)


def test_bus_without_a_notification_service_is_unavailable(
    bus: None, notifier: DBusNotifier
) -> None:
    with pytest.raises(Unavailable, match=r"notice\.no_service"):
        notifier.show(NOTICE)


def test_service_that_refuses_is_unavailable_and_then_works_again(
    service: FakeNotificationService, notifier: DBusNotifier
) -> None:
    notifier.show(NOTICE)
    service.refuses = True
    with pytest.raises(Unavailable, match=r"notice\.bus_error"):
        notifier.show(NOTICE)

    service.refuses = False
    assert notifier.show(NOTICE) is NoticeState.SHOWN


def test_session_that_ends_is_unavailable_and_the_next_one_is_found(
    notifier: DBusNotifier, monkeypatch: pytest.MonkeyPatch
) -> None:
    with session_bus() as address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        first = FakeNotificationService()
        notifier.show(NOTICE)
    first.close()
    with pytest.raises(Unavailable):
        notifier.show(NOTICE)

    with session_bus() as address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        second = FakeNotificationService()
        notifier.show(NOTICE)
        assert second.shown.get(timeout=PATIENCE_SECONDS).replaces == 0
        second.close()
        notifier.close()


def test_markup_is_escaped_only_where_it_is_understood() -> None:
    assert without_markup("<b>&", understands_markup=True) == "&lt;b&gt;&amp;"
    assert without_markup("<b>&", understands_markup=False) == "‹b›&"
