"""The line above the duty calendar: which days, how many of them, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QToolButton, QWidget
from typing_extensions import override

from desktop.ui.actions import Actions
from desktop.ui.duty.period import Extent, Period
from desktop.ui.theme.typography import Space
from desktop.ui.widgets.action_button import ActionButton
from desktop.ui.widgets.buttons import IconButton, PrimaryButton
from desktop.ui.widgets.labels import SectionHeader


class PageHead(QWidget):
    """Buttons for commands of the registry; the page says which days are shown."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._earlier = IconButton("chevron-left", actions["duty.earlier"])
        self._later = IconButton("chevron-right", actions["duty.later"])
        self._today = QPushButton()
        self._title = SectionHeader()
        self._extents = {extent: QToolButton() for extent in Extent}
        self._publish = QPushButton()
        self._plan = ActionButton(actions["duty.plan"], self)
        self._assign = PrimaryButton()
        group = QButtonGroup(self)

        row = QHBoxLayout(self)
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
        for widget in (self._publish, self._plan, self._assign):
            row.addWidget(widget)
        self._publish.hide()

        self._today.clicked.connect(actions["duty.today"].trigger)
        self._publish.clicked.connect(actions["duty.publish"].trigger)
        self._assign.clicked.connect(actions["duty.assign"].trigger)
        for extent, button in self._extents.items():
            button.clicked.connect(actions[f"duty.{extent}"].trigger)
        self.say()

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
        self._publish.setText(self.tr("Publish %n draft(s)", "", count))
        self._publish.setVisible(count > 0)

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
        self._assign.setText(self.tr("Assign…"))
        self._assign.setToolTip(self._actions["duty.assign"].toolTip())

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.say()
