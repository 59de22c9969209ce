"""What a ticket is set to, as buttons: each opens its choices, and a choice is saved at once."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtWidgets import QToolButton, QWidget
from typing_extensions import override

from desktop.ui.icons import icon
from desktop.ui.texts import policy_word, word
from desktop.ui.theme.tokens import tokens_of
from desktop.ui.theme.typography import Space
from desktop.ui.widgets.flow_layout import FlowLayout, flow_policy
from desktop.ui.widgets.tooltips import plain_tooltip

if TYPE_CHECKING:  # the list knows the properties before a ticket is opened
    from desktop.ui.tickets.opened_ticket import OpenedTicket

TEXT_SHOWN = 32


class Property(StrEnum):
    """What can be changed in place."""

    STATUS = "status"
    PRIORITY = "priority"
    ASSIGNEE = "assignee"
    CATEGORY = "category"
    TAGS = "tags"
    POLICY = "policy"


_ICONS = {
    Property.STATUS: "circle-dot",
    Property.PRIORITY: "flag",
    Property.ASSIGNEE: "user",
    Property.CATEGORY: "list-todo",
    Property.TAGS: "tag",
    Property.POLICY: "clock",
}


class PropertiesBar(QWidget):
    """A button for each property with its value; the choices are the page's to offer."""

    wanted = Signal(str, QPoint)
    """Property, and where its choices should pop up."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ticket: OpenedTicket | None = None
        self._buttons = {each: QToolButton(self) for each in Property}
        flow = FlowLayout(self, spacing=Space.TIGHT)
        flow_policy(self)
        for each, button in self._buttons.items():
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setAutoRaise(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _=False, each=each: self.ask(each))
            flow.addWidget(button)
        self.set_full(False)
        self._tint()

    def show_ticket(self, ticket: OpenedTicket) -> None:
        """Show the values of a ticket."""
        self._ticket = ticket
        self._say()

    def set_full(self, is_full: bool) -> None:
        """Show what has room only on the full page."""
        self._buttons[Property.POLICY].setVisible(is_full)

    def ask(self, each: Property) -> None:
        """Open the choices of a property, as a click on its button does."""
        button = self._buttons[each]
        self.wanted.emit(each, button.mapToGlobal(QPoint(0, button.height())))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        elif event.type() == QEvent.Type.PaletteChange:
            self._tint()

    def _say(self) -> None:
        if self._ticket is None:
            return
        names = {
            Property.STATUS: self.tr("Status"),
            Property.PRIORITY: self.tr("Priority"),
            Property.ASSIGNEE: self.tr("Assignee"),
            Property.CATEGORY: self.tr("Category"),
            Property.TAGS: self.tr("Tags"),
            Property.POLICY: self.tr("Service level"),
        }
        for each, text in self._values(self._ticket).items():
            button = self._buttons[each]
            shown = text if len(text) <= TEXT_SHOWN else f"{text[:TEXT_SHOWN]}…"
            button.setText(shown.replace("&", "&&"))
            button.setAccessibleName(f"{names[each]}: {text}")
            hint = self.tr("Change: {name}").format(name=names[each])
            button.setToolTip(plain_tooltip(hint))

    def _values(self, ticket: OpenedTicket) -> dict[Property, str]:
        detail, row = ticket.detail, ticket.detail.ticket
        category = ticket.category(detail.category_id) if detail.category_id else ""
        return {
            Property.STATUS: word(row.mark) if row.mark else word(row.status),
            Property.PRIORITY: word(row.priority),
            Property.ASSIGNEE: detail.assignee or self.tr("Unassigned"),
            Property.CATEGORY: category or self.tr("No category"),
            Property.TAGS: ", ".join(detail.tags) or self.tr("No tags"),
            Property.POLICY: policy_word(detail.policy) or self.tr("No service level"),
        }

    def _tint(self) -> None:
        ink = tokens_of(self.palette()).muted
        for each, button in self._buttons.items():
            button.setIcon(icon(_ICONS[each], ink))
