"""The tray icon: four states by shape, a menu with what matters now, and notices of its own."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSystemTrayIcon, QWidget
from typing_extensions import override

from desktop.domain.errors import Unavailable
from desktop.system.notice import Notice, NoticeAction, NoticeState, OnAction, Urgency
from desktop.ui.app_icon import TrayState, tray_icon
from desktop.ui.theme.typography import strong


class Tray(QObject):
    """Owns the icon, where the desktop has a tray; without one the window minimises instead.

    Everything in the menu also exists in the window.
    """

    tidings_wanted = Signal()
    """Another language is spoken: say again what is going on."""
    window_wanted = Signal()
    """Left click, or Open: show the window."""
    ticket_wanted = Signal(int)
    """The ticket that is due next was chosen."""
    command_wanted = Signal(str)
    """A command of the registry was chosen; the window comes first."""
    quit_wanted = Signal()

    _asked = Signal(str, str, bool)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._icon = QSystemTrayIcon(tray_icon(TrayState.PLAIN), self)
        self._menu = QMenu(window)
        self._next_ticket: int | None = None
        self._next = self._add(self._on_next)
        self._waiting = self._add(self.window_wanted.emit)
        self._duty = self._add(lambda: self.command_wanted.emit("go.duty"))
        self._accept = self._add(lambda: self.command_wanted.emit("duty.accept_shift"))
        self._accept.setVisible(False)
        self._menu.addSeparator()
        self._open = self._add(self.window_wanted.emit)
        self._open.setFont(strong(self._menu.font()))
        self._new = self._add(lambda: self.command_wanted.emit("file.new_ticket"))
        self._search = self._add(lambda: self.command_wanted.emit("go.palette"))
        self._menu.addSeparator()
        self._check = self._add(lambda: self.command_wanted.emit("file.check_mail"))
        self._settings = self._add(lambda: self.command_wanted.emit("go.settings"))
        self._quit = self._add(self.quit_wanted.emit)
        self._menu.setDefaultAction(self._open)
        self._icon.setContextMenu(self._menu)

        self._icon.activated.connect(self._on_activated)
        self._asked.connect(self._on_asked, Qt.ConnectionType.QueuedConnection)
        window.installEventFilter(self)
        self.message_clicked = self._icon.messageClicked
        self.tell("", None, "", "")
        self._say()

    @property
    def is_available(self) -> bool:
        """Say whether the desktop has a tray now; some get one later, some lose it."""
        return QSystemTrayIcon.isSystemTrayAvailable()

    def show(self) -> None:
        """Show the icon where there is a tray."""
        self._icon.setVisible(self.is_available)

    def hide(self) -> None:
        """Take the icon away; the end of the program."""
        self._icon.hide()

    def set_state(self, state: TrayState, tooltip: str) -> None:
        """Show another shape, and say it in words."""
        self._icon.setIcon(tray_icon(state))
        self._icon.setToolTip(tooltip)

    def tell(self, next_due: str, ticket_id: int | None, waiting: str, duty: str) -> None:
        """Say what is due next, how much waits, who is on duty; empty texts are left out."""
        self._next_ticket = ticket_id
        told = ((self._next, next_due), (self._waiting, waiting), (self._duty, duty))
        for action, text in told:
            action.setText(text.replace("&", "&&"))
            action.setVisible(bool(text))

    def offer_shift(self, is_offered: bool) -> None:
        """Offer to accept the shift that began."""
        self._accept.setVisible(is_offered)

    def ask_for_attention(self, title: str, body: str, *, is_critical: bool) -> None:
        """Show the tray's own message; from any thread."""
        self._asked.emit(title, body, is_critical)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
            self.tidings_wanted.emit()
        return super().eventFilter(watched, event)

    def _add(self, run: Callable[[], None]) -> QAction:
        action = self._menu.addAction("")
        action.triggered.connect(run)
        return action

    def _say(self) -> None:
        self._accept.setText(self.tr("Accept shift"))
        self._open.setText(self.tr("Open Duty Desk"))
        self._new.setText(self.tr("New ticket…"))
        self._search.setText(self.tr("Search…"))
        self._check.setText(self.tr("Check mail now"))
        self._settings.setText(self.tr("Settings…"))
        self._quit.setText(self.tr("Quit"))

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in (
            QSystemTrayIcon.ActivationReason.Trigger,
            QSystemTrayIcon.ActivationReason.DoubleClick,
        ):
            self.window_wanted.emit()

    def _on_next(self) -> None:
        if self._next_ticket is not None:
            self.ticket_wanted.emit(self._next_ticket)

    def _on_asked(self, title: str, body: str, is_critical: bool) -> None:
        kinds = QSystemTrayIcon.MessageIcon
        self._icon.showMessage(title, body, kinds.Warning if is_critical else kinds.Information)


class TrayNotifier:
    """The rung of the ladder below D-Bus (`system.notice.Notifier`): the tray's own message."""

    channel = "tray"

    def __init__(self, tray: Tray, on_action: OnAction) -> None:
        self._tray = tray
        self._on_action = on_action
        self._last_key = ""
        self._can_show = tray.is_available and QSystemTrayIcon.supportsMessages()
        tray.message_clicked.connect(self._on_clicked)

    def show(self, notice: Notice) -> NoticeState:
        """Hand the notice to the tray; nobody says whether it was seen.

        Raises:
            Unavailable: `notice.no_tray`.
        """
        if not self._can_show:
            raise Unavailable("notice.no_tray")
        self._last_key = notice.key
        is_critical = notice.urgency is Urgency.CRITICAL
        self._tray.ask_for_attention(notice.title, notice.body, is_critical=is_critical)
        return NoticeState.HANDED_OVER

    def withdraw(self, key: str) -> None:
        """Do nothing: the tray's message goes away by itself."""

    def close(self) -> None:
        """Do nothing: the tray belongs to the window."""

    def _on_clicked(self) -> None:
        self._on_action(self._last_key, NoticeAction.OPEN)
