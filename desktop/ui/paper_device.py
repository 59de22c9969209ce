"""What takes pages out of the program: a printer that is asked for, or a PDF."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPdfWriter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from desktop.system.atomic import atomic_path

PORTRAIT, LANDSCAPE = QPageLayout.Orientation.Portrait, QPageLayout.Orientation.Landscape
MARGIN_MM = 16


def set_page(device: QPagedPaintDevice, orientation: QPageLayout.Orientation = PORTRAIT) -> None:
    """Give a device A4 with margins that every printer can keep."""
    size = QPageSize(QPageSize.PageSizeId.A4)
    margins = QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)
    device.setPageLayout(QPageLayout(size, orientation, margins, QPageLayout.Unit.Millimeter))


def ask_printer(
    window: QWidget,
    name: str,
    on_chosen: Callable[[QPrinter], None],
    orientation: QPageLayout.Orientation = PORTRAIT,
) -> None:
    """Let a printer be chosen for a document of that name; all of it is printed."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    set_page(printer, orientation)
    printer.setDocName(name)
    dialog = QPrintDialog(printer, window)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, False)
    dialog.accepted.connect(partial(on_chosen, printer))
    dialog.finished.connect(dialog.deleteLater)
    QDialog.open(dialog)  # its own wants a slot by name


def write_pdf(
    path: Path,
    title: str,
    draw: Callable[[QPagedPaintDevice], object],
    orientation: QPageLayout.Orientation = PORTRAIT,
) -> None:
    """Draw pages into a PDF; the file appears when it is whole.

    Raises:
        Unavailable: as `atomic_path`.
    """
    with atomic_path(path) as temporary:
        writer = QPdfWriter(str(temporary))
        writer.setTitle(title)
        writer.setCreator("Duty Desk")
        set_page(writer, orientation)
        draw(writer)
