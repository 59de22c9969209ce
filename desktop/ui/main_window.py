"""The main window: arranges rail, header, pages and status bar; no behaviour of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QGuiApplication,
    QKeySequence,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QMenu, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.ui.early_keys import EarlyKeys
from desktop.ui.header import Header
from desktop.ui.keyboard import PALETTE
from desktop.ui.rail import Rail
from desktop.ui.rooms import Room
from desktop.ui.status_bar import StatusBar
from desktop.ui.window_state import WindowState, clamped

if TYPE_CHECKING:  # what the first paint does not show is imported when it is first wanted
    from desktop.ui.actions import Actions
    from desktop.ui.widgets.notice_bar import ErrorBar, NoticeBar
    from desktop.ui.widgets.progress_strip import ProgressStrip
    from desktop.ui.widgets.toast import Toast

NARROW_BELOW = 1100
SMALLEST = (1024, 640)
FIRST_SIZE = (1366, 768)
GEOMETRY = "window/geometry"
ROOM = "window/room"


class MainWindow(QMainWindow):
    """Owns the pages: each is built when its room is first entered, and kept."""

    close_wanted = Signal()
    """The close button; whoever listens hides, minimises or quits."""
    entered = Signal(str)
    """The key of the room that is open now."""
    painted = Signal()
    """The window was seen for the first time; slow things may begin."""

    def __init__(self, rooms: Sequence[Room], state: WindowState) -> None:
        super().__init__()
        self._rooms = {room.key: room for room in rooms}
        self._state = state
        self._build: Callable[[Room], QWidget] | None = None
        self._pages: dict[str, QWidget] = {}
        self._open: Room | None = None
        self._may_close = False
        self._is_placed = False
        self._is_painted = False

        self.rail = Rail(rooms, self)
        self.header = Header(self)
        self.stack = QStackedWidget(self)
        self.status = StatusBar(self)
        self.early = EarlyKeys(self)
        self._banner_place = QVBoxLayout()
        self._progress_place = QVBoxLayout()
        self._error_place = QVBoxLayout()

        self._column = column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addLayout(self._banner_place)
        column.addWidget(self.stack, 1)
        column.addLayout(self._progress_place)
        column.addLayout(self._error_place)
        column.addWidget(self.status)
        central = QWidget(self)
        row = QHBoxLayout(central)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(column, 1)
        self.setCentralWidget(central)
        self.menuBar().addAction(" ").setEnabled(False)  # its height: nothing moves down later
        self.setMinimumSize(*SMALLEST)
        self.resize(*FIRST_SIZE)
        self._restore_place()
        self._say_title()

        keys = QKeySequence(PALETTE).toString(QKeySequence.SequenceFormat.NativeText)
        self.header.field.set_keys(keys)
        self.rail.chosen.connect(self._on_rail)
        self.header.field.clicked.connect(self._on_field)

    @cached_property
    def commands(self) -> Actions:
        """Every command of the window."""
        from desktop.ui.actions import Actions

        return Actions(self)

    @cached_property
    def banner(self) -> NoticeBar:
        """The bar above the pages, for what stays so until somebody does something about it."""
        from desktop.ui.widgets.notice_bar import NoticeBar

        made = NoticeBar(self)
        self._banner_place.addWidget(made)
        return made

    @cached_property
    def progress(self) -> ProgressStrip:
        """The strip of a long errand, below the pages."""
        from desktop.ui.widgets.progress_strip import ProgressStrip

        made = ProgressStrip(self)
        self._progress_place.addWidget(made)
        return made

    @cached_property
    def error_bar(self) -> ErrorBar:
        """The bar below the pages that says why a command was refused."""
        from desktop.ui.widgets.notice_bar import ErrorBar

        made = ErrorBar(self)
        self._error_place.addWidget(made)
        return made

    @cached_property
    def toast(self) -> Toast:
        """What was just done, over the pages."""
        from desktop.ui.widgets.toast import Toast

        return Toast(self.stack)

    @property
    def last_room(self) -> str:
        """Return the room that was open when the program ended, else the first one."""
        kept = self._state.text(ROOM)
        return kept if kept in self._rooms else next(iter(self._rooms))

    @property
    def room(self) -> str | None:
        """Return the key of the open room; None while another page covers the rooms."""
        return self._open.key if self._open else None

    def furnish(self, build: Callable[[Room], QWidget]) -> None:
        """From now on rooms can be entered; `build` makes a page at the first time."""
        self._build = build

    def prepare(self, key: str) -> QWidget:
        """Build the page of a room, unless it is, and return it."""
        if key not in self._pages:
            self._pages[key] = self._made(self._rooms[key])
        return self._pages[key]

    def enter(self, key: str) -> QWidget:
        """Open the room `key`, building its page the first time, and return the page."""
        room = self._rooms[key]
        self.prepare(key)
        self._open = room
        self.stack.setCurrentWidget(self._pages[key])
        if not self.rail.hasFocus() and not self.rail.isAncestorOf(self.focusWidget()):
            self._pages[key].setFocus(Qt.FocusReason.OtherFocusReason)
        self.rail.setEnabled(True)
        self.rail.open(key)
        self._state.keep(ROOM, key)
        self._say_title()
        self.entered.emit(key)
        return self._pages[key]

    def cover(self, page: QWidget) -> None:
        """Show a page that is no room, such as the first run; the rail waits meanwhile."""
        if self.stack.indexOf(page) < 0:
            self.stack.addWidget(page)
        self._open = None
        self.stack.setCurrentWidget(page)
        self.rail.setEnabled(False)
        self._say_title()

    def uncover(self, page: QWidget) -> None:
        """Take such a page away for good."""
        self.stack.removeWidget(page)
        page.deleteLater()

    def put_panel(self, panel: QWidget) -> None:
        """Give a panel its place between the banner and the pages."""
        self._column.insertWidget(self._column.indexOf(self.stack), panel)

    def fill_menus(self) -> None:
        """Build the menu bar again from every command that is bound by now."""
        for menu in self.menuBar().findChildren(QMenu):
            menu.deleteLater()
        self.menuBar().clear()
        self.commands.fill_menu_bar(self.menuBar())

    def bring_to_front(self) -> None:
        """Show the window wherever it was: hidden, minimised or behind others."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def close_for_good(self) -> None:
        """Remember the place and close without asking anybody."""
        self._may_close = True
        self.close()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self._state.keep_blob(GEOMETRY, self.saveGeometry())
        self._state.save()
        if self._may_close:
            event.accept()
        else:
            event.ignore()
            self.close_wanted.emit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.rail.set_narrow(event.size().width() < NARROW_BELOW)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._is_placed:
            # Some window managers place a window only when it is mapped and forget its size.
            self._is_placed = True
            self._restore_place()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self.painted.emit)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._say_title()

    def _on_rail(self, key: str) -> None:
        """Enter a room; one that is not built waits until all that it needs is imported."""
        command_id = f"go.{key}"
        if key in self._pages or self.commands[command_id].isVisible():
            self.enter(key)
        else:
            self.early.keep(command_id)

    def _on_field(self) -> None:
        palette = self.commands["go.palette"]
        if palette.isVisible():
            palette.trigger()
        else:
            self.early.keep("go.palette")

    def _made(self, room: Room) -> QWidget:
        if self._build is None:
            raise LookupError(f"room {room.key} before the desk is open")
        page = self._build(room)
        self.stack.addWidget(page)
        self.fill_menus()
        return page

    def _restore_place(self) -> None:
        kept = self._state.blob(GEOMETRY)
        if kept.isEmpty() or not self.restoreGeometry(kept):
            return
        primary = QGuiApplication.primaryScreen()
        screens = [primary, *(s for s in QGuiApplication.screens() if s is not primary)]
        frame = self.geometry()
        place = clamped(frame, [screen.availableGeometry() for screen in screens])
        if place != frame:
            self.setGeometry(place)

    def _say_title(self) -> None:
        name = self._open.title if self._open else ""
        self.header.set_title(name)
        self.setWindowTitle(f"Duty Desk — {name}" if name else "Duty Desk")
