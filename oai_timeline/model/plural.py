"""Nouns in messages that count something."""


def plural(noun: str, count: int) -> str:
    """Return a noun in the form that follows a count: `event`, `events` or `addresses`."""
    if count == 1:
        return noun
    return f"{noun}es" if noun.endswith("s") else f"{noun}s"


def format_count(count: int, noun: str) -> str:
    """Return a count with its noun: `1 event`, `3 events`."""
    return f"{count} {plural(noun, count)}"
