"""Which sources of a timeline rely on which others."""

from collections.abc import Mapping
from typing import NamedTuple

from oai_timeline.index import Index


class SourceNode(NamedTuple):
    """A source: its publisher, its kind, and the ids of those that it repeats."""

    publisher: str
    kind: str | None
    rests_on: list[str]


def fetch_dependencies(index: Index) -> Mapping[str, SourceNode]:
    """Return all sources of a timeline by id, including those that a perspective hides."""
    nodes = {
        source: SourceNode(publisher, kind, [])
        for source, publisher, kind in index.fetch("SELECT id, publisher, kind FROM main.source")
    }
    for source, origin in index.fetch(
        "SELECT source, origin FROM source_dependency ORDER BY source, origin"
    ):
        nodes[source].rests_on.append(origin)
    return nodes
