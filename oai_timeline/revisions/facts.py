"""What counts when values of two revisions are compared, and how their difference is written."""

from collections.abc import Mapping
from typing import Any

from oai_timeline.model.date import EventDate
from oai_timeline.revisions.change import Value


def as_fact(value: Any) -> object:
    """Return a value that equals another one if both say the same.

    Dates are compared as written; line breaks in texts, and the order of lists, don't count.
    """
    if isinstance(value, EventDate):
        return value.text
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, Mapping):
        return frozenset(value.items())
    if hasattr(value, "_fields"):
        return as_facts(value)
    if isinstance(value, tuple):
        return frozenset(map(as_fact, value))
    return value


def as_facts(fields: tuple[Any, ...]) -> tuple[object, ...]:
    """Return the same for each field of an entry, an account, a quote or an office."""
    return tuple(map(as_fact, fields))


def as_value(value: Any) -> Value:
    """Return a value as texts."""
    if value is None:
        return None
    if isinstance(value, EventDate):
        return value.text
    if isinstance(value, Mapping):
        return tuple(f"{name}: {number}" for name, number in value.items())
    if isinstance(value, tuple):
        return tuple(one if isinstance(one, str) else ", ".join(one) for one in value)
    return " ".join(str(value).split())


def differ(old: Any, new: Any) -> tuple[Value, Value]:
    """Return an old and a new value as texts; of two lists, only the members that differ."""
    before, after = as_value(old), as_value(new)
    if isinstance(before, tuple) and isinstance(after, tuple):
        kept = set(before) & set(after)
        return (
            tuple(one for one in before if one not in kept),
            tuple(one for one in after if one not in kept),
        )
    return before, after
