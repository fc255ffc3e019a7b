"""What an export comes to."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from oai_timeline.model.record import EventRecord


class Exported(NamedTuple):
    """A document, in pieces, and what it could not carry: a line each, for stderr."""

    texts: Sequence[str]
    lost: Sequence[str] = ()


def no_place(form: str, counts: Mapping[str, int]) -> list[str]:
    """Say what a format has no place for, of what there is of it: a line, or none.

    `counts` is by the name of one: "quote", "link".
    """
    parts = [
        f"{count} {what}{'' if count == 1 else 's'}" for what, count in counts.items() if count
    ]
    return [f"{form} has no place for {', '.join(parts)}"] if parts else []


def with_a_start(form: str, events: Sequence[EventRecord]) -> tuple[list[EventRecord], list[str]]:
    """Give the events that have an earliest bound, and say how many have none: a line, or none."""
    placed = [event for event in events if event["when"]["earliest"] is not None]
    without = len(events) - len(placed)
    lost = f"{form} needs a start: left out {without} of {len(events)} events"
    return placed, [lost] if without else []
