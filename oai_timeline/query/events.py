"""The events of a result: as JSON, as records, and as lists show them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from oai_timeline.index import MOST_AT_ONCE, Index
from oai_timeline.query.order import CLOSE
from oai_timeline.query.reading import Match
from oai_timeline.query.select import Result

if TYPE_CHECKING:
    from oai_timeline.model.listed import ListedEvent
    from oai_timeline.model.record import (
        ActorRecord,
        EventRecord,
        HeaderRecord,
        SourceRecord,
    )

_LISTED = f"""
id, date, json_extract(json, '$.when.words'), precision,
json_extract(json, '$.when.earliest'), json_extract(json, '$.when.latest'),
ifnull(latest - earliest <= {CLOSE}, 0), day, clock, zone, json_extract(json, '$.title'), certainty,
json
"""
_MENTIONS = "SELECT event, role, place, actor FROM mention WHERE event"
_NAMES = "SELECT id, name, last_name, short_name FROM actor"
_ROLES = ("by", "about")


class Records:
    """The events of a result as records, which are read anew, one by one, in each iteration."""

    def __init__(self, index: Index, result: Result) -> None:
        """Read the events from `index`, which must stay open."""
        self._index = index
        self._result = result

    def __iter__(self) -> Iterator["EventRecord"]:
        """Yield one event after the other. Raises as `Index.rows` does."""
        from oai_timeline.index.decode import EventDecoder

        decoder = EventDecoder(self._index)
        for match, (_, stored) in _fetch_columns(self._index, self._result, "json"):
            yield decoder.decode(stored, order_known=match.order_known)


def fetch_header(index: Index) -> "HeaderRecord":
    """Return the timeline's header."""
    ((timeline_id, title, zone, language, updated, focus),) = index.fetch(
        "SELECT id, title, zone, language, updated, focus FROM header"
    )
    return {
        "id": timeline_id,
        "title": title,
        "zone": zone,
        "language": language,
        "updated": updated,
        "focus": focus,
    }


def fetch_all_sources(index: Index) -> "list[SourceRecord]":
    """Return all sources, in the order of the file."""
    from json import loads

    return [loads(text) for (text,) in index.fetch("SELECT json FROM source ORDER BY place")]


def fetch_json(index: Index, result: Result) -> Iterator[str]:
    """Yield the events of a result as JSON, each on one line."""
    from oai_timeline.index.decode import EventDecoder

    decoder = EventDecoder(index)
    for match, (_, stored) in _fetch_columns(index, result, "json"):
        yield decoder.complete(stored, order_known=match.order_known)


def fetch_events(index: Index, result: Result) -> "list[ListedEvent]":
    """Return the events of a result as lists show them."""
    return [event for event, _ in fetch_with_json(index, result)]


def fetch_with_json(index: Index, result: Result) -> "Iterator[tuple[ListedEvent, str]]":
    """Yield the events of a result as lists show them, each with its stored JSON."""
    from oai_timeline.model.listed import ListedEvent
    from oai_timeline.model.printed import Printed

    mentioned = _fetch_mentioned(index, [match.number for match in result.matches])
    names = {actor: (name, (last, short)) for actor, name, last, short in index.fetch(_NAMES)}
    for match, row in _fetch_columns(index, result, _LISTED):
        _, *when, is_close, day, clock, zone, title, certainty, stored = row
        by, about = ([names[one] for one in mentioned[match.number, role]] for role in _ROLES)
        parts = (
            *when,
            bool(is_close),
            Printed(day, clock, zone),
            title,
            certainty,
            [name for name, _ in by],
            [name for name, _ in about],
            [short for _, short in by],
            match.order_known,
        )
        yield ListedEvent._make(parts), stored


def fetch_with_records(index: Index, result: Result) -> "Iterator[tuple[ListedEvent, EventRecord]]":
    """Yield the events of a result as lists show them, each with its record."""
    from oai_timeline.index.decode import EventDecoder

    decoder = EventDecoder(index)
    for event, stored in fetch_with_json(index, result):
        yield event, decoder.decode(stored, order_known=event.order_known)


def fetch_by_number(index: Index, numbers: Iterable[int]) -> "dict[int, ListedEvent]":
    """Return events as lists show them, where nothing is said of their order."""
    result = as_result(numbers)
    numbers = (match.number for match in result.matches)
    return dict(zip(numbers, fetch_events(index, result), strict=True))


def as_result(numbers: Iterable[int]) -> Result:
    """Return a result of these events, where nothing is said of their order."""
    matches = [Match(number, order_known=True, coarse=False) for number in numbers]
    return Result(matches, len(matches))


def list_names(actors: Iterable["ActorRecord"]) -> list[str]:
    """Return the names of actors."""
    return [actor["name"] for actor in actors]


def _fetch_mentioned(
    index: Index, numbers: Sequence[int]
) -> Mapping[tuple[int, str], Sequence[str]]:
    """Return the ids of the actors of events, by number and role, in their order."""
    mentioned = defaultdict[tuple[int, str], list[str]](list)
    for number, role, _, actor in sorted(index.fetch_among(_MENTIONS, numbers)):
        mentioned[number, role].append(actor)
    return mentioned


def _fetch_columns(
    index: Index, result: Result, columns: str
) -> Iterator[tuple[Match, Sequence[Any]]]:
    """Yield columns of the events of a result, after their numbers, in its order."""
    sql = f"SELECT number, {columns} FROM event WHERE number"
    for start in range(0, len(result.matches), MOST_AT_ONCE):
        chunk = result.matches[start : start + MOST_AT_ONCE]
        numbers = [match.number for match in chunk]
        rows = {row[0]: row for row in index.fetch_among(sql, numbers)}
        yield from zip(chunk, map(rows.__getitem__, numbers), strict=True)
