"""The menu of a list's header: which columns are shown, and back to how it was."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QByteArray, QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu, QTableView

from desktop.ui.lists.paged_table import PagedTable, R


class HeaderMenu(QObject):
    """Right click on the header of `view`: choose columns, reset them. One column always stays."""

    def __init__(self, view: QTableView, table: PagedTable[R]) -> None:
        super().__init__(view)
        self._view = view
        self._columns = table.columns
        self._header = view.horizontalHeader()
        self._original = QByteArray()
        self._header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._header.customContextMenuRequested.connect(self._on_asked)

    def remember_original(self) -> None:
        """Take what is shown now as what "Reset columns" goes back to."""
        self._original = self._header.saveState()

    def menu(self) -> QMenu:
        """Return the menu for what is shown now."""
        menu = QMenu(self._view)
        shown = [c for c in range(len(self._columns)) if not self._view.isColumnHidden(c)]
        for section, column in enumerate(self._columns):
            action = menu.addAction(column.title())
            action.setCheckable(True)
            action.setChecked(section in shown)
            action.setEnabled(shown != [section])
            action.toggled.connect(partial(self._show, section))
        menu.addSeparator()
        menu.addAction(self.tr("Reset columns")).triggered.connect(self._on_reset)
        return menu

    def _show(self, section: int, shown: bool) -> None:
        self._view.setColumnHidden(section, not shown)

    def _on_reset(self) -> None:
        self._header.restoreState(self._original)

    def _on_asked(self, at: QPoint) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._header.mapToGlobal(at))
