"""Perspectives: a timeline as one source reports it, or as it was known at a time."""

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from oai_timeline.index import Index
from oai_timeline.index.overlay import TimelineVersion, apply_overlay
from oai_timeline.index.rows import DateColumns, EventRow
from oai_timeline.model.perspective import ACCORDING_TO
from oai_timeline.model.plural import plural
from oai_timeline.query import moments, versions

if TYPE_CHECKING:
    from oai_timeline.model.record import StoredEvent
    from oai_timeline.query.source_names import NamedSources

CURRENT_TEXTS = "titles, summaries and biographies are current, not as of that date"
_LEFT_OUT = """
SELECT count(*) FILTER (WHERE published_from IS NULL AND published_to IS NULL),
    count(*) FILTER (WHERE ifnull(published_from < ?1, 1) AND ifnull(published_to > ?1, 1))
FROM main.source
"""
"""How many sources have no date, and of how many it is open whether they were published by then."""
Revise = Callable[["StoredEvent"], "StoredEvent"]


class _Published(NamedTuple):
    """The ids of the sources that were published by a moment, the end of a date."""

    sources: frozenset[str]
    moment: int
    date: str


def apply_perspective(index: Index, according_to: str | None, as_known_on: str | None) -> list[str]:
    """Restrict an index to what one source reports, to what was known by a day, or both.

    `according_to` is a source's id, a unique prefix of one, or a publisher. Returns messages for
    the reader. Raises QueryError.
    """
    notes: list[str] = []
    published = None if as_known_on is None else _fetch_published(index, as_known_on, notes)
    told_by = None if according_to is None else _find_sources(index, according_to, notes)
    dates = told_by and versions.fetch_publication_dates(index, told_by.ids)
    sources = published.sources if published else frozenset(dates or ())
    if dates:
        sources = sources & dates.keys()
    citations = index.fetch("SELECT source, event FROM citation")
    numbers = {event for source, event in citations if source in sources}
    changed: set[int] = set()
    revisions: list[Revise] = []
    if published:
        known = {event for source, event in citations if source in published.sources}
        changed |= {event for source, event in citations if source not in published.sources}
        changed |= _find_followers_of_others(index, known)
        revisions.append(_restrict_to(index, published.sources, known))
    if dates:
        changed |= _fetch_with_quotes_or_accounts(index)
        revisions.append(partial(versions.according_to, dates=dates))
    version = TimelineVersion(
        sources,
        numbers,
        _revise(index, sorted(numbers & changed), revisions),
        published and published.moment,
    )
    apply_overlay(index, version)
    index.describe_perspective = partial(_describe, told_by, published)
    return notes


def _describe(told_by: "NamedSources | None", published: _Published | None) -> str:
    from oai_timeline.dates.prose import format_asked

    words = [f"{ACCORDING_TO}{told_by.name}"] if told_by else []
    if published:
        words.append(f"as known on {format_asked(published.date)}")
    return ", ".join(words)


def _find_sources(index: Index, text: str, notes: list[str]) -> "NamedSources":
    from oai_timeline.query.source_names import find_cited_sources

    found = find_cited_sources(index, text)
    if found.note:
        notes.append(found.note)
    return found


def _fetch_published(index: Index, text: str, notes: list[str]) -> _Published:
    date, period = moments.read_date(index, text)
    if period.note:
        notes.append(period.note)
    notes.append(CURRENT_TEXTS)
    ((undated, coarse),) = index.fetch(_LEFT_OUT, (period.latest,))
    left_out = {"without a date": undated, "dated too imprecisely to tell": coarse - undated}
    counts = [
        f"{count} {plural('source', count)} {why}" for why, count in left_out.items() if count
    ]
    if counts:
        notes.append(f"left out: {' and '.join(counts)}")
    known = index.fetch("SELECT id FROM main.source WHERE published_to <= ?", (period.latest,))
    return _Published(frozenset(source for (source,) in known), period.latest, date)


def _find_followers_of_others(index: Index, numbers: Collection[int]) -> set[int]:
    """Return the numbers of the events that follow some other event than those."""
    links = index.fetch("SELECT target, event FROM link")
    return {event for target, event in links if target not in numbers}


def _fetch_with_quotes_or_accounts(index: Index) -> set[int]:
    return {
        number for (number,) in index.fetch("SELECT number FROM event WHERE quotes OR accounts")
    }


def _restrict_to(index: Index, sources: Collection[str], known: Collection[int]) -> Revise:
    """Return a function that restricts an event to what is known from `sources`.

    `known` has the numbers of all events that cite some of them.
    """
    from oai_timeline.model.origins import ENOUGH, Origins
    from oai_timeline.query.origins import fetch_dependencies

    origins = Origins(fetch_dependencies(index), ENOUGH)
    ids = dict(index.fetch("SELECT number, id FROM event"))
    events = {ids[number] for number in known}
    return partial(versions.as_known, sources=sources, events=events, suffice=origins.confirm)


def _revise(
    index: Index, numbers: Sequence[int], revisions: Sequence[Revise]
) -> "Iterator[tuple[EventRow, StoredEvent]]":
    """Yield the versions of events that differ in more than sources: their rows and records."""
    from json import loads

    for columns in index.fetch_among("SELECT * FROM main.event WHERE number", numbers):
        row = EventRow.from_columns(columns)
        stored: StoredEvent = loads(row.json)
        record = stored
        for revise in revisions:
            record = revise(record)
        if record != {**stored, "sources": record["sources"]}:
            yield row.update(record, _fetch_date(index, row, record["when"]["date"])), record


def _fetch_date(index: Index, row: EventRow, date: str) -> DateColumns:
    """Return the columns of the date of an event, or of one that an account gives to it."""
    if date == row.when.date:
        return row.when
    columns = ", ".join(DateColumns._fields)
    sql = f"SELECT {columns} FROM account_date WHERE event = ? AND date = ?"
    return DateColumns._make(*index.fetch(sql, (row.number, date)))
