"""The line above the duty calendar: which days, how many of them, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QPushButton, QToolButton, QWidget
from typing_extensions import override

from desktop.ui.actions import Actions
from desktop.ui.commands_on_duty import COMMANDS_ON_DUTY_FILES, LISTS
from desktop.ui.duty.period import Extent, Period
from desktop.ui.duty.taking_out import COMMANDS as PAPER
from desktop.ui.icons import icon
from desktop.ui.theme.tokens import tokens_of
from desktop.ui.theme.typography import Space
from desktop.ui.widgets.buttons import ICON_BUTTON_SIDE, IconButton, PrimaryButton
from desktop.ui.widgets.labels import SectionHeader


class PageHead(QWidget):
    """Buttons for commands of the registry; the page says which days are shown.

    What a narrow window has no room for is left to the menu at the end.
    """

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._drafts = 0
        self._earlier = IconButton("chevron-left", actions["duty.earlier"])
        self._later = IconButton("chevron-right", actions["duty.later"])
        self._today = QPushButton()
        self._title = SectionHeader()
        self._extents = {extent: QToolButton() for extent in Extent}
        self._publish = QPushButton()
        self._plan = QPushButton()
        self._assign = PrimaryButton()
        self._more = QToolButton()
        self._menu = QMenu(self)
        group = QButtonGroup(self)

        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.CONTROL)
        row.addWidget(self._earlier)
        row.addWidget(self._today)
        row.addWidget(self._later)
        row.addWidget(self._title)
        row.addStretch(1)
        for button in self._extents.values():
            button.setCheckable(True)
            group.addButton(button)
            row.addWidget(button)
        row.addSpacing(Space.PANE)
        for widget in (self._publish, self._plan, self._assign, self._more):
            row.addWidget(widget)
        files = (command.id for command in COMMANDS_ON_DUTY_FILES)
        for command_id in ("duty.plan", "duty.publish", *LISTS, *files, *PAPER):
            self._menu.addAction(actions[command_id])
        self._more.setMenu(self._menu)
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._more.setAutoRaise(True)
        self._more.setMinimumSize(ICON_BUTTON_SIDE, ICON_BUTTON_SIDE)

        self._today.clicked.connect(actions["duty.today"].trigger)
        self._plan.clicked.connect(actions["duty.plan"].trigger)
        self._publish.clicked.connect(actions["duty.publish"].trigger)
        self._assign.clicked.connect(actions["duty.assign"].trigger)
        for extent, button in self._extents.items():
            button.clicked.connect(actions[f"duty.{extent}"].trigger)
        self.say()
        self._tint()

    @property
    def title(self) -> str:
        """The days shown, in words."""
        return self._title.text()

    def show_period(self, period: Period) -> None:
        """Say which days are shown."""
        self._title.setText(period.title)
        for extent, button in self._extents.items():
            button.setChecked(extent is period.extent)
            self._actions[f"duty.{extent}"].setChecked(extent is period.extent)

    def show_drafts(self, count: int) -> None:
        """Offer to publish so many drafts."""
        self._drafts = count
        self._say_drafts()
        self._fit()

    def say(self) -> None:
        """Take the words of the language now spoken."""
        names = {
            Extent.DAY: self.tr("Day"),
            Extent.WEEK: self.tr("Week"),
            Extent.MONTH: self.tr("Month"),
        }
        for extent, button in self._extents.items():
            button.setText(names[extent])
            button.setToolTip(self._actions[f"duty.{extent}"].toolTip())
        self._today.setText(self.tr("Today"))
        self._today.setToolTip(self._actions["duty.today"].toolTip())
        self._plan.setText(self._actions["duty.plan"].text())
        self._plan.setToolTip(self._actions["duty.plan"].toolTip())
        self._assign.setText(self.tr("Assign…"))
        self._assign.setToolTip(self._actions["duty.assign"].toolTip())
        self._more.setToolTip(self.tr("More"))
        self._more.setAccessibleName(self.tr("More about duties"))
        self._say_drafts()
        self._fit()

    def _say_drafts(self) -> None:
        self._publish.setText(self.tr("Publish %n draft(s)", "", self._drafts))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.say()
        elif event.type() == QEvent.Type.PaletteChange:
            self._tint()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Show the buttons for which there is room; the width needed is that without them."""
        row = self._row
        for button in (self._plan, self._publish):
            button.hide()
        self.setMinimumWidth(row.minimumSize().width())
        for button, is_wanted in ((self._publish, self._drafts > 0), (self._plan, True)):
            wide = row.minimumSize().width() + row.spacing() + button.minimumSizeHint().width()
            button.setVisible(is_wanted and wide <= self.width())

    def _tint(self) -> None:
        self._more.setIcon(icon("ellipsis-vertical", tokens_of(self.palette()).text))
