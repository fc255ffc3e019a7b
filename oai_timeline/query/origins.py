"""Which sources of a timeline rely on which others."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from oai_timeline.index import Index

_NODES = "SELECT id, publisher, kind FROM main.source"
_DEPENDENCIES = "SELECT source, origin FROM source_dependency"
_REACHED = """
WITH RECURSIVE reached (id) AS (
    SELECT value FROM json_each(?1)
    UNION SELECT origin FROM source_dependency JOIN reached ON source = reached.id
)
"""


class SourceNode(NamedTuple):
    """A source: its publisher, its kind, and the ids of those that it repeats."""

    publisher: str
    kind: str | None
    rests_on: list[str]


def fetch_dependencies(index: Index) -> Mapping[str, SourceNode]:
    """Return all sources of a timeline by id, including those that a perspective hides."""
    return _join(index.fetch(_NODES), index.fetch(f"{_DEPENDENCIES} ORDER BY source, origin"))


def fetch_dependencies_of(index: Index, sources: Iterable[str]) -> Mapping[str, SourceNode]:
    """Return some sources and those that they rest on, directly or indirectly, likewise."""
    from json import dumps

    given = [dumps(list(sources))]
    among = "IN (SELECT id FROM reached)"
    nodes = index.fetch(f"{_REACHED} {_NODES} WHERE id {among}", given)
    links = f"{_REACHED} {_DEPENDENCIES} WHERE source {among} ORDER BY source, origin"
    return _join(nodes, index.fetch(links, given))


def _join(
    nodes: Iterable[tuple[str, str, str | None]], dependencies: Iterable[tuple[str, str]]
) -> Mapping[str, SourceNode]:
    joined = {source: SourceNode(publisher, kind, []) for source, publisher, kind in nodes}
    for source, origin in dependencies:
        joined[source].rests_on.append(origin)
    return joined
