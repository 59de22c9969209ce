"""The calendars of all lines over some weeks, and whom they put on duty: resolved once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from desktop.domain.duty_calendar import DutyCalendar
from desktop.domain.duty_resolve import ResolvedDuty, resolve
from desktop.domain.duty_span import Span

_MOST_PARTS: Final = 200
"""Whoever asks for another instant each minute must not fill the memory."""


@dataclass(slots=True)
class Resolutions:
    """Owns what was resolved of calendars that were read for a span; several threads may ask.

    A line for which nothing holds but what holds for all has the very calendar of all, and gets
    the very answers of all.
    """

    within: Span
    calendars: Mapping[int | None, DutyCalendar]
    _whole: dict[int | None, ResolvedDuty] = field(default_factory=dict)
    _parts: dict[tuple[int | None, Span], ResolvedDuty] = field(default_factory=dict)

    def covers(self, span: Span) -> bool:
        """Tell whether a span lies in what was read."""
        return self.within[0] <= span[0] and span[1] <= self.within[1]

    def resolved(self, line_id: int | None, span: Span) -> ResolvedDuty:
        """Return who is on duty for a line in a span that this covers."""
        if line_id is not None and self.calendars[line_id] is self.calendars.get(None):
            line_id = None
        asked = (line_id, span)
        part = self._parts.get(asked)
        if part is None:
            part = self._of(line_id).part(*span)
            if len(self._parts) >= _MOST_PARTS:
                self._parts.clear()
            self._parts[asked] = part
        return part

    def _of(self, line_id: int | None) -> ResolvedDuty:
        whole = self._whole.get(line_id)
        if whole is None:
            whole = self._whole[line_id] = resolve(self.calendars[line_id], *self.within)
        return whole
