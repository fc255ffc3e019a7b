"""Symbols used wherever events are shown to people."""


class Glyphs:
    """Symbols and lines, in Unicode."""

    confirmed = "✓"
    reported = "◦"
    disputed = "≠"
    rumoured = "?"
    unordered = "⇅"
    rail = "┊"
    by = "●"
    about = "○"
    branch = "├─ "
    last = "└─ "
    trunk = "│  "
    bar = "█"
    shade = "░"
    dash = "–"
    no_clock = "·"

    def certainty(self, name: str | None) -> str:
        """Return the symbol of a certainty, or an empty text for None."""
        return getattr(self, name) if name else ""


class AsciiGlyphs(Glyphs):
    """The same in ASCII."""

    confirmed = "[+]"
    reported = "[-]"
    disputed = "[!]"
    rumoured = "[?]"
    unordered = "[=]"
    rail = ":"
    by = "[*]"
    about = "[o]"
    branch = "|- "
    last = "`- "
    trunk = "|  "
    bar = "#"
    shade = "."
    dash = "-"
    no_clock = "."


UNICODE = Glyphs()
ASCII = AsciiGlyphs()
