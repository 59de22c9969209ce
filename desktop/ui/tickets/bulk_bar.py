"""The bar over the list while several tickets are selected: how many, and what to do with them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QToolButton, QWidget
from typing_extensions import override

from desktop.ui.actions import Actions
from desktop.ui.icons import icon
from desktop.ui.theme.tokens import tokens_of
from desktop.ui.theme.typography import Space
from desktop.ui.widgets.action_button import ActionButton
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.tooltips import plain_tooltip

SHOWN = ("ticket.assign", "ticket.solve")
MORE = (
    "ticket.take",
    "ticket.status",
    "ticket.priority",
    "ticket.category",
    "ticket.tags",
    "ticket.remind",
    "ticket.defer",
    "ticket.merge",
    "ticket.spam",
)


class BulkBar(QWidget):
    """Every button acts on the whole selection and is one step of undo."""

    everything_wanted = Signal()
    """What is not loaded yet should be selected too."""
    cleared = Signal()
    """The selection should be given up."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._count = 0
        self._label = PlainLabel()
        self._everything = QPushButton()
        self._more = QToolButton()
        self._menu = QMenu(self._more)
        self._clear = QToolButton()

        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._more.setMenu(self._menu)
        self._clear.setAutoRaise(True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.CONTROL)
        layout.addWidget(self._label)
        layout.addWidget(self._everything)
        layout.addStretch(1)
        for command_id in SHOWN:
            layout.addWidget(ActionButton(actions[command_id], self))
        layout.addWidget(self._more)
        layout.addWidget(self._clear)

        self._menu.aboutToShow.connect(self._on_menu)
        self._clear.clicked.connect(self.cleared)
        self._everything.clicked.connect(self.everything_wanted)
        self._everything.hide()
        self.retranslate()
        self._tint()

    def show_count(self, count: int) -> None:
        """Say how many tickets are selected."""
        self._count = count
        self._label.setText(self.tr("%n selected", "", count))

    def offer_everything(self, is_offered: bool) -> None:
        """Offer to select what is not loaded yet, while all that is loaded is selected."""
        self._everything.setVisible(is_offered)

    def retranslate(self) -> None:
        """Say the words again in the language now spoken."""
        self.show_count(self._count)
        self._everything.setText(self.tr("Select all"))
        for button, name in ((self._more, self.tr("More")), (self._clear, self.tr("Deselect"))):
            button.setToolTip(plain_tooltip(name))
            button.setAccessibleName(name)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.PaletteChange:
            self._tint()

    def _on_menu(self) -> None:
        self._menu.clear()
        self._menu.addActions([self._actions[command_id] for command_id in MORE])

    def _tint(self) -> None:
        ink = tokens_of(self.palette()).text
        self._more.setIcon(icon("ellipsis", ink))
        self._more.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self._clear.setIcon(icon("x", ink))
