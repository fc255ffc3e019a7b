"""How many events there are by day, by hour, by actor, by kind."""

from collections import Counter
from typing import NamedTuple

from oai_timeline.index import Index
from oai_timeline.query.select import Answer, Query, where

PER = ("day", "hour", "actor", "kind")

_SQL = {
    "day": "SELECT number, day, day FROM event e WHERE {} ORDER BY position",
    # A clock is what its start is dated to: `2023-11-17T12:19`, not `2023-11-17/2023-11-18T12`.
    "hour": "SELECT number, CASE WHEN instr(substr(date, 1, instr(date || '/', '/')), 'T')"
    " THEN day || 'T' || substr(clock, 1, 2) END AS hour, '' FROM event e WHERE {}"
    " ORDER BY position",
    "actor": "SELECT DISTINCT number, a.id, a.name FROM event e LEFT JOIN mention ON event = number"
    " LEFT JOIN actor a ON a.id = actor WHERE {} ORDER BY a.place",
    "kind": "SELECT number, e.kind, e.kind FROM event e LEFT JOIN kind k ON k.kind = e.kind"
    " WHERE {} ORDER BY k.place, e.kind",
}
_MOST_FIRST = {"actor", "kind"}


class Count(NamedTuple):
    """How many events have a value: a day, an hour like `2023-11-17T12`, an actor's id, a kind.

    `loose`: they are dated only to a longer span than the period asked for.
    """

    value: str
    name: str
    events: int
    loose: bool = False


class Counts(NamedTuple):
    """The counts, and how many events have no such value at all."""

    counts: list[Count]
    without: int


def counts(index: Index, query: Query, answer: Answer, per: str) -> Counts:
    """Count events, each where its date begins.

    Days and hours are in time order, actors and kinds with most events first. Those that the answer
    holds for loose are counted apart if the query wants them last.
    """
    condition, values = where(query.wanted, query.together)
    rows = index.rows(_SQL[per].format(condition), values)
    loose = {row.number for row in answer.rows if row.loose and query.loose_last}
    found = Counter((value, name or "", event in loose) for event, value, name in rows if value)
    counted = [Count(value, name, n, late) for (value, name, late), n in found.items()]
    if per in _MOST_FIRST:
        counted.sort(key=lambda count: -count.events)
    return Counts(counted, sum(not value for _, value, _ in rows))
