"""Symbols used wherever events are shown to people."""

from typing import NamedTuple

MEANINGS = {
    "confirmed": "first-hand, a document, or two independent origins",
    "reported": "one outlet, or persons who are not named",
    "disputed": "accounts contradict one another on substance",
    "rumoured": "repeated, but vouched for by no one",
}
"""What each certainty means, from the most to the least certain."""


class Glyphs(NamedTuple):
    """Symbols and lines, in Unicode or in ASCII."""

    confirmed: str
    reported: str
    disputed: str
    rumoured: str
    unordered: str
    by: str
    about: str
    branch: str
    last: str
    trunk: str
    bar: str
    dash: str
    no_clock: str

    def certainty(self, name: str | None) -> str:
        """Return the symbol of a certainty, or an empty text for None."""
        return getattr(self, name) if name else ""


UNICODE = Glyphs("✓", "◦", "≠", "?", "⇅", "●", "○", "├─ ", "└─ ", "│  ", "█", "–", "·")
ASCII = Glyphs("[+]", "[-]", "[!]", "[?]", "[=]", "[*]", "[o]", "|- ", "`- ", "|  ", "#", "-", ".")
