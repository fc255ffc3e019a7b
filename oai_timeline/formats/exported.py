"""What an export comes to."""

from collections.abc import Sequence
from typing import NamedTuple

from oai_timeline.model.record import EventRecord


class Exported(NamedTuple):
    """A document, in pieces, and what it could not carry: a line each, for stderr."""

    texts: Sequence[str]
    lost: Sequence[str] = ()


def with_a_start(form: str, events: Sequence[EventRecord]) -> tuple[list[EventRecord], list[str]]:
    """Give the events that have an earliest bound, and say how many have none: a line, or none."""
    placed = [event for event in events if event["when"]["earliest"] is not None]
    without = len(events) - len(placed)
    lost = f"{form} needs a start: left out {without} of {len(events)} events"
    return placed, [lost] if without else []
