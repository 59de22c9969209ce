"""Asking for a printer, as each page of the window that prints does."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget


def ask_printer(window: QWidget, printer: QPrinter, on_chosen: Callable[[QPrinter], None]) -> None:
    """Open the dialog on a printer that was set up; the whole document is printed."""
    dialog = QPrintDialog(printer, window)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, False)
    dialog.accepted.connect(partial(on_chosen, printer))
    dialog.finished.connect(dialog.deleteLater)
    QDialog.open(dialog)  # its own wants a slot by name
