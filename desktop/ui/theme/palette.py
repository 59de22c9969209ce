"""The QPalette of each theme: the only thing a theme switch sets."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette

from desktop.ui.theme.tokens import Tokens

Group = QPalette.ColorGroup
Role = QPalette.ColorRole


def palette(tokens: Tokens) -> QPalette:
    """Build the palette of a theme; disabled text is the border colour (screens.md 3.3)."""
    made = QPalette()
    for role, colour in _roles(tokens).items():
        made.setColor(Group.All, role, colour)
    for role in (Role.Text, Role.WindowText, Role.ButtonText, Role.PlaceholderText):
        made.setColor(Group.Disabled, role, tokens.border)
    made.setColor(Group.Disabled, Role.Highlight, tokens.hairline)
    made.setColor(Group.Disabled, Role.HighlightedText, tokens.border)
    return made


def _roles(tokens: Tokens) -> dict[QPalette.ColorRole, QColor]:
    return {
        Role.Window: tokens.window,
        Role.WindowText: tokens.text,
        Role.Base: tokens.base,
        Role.AlternateBase: tokens.alternate,
        Role.Text: tokens.text,
        Role.PlaceholderText: tokens.placeholder,
        Role.Button: tokens.window,
        Role.ButtonText: tokens.text,
        Role.BrightText: tokens.danger,
        Role.Light: tokens.base,
        Role.Midlight: tokens.hairline,
        Role.Mid: tokens.hairline,
        Role.Dark: tokens.border,
        Role.Shadow: tokens.border,
        Role.Accent: tokens.accent,
        Role.Highlight: tokens.selection,
        Role.HighlightedText: tokens.on_selection,
        Role.Link: tokens.link,
        Role.LinkVisited: tokens.link,
        Role.ToolTipBase: tokens.base,
        Role.ToolTipText: tokens.text,
    }
