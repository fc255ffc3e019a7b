"""Fills an index from a timeline as it is read, in batches, so that memory stays flat."""

from collections.abc import Iterable, Iterator
from itertools import islice
from sqlite3 import Connection
from typing import Any

from oai_timeline import edtf
from oai_timeline.index.positions import moved, position
from oai_timeline.index.record import source_json
from oai_timeline.index.rows import EventRows
from oai_timeline.index.schema import INDEXES, TABLES
from oai_timeline.load import Loading
from oai_timeline.model.date import EventDate
from oai_timeline.model.event import Event
from oai_timeline.model.spelling import fold
from oai_timeline.model.timeline import Actor, Header, Source

_BATCH = 200  # few enough to stay in a processor's cache
_LONGEST_SHORT = "SELECT ifnull(max(latest - earliest), 0) FROM event WHERE NOT is_long"
_DAYS = """
SELECT DISTINCT day FROM event WHERE precision IN ('second', 'minute', 'hour', 'day') ORDER BY day
"""


def build(connection: Connection, loading: Loading) -> None:
    """Write what `loading` gives into an empty database. Raises TimelineFileError."""
    connection.executescript(TABLES)
    if loading.header is None:
        for _ in loading.events():
            pass
        loading.refuse_errors()
    assert loading.header is not None
    header = loading.header
    writer = _Writer(connection, header, loading.actors, loading.sources, loading.zone)
    events = enumerate(loading.events())
    while batch := list(islice(events, _BATCH)):
        if not loading.failed:
            writer.events(batch)
    loading.refuse_errors()
    writer.sections(header)
    elsewhere = dict(moved(loading.order))
    connection.executemany(
        "UPDATE event SET position = ? WHERE number = ?",
        ((place, number) for number, place in elsewhere.items()),
    )
    numbers = {key: number for number, key in enumerate(loading.ids)}
    connection.executemany(
        "INSERT OR IGNORE INTO link VALUES (?, ?, ?, ?)",
        (
            (numbers[target], number, key, elsewhere.get(number, position(number)))
            for event, target, key in loading.links
            for number in (numbers[event],)
        ),
    )
    connection.executescript(INDEXES)


class _Writer:
    """Turns values into rows."""

    def __init__(
        self,
        connection: Connection,
        header: Header,
        actors: dict[str, Actor],
        sources: dict[str, Source],
        zone: Any,
    ) -> None:
        self._connection = connection
        self._header = header
        self._actors = actors
        self._sources = sources
        self._zone = zone
        self._rows = EventRows({actor.id: actor.name for actor in actors.values()}, zone)

    def events(self, batch: Iterable[tuple[int, Event]]) -> None:
        """Write some events, each with its place in the file."""
        rows = self._rows
        batch = list(batch)
        self._insert("event", (rows.event(*numbered) for numbered in batch))
        self._insert("text", (rows.text(*numbered) for numbered in batch))
        self._insert("mention", (row for numbered in batch for row in rows.mention(*numbered)))
        self._insert("tag", ((tag, number) for number, event in batch for tag in event.tags))
        self._insert("cite", ((key, number) for number, event in batch for key in event.sources))

    def sections(self, header: Header) -> None:
        """Write header, actors and sources."""
        focus = header.focus
        self._insert(
            "header",
            [
                (
                    header.id,
                    header.title,
                    header.zone,
                    header.language,
                    header.updated and header.updated.text,
                    focus and focus.text,
                    focus and focus.earliest,
                    focus and focus.latest,
                    self._day(focus and focus.earliest),
                    self._day(focus and focus.latest, -1),
                    self._column(_LONGEST_SHORT)[0],
                )
            ],
        )
        days = (edtf.parse(day, self._zone) for day in self._column(_DAYS))
        self._insert("day", ((day.text, day.earliest, day.latest) for day in days))
        self._insert("kind", enumerate(header.kinds))
        actors, sources = self._actors.values(), self._sources.values()
        self._insert("actor", ((n, a.id, a.name, a.type, a.note) for n, a in enumerate(actors)))
        self._insert("name", (row for actor in actors for row in _names(actor)))
        self._insert("office", (row for actor in actors for row in self._offices(actor)))
        self._insert("office_source", (row for actor in actors for row in _office_sources(actor)))
        self._insert(
            "source",
            (
                (n, s.id, s.publisher, s.kind, *_bounds(s.published), _line(s), source_json(s))
                for n, s in enumerate(sources)
            ),
        )
        self._insert("rests", ((s.id, other) for s in sources for other in s.rests_on))

    def _day(self, moment: int | None, seconds: int = 0) -> str | None:
        """Give the day some seconds after a moment."""
        return None if moment is None else edtf.wall(moment + seconds, self._zone)[:10]

    def _offices(self, actor: Actor) -> Iterator[tuple[object, ...]]:
        for place, office in enumerate(actor.offices):
            yield (
                actor.id,
                place,
                office.office,
                office.of,
                *_bounds(office.since),
                *_bounds(office.until),
                self._printed(office.since),
                self._printed(office.until),
            )

    def _printed(self, date: EventDate | None) -> str | None:
        if date is None or date.text == "..":
            return None
        return "\t".join(edtf.printed(date.text, self._zone, self._zone))

    def _column(self, sql: str) -> list[Any]:
        return [value for (value,) in self._connection.execute(sql)]

    def _insert(self, table: str, rows: Iterable[tuple[object, ...]]) -> None:
        rows = list(rows)
        if rows:
            marks = ", ".join("?" * len(rows[0]))
            self._connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)


def _line(source: Source) -> str:
    published = source.published.text if source.published else ""
    publisher = source.publisher.replace("\t", " ").replace("\n", " ")
    return "\t".join((publisher, published, source.url or ""))


def _names(actor: Actor) -> list[tuple[str, str, int]]:
    """List what people type for an actor, the right names before the misspelt ones."""
    right = (actor.id, actor.name, *(alias.removeprefix("@") for alias in actor.aliases))
    rows = {fold(name): (fold(name), actor.id, 1) for name in actor.misspellings}
    rows |= {fold(name): (fold(name), actor.id, 0) for name in right}
    return list(rows.values())


def _office_sources(actor: Actor) -> list[tuple[object, ...]]:
    return [
        (actor.id, place, source)
        for place, office in enumerate(actor.offices)
        for source in office.sources
    ]


def _bounds(date: EventDate | None) -> tuple[str | None, int | None, int | None]:
    return (date.text, date.earliest, date.latest) if date else (None, None, None)
