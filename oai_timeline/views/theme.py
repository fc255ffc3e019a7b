"""How things look: styles by what they mean, in the terminal's own sixteen colours."""

STYLES = {
    "": "none",
    "title": "bold",
    "day": "bold",
    "quiet": "dim",
    "time": "bold",
    "who": "cyan",
    "what": "none",
    "confirmed": "green",
    "reported": "blue",
    "disputed": "magenta",
    "rumoured": "yellow",
    "unordered": "dim",
    "source": "blue",
    "bar": "cyan",
    "command": "cyan",
    "error": "bold red",
    "warning": "bold yellow",
    "hit": "bold underline",
}
"""Rich styles. Nothing depends on them alone: what a colour says a sign or a word says, too."""
