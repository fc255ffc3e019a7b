"""Writes an index: batches of events, and then everything else."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import tzinfo
from sqlite3 import Connection
from typing import NamedTuple

from oai_timeline.dates.bounds import parse_date
from oai_timeline.dates.display import format_date, format_local
from oai_timeline.index.encode import encode
from oai_timeline.index.records import (
    RecordBuilder,
    build_source_record,
    date_columns,
    event_row,
)
from oai_timeline.index.rows import mention_rows, search_row, text_row
from oai_timeline.index.schema import FILL_VOCABULARY, INDEXES, SEARCH, SEARCH_ROW, TABLES
from oai_timeline.index.sort_keys import default_key, reassign
from oai_timeline.model.date import EventDate
from oai_timeline.model.event import Event
from oai_timeline.model.short_names import shorten_names
from oai_timeline.model.spelling import fold, word_pattern
from oai_timeline.model.timeline import Actor, Header, Source

_LONGEST_SHORT = "SELECT ifnull(max(latest - earliest), 0) FROM event WHERE NOT is_long"
_DAYS = """
SELECT DISTINCT day FROM event WHERE precision IN ('second', 'minute', 'hour', 'day') ORDER BY day
"""


Link = tuple[str, str, str]
"""A link: the id of an event, the id of the event that it names, and `because` or `after`."""


class Sections(NamedTuple):
    """A timeline file without its events."""

    header: Header
    actors: Mapping[str, Actor]
    sources: Mapping[str, Source]
    zone: tzinfo


class IndexWriter:
    """Fills an empty database: the events in the order of the file, then the rest."""

    def __init__(self, connection: Connection, sections: Sections) -> None:
        """Create the tables."""
        self._connection = connection
        self._header, self._actors, self._sources, self._zone = sections
        self._source_records = {
            source.id: build_source_record(source) for source in self._sources.values()
        }
        self._builder = RecordBuilder(self._actors.values(), self._source_records, self._zone)
        self._numbers: dict[str, int] = {}
        connection.executescript(TABLES + SEARCH.format(schema="main"))

    def write_events(self, batch: Sequence[Event]) -> None:
        """Write the next events."""
        numbered = list(enumerate(batch, len(self._numbers)))
        self._numbers |= {event.id: number for number, event in numbered}
        records = [(number, self._builder.build(event)) for number, event in numbered]
        self._insert(
            "event",
            (
                event_row(number, record, event.when, self._zone).columns()
                for (number, record), event in zip(records, batch, strict=True)
            ),
        )
        account_dates = {
            (number, account.when.text): date_columns(account.when, self._zone)
            for number, event in numbered
            for account in event.accounts
            if account.when
        }
        self._insert(
            "account_date", ((number, *date) for (number, _), date in account_dates.items())
        )
        texts = [text_row(*numbered) for numbered in records]
        self._insert("text", texts)
        self._connection.executemany(SEARCH_ROW, map(search_row, texts))
        self._insert("mention", (row for numbered in records for row in mention_rows(*numbered)))
        self._insert("tag", ((tag, number) for number, event in numbered for tag in event.tags))
        self._insert(
            "citation",
            ((source, number) for number, event in numbered for source in event.sources),
        )

    def finish(self, order: Sequence[int], links: Sequence[Link]) -> None:
        """Write the rest; `order` has the numbers of all events, in time order."""
        self._write_sections(self._header)
        moved = dict(reassign(order))
        self._connection.executemany(
            "UPDATE event SET position = ? WHERE number = ?",
            ((place, number) for number, place in moved.items()),
        )
        self._connection.executemany(
            "INSERT OR IGNORE INTO link VALUES (?, ?, ?, ?)",
            (
                (self._numbers[target], number, key, moved.get(number, default_key(number)))
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
                    *self._connection.execute(_LONGEST_SHORT).fetchone(),
                )
            ],
        )
        days = [parse_date(day, self._zone) for (day,) in self._connection.execute(_DAYS)]
        self._insert("day", ((day.text, day.earliest, day.latest) for day in days))
        self._insert("kind", enumerate(header.kinds))
        self._write_vocabulary(header)
        actors, sources = self._actors.values(), self._sources.values()
        short = shorten_names(actors)
        self._insert(
            "actor",
            ((n, a.id, a.name, a.type, a.note, *short[a.id]) for n, a in enumerate(actors)),
        )
        self._insert("name", (row for actor in actors for row in _name_rows(actor)))
        self._insert("office", (row for actor in actors for row in self._office_rows(actor)))
        self._insert(
            "office_source", (row for actor in actors for row in _office_source_rows(actor))
        )
        self._insert(
            "source",
            (
                (n, s.id, s.publisher, s.kind, *_bounds(s.published), encode(record))
                for n, (s, record) in enumerate(
                    zip(sources, self._source_records.values(), strict=True)
                )
            ),
        )
        self._insert("source_dependency", ((s.id, other) for s in sources for other in s.rests_on))

    def _write_vocabulary(self, header: Header) -> None:
        """Write the synonyms, and all words if the timeline is in English."""
        phrases = [
            (place, " ".join(words))
            for place, group in enumerate(header.synonyms)
            for words in (word_pattern().findall(fold(phrase)) for phrase in group)
            if words
        ]
        self._insert("synonym", phrases)
        if header.is_english:
            self._insert("vocabulary", ((word,) for _, text in phrases for word in text.split(" ")))
            self._connection.executescript(FILL_VOCABULARY)

    def _day(self, moment: int | None, seconds: int = 0) -> str | None:
        """Return the local day some seconds after a moment."""
        if moment is None:
            return None
        return format_local(moment + seconds, self._zone).partition("T")[0]

    def _office_rows(self, actor: Actor) -> Iterator[tuple[object, ...]]:
        for place, office in enumerate(actor.offices):
            yield (
                actor.id,
                place,
                office.office,
                office.of,
                *_bounds(office.since),
                *_bounds(office.until),
                self._print_date(office.since),
                self._print_date(office.until),
            )

    def _print_date(self, date: EventDate | None) -> str | None:
        if date is None or date.text == "..":
            return None
        return "\t".join(format_date(date.text, self._zone, self._zone))

    def _insert(self, table: str, rows: Iterable[tuple[object, ...]]) -> None:
        rows = list(rows)
        if rows:
            marks = ", ".join("?" * len(rows[0]))
            self._connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)


def _name_rows(actor: Actor) -> list[tuple[str, str, int]]:
    """Return the rows of the names of an actor; a misspelling that is also a name is a name."""
    right = (actor.id, actor.name, *(alias.removeprefix("@") for alias in actor.aliases))
    rows = {fold(name): (fold(name), actor.id, 1) for name in actor.misspellings}
    rows |= {fold(name): (fold(name), actor.id, 0) for name in right}
    return list(rows.values())


def _office_source_rows(actor: Actor) -> list[tuple[object, ...]]:
    return [
        (actor.id, place, source)
        for place, office in enumerate(actor.offices)
        for source in office.sources
    ]


def _bounds(date: EventDate | None) -> tuple[str | None, int | None, int | None]:
    return (date.text, date.earliest, date.latest) if date else (None, None, None)
