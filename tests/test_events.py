"""The content of the bundled timeline: what it must contain, and what it must not."""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import pytest

from oai_timeline.index import open_files
from oai_timeline.load import load
from oai_timeline.query.events import fetch_json
from oai_timeline.query.select import Query, select
from tests.cli.processes import ROOT

FILE = ROOT / "events.yaml"
GUIDE = ROOT / "docs" / "editing.md"
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


def _read_bundled() -> Timeline:
    index = open_files([str(FILE)])
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
        for day, least in ((16, 4), (17, 35), (18, 20), (19, 25), (20, 25), (21, 15), (22, 3))
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
        "disputed or rumoured", 6, _where(lambda e: e["certainty"] in {"disputed", "rumoured"})
    ),
    Minimum("events with two accounts or more", 25, _where(lambda e: len(e["accounts"]) > 1)),
    Minimum("per cent of events with because", 25, _percent(lambda event: event["because"])),
    Minimum("quotes", 40, lambda timeline: sum(len(event["quotes"]) for event in timeline.events)),
    Minimum("events with figures", 8, _where(lambda event: event["figures"])),
    *(
        Minimum(f"events with {seed}", least, _citing(seed))
        for seed, least in (("seed-000", 18), ("seed-002", 35), ("seed-003", 9))
    ),
)


@pytest.fixture(scope="module")
def timeline(tmp_path_factory: pytest.TempPathFactory) -> Timeline:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        return _read_bundled()


@pytest.mark.parametrize("minimum", MINIMUMS, ids=lambda minimum: minimum.what)
def test_the_timeline_contains_at_least_the_minimum(minimum: Minimum, timeline: Timeline) -> None:
    assert minimum.count(timeline) >= minimum.least


def test_reserved_outlets_are_not_sources(timeline: Timeline) -> None:
    named = {
        (event["id"], source["id"])
        for event in timeline.events
        for source in event["sources"]
        for text in (source["publisher"], source["via"] or "", source["url"] or "")
        if any(outlet in text.lower() for outlet in RESERVED_OUTLETS)
    }
    assert named == set()


WRONG_SEEDS = [
    pytest.param("brockman-gets-text", "seed-002", "2023-11-17T00:19", id="the text message"),
    pytest.param("altman-dismissed", "seed-002", "2023-11-17T00:30~", id="the announcement"),
]


@pytest.mark.parametrize(("event", "seed", "when"), WRONG_SEEDS)
def test_the_version_of_a_wrong_seed_is_an_account(
    event: str, seed: str, when: str, timeline: Timeline
) -> None:
    (found,) = (one for one in timeline.events if one["id"] == event)
    (account,) = (one for one in found["accounts"] if seed in one["sources"])
    assert account["when"]["date"] == when
    assert found["when"]["date"] != when


def test_every_tag_is_explained_in_the_editing_guide(timeline: Timeline) -> None:
    table = re.findall(r"^\| ([a-z, -]+) \|", GUIDE.read_text(), re.MULTILINE)
    explained = {tag for row in table for tag in row.split(", ")}
    assert {tag for event in timeline.events for tag in event["tags"]} <= explained


def test_the_signatories_of_the_letter_increase(timeline: Timeline) -> None:
    counts = [
        event["figures"]["signatories"]
        for event in timeline.events
        if "signatories" in event["figures"]
    ]
    assert counts == sorted(set(counts))
    assert len(counts) >= 5
    assert counts[0] < 600
    assert counts[-1] >= 738
