"""Panes: F6 and Shift+F6 go round the window in reading order (screens.md 4.3)."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget

PANE = "pane"


def make_pane(widget: QWidget) -> None:
    """Declare `widget` a stop of F6; it keeps which of its children had the focus."""
    widget.setProperty(PANE, True)


def go_to_pane(window: QWidget, step: int) -> None:
    """Move the focus `step` panes on; from outside any pane to the first."""
    panes = [pane for pane in window.findChildren(QWidget) if _can_take_focus(pane)]
    panes.sort(key=lambda pane: _place(pane, window))
    if not panes:
        return
    focus = QApplication.focusWidget()
    here = [i for i, pane in enumerate(panes) if focus is not None and _holds(pane, focus)]
    target = panes[(here[-1] + step) % len(panes)] if here else panes[0]
    chosen = target.focusWidget() or _first_focusable(target)
    if chosen is not None:
        chosen.setFocus(Qt.FocusReason.TabFocusReason)


def _can_take_focus(widget: QWidget) -> bool:
    if not (widget.property(PANE) and widget.isVisible() and widget.isEnabled()):
        return False
    return _first_focusable(widget) is not None


def _place(pane: QWidget, window: QWidget) -> tuple[int, int]:
    corner = pane.mapTo(window, QPoint(0, 0))
    return corner.x(), corner.y()


def _holds(pane: QWidget, focus: QWidget) -> bool:
    return pane is focus or pane.isAncestorOf(focus)


def _first_focusable(pane: QWidget) -> QWidget | None:
    for widget in (pane, *pane.findChildren(QWidget)):
        by_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if by_tab and widget.isEnabled() and widget.isVisibleTo(pane):
            return widget
    return None
