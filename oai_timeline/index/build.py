"""Fills an index from a timeline as it is read, in batches, so that memory stays flat."""

from collections.abc import Iterable
from itertools import islice
from sqlite3 import Connection
from typing import Any

from oai_timeline import edtf
from oai_timeline.index.record import Recorder, source_json
from oai_timeline.index.schema import INDEXES, TABLES
from oai_timeline.load import Loading
from oai_timeline.model.date import EventDate
from oai_timeline.model.event import Event
from oai_timeline.model.spelling import fold
from oai_timeline.model.timeline import Actor, Header, Source

_BATCH = 1000
_LONG = 31 * 86_400
_ON_A_DAY = {"second", "minute", "hour", "day"}


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
    numbers = {key: number for number, key in enumerate(loading.ids)}
    connection.executemany(
        "INSERT OR IGNORE INTO link VALUES (?, ?, ?)",
        ((numbers[target], numbers[event], key) for event, target, key in loading.links),
    )
    connection.executemany(
        "UPDATE event SET position = ? WHERE number = ?",
        ((position, number) for position, number in enumerate(loading.order) if position != number),
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
        self._recorder = Recorder(actors, sources, zone)
        self._cited = {source.id: _cited(source) for source in sources.values()}
        self._longest_short = 0
        self._days: set[str] = set()

    def events(self, batch: Iterable[tuple[int, Event]]) -> None:
        """Write some events, each with its place in the file."""
        batch = list(batch)
        self._insert("event", (self._event(number, event) for number, event in batch))
        self._insert("text", (self._text(number, event) for number, event in batch))
        self._insert(
            "mention",
            (
                (number, role, place, actor)
                for number, event in batch
                for role, actors in (("by", event.actors), ("about", event.about))
                for place, actor in enumerate(actors)
            ),
        )
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
                    self._longest_short,
                )
            ],
        )
        days = (edtf.parse(day, self._zone) for day in sorted(self._days))
        self._insert("day", ((day.text, day.earliest, day.latest) for day in days))
        self._insert("kind", enumerate(header.kinds))
        actors, sources = self._actors.values(), self._sources.values()
        self._insert("actor", ((n, a.id, a.name, a.type, a.note) for n, a in enumerate(actors)))
        self._insert("name", (row for actor in actors for row in _names(actor)))
        self._insert("office", (row for actor in actors for row in _offices(actor)))
        self._insert(
            "source",
            (
                (n, s.id, s.publisher, *_text_and_end(s.published), source_json(s))
                for n, s in enumerate(sources)
            ),
        )
        self._insert("rests", ((s.id, other) for s in sources for other in s.rests_on))

    def _day(self, moment: int | None, seconds: int = 0) -> str | None:
        """Give the day some seconds after a moment."""
        return None if moment is None else edtf.iso(moment + seconds, self._zone)[:10]

    def _event(self, number: int, event: Event) -> tuple[object, ...]:
        when = event.when
        length = None
        if when.earliest is not None and when.latest is not None:
            length = when.latest - when.earliest
        is_long = length is None or length > _LONG
        if length is not None and not is_long:
            self._longest_short = max(self._longest_short, length)
        printed = edtf.printed(when.text, self._zone, self._zone)
        if when.precision in _ON_A_DAY:
            self._days.add(printed.day)
        return (
            number,
            number,
            event.id,
            when.earliest,
            when.latest,
            when.reach_from,
            when.reach_to,
            is_long,
            when.text,
            event.words,
            when.precision,
            None if when.earliest is None else edtf.iso(when.earliest, self._zone),
            None if when.latest is None else edtf.iso(when.latest, self._zone),
            printed.day,
            printed.clock,
            printed.zone,
            event.title,
            event.summary,
            event.kind,
            event.place,
            event.certainty,
            self._names_of(event.actors),
            self._names_of(event.about),
            _lines(event.tags),
            _lines(self._cited[key] for key in event.sources),
            *self._recorder.event(event),
        )

    def _text(self, number: int, event: Event) -> tuple[object, ...]:
        said = (text for quote in event.quotes for text in (quote.text, quote.translation or ""))
        told = (account.says for account in event.accounts)
        body = "\n".join((event.summary or "", event.place or "", *said, *told))
        mentioned = dict.fromkeys((*event.actors, *event.about))
        names = "\n".join((self._names_of(mentioned), *event.tags, event.kind or ""))
        return number, fold(event.title), fold(body), fold(names)

    def _names_of(self, actors: Iterable[str]) -> str:
        return _lines(self._actors[key].name for key in actors)

    def _insert(self, table: str, rows: Iterable[tuple[object, ...]]) -> None:
        rows = list(rows)
        if rows:
            marks = ", ".join("?" * len(rows[0]))
            self._connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)


def _lines(texts: Iterable[str]) -> str:
    """Put texts on a line each; a break in one of them is a space here."""
    return "\n".join(text.replace("\n", " ") for text in texts)


def _cited(source: Source) -> str:
    published = source.published.text if source.published else ""
    return "\t".join((source.publisher.replace("\t", " "), published, source.url or ""))


def _names(actor: Actor) -> list[tuple[str, str, int]]:
    """List what people type for an actor, the right names before the misspelt ones."""
    right = (actor.id, actor.name, *(alias.removeprefix("@") for alias in actor.aliases))
    rows = {fold(name): (fold(name), actor.id, 1) for name in actor.misspellings}
    rows |= {fold(name): (fold(name), actor.id, 0) for name in right}
    return list(rows.values())


def _offices(actor: Actor) -> list[tuple[object, ...]]:
    return [
        (actor.id, place, office.office, office.of, *_bounds(office.since), *_bounds(office.until))
        for place, office in enumerate(actor.offices)
    ]


def _bounds(date: EventDate | None) -> tuple[str | None, int | None, int | None]:
    return (date.text, date.earliest, date.latest) if date else (None, None, None)


def _text_and_end(date: EventDate | None) -> tuple[str | None, int | None]:
    return (date.text, date.latest) if date else (None, None)
