"""The commands that belong to no page: going, looking, importing, exporting, helping."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from desktop.services.backup_keeping import BackupKeeping
from desktop.services.mailbox_values import MailboxRow
from desktop.services.restore_preview import RestorePreview, preview_for
from desktop.services.sealed_backups import BackupFile
from desktop.ui.backing_up import BackingUp
from desktop.ui.commands_on_duty import COMMANDS_ON_DUTY, ON_A_DUTY
from desktop.ui.duty_files import DutyFiles
from desktop.ui.errand import Errands
from desktop.ui.exporting import Exporting
from desktop.ui.importing import Importing
from desktop.ui.look import Look
from desktop.ui.main_window import MainWindow
from desktop.ui.panes import go_to_pane
from desktop.ui.restoring import Restoring
from desktop.ui.rooms import DUTY, ROOMS, TICKETS, DutyRoom, TicketRoom
from desktop.ui.settings.about import AboutSection
from desktop.ui.settings.page import SettingsPage
from desktop.ui.settings.section import Section
from desktop.ui.theme.tokens import Scheme
from desktop.ui.undo_commands import UndoCommands
from desktop.ui.undo_stack import UndoStack
from desktop.ui.widgets.command_palette import CommandPalette
from desktop.ui.widgets.notice_bar import Severity
from desktop.ui.widgets.palette_entries import (
    CommandSource,
    ListSource,
    PaletteEntry,
    TicketSource,
)
from desktop.ui.widgets.shortcut_list import ShortcutList
from desktop.ui.workplace import Workplace

SETTINGS = "settings"


class ShellCommands(QObject):
    """Binds them in the registry, and finds places for the palette, the tray and the header."""

    def __init__(
        self, window: MainWindow, place: Workplace, look: Look, undo: UndoStack, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._place = place
        self._look = look
        self._errands = Errands(place.runner, place.clock, window.progress, self)
        tools = (place, self._errands, window.progress, window.error_bar)
        self.importing = Importing(window, *tools)
        self._exporting = Exporting(window, look.language, *tools)
        self.duty_files = DutyFiles(window, look.language, place, window.error_bar)
        self._keeping = BackupKeeping(place.desk, place.profile)
        self._backing_up = BackingUp(
            self._keeping,
            place.runner,
            window.error_bar,
            self,
        )
        self._backing_up.made.connect(place.signposts.backup_made)
        self.restoring = Restoring(
            window, place.runner, is_shared=not place.desk.database.is_sqlite
        )
        self.restoring.asked.connect(window.error_bar.hide)
        place.signposts.restore_wanted.connect(self._on_restore_wanted)
        self._palette = CommandPalette(
            window,
            [
                CommandSource(window.commands),
                TicketSource(self.open_ticket, self._search),
                ListSource(self._settings_entries),
            ],
        )
        run: dict[str, Callable[[], None]] = {
            "view.full_screen": self._on_full_screen,
            "view.theme": self._on_theme,
            "go.palette": self._on_palette,
            "go.next_pane": partial(go_to_pane, window, 1),
            "go.previous_pane": partial(go_to_pane, window, -1),
            "file.import": self.importing.ask,
            "file.export": self._exporting.ask,
            "file.back_up": self._backing_up.run,
            "duty.import": self.duty_files.take,
            "duty.export": self.duty_files.export,
            "duty.pay": self.duty_files.pay,
            "help.shortcuts": self._on_shortcuts,
            "help.self_check": partial(self.open_settings, AboutSection),
            "help.about": partial(self.open_settings, AboutSection),
        }
        for room in ROOMS:
            run[f"go.{room.key}"] = partial(self.enter, room.key)
        for command in COMMANDS_ON_DUTY:
            run[command.id] = partial(self._on_duty, command.id)
        for command_id, action in run.items():
            window.commands.bind(command_id, action)
        UndoCommands(window.commands, undo, window)
        window.commands.set_enabled(ON_A_DUTY, False)

    def stop(self) -> None:
        """Cancel what takes long; the end of the program."""
        self._errands.cancel()

    def enter(self, key: str) -> None:
        """Open a room."""
        self._window.enter(key)

    def open_ticket(self, ticket_id: int) -> None:
        """Bring the window to the front with that ticket open."""
        self._window.bring_to_front()
        page = self._window.enter(TICKETS)
        if isinstance(page, TicketRoom):
            page.open_ticket(ticket_id)

    def fill_gap(self, start_at: datetime, end_at: datetime) -> None:
        """Open the duty calendar at a gap, ready to be given to somebody."""
        page = self._window.enter(DUTY)
        if isinstance(page, DutyRoom):
            page.fill_gap(start_at, end_at)

    def open_settings(self, section: type[Section]) -> None:
        """Open the settings at a section."""
        page = self._window.enter(SETTINGS)
        if isinstance(page, SettingsPage):
            page.open_section(section)

    def open_policy(self, policy_id: int) -> None:
        """Open the settings at a policy, ready to be read and edited."""
        page = self._window.enter(SETTINGS)
        if isinstance(page, SettingsPage):
            page.open_policy(policy_id)

    def add_mailbox(self) -> None:
        """Open the settings at the form for a new mailbox."""
        page = self._window.enter(SETTINGS)
        if isinstance(page, SettingsPage):
            page.add_mailbox()

    def ask_password(self, mailbox: MailboxRow) -> None:
        """Open the settings at the password of a mailbox."""
        page = self._window.enter(SETTINGS)
        if isinstance(page, SettingsPage):
            page.ask_password(mailbox)

    def from_tray(self, command_id: str) -> None:
        """Show the window and carry out a command in it."""
        self._window.bring_to_front()
        self._window.enter(TICKETS if command_id == "file.new_ticket" else self._window.last_room)
        self._window.commands[command_id].trigger()

    def _on_restore_wanted(self, source: Path | None) -> None:
        if source is None:
            self.restoring.choose_file(self._on_restore_wanted)
            return
        bar = self._window.error_bar
        bar.show_notice(Severity.INFO, self.tr("Checking the backup…"))
        place = self._place

        def look(password: str | None) -> RestorePreview:
            file = BackupFile(source, password or self._keeping.password())
            return preview_for(place.me.actor, file, place.desk.database, place.profile.tmp)

        self.restoring.ask(look, bar.show_error)

    def _on_duty(self, command_id: str) -> None:
        page = self._window.enter(DUTY)
        if isinstance(page, DutyRoom):
            page.carry_out(command_id)

    def _search(self, text: str) -> None:
        page = self._window.enter(TICKETS)
        if isinstance(page, TicketRoom):
            page.search_for(text)

    def _settings_entries(self) -> Sequence[PaletteEntry]:
        """Return every setting of the page, which is built for it the first time."""
        page = self._window.prepare(SETTINGS)
        if not isinstance(page, SettingsPage):
            return []
        return [
            PaletteEntry(
                key=f"setting:{section.title()}:{row.words()}",
                title=f"{section.title()} › {row.words()}",
                icon="settings",
                run=partial(self._show_setting, page, section, row.words()),
            )
            for section in page.sections
            for row in section.rows
        ]

    def _show_setting(self, page: SettingsPage, section: Section, words: str) -> None:
        self._window.enter(SETTINGS)
        page.show_row(section, words)

    def _on_palette(self) -> None:
        self._palette.pop_up()

    def _on_theme(self) -> None:
        is_dark = self._look.theme.tokens.scheme is Scheme.DARK
        self._place.preferences.set("appearance.theme", "light" if is_dark else "dark")

    def _on_full_screen(self) -> None:
        if self._window.isFullScreen():
            self._window.showNormal()
        else:
            self._window.showFullScreen()

    def _on_shortcuts(self) -> None:
        ShortcutList(self._window.commands, self._window).open()
