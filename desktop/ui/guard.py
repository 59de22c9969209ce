"""Guard: an exception nobody expected -> the log, and one calm dialog with text to copy."""

from __future__ import annotations

import logging
import re
import sys
import threading
import traceback
import zlib
from types import TracebackType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
    qVersion,
)
from PySide6.QtWidgets import QApplication, QWidget

from desktop import __version__
from desktop.system.logs import redactor

if TYPE_CHECKING:  # imported when there is a bug to show
    from desktop.ui.guard_dialog import GuardDialog

LOG = logging.getLogger(__name__)
QT_LOG = logging.getLogger("qt")
ADDRESS = re.compile(r"[^\s@<>()\"',;]+@[^\s@<>()\"',;]+")

QT_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class Guard(QObject):
    """Owns the hooks for uncaught exceptions of all threads and for Qt's own messages.

    The first bug opens a dialog that blocks nothing; while it is open, further ones are only
    counted in it, so that a bug in a paint event cannot bury the window in dialogs.
    """

    _caught = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._dialog: GuardDialog | None = None
        self._previous: tuple[Any, Any, Any] = (sys.__excepthook__, threading.__excepthook__, None)
        self._caught.connect(self._on_caught, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take over the hooks of the process."""
        self._previous = (
            sys.excepthook,
            threading.excepthook,
            qInstallMessageHandler(_log_qt_message),
        )
        sys.excepthook = self.report
        threading.excepthook = self._on_thread_exception

    def uninstall(self) -> None:
        """Give the hooks back; at the end of the program and in tests."""
        sys.excepthook, threading.excepthook, qt_handler = self._previous
        qInstallMessageHandler(qt_handler)

    def report(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        """Log a bug and show it; from any thread."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        text = report_text(kind, error, trace)
        LOG.critical("%s", text)
        self._caught.emit(text)

    def _on_thread_exception(self, hook: threading.ExceptHookArgs) -> None:
        if hook.exc_value is not None:
            self.report(hook.exc_type, hook.exc_value, hook.exc_traceback)

    def _on_caught(self, text: str) -> None:
        if self._dialog is not None:
            self._dialog.add(text)
            return
        from desktop.ui.guard_dialog import GuardDialog

        self._dialog = GuardDialog(text, _window())
        self._dialog.finished.connect(self._on_dialog_finished)
        self._dialog.open()

    def _on_dialog_finished(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None


def report_text(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> str:
    """Return the text to copy: code, versions, traceback; no secret and no mail address."""
    import platform  # which reads the interpreter's own description of itself

    lines = "".join(traceback.format_exception(kind, error, trace))
    head = f"{error_code(kind, trace)} · Duty Desk {__version__} · {platform.platform()}"
    versions = f"Python {platform.python_version()} · Qt {qVersion()}"
    return redactor.clean(ADDRESS.sub("[address]", f"{head}\n{versions}\n\n{lines}"))


def error_code(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Return a short code that is the same for the same bug: `E-7F2`."""
    frames = traceback.extract_tb(trace)
    place = f"{frames[-1].name}:{frames[-1].lineno}" if frames else ""
    return f"E-{zlib.crc32(f'{kind.__name__}:{place}'.encode()) & 0xFFF:03X}"


def _window() -> QWidget | None:
    return QApplication.activeModalWidget() or QApplication.activeWindow()


def _log_qt_message(level: QtMsgType, context: QMessageLogContext, text: str) -> None:
    QT_LOG.log(QT_LEVELS[level], "%s: %s", context.category or "default", text)
