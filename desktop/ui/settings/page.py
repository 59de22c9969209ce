"""The settings page: sections at the left, controls that apply at once, a field that finds them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from desktop.services.backup_keeping import BackupKeeping
from desktop.services.mailbox_values import MailboxRow
from desktop.system.autostart import autostart_of
from desktop.ui.panes import make_pane
from desktop.ui.settings.about import AboutSection
from desktop.ui.settings.appearance import AppearanceSection
from desktop.ui.settings.automatic_mail import AutomaticMailSection
from desktop.ui.settings.backup import BackupSection
from desktop.ui.settings.calendars import CalendarsSection
from desktop.ui.settings.duty import DutySection
from desktop.ui.settings.general import GeneralSection
from desktop.ui.settings.keyboard import KeyboardSection
from desktop.ui.settings.mailboxes import MailboxesSection
from desktop.ui.settings.notifications import NotificationsSection
from desktop.ui.settings.organisations import OrganisationsSection
from desktop.ui.settings.pay_rules import PayRulesSection
from desktop.ui.settings.people import PeopleSection
from desktop.ui.settings.policies import PoliciesSection
from desktop.ui.settings.requirements import RequirementsSection
from desktop.ui.settings.rest_rules import RestRulesSection
from desktop.ui.settings.rules import RulesSection
from desktop.ui.settings.section import Section
from desktop.ui.settings.section_list import SectionList
from desktop.ui.settings.skills import SkillsSection
from desktop.ui.settings.templates import TemplatesSection
from desktop.ui.theme.typography import Space
from desktop.ui.widgets.labels import MutedLabel
from desktop.ui.widgets.search_field import SearchField
from desktop.ui.workplace import Workplace

LIST_WIDTH = 200


def build(place: Workplace) -> SettingsPage:
    """Return the settings page with every section there is."""
    desk, runner, preferences = place.desk, place.runner, place.preferences
    return SettingsPage(
        [
            GeneralSection(preferences, place.me, autostart_of(place.profile), runner),
            MailboxesSection(desk.mailboxes, runner, place.clock, place.me),
            AutomaticMailSection(preferences, desk.acknowledgements, runner),
            CalendarsSection(desk.calendars, runner, place.clock, place.me),
            RulesSection(desk.rules, runner, place.clock, place.me),
            OrganisationsSection(desk.organisations, runner, place.clock, place.me),
            TemplatesSection(desk.templates, runner, place.clock, place.me),
            PoliciesSection(desk.policy_edits, desk.calendars, runner, place.clock, place.me),
            PeopleSection(desk.people, runner, place.clock),
            DutySection(
                desk.duty_rules,
                desk.duty,
                desk.people,
                runner,
                place.clock,
                place.me,
            ),
            RequirementsSection(desk.duty_requirements, desk.people, runner, place.clock, place.me),
            SkillsSection(desk.duty_requirements, runner, place.clock, place.me),
            RestRulesSection(desk.rest_rules, runner, place.me),
            PayRulesSection(desk, runner, place.clock, place.me),
            NotificationsSection(preferences, place.alerts, runner),
            AppearanceSection(preferences),
            KeyboardSection(preferences, place.actions, runner, place.clock),
            BackupSection(
                BackupKeeping(desk, place.profile),
                preferences,
                place.actions,
                runner,
                place.clock,
                place.signposts,
            ),
            AboutSection(place),
        ],
        place.actions["edit.undo"],
    )


class SettingsPage(QWidget):
    """Shows one section at a time; the search field leaves only those that speak of its text."""

    def __init__(
        self, sections: Sequence[Section], undo: QAction, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._undo = undo
        self._sections = list(sections)
        self._search = SearchField()
        self._list = SectionList()
        self._stack = QStackedWidget()
        self._footer = MutedLabel()

        for section in self._sections:
            self._list.addItem(section.title())
            self._stack.addWidget(_scrolling(section))
        left = QWidget()
        left.setFixedWidth(LIST_WIDTH)
        left_column = QVBoxLayout(left)
        left_column.setContentsMargins(Space.PANE, Space.PANE, Space.PANE, Space.PANE)
        left_column.setSpacing(Space.CONTROL)
        left_column.addWidget(self._search)
        left_column.addWidget(self._list, 1)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self._stack, 1)
        self._footer.setContentsMargins(Space.SECTION, Space.CONTROL, Space.SECTION, Space.CONTROL)
        right.addWidget(self._footer)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(left)
        row.addLayout(right, 1)
        make_pane(left)
        make_pane(self._stack)
        self.setFocusProxy(self._list)

        self._search.searched.connect(self._on_searched)
        self._search.left.connect(self._list.setFocus)
        self._list.currentRowChanged.connect(self._on_row)
        undo.changed.connect(self._say_footer)
        self._list.setCurrentRow(0)
        self.retranslate()

    @property
    def sections(self) -> list[Section]:
        """Return the sections in their order."""
        return list(self._sections)

    def open_section(self, kind: type[Section]) -> None:
        """Show the section of that class."""
        for index, section in enumerate(self._sections):
            if isinstance(section, kind):
                self._list.setCurrentRow(index)

    def add_mailbox(self) -> None:
        """Show the form for a new mailbox, as the first run asks for it."""
        for section in self._sections:
            if isinstance(section, MailboxesSection):
                self.open_section(MailboxesSection)
                section.add()

    def ask_password(self, mailbox: MailboxRow) -> None:
        """Show the form of a mailbox where its password is typed, or signed in anew."""
        for section in self._sections:
            if isinstance(section, MailboxesSection):
                self.open_section(MailboxesSection)
                section.ask_password(mailbox)

    def open_policy(self, policy_id: int) -> None:
        """Show a policy in its form."""
        for section in self._sections:
            if isinstance(section, PoliciesSection):
                self.open_section(PoliciesSection)
                section.open_policy(policy_id)

    def show_row(self, section: Section, text: str) -> None:
        """Show the setting that speaks of `text` and give it the focus."""
        self._list.setCurrentRow(self._sections.index(section))
        row = section.row_about(text)
        if row is not None:
            row.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def retranslate(self) -> None:
        """Take the words of the language now spoken."""
        self._search.setPlaceholderText(self.tr("Find a setting"))
        self._search.setAccessibleName(self.tr("Find a setting"))
        self._list.setAccessibleName(self.tr("Sections"))
        self._say_footer()
        for index, section in enumerate(self._sections):
            self._list.item(index).setText(section.title())

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _say_footer(self) -> None:
        keys = self._undo.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        text = self.tr("Changes are saved at once.")
        if keys:
            text = self.tr("Changes are saved at once. Undo with {keys}.").format(keys=keys)
        self._footer.setText(text)

    def _on_row(self, row: int) -> None:
        self._stack.setCurrentIndex(row)
        if 0 <= row < len(self._sections):
            self._footer.setVisible(self._sections[row].saves_at_once)

    def _on_searched(self, text: str) -> None:
        fitting = [section.matches(text) for section in self._sections]
        for index, fits in enumerate(fitting):
            self._list.item(index).setHidden(not fits)
        current = self._list.currentRow()
        if any(fitting) and not (0 <= current < len(fitting) and fitting[current]):
            self._list.setCurrentRow(fitting.index(True))


def _scrolling(section: Section) -> QScrollArea:
    area = QScrollArea()
    area.setWidget(section)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    return area
