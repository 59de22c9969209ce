"""The colours of both themes as values (screens.md 3.3, 3.4), and how a widget finds its own.

    tokens = tokens_of(widget.palette())     # in any widget, delegate or style
    painter.setPen(tokens.muted)

There is no global "current theme": the palette a widget already has says which tokens apply, so a
picture, a print and two windows in different themes need nothing more.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType

from PySide6.QtGui import QColor, QPalette

from desktop.ui.sla_state import SlaState


class Scheme(StrEnum):
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class StateColours:
    """One SLA state: `ink` for shapes and bars only, text always as `chip_text` on `chip`."""

    ink: QColor
    chip_text: QColor
    chip: QColor


@dataclass(frozen=True, slots=True)
class Tokens:
    """Every colour the program paints with; nothing else in `ui` names a colour."""

    scheme: Scheme
    window: QColor
    base: QColor
    alternate: QColor
    text: QColor
    muted: QColor
    placeholder: QColor
    border: QColor
    hairline: QColor
    accent: QColor
    link: QColor
    on_accent: QColor
    selection: QColor
    on_selection: QColor
    muted_on_selection: QColor
    note: QColor
    note_edge: QColor
    danger: QColor
    states: Mapping[SlaState, StateColours]
    people: tuple[QColor, ...]
    on_person: QColor
    heat: tuple[QColor, QColor]
    focus_width: int = 2

    def with_more_contrast(self) -> Tokens:
        """Return these tokens for a system that asks for high contrast (screens.md 3.3)."""
        return replace(
            self,
            muted=self.text,
            muted_on_selection=self.on_selection,
            hairline=self.border,
            focus_width=3,
        )


def _states(table: dict[SlaState, tuple[str, str, str]]) -> Mapping[SlaState, StateColours]:
    return MappingProxyType(
        {state: StateColours(*(QColor(name) for name in row)) for state, row in table.items()}
    )


LIGHT = Tokens(
    scheme=Scheme.LIGHT,
    window=QColor("#F3F4F6"),
    base=QColor("#FFFFFF"),
    alternate=QColor("#F8F9FB"),
    text=QColor("#1B1F24"),
    muted=QColor("#57606A"),
    placeholder=QColor("#667079"),
    border=QColor("#848D97"),
    hairline=QColor("#D5D9DF"),
    accent=QColor("#0A5FB4"),
    link=QColor("#0A5FB4"),
    on_accent=QColor("#FFFFFF"),
    selection=QColor("#D6E8FB"),
    on_selection=QColor("#10243A"),
    muted_on_selection=QColor("#57606A"),
    note=QColor("#FFF8DC"),
    note_edge=QColor("#9A7400"),
    danger=QColor("#B3261E"),
    states=_states(
        {
            SlaState.ON_TRACK: ("#187FF1", "#0B4A8F", "#E3EFFD"),
            SlaState.SOON: ("#674A12", "#573D0A", "#FFEDB3"),
            SlaState.CRITICAL: ("#D75E15", "#7F3306", "#FFE2CF"),
            SlaState.OVERDUE: ("#510016", "#FFFFFF", "#510016"),
            SlaState.PAUSED: ("#7A7D86", "#43474F", "#E9EAED"),
            SlaState.MET: ("#095A4B", "#074B3F", "#DDF2EC"),
            SlaState.WITH_DEVELOPER: ("#2616B4", "#2616B4", "#E7E4FC"),
        }
    ),
    people=tuple(
        QColor(name) for name in ("#1B5FA8", "#8A4B08", "#0A6B5A", "#6A3FA0", "#8E1F4F", "#4D5560")
    ),
    on_person=QColor("#FFFFFF"),
    heat=(QColor("#EEF4FB"), QColor("#0A3F7A")),
)

DARK = Tokens(
    scheme=Scheme.DARK,
    window=QColor("#1C1F24"),
    base=QColor("#15181C"),
    alternate=QColor("#1A1D22"),
    text=QColor("#E6E8EB"),
    muted=QColor("#A0A8B2"),
    placeholder=QColor("#8C95A0"),
    border=QColor("#6E7781"),
    hairline=QColor("#343A42"),
    accent=QColor("#6CB2FF"),
    link=QColor("#7CBBFF"),
    on_accent=QColor("#0B1B2B"),
    selection=QColor("#1F3F60"),
    on_selection=QColor("#FFFFFF"),
    muted_on_selection=QColor("#A0A8B2"),
    note=QColor("#2E2A17"),
    note_edge=QColor("#C9A227"),
    danger=QColor("#FF8A80"),
    states=_states(
        {
            SlaState.ON_TRACK: ("#3E8BFC", "#B3D2FF", "#152C4D"),
            SlaState.SOON: ("#FFE33E", "#FFEB7A", "#3B330A"),
            SlaState.CRITICAL: ("#FF471B", "#FFB8A3", "#48190C"),
            SlaState.OVERDUE: ("#FFADC5", "#3A0013", "#FFADC5"),
            SlaState.PAUSED: ("#7D899D", "#C3CAD6", "#2A2F38"),
            SlaState.MET: ("#20CB7D", "#8DEABD", "#0F3324"),
            SlaState.WITH_DEVELOPER: ("#D5B6FF", "#E5D4FF", "#2E2150"),
        }
    ),
    people=tuple(
        QColor(name) for name in ("#8FC3FF", "#F0B870", "#7ADBC3", "#CDB2FF", "#FF9FBF", "#C2C9D1")
    ),
    on_person=QColor("#0B1B2B"),
    heat=(QColor("#1B2430"), QColor("#8FC3FF")),
)


def tokens_for(scheme: Scheme, *, more_contrast: bool = False) -> Tokens:
    """Return the tokens of a theme."""
    tokens = DARK if scheme is Scheme.DARK else LIGHT
    return tokens.with_more_contrast() if more_contrast else tokens


_MARKS = {
    (tokens.window.rgb(), tokens.hairline.rgb()): tokens
    for tokens in (LIGHT, DARK, LIGHT.with_more_contrast(), DARK.with_more_contrast())
}


def tokens_of(palette: QPalette) -> Tokens:
    """Return the tokens that `palette` was made from; the nearer theme for a foreign palette."""
    window = palette.window().color()
    known = _MARKS.get((window.rgb(), palette.mid().color().rgb()))
    if known is not None:
        return known
    return DARK if window.lightnessF() < 0.5 else LIGHT
