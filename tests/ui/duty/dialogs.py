"""Finding what a person sees in the dialogs of the duty page, by its words."""

from __future__ import annotations

from datetime import datetime
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget

from desktop.services.duty_blocks import BoardBlock
from desktop.ui.tickets.date_field import DateField
from tests.services.duty_team import MOSCOW
from tests.ui.shell_rig import ShellRig

D = TypeVar("D", bound=QDialog)
W = TypeVar("W", bound=QWidget)


def opened(rig: ShellRig, kind: type[D]) -> D:
    """Return the dialog that was just asked for, with all that it reads."""
    rig.settle()
    [dialog] = [each for each in rig.window.findChildren(kind) if each.isVisible()]
    rig.settle()
    return dialog


def named(parent: QWidget, kind: type[W], name: str) -> W:
    [found] = [each for each in parent.findChildren(kind) if each.accessibleName() == name]
    return found


def button(parent: QWidget, text: str) -> QPushButton:
    [found] = [b for b in parent.findChildren(QPushButton) if b.text() == text and b.isVisible()]
    return found


def press(parent: QWidget, text: str) -> None:
    QTest.mouseClick(button(parent, text), Qt.MouseButton.LeftButton)
    QApplication.processEvents()  # what the click adds is shown by the next event


def type_moment(field: DateField, at: datetime) -> None:
    field.show_at(at, MOSCOW)


def block_of(rig: ShellRig, at: datetime) -> BoardBlock:
    """Return the duty at an instant as the page would hand it to a form."""
    board = rig.desk.duty_board.days(at.astimezone(MOSCOW).date(), 2)
    [block] = [
        block for row in board.rows for block in row.blocks if block.start_at <= at < block.end_at
    ]
    return block
