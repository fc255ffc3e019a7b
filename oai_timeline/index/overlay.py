"""Lays another version of a timeline over its index: the same queries then read that version.

It consists of temporary tables and views with the names of the index's tables, as SQLite looks for
names among these first. The index itself stays as it is, and can be read as `main`.
"""

from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from itertools import islice
from math import inf
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from oai_timeline.index.connection import Index, Row
from oai_timeline.index.rows import EventRow, TextRow, mention_rows, search_row, text_row
from oai_timeline.index.schema import SEARCH
from oai_timeline.model.order import Bounds, arrange, sort_by_bounds
from oai_timeline.model.time import FAR_FUTURE

if TYPE_CHECKING:
    from oai_timeline.model.record import StoredEvent

_BATCH = 1000
_POSITION = "(SELECT position FROM kept WHERE kept.number = event.number)"
_TABLES = """
CREATE TEMP TABLE known (source TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TEMP TABLE kept (number INTEGER PRIMARY KEY, position INTEGER);
CREATE TEMP TABLE unchanged (number INTEGER PRIMARY KEY);
CREATE TEMP TABLE changed_event AS SELECT * FROM main.event LIMIT 0;
CREATE TEMP TABLE changed_mention AS SELECT * FROM main.mention LIMIT 0;
CREATE TEMP TABLE link AS SELECT * FROM main.link LIMIT 0
"""
_VIEWS = """
CREATE INDEX temp.changed_event_number ON changed_event (number);
CREATE INDEX temp.changed_mention_actor ON changed_mention (actor, role);
CREATE INDEX temp.link_ends ON link (target, event);
CREATE TEMP VIEW event AS
    SELECT {event} FROM main.event AS event
        WHERE +number IN (SELECT number FROM unchanged)
    UNION ALL SELECT {event} FROM changed_event AS event;
CREATE TEMP VIEW text AS
    SELECT * FROM main.text WHERE +number IN (SELECT number FROM unchanged)
    UNION ALL
    SELECT number, text_of(json, 'title'), text_of(json, 'body'), text_of(json, 'names')
        FROM changed_event;
CREATE TEMP VIEW mention AS
    SELECT * FROM main.mention WHERE +event IN (SELECT number FROM unchanged)
    UNION ALL SELECT * FROM changed_mention;
CREATE TEMP VIEW tag AS SELECT * FROM main.tag WHERE event IN (SELECT number FROM kept);
CREATE TEMP VIEW source AS SELECT * FROM main.source WHERE id IN (SELECT source FROM known);
CREATE TEMP VIEW citation AS
    SELECT * FROM main.citation
    WHERE source IN (SELECT source FROM known) AND event IN (SELECT number FROM kept);
CREATE TEMP VIEW header AS
    SELECT {header} FROM main.header JOIN (
        SELECT ifnull(max(latest - earliest), 0) AS longest FROM changed_event WHERE NOT is_long);
CREATE TEMP VIEW office AS
    SELECT actor, place, office, organisation, since, since_earliest, since_latest,
        CASE WHEN is_over THEN until END AS until,
        CASE WHEN is_over THEN until_earliest ELSE {moment} END AS until_earliest,
        CASE WHEN is_over THEN until_latest END AS until_latest,
        since_printed, CASE WHEN is_over THEN until_printed END AS until_printed
    FROM (SELECT *, until_earliest IS NULL OR until_earliest < {moment} AS is_over FROM main.office)
    JOIN (SELECT DISTINCT actor, place FROM main.office_source JOIN known USING (source))
        USING (actor, place)
"""


class TimelineVersion(NamedTuple):
    """Another version of a timeline.

    `sources` has the ids of its sources, `events` the numbers of its events. `changed` has those
    events that differ in more than the other sources, which they lose. Offices that end at `moment`
    (UTC seconds) or later have no known end.
    """

    sources: frozenset[str]
    events: Collection[int]
    changed: "Iterable[tuple[EventRow, StoredEvent]]"
    moment: int | None


