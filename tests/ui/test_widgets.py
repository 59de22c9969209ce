"""Toast, bars, empty state, search, labels, avatar and the F1 list behave as people expect."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.errors import Refused
from desktop.ui.actions import Actions
from desktop.ui.theme.theme import SchemeChoice, Theme
from desktop.ui.theme.tokens import DARK
from desktop.ui.widgets.action_button import ActionButton
from desktop.ui.widgets.avatar import Avatar
from desktop.ui.widgets.busy_line import BusyLine
from desktop.ui.widgets.buttons import IconButton
from desktop.ui.widgets.empty_state import EmptyState
from desktop.ui.widgets.labels import ElidedLabel, MutedLabel, PlainLabel, SectionHeader
from desktop.ui.widgets.notice_bar import ErrorBar, NoticeBar, Severity
from desktop.ui.widgets.pane_splitter import PaneSplitter
from desktop.ui.widgets.search_field import SearchField
from desktop.ui.widgets.shortcut_list import ShortcutList
from desktop.ui.widgets.toast import ABOVE_BAR, Toast
from desktop.ui.widgets.tooltips import plain_tooltip
from tests.ui.clipping import faults


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    host = QWidget()
    host.resize(600, 300)
    qtbot.addWidget(host)
    host.show()
    return host


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    window = QMainWindow()
    qtbot.addWidget(window)
    return window


def button_called(parent: QWidget, text: str) -> QPushButton:
    return next(b for b in parent.findChildren(QPushButton) if b.text() == text)


class Calls:
    """Counts how often it was called."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self) -> None:
        self.count += 1


# Toast


def test_a_toast_offers_undo_and_goes_away_when_it_was_used(qtbot: QtBot, host: QWidget) -> None:
    undo = Calls()
    toast = Toast(host)
    toast.say("3 tickets solved", "Undo", undo)
    assert toast.isVisible()
    assert faults(toast) == []
    button_called(toast, "Undo").click()
    assert undo.count == 1
    assert not toast.isVisible()


def test_a_toast_goes_away_by_itself_without_motion_if_asked(qtbot: QtBot, host: QWidget) -> None:
    toast = Toast(host, lasting_ms=1)
    toast.may_move = False
    toast.say("Sent")
    qtbot.waitUntil(lambda: not toast.isVisible())


def test_a_toast_fades_and_the_next_one_is_fully_visible(qtbot: QtBot, host: QWidget) -> None:
    toast = Toast(host, lasting_ms=1)
    toast.say("Sent")
    qtbot.waitUntil(lambda: not toast.isVisible())
    toast.say("Solved")
    assert toast.isVisible()
    assert not toast.graphicsEffect().isEnabled()


def test_a_toast_stays_in_the_middle_when_the_window_grows(qtbot: QtBot, host: QWidget) -> None:
    toast = Toast(host)
    toast.say("Sent")
    host.resize(900, 400)
    QApplication.processEvents()
    assert abs(toast.geometry().center().x() - 450) <= 1
    assert toast.geometry().bottom() < 400 - ABOVE_BAR


# Bars


def test_a_bar_shows_its_text_and_buttons_and_can_be_closed(qtbot: QtBot, host: QWidget) -> None:
    bar = NoticeBar(host)
    bar.resize(600, 48)
    tried = Calls()
    bar.show_notice(Severity.WARNING, "The mail server does not answer.", ("Try now", tried))
    assert bar.isVisible()
    button_called(bar, "Try now").click()
    assert tried.count == 1
    bar.show_notice(Severity.INFO, "Demo data.", can_close=False)
    assert bar.text == "Demo data."
    assert not bar._close.isVisible()


def test_an_error_is_said_in_the_language_now_spoken(
    qtbot: QtBot, host: QWidget, speak: Callable[[str], None]
) -> None:
    bar = ErrorBar(host)
    again = Calls()
    bar.show_error(Refused("no.such.code"), again)
    english = bar.text
    speak("ru")
    assert bar.text != english
    button_called(bar, "Повторить").click()
    assert again.count == 1
    assert not bar.isVisible()


# Empty state


def test_an_empty_state_says_what_why_and_what_to_do(qtbot: QtBot, host: QWidget) -> None:
    shown = Calls()
    empty = EmptyState("inbox", host)
    empty.resize(host.size())
    empty.say("All clear.", "Nothing needs action.", ("Show all open", shown))
    empty.show()
    assert faults(empty) == []
    button_called(empty, "Show all open").click()
    empty.say("No tickets yet.")
    assert shown.count == 1
    texts = [label.text() for label in empty.findChildren(QLabel) if label.isVisible()]
    assert "No tickets yet." in texts
    assert "Nothing needs action." not in texts


# Search


def test_search_waits_for_the_keys_to_rest(qtbot: QtBot) -> None:
    field = SearchField(rest_ms=5)
    qtbot.addWidget(field)
    heard: list[str] = []
    field.searched.connect(heard.append)
    qtbot.keyClicks(field, "vpn ")
    assert heard == []
    qtbot.waitUntil(lambda: heard == ["vpn"])


