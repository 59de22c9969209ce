"""Who is on duty, in the header of every page (screens.md 2.1)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QToolButton, QWidget
from typing_extensions import override

from desktop.ui.formats import near_text
from desktop.ui.icons import icon
from desktop.ui.theme.style import RADIUS
from desktop.ui.theme.tokens import tokens_of
from desktop.ui.widgets.tooltips import plain_tooltip

if TYPE_CHECKING:  # the first paint knows nobody yet
    from zoneinfo import ZoneInfo

    from desktop.services.duty_rows import DutyStanding

_NAMED = 2
"""So many names are written out; of more the number."""


class DutyChip(QToolButton):
    """Says who is on duty till when; hatched when nobody is, though somebody should be.

    Without a duty calendar there is nothing to say, and it is not shown.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._standing: DutyStanding | None = None
        self._now: datetime | None = None
        self.setAutoRaise(True)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.hide()

    @property
    def is_missed(self) -> bool:
        """Return whether nobody is on duty at an hour at which nobody is at work either."""
        found = self._standing
        return found is not None and not found.on and not found.at_work

    def show_standing(self, standing: DutyStanding, now: datetime) -> None:
        """Tell who is on duty now."""
        self._standing, self._now = standing, now
        self.say()
        self._tint()
        self.setVisible(standing.is_kept)

    def say(self) -> None:
        """Take the words of the language now spoken."""
        if self._standing is None or self._now is None:
            return
        self.setText(self._words(self._standing, self._now).replace("&", "&&"))
        self.setToolTip(plain_tooltip(self._details(self._standing, self._now)))
        self.setAccessibleName(self._details(self._standing, self._now))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.say()
        elif event.type() == QEvent.Type.PaletteChange and self._standing is not None:
            self._tint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self.is_missed:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            hatch = QColor(tokens_of(self.palette()).danger)
            hatch.setAlphaF(0.25)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QBrush(hatch, Qt.BrushStyle.BDiagPattern))
            painter.drawRoundedRect(self.rect(), RADIUS, RADIUS)
            painter.end()
        super().paintEvent(event)

    def _words(self, standing: DutyStanding, now: datetime) -> str:
        zone = _zone(standing)
        following = standing.following
        if standing.on:
            people = list(dict.fromkeys(duty.person for duty in standing.on))
            names = ", ".join(people[:_NAMED])
            if len(people) > _NAMED:
                names = f"{names} +{len(people) - _NAMED}"
            until = near_text(min(duty.until_at for duty in standing.on), now, zone)
            return self.tr("{names} till {time}").format(names=names, time=until)
        if following is None:
            return self.tr("Nobody on duty")
        begins = near_text(following.start_at, now, zone)
        if standing.at_work:
            return self.tr("{name} from {time}").format(name=following.person, time=begins)
        return self.tr("Nobody on duty till {time}").format(time=begins)

    def _details(self, standing: DutyStanding, now: datetime) -> str:
        """Return everybody on duty, with line and end, and who is next."""
        zone = _zone(standing)
        lines = []
        for duty in standing.on:
            who = duty.person if duty.line is None else f"{duty.person} ({duty.line})"
            until = near_text(duty.until_at, now, zone)
            lines.append(self.tr("On duty: {name} till {time}").format(name=who, time=until))
        if not lines:
            lines.append(self.tr("Nobody on duty"))
        if standing.following is not None:
            begins = near_text(standing.following.start_at, now, zone)
            following = self.tr("Next: {name} from {time}")
            lines.append(following.format(name=standing.following.person, time=begins))
        return "\n".join(lines)

    def _tint(self) -> None:
        tokens = tokens_of(self.palette())
        ink = tokens.danger if self.is_missed else tokens.text
        self.setIcon(icon("moon", ink))
        if self.palette().color(QPalette.ColorRole.ButtonText) != ink:
            palette = QPalette()
            palette.setColor(QPalette.ColorRole.ButtonText, ink)
            self.setPalette(palette)


def _zone(standing: DutyStanding) -> ZoneInfo:
    from zoneinfo import ZoneInfo

    return ZoneInfo(standing.zone)
