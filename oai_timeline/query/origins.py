"""The sources of a timeline as documents that rest on one another."""

from collections.abc import Mapping
from typing import NamedTuple

from oai_timeline.index import Index


class SourceNode(NamedTuple):
    """A source: who wrote it, of what kind it is, and the ids of those that it repeats."""

    publisher: str
    kind: str | None
    rests_on: list[str]


def fetch_dependencies(index: Index) -> Mapping[str, SourceNode]:
    """Fetch all sources of a timeline, by id: also those that a lens leaves out."""
    found = {
        key: SourceNode(publisher, kind, [])
        for key, publisher, kind in index.rows("SELECT id, publisher, kind FROM main.source")
    }
    for source, other in index.rows(
        "SELECT source, origin FROM source_dependency ORDER BY source, origin"
    ):
        found[source].rests_on.append(other)
    return found
