"""Nouns in messages that count something."""

from oai_timeline.model.time import SECONDS_PER_DAY

_UNITS = (("day", SECONDS_PER_DAY), ("hour", 3_600), ("minute", 60), ("second", 1))


def plural(noun: str, count: int) -> str:
    """Return a noun in the form that follows a count: `event`, `events` or `addresses`."""
    if count == 1:
        return noun
    return f"{noun}es" if noun.endswith("s") else f"{noun}s"


def format_count(count: int, noun: str) -> str:
    """Return a count with its noun: `1 event`, `3 events`."""
    return f"{count} {plural(noun, count)}"


def format_duration(seconds: int) -> str:
    """Return a duration in its two largest units, rounded down: `1 day 2 hours`, `5 minutes`."""
    parts = list[str]()
    for unit, size in _UNITS:
        count, seconds = divmod(seconds, size)
        if count or parts:
            parts.append(format_count(count, unit) if count else "")
        if len(parts) == 2:
            break
    return " ".join(filter(None, parts))