def apply_overlay(index: Index, version: TimelineVersion) -> None:
    """Make an index answer from another version of its timeline."""
    for statement in _TABLES.split(";"):
        index.fetch(statement)
    index.execute_many("INSERT INTO known VALUES (?)", ((source,) for source in version.sources))
    unchanged = set(version.events) - _write_changed(index, version.changed)
    numbers = ((number,) for number in sorted(unchanged))
    index.execute_many("INSERT INTO unchanged VALUES (?)", numbers)
    views = _VIEWS.format(
        event=_columns(index, "event", position=_POSITION),
        header=_columns(index, "header", longest_short="max(longest_short, longest)"),
        moment=FAR_FUTURE if version.moment is None else version.moment,
    )
    index.add_function("text_of", lambda stored, column: _texts_of(stored)[column])
    for statement in views.split(";"):
        index.fetch(statement)
    _order_events(index)
    index.make_search_rows = lambda: _make_search_rows(index)


def _make_search_rows(index: Index) -> Iterable[TextRow]:
    """Create the version's full-text search, and return what it has to be filled with."""
    index.fetch(SEARCH.format(schema="temp"))
    return map(search_row, index.fetch("SELECT * FROM text"))


def _write_changed(index: Index, events: "Iterable[tuple[EventRow, StoredEvent]]") -> set[int]:
    """Write the events of a version that differ; return their numbers."""
    written = set[int]()
    events = iter(events)
    while batch := list(islice(events, _BATCH)):
        mentions = (row for event, record in batch for row in mention_rows(event.number, record))
        _insert(index, "changed_event", [event.columns() for event, _ in batch])
        _insert(index, "changed_mention", list(mentions))
        written.update(event.number for event, _ in batch)
    return written


def _insert(index: Index, table: str, rows: Sequence[Row]) -> None:
    if rows:
        marks = ", ".join("?" * len(rows[0]))
        index.execute_many(f"INSERT INTO {table} VALUES ({marks})", rows)


@lru_cache(maxsize=1)
def _texts_of(stored: str) -> dict[str, str]:
    """Return the columns of the table `text` for a stored event."""
    from json import loads

    _, title, body, names = text_row(0, loads(stored))
    return {"title": title, "body": body, "names": names}


def _order_events(index: Index) -> None:
    """Link the events of the version as far as their dates allow, and assign their positions."""
    bounds = {
        number: Bounds(-inf if earliest is None else earliest, inf if latest is None else latest)
        for number, earliest, latest in sorted(
            index.fetch("SELECT number, earliest, latest FROM event"), key=itemgetter(0)
        )
    }
    links = [
        link
        for link in index.fetch("SELECT target, event, key FROM main.link")
        if link[0] in bounds
        and link[1] in bounds
        and bounds[link[0]].earliest < bounds[link[1]].latest
    ]
    numbers = list(bounds)
    places = {number: place for place, number in enumerate(numbers)}
    earlier: list[list[int]] = [[] for _ in numbers]
    for target, event, _ in links:
        earlier[places[event]].append(places[target])
    order = [numbers[place] for place in arrange(sort_by_bounds(list(bounds.values())), earlier)]
    positions = {number: position for position, number in enumerate(order)}
    index.execute_many(
        "INSERT INTO link VALUES (?, ?, ?, ?)",
        ((target, event, key, positions[event]) for target, event, key in links),
    )
    index.execute_many("INSERT INTO kept VALUES (?, ?)", positions.items())


def _columns(index: Index, table: str, **expressions: str) -> str:
    """Return the columns of a table in SQL, with expressions in place of some."""
    return ", ".join(
        f"{expressions[name]} AS {name}" if name in expressions else name
        for name in _column_names(index, table)
    )


def _column_names(index: Index, table: str) -> list[str]:
    return [
        name for (name,) in index.fetch("SELECT name FROM pragma_table_info(?, 'main')", (table,))
    ]
