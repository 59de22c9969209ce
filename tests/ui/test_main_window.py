"""The window: rooms, rail, place on the screens, and the close button."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.main_window import NARROW_BELOW, MainWindow
from desktop.ui.rail import NARROW, WIDE, RailButton
from desktop.ui.rooms import Room
from desktop.ui.status_bar import Part, StatusBar
from desktop.ui.widgets.tooltips import plain_tooltip
from desktop.ui.window_state import WindowState, clamped

SCREEN = QRect(0, 0, 1920, 1080)
SECOND = QRect(1920, 0, 1280, 1024)


class Rooms:
    """Two rooms that count how often their pages were built."""

    def __init__(self) -> None:
        self.built: list[str] = []
        self.all = [
            Room("inbox", "inbox", "Inbox", "no.module"),
            Room("settings", "settings", "Settings", "no.module", is_last=True),
        ]

    def page(self, room: Room) -> QWidget:
        self.built.append(room.key)
        return QLabel(room.key)


@pytest.fixture
def rooms() -> Rooms:
    return Rooms()


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, rooms: Rooms) -> Iterator[MainWindow]:
    window = MainWindow(rooms.all, WindowState(tmp_path / "window.ini"))
    window.furnish(rooms.page)
    qtbot.addWidget(window)
    yield window
    window.close_for_good()


def buttons(window: MainWindow) -> dict[str, RailButton]:
    return {button.room.key: button for button in window.rail.findChildren(RailButton)}


def test_page_is_built_on_first_use_and_kept(window: MainWindow, rooms: Rooms) -> None:
    assert rooms.built == []

    first = window.enter("inbox")
    window.enter("settings")

    assert window.enter("inbox") is first
    assert rooms.built == ["inbox", "settings"]


def test_rail_shows_and_opens_rooms(qtbot: QtBot, window: MainWindow) -> None:
    window.commands.bind("go.settings", partial(window.enter, "settings"))
    window.show()
    window.enter("inbox")

    qtbot.mouseClick(buttons(window)["settings"], Qt.MouseButton.LeftButton)

    assert window.room == "settings"
    assert buttons(window)["settings"].isChecked()
    assert not buttons(window)["inbox"].isChecked()


def test_a_room_waits_for_its_command(qtbot: QtBot, window: MainWindow, rooms: Rooms) -> None:
    window.show()
    window.enter("inbox")

    qtbot.mouseClick(buttons(window)["settings"], Qt.MouseButton.LeftButton)
    waiting = list(rooms.built)
    window.commands.bind("go.settings", partial(window.enter, "settings"))
    window.early.obey(window.commands)

    assert waiting == ["inbox"]
    assert window.room == "settings"
    assert window.windowTitle() == "Duty Desk — Settings"


def test_rail_shrinks_to_icons_on_a_small_window(qtbot: QtBot, window: MainWindow) -> None:
    window.enter("inbox")
    window.show()
    qtbot.waitExposed(window)
    assert window.rail.width() >= WIDE

    window.resize(NARROW_BELOW - 1, 700)
    QApplication.processEvents()

    assert window.rail.sizeHint().width() == NARROW
    assert buttons(window)["inbox"].toolTip() == "Inbox"


def test_badge_is_part_of_the_spoken_name(window: MainWindow) -> None:
    window.rail.set_badge("inbox", 3)
    window.rail.set_badge("no such room", 9)

    assert buttons(window)["inbox"].accessibleName().startswith("Inbox, 3")
    window.rail.set_badge("inbox", 0)
    assert buttons(window)["inbox"].accessibleName() == "Inbox"


def test_covering_page_keeps_the_rail_out_of_reach_until_a_room_opens(window: MainWindow) -> None:
    page = QLabel("welcome")

    window.cover(page)

    assert window.room is None
    assert not window.rail.isEnabled()
    window.enter("inbox")
    window.uncover(page)
    assert window.rail.isEnabled()


def test_close_button_only_asks(qtbot: QtBot, window: MainWindow) -> None:
    window.show()

    with qtbot.waitSignal(window.close_wanted):
        window.close()

    assert window.isVisible()


def test_last_room_and_size_return_after_a_restart(
    qtbot: QtBot, tmp_path: Path, rooms: Rooms
) -> None:
    first = MainWindow(rooms.all, WindowState(tmp_path / "window.ini"))
    first.furnish(rooms.page)
    qtbot.addWidget(first)
    first.show()
    first.resize(1200, 700)
    first.enter("settings")
    first.close_for_good()

    second = MainWindow(rooms.all, WindowState(tmp_path / "window.ini"))
    qtbot.addWidget(second)
    second.show()

    assert second.last_room == "settings"
    assert second.height() == 700


def test_room_that_no_longer_exists_is_not_entered(
    qtbot: QtBot, tmp_path: Path, rooms: Rooms
) -> None:
    state = WindowState(tmp_path / "window.ini")
    state.keep("window/room", "reports")

    window = MainWindow(rooms.all, state)

    assert window.last_room == "inbox"
    window.close_for_good()


@pytest.mark.parametrize(
    ("frame", "screens", "stays"),
    [
        (QRect(100, 100, 1366, 768), [SCREEN], True),
        (QRect(1500, 100, 900, 768), [SCREEN, SECOND], True),
        (QRect(2500, 100, 900, 768), [SCREEN], False),
        (QRect(100, -700, 900, 768), [SCREEN], False),
        (QRect(-880, 100, 900, 768), [SCREEN], False),
    ],
)
def test_window_can_always_be_reached(frame: QRect, screens: list[QRect], stays: bool) -> None:
    place = clamped(frame, screens)

    assert (place == frame) is stays
    assert stays or screens[0].contains(place)


def test_window_larger_than_the_screen_left_is_shrunk() -> None:
    assert clamped(QRect(5000, 0, 2560, 1440), [SCREEN]) == SCREEN


def test_spoilt_state_file_is_ignored(tmp_path: Path) -> None:
    file = tmp_path / "window.ini"
    file.write_bytes(b"[window]\ngeometry=\xff\xfe\xfa\nroom=\x00\n[person]\nid=many\n")

    state = WindowState(file)

    assert state.blob("window/geometry").isEmpty() or state.text("window/geometry")
    assert state.number("person/id") is None


def test_parts_of_the_status_bar_are_buttons_that_can_be_focused(qtbot: QtBot) -> None:
    bar = StatusBar()
    qtbot.addWidget(bar)
    bar.show()
    bar.tell(Part.MAIL, "Mail checked 02:31", "Check now")
    pressed: list[str] = []
    bar.pressed.connect(pressed.append)

    [button] = [b for b in bar.children() if isinstance(b, QWidget) and b.isVisible()]
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)

    assert pressed == [Part.MAIL]
    assert button.toolTip() == plain_tooltip("Check now")
    bar.tell(Part.MAIL, "")
    assert not button.isVisible()
