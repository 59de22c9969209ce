"""The views as a menu behind one button, for windows too narrow for the pane."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolButton, QWidget
from typing_extensions import override

from desktop.services.rows import Found, View
from desktop.ui.formats import number_text
from desktop.ui.icons import icon
from desktop.ui.theme.tokens import tokens_of
from desktop.ui.tickets.view_words import view_word
from desktop.ui.tickets.views_delegate import count_text
from desktop.ui.tickets.views_pane import VIEWS, ViewsPane

if TYPE_CHECKING:  # searches are kept by a service that the first list does not wait for
    from desktop.services.saved_views import SavedView


class ViewsButton(QToolButton):
    """Names the view that is shown; its menu chooses another through the pane."""

    def __init__(self, pane: ViewsPane, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pane = pane
        self._counts: Mapping[View, int] = {}
        self._saved: Sequence[SavedView] = ()
        self._saved_counts: Mapping[int, Found] = {}
        self._menu = QMenu(self)
        self.setMenu(self._menu)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setAutoRaise(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

        self._menu.aboutToShow.connect(self._on_menu)
        pane.chosen.connect(self._say)
        pane.saved.chosen.connect(self._say)
        self._say()
        self._tint()

    def show_saved(self, views: Sequence[SavedView], counts: Mapping[int, Found]) -> None:
        """Offer the saved views too."""
        self._saved, self._saved_counts = views, counts
        self._say()

    def show_counts(self, counts: Mapping[View, int]) -> None:
        """Show how many tickets each view holds."""
        self._counts = counts
        self._say()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        elif event.type() == QEvent.Type.PaletteChange:
            self._tint()

    def _say(self) -> None:
        saved = self._pane.saved.view
        self.setText(self._words(self._pane.view) if saved is None else self._own_words(saved))
        self.setAccessibleName(self.tr("View: {view}").format(view=self.text()))
        self.setToolTip(self.tr("Choose a view"))

    def _words(self, view: View) -> str:
        count = self._counts.get(view)
        return view_word(view) if count is None else f"{view_word(view)}  {number_text(count)}"

    def _own_words(self, view: SavedView) -> str:
        found = self._saved_counts.get(view.id)
        return view.name if found is None else f"{view.name}  {count_text(found)}"

    def _on_menu(self) -> None:
        self._menu.clear()
        saved = self._pane.saved.view
        for view in VIEWS:
            action = self._menu.addAction(self._words(view))
            action.setCheckable(True)
            action.setChecked(saved is None and view is self._pane.view)
            action.triggered.connect(partial(self._pane.choose, view))
        self._menu.addSeparator()
        for own in self._saved:
            action = self._menu.addAction(self._own_words(own).replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(saved is not None and saved.id == own.id)
            action.triggered.connect(partial(self._pane.saved.choose, own.id))

    def _tint(self) -> None:
        self.setIcon(icon("inbox", tokens_of(self.palette()).text))
