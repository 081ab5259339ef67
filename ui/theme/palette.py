"""The Qt palette of a theme, for everything that no style sheet rule reaches."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette

from ui.theme.tokens import Tokens

_ROLES = {
    "Window": "window",
    "WindowText": "text",
    "Base": "paper",
    "AlternateBase": "window",
    "Text": "text",
    "Button": "paper",
    "ButtonText": "text",
    "ToolTipBase": "text",
    "ToolTipText": "paper",
    "PlaceholderText": "text3",
    "Highlight": "accent",
    "HighlightedText": "on_accent",
    "Link": "accent",
    "LinkVisited": "accent",
    "BrightText": "danger",
    "Light": "paper",
    "Midlight": "hover",
    "Mid": "line",
    "Dark": "ctl",
    "Shadow": "text3",
    "Accent": "accent",
}


def make_palette(tokens: Tokens) -> QPalette:
    """Palette of the whole application."""
    palette = QPalette()
    for name, role in _ROLES.items():
        palette.setColor(getattr(QPalette.ColorRole, name), QColor(tokens.hex(role)))
    disabled = QPalette.ColorGroup.Disabled
    for name in ("WindowText", "Text", "ButtonText"):
        palette.setColor(disabled, getattr(QPalette.ColorRole, name), QColor(tokens.text3))
    return palette
