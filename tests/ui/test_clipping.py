"""The walker finds what it is for, and leaves alone what is well."""

from __future__ import annotations

from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QPushButton, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.clipping import faults


def shown(qtbot: QtBot, widget: QWidget) -> QWidget:
    qtbot.addWidget(widget)
    widget.show()
    return widget


def test_a_label_wider_than_its_place_is_named(qtbot: QtBot) -> None:
    page = QWidget()
    label = QLabel("A rather long text", page)
    shown(qtbot, page)
    assert faults(page) == []
    label.resize(20, label.height())
    assert "text needs" in faults(page)[0]


def test_a_wrapped_label_needs_its_height(qtbot: QtBot) -> None:
    page = QWidget()
    label = QLabel("several words that need more than one line", page)
    label.setWordWrap(True)
    label.resize(80, 200)
    shown(qtbot, page)
    assert faults(page) == []
    label.resize(80, 14)
    assert "of height" in faults(page)[0]


def test_a_squeezed_or_silent_button_is_named(qtbot: QtBot) -> None:
    page = QWidget()
    button = QPushButton("Send and wait for client", page)
    shown(qtbot, page)
    button.resize(40, 30)
    assert "text needs" in faults(page)[0]
    button.setText("")
    assert "no accessible name" in faults(page)[0]
    button.setAccessibleName("Send")
    assert faults(page) == []


def test_an_input_needs_a_buddy_or_a_name(qtbot: QtBot) -> None:
    page = QWidget()
    form = QFormLayout(page)
    field, count = QLineEdit(), QSpinBox()
    form.addRow(field)
    form.addRow("Count", count)
    shown(qtbot, page)
    assert faults(page) == ["QLineEdit “”: input without a label"]
    field.setAccessibleName("Search")
    assert faults(page) == []
