"""Another version of a timeline, over its index: the same questions, other answers.

Temporary tables and views that have the names of the index's tables stand before these, as SQLite
looks for a name there first. The index itself stays as it is, and is `main` to who asks for it.
"""

from collections.abc import Iterable, Sequence
from itertools import islice
from math import inf
from operator import itemgetter
from typing import NamedTuple

from oai_timeline.index.connection import Index
from oai_timeline.index.rows import EventRow, mention_rows, search_row, text_row
from oai_timeline.index.schema import SEARCH
from oai_timeline.model.order import Bounds, arrange
from oai_timeline.model.record import EventRecord
from oai_timeline.model.time import FAR_FUTURE

_BATCH = 1000
_POSITION = "(SELECT position FROM kept WHERE kept.number = event.number)"
_TABLES = """
CREATE TEMP TABLE known (source TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TEMP TABLE kept (number INTEGER PRIMARY KEY, position INTEGER);
CREATE TEMP TABLE passed (number INTEGER PRIMARY KEY);
CREATE TEMP TABLE made_event AS SELECT * FROM main.event LIMIT 0;
CREATE TEMP TABLE made_text AS SELECT * FROM main.text LIMIT 0;
CREATE TEMP TABLE made_mention AS SELECT * FROM main.mention LIMIT 0;
CREATE TEMP TABLE link AS SELECT * FROM main.link LIMIT 0
"""
_VIEWS = """
CREATE INDEX temp.made_event_number ON made_event (number);
CREATE INDEX temp.made_text_number ON made_text (number);
CREATE INDEX temp.made_mention_actor ON made_mention (actor, role);
CREATE INDEX temp.link_ends ON link (target, event);
CREATE TEMP VIEW event AS
    SELECT {passed} FROM main.event AS event
        WHERE +number IN (SELECT number FROM passed)
    UNION ALL SELECT {made} FROM made_event AS event;
CREATE TEMP VIEW text AS
    SELECT * FROM main.text WHERE +number IN (SELECT number FROM passed)
    UNION ALL SELECT * FROM made_text;
CREATE TEMP VIEW mention AS
    SELECT * FROM main.mention WHERE +event IN (SELECT number FROM passed)
    UNION ALL SELECT * FROM made_mention;
CREATE TEMP VIEW tag AS SELECT * FROM main.tag WHERE event IN (SELECT number FROM kept);
CREATE TEMP VIEW source AS SELECT * FROM main.source WHERE id IN (SELECT source FROM known);
CREATE TEMP VIEW citation AS
    SELECT * FROM main.citation
    WHERE source IN (SELECT source FROM known) AND event IN (SELECT number FROM kept);
CREATE TEMP VIEW header AS
    SELECT {header} FROM main.header JOIN (
        SELECT ifnull(max(latest - earliest), 0) AS longest FROM made_event WHERE NOT is_long);
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
    """What is left of a timeline, and what becomes of it.

    `sources` are all there are, by id. Events are given by number: `passed` lose nothing but other
    sources, `made` are as they are here. Offices that end at `moment` (UTC seconds) or later were
    held until then, and have no end that was known.
    """

    sources: frozenset[str]
    passed: Sequence[int]
    made: Iterable[tuple[EventRow, EventRecord]]
    moment: int | None


def apply_overlay(index: Index, version: TimelineVersion) -> None:
    """Let an index answer from another version of its timeline."""
    for statement in _TABLES.split(";"):
        index.rows(statement)
    index.many("INSERT INTO known VALUES (?)", ((source,) for source in version.sources))
    index.many("INSERT INTO passed VALUES (?)", ((number,) for number in version.passed))
    _write(index, version.made)
    views = _VIEWS.format(
        passed=_columns(index, "event", position=_POSITION),
        made=_columns(index, "event", position=_POSITION),
        header=_columns(index, "header", longest_short="max(longest_short, longest)"),
        moment=FAR_FUTURE if version.moment is None else version.moment,
    )
    for statement in views.split(";"):
        index.rows(statement)
    _put_in_order(index)
    index.rows(SEARCH.format(schema="temp"))
    index.search_rows = lambda: map(search_row, index.rows("SELECT * FROM text"))


def _write(index: Index, events: Iterable[tuple[EventRow, EventRecord]]) -> None:
    events = iter(events)
    while batch := list(islice(events, _BATCH)):
        records = [(row.number, record) for row, record in batch]
        for table, rows in (
            ("event", (row for row, _ in batch)),
            ("text", (text_row(*numbered) for numbered in records)),
            ("mention", (row for numbered in records for row in mention_rows(*numbered))),
        ):
            marks = ", ".join("?" * len(_names(index, table)))
            index.many(f"INSERT INTO made_{table} VALUES ({marks})", rows)


def _put_in_order(index: Index) -> None:
    """Link the events that there are, where their dates allow it, and find their positions."""
    bounds = {
        number: Bounds(-inf if earliest is None else earliest, inf if latest is None else latest)
        for number, earliest, latest in sorted(
            index.rows("SELECT number, earliest, latest FROM event"), key=itemgetter(0)
        )
    }
    links = [
        link
        for link in index.rows("SELECT target, event, key FROM main.link")
        if link[0] in bounds
        and link[1] in bounds
        and bounds[link[0]].earliest < bounds[link[1]].latest
    ]
    numbers = list(bounds)
    places = {number: place for place, number in enumerate(numbers)}
    earlier: list[list[int]] = [[] for _ in numbers]
    for target, event, _ in links:
        earlier[places[event]].append(places[target])
    order = [numbers[place] for place in arrange(list(bounds.values()), earlier)]
    positions = {number: position for position, number in enumerate(order)}
    index.many(
        "INSERT INTO link VALUES (?, ?, ?, ?)",
        ((target, event, key, positions[event]) for target, event, key in links),
    )
    index.many("INSERT INTO kept VALUES (?, ?)", positions.items())


def _columns(index: Index, table: str, **instead: str) -> str:
    """List a table's columns, with expressions in the place of some."""
    return ", ".join(
        f"{instead[name]} AS {name}" if name in instead else name for name in _names(index, table)
    )


def _names(index: Index, table: str) -> list[str]:
    return [
        name for (name,) in index.rows("SELECT name FROM pragma_table_info(?, 'main')", (table,))
    ]
