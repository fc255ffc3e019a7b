"""Count what events.yaml contains: `python -m tests.census` prints it with the minimum."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from oai_timeline.index import open_file
from oai_timeline.load import load
from oai_timeline.query.events import fetch_json
from oai_timeline.query.select import Query, select

FILE = Path(__file__).parent.parent / "events.yaml"
RESERVED_OUTLETS = (
    "wikipedia",
    "axios",
    "cnn",
    "al jazeera",
    "aljazeera",
    "guardian",
    "cointelegraph",
)
"""Outlets that are reserved for an independent check of completeness."""

Event = Mapping[str, Any]


class Timeline(NamedTuple):
    """The events as JSON has them, in canonical order, and the actors by id."""

    events: list[Event]
    actors: Mapping[str, Any]


class Minimum(NamedTuple):
    """Something to count, and its minimum."""

    what: str
    least: int
    count: Callable[[Timeline], int]


def read_bundled() -> Timeline:
    """Return the events and actors of events.yaml."""
    index = open_file(str(FILE))
    events = [json.loads(text) for text in fetch_json(index, select(index, Query()))]
    index.close()
    with FILE.open("rb") as stream:
        return Timeline(events, load(stream, FILE.name).actors)


def _begins(event: Event) -> str:
    return str(event["when"]["earliest"] or "")[:10]


def _between(first: str, last: str) -> Callable[[Timeline], int]:
    return lambda timeline: sum(first <= _begins(event) <= last for event in timeline.events)


def _where(condition: Callable[[Event], object]) -> Callable[[Timeline], int]:
    return lambda timeline: sum(bool(condition(event)) for event in timeline.events)


def _percent(condition: Callable[[Event], object]) -> Callable[[Timeline], int]:
    return lambda timeline: 100 * _where(condition)(timeline) // len(timeline.events)


def _publishers(event: Event) -> set[str]:
    return {source["publisher"] for source in event["sources"]}


def _sources(timeline: Timeline) -> int:
    return len({source["id"] for event in timeline.events for source in event["sources"]})


def _citing(source: str) -> Callable[[Timeline], int]:
    return _where(lambda event: source in {one["id"] for one in event["sources"]})


MINIMUMS = (
    Minimum("events", 220, lambda timeline: len(timeline.events)),
    Minimum("background, to 15 November 2023", 25, _between("", "2023-11-15")),
    *(
        Minimum(f"{day} November", least, _between(f"2023-11-{day}", f"2023-11-{day}"))
        for day, least in ((16, 5), (17, 35), (18, 20), (19, 25), (20, 25), (21, 15), (22, 4))
    ),
    Minimum("23 to 30 November", 10, _between("2023-11-23", "2023-11-30")),
    Minimum("29 November", 4, _between("2023-11-29", "2023-11-29")),
    Minimum("December 2023 and later", 35, _between("2023-12-01", "9999")),
    Minimum("actors", 70, lambda timeline: len(timeline.actors)),
    Minimum("sources in use", 150, _sources),
    Minimum(
        "per cent of events on two publishers", 60, _percent(lambda e: len(_publishers(e)) > 1)
    ),
    Minimum("reported", 25, _where(lambda event: event["certainty"] == "reported")),
    Minimum(
        "disputed or rumoured", 8, _where(lambda e: e["certainty"] in {"disputed", "rumoured"})
    ),
    Minimum("events with two accounts or more", 25, _where(lambda e: len(e["accounts"]) > 1)),
    Minimum("per cent of events with because", 40, _percent(lambda event: event["because"])),
    Minimum("quotes", 40, lambda timeline: sum(len(event["quotes"]) for event in timeline.events)),
    Minimum("events with figures", 8, _where(lambda event: event["figures"])),
    *(
        Minimum(f"events with {seed}", least, _citing(seed))
        for seed, least in (("seed-000", 18), ("seed-002", 35), ("seed-003", 9))
    ),
)


if __name__ == "__main__":
    timeline = read_bundled()
    for what, least, count in MINIMUMS:
        print(f"{count(timeline):>5}  {what} (at least {least})")  # noqa: T201
