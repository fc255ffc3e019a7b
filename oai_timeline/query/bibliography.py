"""The sources of a timeline: how often each is used, what it rests on, what rests on it."""

from collections.abc import Mapping
from typing import NamedTuple

from oai_timeline.index import Index
from oai_timeline.model.entry import Entry
from oai_timeline.model.origins import origins
from oai_timeline.query import names
from oai_timeline.query.filters import Value
from oai_timeline.query.origins import Document, documents
from oai_timeline.query.page import Source
from oai_timeline.query.select import Query, entries, json, select


class Used(NamedTuple):
    """A source, how many events and how many offices rest on it, and what it comes to in the end.

    `origins` are ids of sources.
    """

    source: Source
    events: int
    offices: int
    origins: list[str]

    @property
    def uses(self) -> int:
        """Count what rests on it."""
        return self.events + self.offices

    def in_full(self) -> dict[str, object]:
        """Give all of it by name, the source's own parts first."""
        return {
            **self.source._asdict(),
            "events": self.events,
            "offices": self.offices,
            "origins": self.origins,
        }


class Part(NamedTuple):
    """What there is to know of some sources: what rests on them, and the events that cite them."""

    sources: list[Used]
    resting: list[Used]
    events: list[Entry]
    events_json: list[str]
    zone: str


_ALL = """
SELECT id, json, (SELECT count(*) FROM cite WHERE source = source.id),
    (SELECT count(*) FROM office JOIN office_source USING (actor, place) WHERE source = source.id)
FROM source ORDER BY published_to IS NULL, published_to, place
"""


def bibliography(index: Index) -> list[Used]:
    """List the sources by the date of publication, those without one last."""
    from json import loads

    known = documents(index)
    return [
        Used(Source(**loads(text)), events, offices, origins(known, [key]))
        for key, text, events, offices in index.rows(_ALL)
    ]


def part(index: Index, text: str) -> Part:
    """Tell of the sources that `text` means what rests on them, at once or through others.

    Raises QueryError.
    """
    found = names.documents(index, text)
    every = bibliography(index)
    resting = _resting(documents(index), set(found)) - set(found)
    cited = select(index, Query({"source": [Value(found)]}))
    return Part(
        [used for used in every if used.source.id in found],
        [used for used in every if used.source.id in resting],
        entries(index, cited),
        list(json(index, cited)),
        index.zone,
    )


def _resting(known: Mapping[str, Document], found: set[str]) -> set[str]:
    while True:
        further = {key for key, one in known.items() if not found.isdisjoint(one.rests_on)} - found
        if not further:
            return found
        found = found | further
