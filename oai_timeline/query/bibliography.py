"""The sources of a timeline: how often each is used, and which others rely on it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from oai_timeline.index import Index
from oai_timeline.model.listed import ListedEvent
from oai_timeline.model.origins import Origins
from oai_timeline.model.record import EventRecord, SourceRecord
from oai_timeline.query.events import fetch_with_records
from oai_timeline.query.filters import cites
from oai_timeline.query.origins import SourceNode, fetch_dependencies
from oai_timeline.query.select import Query, select
from oai_timeline.query.source_names import find_sources


class SourceUse(NamedTuple):
    """A source, and how many events and offices cite it.

    `origins` has the ids of the sources that it relies on in the end.
    """

    source: SourceRecord
    events: int
    offices: int
    origins: Sequence[str]

    @property
    def uses(self) -> int:
        """How many events and offices cite it."""
        return self.events + self.offices

    def as_dict(self) -> dict[str, object]:
        """Return the source for JSON."""
        return {
            **self.source,
            "events": self.events,
            "offices": self.offices,
            "origins": self.origins,
        }


class SourceDetails(NamedTuple):
    """Everything about some sources: those that rely on them, and the events that cite them."""

    sources: list[SourceUse]
    dependents: list[SourceUse]
    events: list[ListedEvent]
    records: list[EventRecord]
    zone: str


_ALL = """
SELECT id, json, (SELECT count(*) FROM citation WHERE source = source.id),
    (SELECT count(*) FROM office JOIN office_source USING (actor, place) WHERE source = source.id)
FROM source ORDER BY published_to IS NULL, published_to, place
"""


def fetch_sources(index: Index) -> list[SourceUse]:
    """Return the sources by date of publication, those without one last."""
    from json import loads

    origins = Origins(fetch_dependencies(index))
    return [
        SourceUse(loads(text), events, offices, origins.of([source]))
        for source, text, events, offices in index.fetch(_ALL)
    ]


def fetch_source_details(index: Index, text: str, order: str = "canonical") -> SourceDetails:
    """Return everything about the sources that `text` means, their events in an order of `Query`.

    Raises QueryError.
    """
    ids = find_sources(index, text).ids
    found = set(ids)
    dependents = _find_dependents(fetch_dependencies(index), found)
    sources = fetch_sources(index)
    query = Query(conditions=[cites(ids)], order=order)
    citing = list(fetch_with_records(index, select(index, query)))
    return SourceDetails(
        [use for use in sources if use.source["id"] in found],
        [use for use in sources if use.source["id"] in dependents],
        [event for event, _ in citing],
        [record for _, record in citing],
        index.zone,
    )


def _find_dependents(nodes: Mapping[str, SourceNode], found: set[str]) -> set[str]:
    """Return the other sources that rely on those found, directly or through further ones."""
    dependents = defaultdict[str, list[str]](list)
    for source, node in nodes.items():
        for origin in node.rests_on:
            dependents[origin].append(source)
    waiting, reached = list(found), set(found)
    while waiting:
        new = [source for source in dependents[waiting.pop()] if source not in reached]
        reached.update(new)
        waiting += new
    return reached - found
