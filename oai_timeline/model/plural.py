"""Counts in messages."""


def plural(count: int, noun: str) -> str:
    """Return a count with its noun: `1 event`, `2,000 events`, `3 addresses`."""
    ending = "" if count == 1 else "es" if noun.endswith("s") else "s"
    return f"{count:,} {noun}{ending}"
