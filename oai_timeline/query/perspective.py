"""A timeline looked at through a lens: as a source tells it, or as it was known at a time."""

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from oai_timeline.index import Index
from oai_timeline.index.decode import load_events
from oai_timeline.index.overlay import TimelineVersion, apply_overlay
from oai_timeline.model.event import Event
from oai_timeline.model.origins import ENOUGH, Origins
from oai_timeline.query import moments, names, versions
from oai_timeline.query.origins import documents


class _Published(NamedTuple):
    """What was published by a time: the ids of the sources, and the end of that time."""

    sources: frozenset[str]
    moment: int


def apply_perspective(index: Index, according_to: str | None, as_known_on: str | None) -> list[str]:
    """Let an index answer as a source tells, as was known by the end of a day, or both.

    `according_to` is a source's id, what alone begins it, or a publisher. Gives what a reader is to
    be told besides. Raises QueryError.
    """
    notes: list[str] = []
    published = None if as_known_on is None else _fetch_published(index, as_known_on, notes)
    told = None if according_to is None else _find_sources(index, according_to, notes)
    sources = published.sources if published else frozenset(told or ())
    if told:
        sources = sources & told.keys()
    numbers = _citing(index, sources)
    told_of = numbers if published else numbers & _with_quotes_or_accounts(index)
    made: Iterator[tuple[int, Event]] = load_events(index, sorted(told_of))
    if published:
        made = _restrict_to_known(index, made, published.sources)
    if told:
        made = _according_to(made, told)
    apply_overlay(
        index,
        TimelineVersion(sources, sorted(numbers - told_of), made, published and published.moment),
    )
    index.perspective_description = _in_words(index, according_to, as_known_on)
    return notes


def _in_words(index: Index, according_to: str | None, as_known_on: str | None) -> str:
    words = [] if according_to is None else [f"according to {according_to}"]
    if as_known_on is not None:
        words.append(f"as known on {moments.as_edtf(index, as_known_on)}")
    return ", ".join(words)


def _find_sources(index: Index, text: str, notes: list[str]) -> dict[str, int]:
    """Find the sources that `text` means, with the times at which they were published."""
    found = names.sources(index, text)
    if len(found) > 1:
        notes.append(f"{len(found)} sources are of {text}: the latest account counts")
    return versions.publication_dates(index, found)


def _fetch_published(index: Index, text: str, notes: list[str]) -> _Published:
    period = moments.period(index, text)
    if period.note:
        notes.append(period.note)
    notes.append("titles, summaries and biographies are current, not as of that date")
    rows = index.rows("SELECT id, published_from, published_to FROM main.source")
    undated = sum(begin is None and end is None for _, begin, end in rows)
    coarse = sum(
        (begin is None or begin < period.latest) and (end is None or end > period.latest)
        for _, begin, end in rows
    )
    left_out = {"without a date": undated, "dated too loosely to tell": coarse - undated}
    counts = [f"{_count_sources(count)} {why}" for why, count in left_out.items() if count]
    if counts:
        notes.append(f"left out: {' and '.join(counts)}")
    known = frozenset(key for key, _, end in rows if end is not None and end <= period.latest)
    return _Published(known, period.latest)


def _count_sources(number: int) -> str:
    return f"{number} {'source' if number == 1 else 'sources'}"


def _citing(index: Index, sources: Collection[str]) -> set[int]:
    """Find the events that cite some of `sources`, by number."""
    from json import dumps

    sql = "SELECT event FROM citation WHERE source IN (SELECT value FROM json_each(?))"
    return {event for (event,) in index.rows(sql, (dumps(list(sources)),))}


def _with_quotes_or_accounts(index: Index) -> set[int]:
    """Find the events that have more to lose than sources."""
    return {number for (number,) in index.rows("SELECT number FROM event WHERE quotes OR accounts")}


def _restrict_to_known(
    index: Index,
    events: Iterator[tuple[int, Event]],
    sources: Collection[str],
) -> Iterator[tuple[int, Event]]:
    origins = Origins(documents(index), ENOUGH)
    every = dict(index.rows("SELECT number, id FROM main.event"))
    ids = {every[number] for number in _citing(index, sources)}
    for number, event in events:
        yield number, versions.as_known(event, sources, ids, origins.confirm)


def _according_to(
    events: Iterator[tuple[int, Event]], dates: Mapping[str, int]
) -> Iterator[tuple[int, Event]]:
    for number, event in events:
        here = {source: dates[source] for source in event.sources if source in dates}
        yield number, versions.according_to(event, here)
