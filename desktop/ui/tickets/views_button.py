"""The views as a menu behind one button, for windows too narrow for the pane."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolButton, QWidget
from typing_extensions import override

from desktop.services.rows import View
from desktop.ui.formats import number_text
from desktop.ui.icons import icon
from desktop.ui.theme.tokens import tokens_of
from desktop.ui.tickets.view_words import view_word
from desktop.ui.tickets.views_pane import VIEWS, ViewsPane


class ViewsButton(QToolButton):
    """Names the view that is shown; its menu chooses another through the pane."""

    def __init__(self, pane: ViewsPane, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pane = pane
        self._counts: Mapping[View, int] = {}
        self._menu = QMenu(self)
        self.setMenu(self._menu)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setAutoRaise(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

        self._menu.aboutToShow.connect(self._on_menu)
        pane.chosen.connect(self._say)
        self._say()
        self._tint()

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
        self.setText(self._words(self._pane.view))
        self.setAccessibleName(self.tr("View: {view}").format(view=self.text()))
        self.setToolTip(self.tr("Choose a view"))

    def _words(self, view: View) -> str:
        count = self._counts.get(view)
        return view_word(view) if count is None else f"{view_word(view)}  {number_text(count)}"

    def _on_menu(self) -> None:
        self._menu.clear()
        for view in VIEWS:
            action = self._menu.addAction(self._words(view))
            action.setCheckable(True)
            action.setChecked(view is self._pane.view)
            action.triggered.connect(partial(self._pane.choose, view))

    def _tint(self) -> None:
        self.setIcon(icon("inbox", tokens_of(self.palette()).text))
