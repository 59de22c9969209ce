"""The colours can be read by everyone: contrast, colour vision, and one source for all roles."""

from __future__ import annotations

from itertools import combinations
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

import pytest
from PySide6.QtGui import QColor, QPalette

from desktop.ui.sla_state import SlaState
from desktop.ui.theme.palette import palette
from desktop.ui.theme.tokens import DARK, LIGHT, Scheme, Tokens, tokens_for, tokens_of

THEMES = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])

Triple = tuple[float, float, float]

# Machado, Oliveira and Fernandes 2009, severity 1.0, applied in linear RGB.
VISIONS: dict[str, tuple[Triple, Triple, Triple]] = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


@THEMES
@pytest.mark.parametrize("ground", ["base", "window"])
@pytest.mark.parametrize("name", ["text", "muted", "link", "danger"])
def test_text_is_readable_on_both_grounds(tokens: Tokens, name: str, ground: str) -> None:
    assert contrast(getattr(tokens, name), getattr(tokens, ground)) >= 4.5


@THEMES
def test_text_is_readable_on_every_coloured_ground(tokens: Tokens) -> None:
    pairs = [
        (tokens.placeholder, tokens.base),
        (tokens.on_accent, tokens.accent),
        (tokens.on_selection, tokens.selection),
        (tokens.muted_on_selection, tokens.selection),
        (tokens.text, tokens.note),
        *((state.chip_text, state.chip) for state in tokens.states.values()),
        *((tokens.on_person, person) for person in tokens.people),
    ]
    assert min(contrast(ink, ground) for ink, ground in pairs) >= 4.5


@THEMES
def test_outlines_and_shapes_stand_out(tokens: Tokens) -> None:
    grounds = (tokens.base, tokens.window)
    pairs = [
        *((tokens.border, ground) for ground in grounds),
        *((tokens.accent, ground) for ground in grounds),
        (tokens.accent, tokens.selection),
        (tokens.note_edge, tokens.note),
        *(
            (state.ink, ground)
            for state in tokens.states.values()
            for ground in (*grounds, tokens.selection)
        ),
    ]
    assert min(contrast(ink, ground) for ink, ground in pairs) >= 3.0


@THEMES
@pytest.mark.parametrize("vision", VISIONS)
def test_every_two_sla_inks_differ_for_every_vision(tokens: Tokens, vision: str) -> None:
    seen = {name: lab(tokens.states[name].ink, vision) for name in SlaState}
    nearest = min(combinations(SlaState, 2), key=lambda two: delta(seen[two[0]], seen[two[1]]))
    assert delta(seen[nearest[0]], seen[nearest[1]]) >= 14.0, nearest


def test_colour_difference_matches_the_published_test_data() -> None:
    # Sharma, Wu and Dalal 2005, pairs 1, 17 and 25.
    assert delta((50, 2.6772, -79.7751), (50, 0, -82.7485)) == pytest.approx(2.0425, abs=1e-4)
    assert delta((50, 2.5, 0), (73, 25, -18)) == pytest.approx(27.1492, abs=1e-4)
    assert delta((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387)) == pytest.approx(
        1.2644, abs=1e-4
    )


@pytest.mark.parametrize("more_contrast", [False, True])
@pytest.mark.parametrize("scheme", Scheme)
def test_a_palette_leads_back_to_its_tokens(scheme: Scheme, more_contrast: bool) -> None:
    tokens = tokens_for(scheme, more_contrast=more_contrast)
    assert tokens_of(palette(tokens)) == tokens


@THEMES
def test_palette_takes_its_roles_from_the_tokens(tokens: Tokens) -> None:
    made = palette(tokens)
    role = QPalette.ColorRole
    assert made.color(role.Window) == tokens.window
    assert made.color(role.Highlight) == tokens.selection
    assert made.color(role.Dark) == tokens.border
    assert made.color(QPalette.ColorGroup.Disabled, role.ButtonText) == tokens.border


def test_high_contrast_drops_the_quiet_colours() -> None:
    loud = LIGHT.with_more_contrast()
    assert (loud.muted, loud.hairline, loud.focus_width) == (LIGHT.text, LIGHT.border, 3)


def contrast(one: QColor, other: QColor) -> float:
    """Return the WCAG 2.2 contrast ratio."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: QColor) -> float:
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def linear(colour: QColor) -> Triple:
    def one(channel: int) -> float:
        value = channel / 255
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    return one(colour.red()), one(colour.green()), one(colour.blue())


def lab(colour: QColor, vision: str) -> Triple:
    """Return CIE Lab (D65) of `colour` as a person with `vision` sees it."""
    source = linear(colour)
    red, green, blue = (
        min(1.0, max(0.0, sum(weight * value for weight, value in zip(row, source, strict=True))))
        for row in VISIONS[vision]
    )
    x = (0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047
    y = 0.2126729 * red + 0.7151522 * green + 0.0721750 * blue
    z = (0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883

    def bend(value: float) -> float:
        return value ** (1 / 3) if value > 216 / 24389 else (24389 / 27 * value + 16) / 116

    return 116 * bend(y) - 16, 500 * (bend(x) - bend(y)), 200 * (bend(y) - bend(z))


def delta(one: Triple, other: Triple) -> float:
    """Return the CIEDE2000 difference of two Lab colours."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean_chroma = (hypot(a1, b1) + hypot(a2, b2)) / 2
    bend = 0.5 * (1 - sqrt(mean_chroma**7 / (mean_chroma**7 + 25**7)))
    a1, a2 = a1 * (1 + bend), a2 * (1 + bend)
    c1, c2 = hypot(a1, b1), hypot(a2, b2)
    h1, h2 = degrees(atan2(b1, a1)) % 360, degrees(atan2(b2, a2)) % 360
    turn = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0.0
    hue_step = 2 * sqrt(c1 * c2) * sin(radians(turn / 2))
    light, chroma = (l1 + l2) / 2, (c1 + c2) / 2
    hue = (h1 + turn / 2) % 360 if c1 * c2 else h1 + h2
    tilt = (
        1
        - 0.17 * cos(radians(hue - 30))
        + 0.24 * cos(radians(2 * hue))
        + 0.32 * cos(radians(3 * hue + 6))
        - 0.20 * cos(radians(4 * hue - 63))
    )
    scale_l = 1 + 0.015 * (light - 50) ** 2 / sqrt(20 + (light - 50) ** 2)
    scale_c = 1 + 0.045 * chroma
    scale_h = 1 + 0.015 * chroma * tilt
    swing = 30 * exp(-(((hue - 275) / 25) ** 2))
    twist = -2 * sqrt(chroma**7 / (chroma**7 + 25**7)) * sin(radians(2 * swing))
    dl, dc, dh = (l2 - l1) / scale_l, (c2 - c1) / scale_c, hue_step / scale_h
    return sqrt(dl**2 + dc**2 + dh**2 + twist * dc * dh)
