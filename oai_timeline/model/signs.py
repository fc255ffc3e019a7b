"""Symbols used wherever events are shown to people."""

from typing import NamedTuple


class Glyphs(NamedTuple):
    """Symbols and lines, in Unicode or in ASCII."""

    confirmed: str
    reported: str
    disputed: str
    rumoured: str
    unordered: str
    rail: str
    by: str
    about: str
    branch: str
    last: str
    trunk: str
    bar: str
    shade: str
    dash: str
    no_clock: str

    def certainty(self, name: str | None) -> str:
        """Return the symbol of a certainty, or an empty text for None."""
        return getattr(self, name) if name else ""


UNICODE = Glyphs("✓", "◦", "≠", "?", "⇅", "┊", "●", "○", "├─ ", "└─ ", "│  ", "█", "░", "–", "·")
ASCII = Glyphs(
    "[+]", "[-]", "[!]", "[?]", "[=]", ":", "[*]", "[o]", "|- ", "`- ", "|  ", "#", ".", "-", "."
)
