"""Where sources come from: followed to those that rest on no other."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from oai_timeline.index import Index
from oai_timeline.model.spelling import fold


class Documents(NamedTuple):
    """The sources of a timeline: by id, the publisher of each, and what those that rest rest on."""

    publishers: Mapping[str, str]
    rests_on: Mapping[str, list[str]]


def documents(index: Index) -> Documents:
    """Fetch all sources of a timeline."""
    rests_on: dict[str, list[str]] = {}
    for source, other in index.rows("SELECT source, origin FROM rests ORDER BY source, origin"):
        rests_on.setdefault(source, []).append(other)
    return Documents(dict(index.rows("SELECT id, publisher FROM source")), rests_on)


def origins(known: Documents, sources: Iterable[str]) -> list[str]:
    """Give the ids of the independent origins that sources come to, in the order they are met.

    A source is followed through all that it rests on to those that rest on nothing; of one
    publisher's only the first one counts.
    """
    found: dict[str, str] = {}
    waiting, seen = list(sources)[::-1], set[str]()
    while waiting:
        source = waiting.pop()
        if source in seen:
            continue
        seen.add(source)
        further = known.rests_on.get(source, [])
        waiting.extend(reversed(further))
        if not further:
            found.setdefault(fold(known.publishers.get(source, source)), source)
    return list(found.values())
