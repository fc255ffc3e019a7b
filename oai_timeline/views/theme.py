"""How things look: styles by what they mean, in the terminal's own sixteen colours."""

from typing import NamedTuple

STYLES = {
    "": "none",
    "title": "bold",
    "day": "bold",
    "quiet": "dim",
    "time": "bold",
    "soft": "none",
    "who": "cyan",
    "what": "none",
    "confirmed": "green",
    "reported": "bright_blue",
    "disputed": "magenta",
    "rumoured": "yellow",
    "unordered": "dim",
    "source": "bright_blue",
    "bar": "cyan",
    "command": "cyan",
    "hit": "bold underline",
}
"""Rich styles. Nothing depends on them alone: what a colour says a sign or a word says, too."""


class Glyphs(NamedTuple):
    """Signs and lines, in Unicode or in ASCII."""

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
        """Give the sign of a certainty; nothing where none is given."""
        return getattr(self, name) if name else ""


UNICODE = Glyphs("✓", "◦", "≠", "?", "⇅", "●", "○", "├─ ", "└─ ", "│  ", "█", "–", "·")
ASCII = Glyphs("[+]", "[-]", "[!]", "[?]", "[=]", "[*]", "[o]", "|- ", "`- ", "|  ", "#", "-", ".")
