"""Walks a window and names what a person could not read, hear or reach (screens.md 5.18, 5.55).

assert faults(page) == []
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QTextEdit,
    QToolButton,
    QWidget,
)

from desktop.ui.widgets.labels import ElidedLabel

INPUTS = (QLineEdit, QTextEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox, QAbstractItemView)


def faults(root: QWidget) -> list[str]:
    """Return a line for each visible widget under `root` that is clipped, silent or unnamed."""
    QApplication.sendPostedEvents()  # what was hidden or shown last is laid out
    return [
        f"{type(widget).__name__} “{_name(widget)}”: {fault}"
        for widget in (root, *root.findChildren(QWidget))
        if widget.isVisibleTo(root)
        for fault in _faults(widget)
    ]


def _faults(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel):
        yield from _label_faults(widget)
    elif isinstance(widget, QAbstractButton):
        yield from _button_faults(widget)
    elif isinstance(widget, INPUTS) and not _is_inner(widget) and not _has_label(widget):
        yield "input without a label"


def _label_faults(label: QLabel) -> Iterator[str]:
    if not label.text() or isinstance(label, ElidedLabel):
        return
    needed = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
    if not label.wordWrap() and label.sizeHint().width() > label.width():
        yield f"text needs {label.sizeHint().width()} px, has {label.width()}"
    if needed > label.height():
        yield f"text needs {needed} px of height, has {label.height()}"


def _button_faults(button: QAbstractButton) -> Iterator[str]:
    if not button.text() and not button.accessibleName() and not _is_inner(button):
        yield "no text and no accessible name"
    if not isinstance(button, (QPushButton, QToolButton, QCheckBox, QRadioButton)):
        return
    needed = button.minimumSizeHint().width()
    if button.text() and needed > button.width():
        yield f"text needs {needed} px, has {button.width()}"


def _has_label(widget: QWidget) -> bool:
    window = widget.window()
    buddies = [label.buddy() for label in window.findChildren(QLabel)]
    return bool(widget.accessibleName()) or any(buddy is widget for buddy in buddies)


def _is_inner(widget: QWidget) -> bool:
    """Say whether Qt made the widget as a part of another: the field of a spin box, a corner."""
    parent = widget.parentWidget()
    return widget.objectName().startswith("qt_") or isinstance(
        parent, (QComboBox, QAbstractSpinBox, QAbstractItemView, QLineEdit)
    )


def _name(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, (QLabel, QAbstractButton)) else ""
    return text or widget.accessibleName() or widget.objectName()
