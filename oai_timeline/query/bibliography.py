"""The sources of a timeline: how often each is used, what it rests on, what rests on it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from oai_timeline.index import Index
from oai_timeline.model.origins import Origins
from oai_timeline.model.record import EventRecord, ListedEvent, SourceRecord
from oai_timeline.query import names
from oai_timeline.query.events import fetch_with_records
from oai_timeline.query.filters import Value
from oai_timeline.query.origins import SourceNode, fetch_dependencies
from oai_timeline.query.select import Query, select


class SourceUse(NamedTuple):
    """A source, how many events and how many offices rest on it, and what it comes to in the end.

    `origins` are ids of sources.
    """

    source: SourceRecord
    events: int
    offices: int
    origins: Sequence[str]

    @property
    def uses(self) -> int:
        """Count what rests on it."""
        return self.events + self.offices

    def in_full(self) -> dict[str, object]:
        """Give all of it by name, the source's own parts first."""
        return {
            **self.source,
            "events": self.events,
            "offices": self.offices,
            "origins": self.origins,
        }


class SourceDetails(NamedTuple):
    """Everything about some sources: those that rest on them, and the events that cite them."""

    sources: list[SourceUse]
    resting: list[SourceUse]
    events: list[ListedEvent]
    records: list[EventRecord]
    zone: str


_ALL = """
SELECT id, json, (SELECT count(*) FROM citation WHERE source = source.id),
    (SELECT count(*) FROM office JOIN office_source USING (actor, place) WHERE source = source.id)
FROM source ORDER BY published_to IS NULL, published_to, place
"""


def fetch_sources(index: Index) -> list[SourceUse]:
    """List the sources by the date of publication, those without one last."""
    from json import loads

    origins = Origins(fetch_dependencies(index))
    return [
        SourceUse(loads(text), events, offices, origins.of([key]))
        for key, text, events, offices in index.rows(_ALL)
    ]


def fetch_source_details(index: Index, text: str) -> SourceDetails:
    """Return everything about the sources that `text` means. Raises QueryError."""
    ids = names.find_sources(index, text)
    every, found = fetch_sources(index), set(ids)
    resting = _resting(fetch_dependencies(index), found) - found
    citing = list(fetch_with_records(index, select(index, Query({"source": [Value(ids)]}))))
    return SourceDetails(
        [used for used in every if used.source["id"] in found],
        [used for used in every if used.source["id"] in resting],
        [event for event, _ in citing],
        [record for _, record in citing],
        index.zone,
    )


def _resting(known: Mapping[str, SourceNode], found: Iterable[str]) -> set[str]:
    """Find the sources that rest on some, at once or through others, and these themselves."""
    resting = defaultdict[str, list[str]](list)
    for key, one in known.items():
        for other in one.rests_on:
            resting[other].append(key)
    waiting, reached = list(found), set(found)
    while waiting:
        further = [key for key in resting[waiting.pop()] if key not in reached]
        reached.update(further)
        waiting += further
    return reached
