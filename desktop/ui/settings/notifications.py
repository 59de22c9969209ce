"""Settings > Notifications: notices and sound, each with a test that says what happened."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget
from typing_extensions import override

from desktop.ui.alerts import AlertCenter
from desktop.ui.preferences import Preferences
from desktop.ui.runner import Runner
from desktop.ui.settings.controls import Switch
from desktop.ui.settings.section import Section
from desktop.ui.widgets.notice_bar import ErrorBar, Severity


class NotificationsSection(Section):
    """A test goes the same way as a real warning and names the way it took."""

    def __init__(
        self,
        preferences: Preferences,
        alerts: AlertCenter,
        runner: Runner,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._alerts = alerts
        self._runner = runner
        self._play = QPushButton()
        self._test = QPushButton()
        self._result = ErrorBar()

        self.add_row(
            lambda: self.tr("Notice when a ticket is almost due"),
            Switch(preferences, "alerts.notices"),
            lambda: self.tr(
                "For tickets of mine, and for those nobody has. Without notices the panel in the "
                "window still shows them."
            ),
        )
        self.add_row(lambda: self.tr("Sound"), Switch(preferences, "alerts.sound"))
        self.add_row(
            lambda: self.tr("Accept a shift when it begins"),
            Switch(preferences, "duty.accept_shifts"),
            lambda: self.tr(
                "Whoever goes on duty is asked to accept the shift. After 15 minutes of silence "
                "the lead hears of it."
            ),
        )
        self.add_row(
            lambda: self.tr("Tell the lead of swaps"),
            Switch(preferences, "duty.lead_informed"),
            lambda: self.tr(
                "When somebody takes another one's duty. Nobody has to ask the lead first."
            ),
        )
        self.add_row(lambda: self.tr("Play the sound"), self._play)
        self.add_row(lambda: self.tr("Send a test notice"), self._test)
        self.column.addWidget(self._result)

        self._play.clicked.connect(self._on_play)
        self._test.clicked.connect(self._on_test)
        self.finish()

    @override
    def title(self) -> str:
        return self.tr("Notifications")

    def _on_play(self) -> None:
        self._runner.network(self, self._alerts.play_notice, on_error=self._result.show_error)

    def _on_test(self) -> None:
        self._test.setEnabled(False)
        self._runner.network(self, self._alerts.show_test, self._on_shown, self._result.show_error)

    def _on_shown(self, channel: str) -> None:
        self._test.setEnabled(True)
        ways = {
            "dbus": self.tr("The desktop showed it, with buttons."),
            "tray": self.tr("The tray was asked to show it; whether it did, nobody tells."),
            "plyer": self.tr("The system was asked to show it; whether it did, nobody tells."),
            "window": self.tr("Nothing here shows notices: warnings appear in the window only."),
        }
        severity = Severity.WARNING if channel == "window" else Severity.INFO
        self._result.show_notice(severity, ways[channel])
