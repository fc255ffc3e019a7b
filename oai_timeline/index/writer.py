"""Writes an index: event by event, and at the end what needs all of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import tzinfo
from sqlite3 import Connection
from typing import Any, NamedTuple

from oai_timeline.dates import edtf
from oai_timeline.index.record import source_json
from oai_timeline.index.rows import EventRows, searched
from oai_timeline.index.schema import INDEXES, SEARCH, SEARCH_ROW, TABLES
from oai_timeline.index.sort_keys import position, reassigned
from oai_timeline.model.date import EventDate
from oai_timeline.model.event import Event
from oai_timeline.model.spelling import fold
from oai_timeline.model.timeline import Actor, Header, Source

_LONGEST_SHORT = "SELECT ifnull(max(latest - earliest), 0) FROM event WHERE NOT is_long"
_DAYS = """
SELECT DISTINCT day FROM event WHERE precision IN ('second', 'minute', 'hour', 'day') ORDER BY day
"""


Link = tuple[str, str, str]
"""A `because` or an `after`: the event that has it, the one it names, and which it is."""


class Sections(NamedTuple):
    """What a timeline file holds beside its events."""

    header: Header
    actors: Mapping[str, Actor]
    sources: Mapping[str, Source]
    zone: tzinfo


class IndexWriter:
    """Fills an empty database: the events in the order of the file, then what needs all of them."""

    def __init__(self, connection: Connection, sections: Sections) -> None:
        """Make the tables."""
        self._connection = connection
        self._header, self._actors, self._sources, self._zone = sections
        self._rows = EventRows({key: one.name for key, one in self._actors.items()}, self._zone)
        self._numbers: dict[str, int] = {}
        connection.executescript(TABLES + SEARCH.format(schema="main"))

    def events(self, batch: Sequence[Event]) -> None:
        """Write the next events."""
        rows, first = self._rows, len(self._numbers)
        numbered = list(enumerate(batch, first))
        self._numbers |= {event.id: number for number, event in numbered}
        self._insert("event", (rows.event(*one) for one in numbered))
        texts = [rows.text(*one) for one in numbered]
        self._insert("text", texts)
        self._connection.executemany(SEARCH_ROW, map(searched, texts))
        self._insert("mention", (row for one in numbered for row in rows.mention(*one)))
        self._insert("tag", ((tag, number) for number, event in numbered for tag in event.tags))
        self._insert(
            "citation", ((key, number) for number, event in numbered for key in event.sources)
        )

    def end(self, order: Sequence[int], links: Sequence[Link]) -> None:
        """Write what needs all events: `order` are their numbers in the file, in time order."""
        self._write_sections(self._header)
        elsewhere = dict(reassigned(order))
        self._connection.executemany(
            "UPDATE event SET position = ? WHERE number = ?",
            ((place, number) for number, place in elsewhere.items()),
        )
        self._connection.executemany(
            "INSERT OR IGNORE INTO link VALUES (?, ?, ?, ?)",
            (
                (self._numbers[target], number, key, elsewhere.get(number, position(number)))
                for event, target, key in links
                for number in (self._numbers[event],)
            ),
        )
        self._connection.executescript(INDEXES)

    def _write_sections(self, header: Header) -> None:
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
        self._insert("source_dependency", ((s.id, other) for s in sources for other in s.rests_on))

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