def test_search_answers_enter_and_clearing_at_once_and_never_twice(qtbot: QtBot) -> None:
    field = SearchField(rest_ms=60_000)
    qtbot.addWidget(field)
    heard: list[str] = []
    field.searched.connect(heard.append)
    qtbot.keyClicks(field, "vpn")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert heard == ["vpn", ""]


def test_escape_in_an_empty_search_goes_back(qtbot: QtBot) -> None:
    field = SearchField()
    qtbot.addWidget(field)
    with qtbot.waitSignal(field.left):
        qtbot.keyClick(field, Qt.Key.Key_Escape)


# Labels


def test_markup_in_a_subject_is_shown_as_written(qtbot: QtBot) -> None:
    label = PlainLabel("<b>bold</b> <img src=x>")
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.sizeHint().width() > QLabel("bold").sizeHint().width()


def test_an_elided_label_tells_the_rest_in_its_tooltip(qtbot: QtBot) -> None:
    label = ElidedLabel("A subject that is much longer than the place it has")
    qtbot.addWidget(label)
    label.resize(80, 20)
    label.show()
    label.grab()
    assert label.toolTip() == plain_tooltip(label.text())
    label.resize(800, 20)
    label.grab()
    assert label.toolTip() == ""


def test_labels_follow_theme_and_text_size(qtbot: QtBot, theme: Theme) -> None:
    heading, quiet = SectionHeader("Views"), MutedLabel("12 tickets")
    qtbot.addWidget(heading)
    qtbot.addWidget(quiet)
    before = heading.font().pointSizeF()
    theme.choose(SchemeChoice.DARK)
    theme.set_text_scale(150)
    QApplication.processEvents()
    assert quiet.palette().windowText().color() == DARK.muted
    assert heading.font().pointSizeF() == pytest.approx(before * 1.5, rel=0.05)


def test_a_tooltip_shows_markup_as_letters() -> None:
    assert (
        plain_tooltip('<img src="x">\n& more')
        == "<qt>&lt;img src=&quot;x&quot;&gt;<br>&amp; more</qt>"
    )
    assert plain_tooltip("") == ""


# Buttons, avatar, F1


def test_an_icon_button_speaks_and_follows_its_action(window: QMainWindow) -> None:
    actions = Actions(window)
    solve = Calls()
    actions.bind("ticket.solve", solve)
    button = IconButton("circle-check", actions["ticket.solve"], window)
    window.show()
    assert faults(button) == []
    assert (button.accessibleName(), button.toolTip()) == ("Solve", "Solve (Ctrl+E)")
    button.click()
    actions.set_enabled(["ticket.solve"], False)
    assert solve.count == 1
    assert not button.isEnabled()


def test_an_action_button_follows_its_action(window: QMainWindow) -> None:
    actions = Actions(window)
    button = ActionButton(actions["ticket.solve"], window)
    window.show()
    assert not button.isVisible()
    solve = Calls()
    actions.bind("ticket.solve", solve)
    assert (button.text(), button.isVisible()) == ("Solve", True)
    button.click()
    assert solve.count == 1


def test_a_busy_line_shows_only_what_takes_long(qtbot: QtBot, host: QWidget) -> None:
    line = BusyLine(host, patience_ms=1)
    line.begin()
    line.end()
    assert not line.isVisible()
    line.begin()
    qtbot.waitUntil(line.isVisible)
    line.end()
    assert not line.isVisible()


def test_panes_are_parted_by_a_hairline_of_the_theme(
    qtbot: QtBot, host: QWidget, theme: Theme
) -> None:
    splitter = PaneSplitter(parent=host)
    splitter.addWidget(QWidget())
    splitter.addWidget(QWidget())
    splitter.resize(300, 100)
    splitter.show()
    handle = splitter.handle(1)
    image = handle.grab().toImage()
    assert image.pixelColor(handle.width() // 2, 50) == theme.tokens.hairline
    assert image.pixelColor(0, 50) != theme.tokens.hairline


def test_an_avatar_has_the_colour_of_its_person(qtbot: QtBot, theme: Theme) -> None:
    avatar = Avatar()
    qtbot.addWidget(avatar)
    avatar.set_person(1, "АК", "Анна Ким")
    avatar.resize(40, 40)
    image = avatar.grab().toImage()
    assert image.pixelColor(20, 4) == QColor("#8A4B08")
    assert avatar.accessibleName() == "Анна Ким"


def test_the_shortcut_list_comes_from_the_registry(
    window: QMainWindow, speak: Callable[[str], None]
) -> None:
    actions = Actions(window)
    for command_id in ("file.new_ticket", "ticket.defer", "ticket.spam"):
        actions.bind(command_id, Calls())
    listed = ShortcutList(actions, window)
    listed.show()
    rows = [[row.text(i) for i in range(3)] for _, rows in listed._rows for row in rows]
    assert rows == [
        ["New ticket…", "Ctrl+N", "C · С"],
        ["Defer…", "Ctrl+D", "D · В"],
        ["Spam", "", ""],
    ]
    assert faults(listed) == []
    speak("ru")
    assert listed.windowTitle() == "Сочетания клавиш"
    listed._on_searched("отлож")
    assert [heading.isHidden() for heading, _ in listed._rows] == [True, False]
