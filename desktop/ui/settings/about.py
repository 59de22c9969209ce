"""Settings > Self-check: the lines of `dutydesk doctor`, the version, the log folder."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSystemTrayIcon, QWidget
from typing_extensions import override

from desktop import __version__
from desktop.services.health import Health
from desktop.services.health_check import Check
from desktop.ui.actions import Actions
from desktop.ui.open_path import open_path
from desktop.ui.runner import Runner
from desktop.ui.settings.check_list import CheckList, Fix
from desktop.ui.settings.section import Section
from desktop.ui.theme.typography import Space
from desktop.ui.widgets.buttons import PrimaryButton
from desktop.ui.widgets.labels import MutedLabel, PlainLabel
from desktop.ui.workplace import Workplace


class AboutSection(Section):
    """Looks by itself when it is shown first; after that when asked."""

    def __init__(self, place: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._health = Health(place.desk, place.profile, place.clock)
        self._runner: Runner = place.runner
        self._actions: Actions = place.actions
        self._checks: tuple[Check, ...] = ()
        self._has_looked = False
        self._status = MutedLabel()
        self._list = CheckList()
        self._again = PrimaryButton()
        self._copy = QPushButton()
        self._logs = QPushButton()
        self._version = PlainLabel()
        self._licence = MutedLabel()
        self._licence.setWordWrap(True)

        buttons = QHBoxLayout()
        buttons.setSpacing(Space.CONTROL)
        for button in (self._again, self._copy, self._logs):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.column.addWidget(self._status)
        self.column.addWidget(self._list)
        self.column.addLayout(buttons)
        self.column.addSpacing(Space.PAGE)
        self.column.addWidget(self._version)
        self.column.addWidget(self._licence)

        self._again.clicked.connect(self.look)
        self._copy.clicked.connect(self._on_copy)
        self._logs.clicked.connect(partial(open_path, place.profile.logs))
        self.finish()

    @override
    def title(self) -> str:
        return self.tr("Self-check")

    @override
    def retranslate(self) -> None:
        super().retranslate()
        self._again.setText(self.tr("Check again"))
        self._copy.setText(self.tr("Copy report"))
        self._logs.setText(self.tr("Open log folder"))
        self._version.setText(
            self.tr("Duty Desk {version} · Python {python} · Qt {qt}").format(
                version=__version__, python=platform.python_version(), qt=qVersion()
            )
        )
        self._licence.setText(
            self.tr(
                "MIT licence. Qt and PySide under the LGPL 3, the icons by Lucide under the ISC "
                "licence."
            )
        )
        self._show(self._checks)

    def look(self) -> None:
        """Check everything now, off the GUI thread; it takes seconds."""
        self._has_looked = True
        self._again.setEnabled(False)
        self._status.setText(self.tr("Checking…"))
        has_tray = QSystemTrayIcon.isSystemTrayAvailable()
        self._runner.network(self, lambda: self._health.check(has_tray), self._on_checked)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._has_looked:
            self.look()

    def _on_checked(self, checks: Sequence[Check]) -> None:
        self._again.setEnabled(True)
        self._status.setText("")
        self._show(checks)

    def _show(self, checks: Sequence[Check]) -> None:
        self._checks = tuple(checks)
        fixes: dict[str, Fix] = {
            "backup": (self.tr("Back up now"), self._actions["file.back_up"].trigger),
            "mailboxes": (self.tr("Check mail now"), self._actions["file.check_mail"].trigger),
        }
        self._list.show_checks(self._checks, fixes)
        self._copy.setEnabled(bool(checks))

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(f"{self._version.text()}\n{self._list.report()}\n")
