"""Why these dates: the strip of a clock, and every second of it in words that can be copied."""

from __future__ import annotations

from PySide6.QtCore import QLocale
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QPlainTextEdit,
    QPushButton,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.explain import Explanation
from desktop.domain.explain_words import Language
from desktop.domain.sla import ClockKind
from desktop.ui.sla_cell import target_word
from desktop.ui.theme.typography import Space
from desktop.ui.tickets.opened_ticket import OpenedTicket
from desktop.ui.tickets.sla_strip import SlaStrip, leading_clock, shown_clocks
from desktop.ui.widgets.announce import announce
from desktop.ui.workplace import Workplace

SIZE = (760, 460)


class ExplainView(QDialog):
    """One tab a clock; the text is read anew for each, in the language now spoken."""

    def __init__(self, place: Workplace, ticket: OpenedTicket, parent: QWidget) -> None:
        super().__init__(parent)
        self._place = place
        self._ticket = ticket
        self._clocks = shown_clocks(ticket.evaluation)
        self._tabs = QTabBar()
        self._strip = SlaStrip()
        self._text = QPlainTextEdit()
        self._copy = QPushButton(self.tr("Copy as text"))
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)

        self.setWindowTitle(self.tr("Why these dates? #{number}").format(number=ticket.id))
        self.resize(*SIZE)
        self._text.setReadOnly(True)
        self._text.setAccessibleName(self.tr("How the dates follow"))
        self._tabs.setExpanding(False)
        self._tabs.setDrawBase(False)
        self._tabs.setAccessibleName(self.tr("Deadlines"))
        for clock in self._clocks:
            self._tabs.addTab(target_word(clock.kind))
        self._buttons.addButton(self._copy, QDialogButtonBox.ButtonRole.ActionRole)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.PAGE, Space.PANE, Space.PAGE, Space.PAGE)
        column.setSpacing(Space.PANE)
        column.addWidget(self._tabs)
        column.addWidget(self._strip)
        column.addWidget(self._text, 1)
        column.addWidget(self._buttons)

        self._tabs.currentChanged.connect(self._on_tab)
        self._copy.clicked.connect(self.copy)
        self._buttons.rejected.connect(self.reject)
        leading = leading_clock(ticket.evaluation)
        first = self._clocks.index(leading) if leading in self._clocks else 0
        self._tabs.setCurrentIndex(first)
        self._on_tab(first)

    @property
    def text(self) -> str:
        return self._text.toPlainText()

    def copy(self) -> None:
        """Put the explanation on the clipboard."""
        QGuiApplication.clipboard().setText(self.text)
        self._copy.setText(self.tr("Copied"))
        announce(self, self.tr("Copied"))

    def _on_tab(self, index: int) -> None:
        if not 0 <= index < len(self._clocks):
            self._text.setPlainText(self.tr("No deadline runs for this ticket."))
            return
        clock = self._clocks[index]
        self._copy.setText(self.tr("Copy as text"))
        self._strip.show_clock(clock, self._ticket.now, self._ticket.zone)
        clocks, ticket_id, kind = self._place.desk.clocks, self._ticket.id, ClockKind(clock.kind)
        is_russian = QLocale().language() is QLocale.Language.Russian
        language = Language.RUSSIAN if is_russian else Language.ENGLISH

        def work() -> Explanation | None:
            return clocks.explanation(ticket_id, kind, language)

        self._place.runner.query(self, work, self._on_read, latest="explanation")

    def _on_read(self, found: Explanation | None) -> None:
        self._text.setPlainText("" if found is None else str(found))
