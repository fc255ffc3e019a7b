"""The events of a result: as JSON, as records, and as lists show them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from oai_timeline.index import MOST_AT_ONCE, Index
from oai_timeline.index.decode import EventDecoder
from oai_timeline.model.date import Printed
from oai_timeline.model.listed import ListedEvent
from oai_timeline.query.order import CLOSE
from oai_timeline.query.reading import Match
from oai_timeline.query.select import Result

if TYPE_CHECKING:
    from oai_timeline.model.record import ActorRecord, EventRecord, HeaderRecord

_LISTED = f"json, ifnull(latest - earliest <= {CLOSE}, 0), day, clock, zone"


class Records:
    """The events of a result as records, which are read anew, one by one, in each iteration."""

    def __init__(self, index: Index, result: Result) -> None:
        """Read the events from `index`, which must stay open."""
        self._index = index
        self._result = result

    def __iter__(self) -> Iterator["EventRecord"]:
        """Yield one event after the other. Raises as `Index.rows` does."""
        decoder = EventDecoder(self._index)
        for match, (stored,) in _fetch_columns(self._index, self._result, "json"):
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


def fetch_json(index: Index, result: Result) -> Iterator[str]:
    """Yield the events of a result as JSON, each on one line."""
    decoder = EventDecoder(index)
    for match, (stored,) in _fetch_columns(index, result, "json"):
        yield decoder.complete(stored, order_known=match.order_known)


def fetch_events(index: Index, result: Result) -> list[ListedEvent]:
    """Return the events of a result as lists show them."""
    from json import loads

    names = _fetch_short_names(index)
    return [
        _list_event(loads(stored), row, names, order_known=match.order_known)
        for match, (stored, *row) in _fetch_columns(index, result, _LISTED)
    ]


def fetch_with_records(index: Index, result: Result) -> Iterator[tuple[ListedEvent, "EventRecord"]]:
    """Yield the events of a result as lists show them, each with its record."""
    decoder, names = EventDecoder(index), _fetch_short_names(index)
    for match, (stored, *row) in _fetch_columns(index, result, _LISTED):
        record = decoder.decode(stored, order_known=match.order_known)
        yield _list_event(record, row, names, order_known=match.order_known), record


def fetch_by_number(index: Index, numbers: Iterable[int]) -> dict[int, ListedEvent]:
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


def _fetch_short_names(index: Index) -> dict[str, tuple[str, str]]:
    rows = index.fetch("SELECT id, last_name, short_name FROM actor")
    return {actor: (last, short) for actor, last, short in rows}


def _list_event(
    record: "EventRecord",
    row: Sequence[str],
    names: Mapping[str, tuple[str, str]],
    *,
    order_known: bool,
) -> ListedEvent:
    when = record["when"]
    is_close, *printed = row
    return ListedEvent(
        record["id"],
        when["date"],
        when["words"],
        when["precision"],
        when["earliest"],
        when["latest"],
        bool(is_close),
        Printed(*printed),
        record["title"],
        record["certainty"],
        list_names(record["actors"]),
        list_names(record["about"]),
        [names[actor["id"]] for actor in record["actors"]],
        order_known,
    )


def _fetch_columns(
    index: Index, result: Result, columns: str
) -> Iterator[tuple[Match, Sequence[str]]]:
    """Yield columns of the events of a result, in its order."""
    sql = f"SELECT number, {columns} FROM event WHERE number"
    for start in range(0, len(result.matches), MOST_AT_ONCE):
        chunk = result.matches[start : start + MOST_AT_ONCE]
        rows = {
            number: row
            for number, *row in index.fetch_among(sql, [match.number for match in chunk])
        }
        for match in chunk:
            yield match, rows[match.number]
