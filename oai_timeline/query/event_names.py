"""Finds one event by what people type: an id, a day and clock, or words of its title."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from oai_timeline.index import Index
from oai_timeline.model.plural import format_count
from oai_timeline.model.printed import Printed
from oai_timeline.model.spelling import did_you_mean, find_similar, fold
from oai_timeline.model.time import SECONDS_PER_DAY
from oai_timeline.model.visible import quoted
from oai_timeline.query import moments
from oai_timeline.query.errors import QueryError

_MOST_CANDIDATES = 12
_WITHIN = "SELECT id FROM event WHERE earliest >= ? AND latest <= ? ORDER BY position"
_PRINTED = "SELECT json, day, clock FROM event WHERE id = ?"


class NamedEvent(NamedTuple):
    """The id of an event; `note` tells how a text was read unless it is (a prefix of) that id."""

    id: str
    note: str = ""


class Candidate(NamedTuple):
    """An event that a text may name: its id, its date as printed, and its title."""

    id: str
    date: str
    title: str


def find_event(index: Index, text: str) -> NamedEvent:
    """Return the event that `text` names. Raises QueryError.

    It is an id, or a unique prefix of one; or else a day and clock, at which one event was; or else
    words that are in one title.
    """
    text = text.strip()
    if _is_event(index, "event", text):
        return NamedEvent(text)
    prefixed = _find_by_prefix(index, "event", text)
    if len(prefixed) == 1:
        return NamedEvent(prefixed[0])
    _refuse_hidden(index, text)
    found = prefixed or _find_at(index, text) or _find_by_title(index, text)
    if len(found) == 1:
        return NamedEvent(found[0], f"{text} = {found[0]}")
    if found:
        raise _ambiguous(index, text, found)
    hint = did_you_mean(text, [one for (one,) in index.fetch("SELECT id FROM event")])
    hint = hint or _suggest_words(index, text)
    raise QueryError(f"no event is called {quoted(text)}{hint}")


def _is_event(index: Index, table: str, text: str) -> bool:
    return bool(index.fetch(f"SELECT 1 FROM {table} WHERE id = ?", (text,)))


def _find_by_prefix(index: Index, table: str, prefix: str) -> list[str]:
    sql = f"SELECT id FROM {table} WHERE substr(id, 1, length(?1)) = ?1 ORDER BY id"
    return [one for (one,) in index.fetch(sql, (prefix,))] if prefix else []


def _refuse_hidden(index: Index, text: str) -> None:
    """Raise QueryError if `text` names an event that the perspective leaves out."""
    hidden = _find_by_prefix(index, "main.event", text)
    event = text if text in hidden else hidden[0] if len(hidden) == 1 else None
    if event and not _is_event(index, "event", event):
        raise QueryError(f"no source of {event} counts here ({index.perspective_description})")


def _find_at(index: Index, text: str) -> list[str]:
    """Return the events that lie within a day and clock; none if the text is no such thing."""
    try:
        period = moments.parse_period(index, text)
    except QueryError:
        return []
    if period.latest - period.earliest >= SECONDS_PER_DAY:
        return []
    return [one for (one,) in index.fetch(_WITHIN, (period.earliest, period.latest))]


def _find_by_title(index: Index, text: str) -> list[str]:
    """Return the events whose title has all words, the best match first.

    One that has them as they are typed is preferred to those with other forms of them.
    """
    from oai_timeline.query.search import find_in_titles
    from oai_timeline.query.words import parse_words

    words, _ = parse_words(text)
    exactly = find_in_titles(index, [word._replace(exact=True) for word in words])
    return exactly if len(exactly) == 1 else find_in_titles(index, words)


def _suggest_words(index: Index, text: str) -> str:
    """Return ` (did you mean ...?)` with misspelt words corrected, if a title has all of them."""
    known = {word for (title,) in index.fetch("SELECT title FROM text") for word in title.split()}
    words = fold(text).split()
    meant = " ".join(word if word in known else _correct(word, known) for word in words)
    found = meant.split() != words and _find_by_title(index, meant)
    return f" (did you mean {quoted(meant)}?)" if found else ""


def _correct(word: str, known: Iterable[str]) -> str:
    return next(iter(find_similar(word, known, 1)), word)


def _ambiguous(index: Index, text: str, ids: Sequence[str]) -> QueryError:
    shown = ids[:_MOST_CANDIDATES]
    more = len(ids) - len(shown)
    count = format_count(len(ids), "event")
    best = f"; the best {_MOST_CANDIDATES} are" if more > 0 else ""
    return QueryError(f"{quoted(text)} may be any of {count}{best}:", list(_describe(index, shown)))


def _describe(index: Index, ids: Iterable[str]) -> Iterable[Candidate]:
    from json import loads

    for event_id in ids:
        ((stored, day, clock),) = index.fetch(_PRINTED, (event_id,))
        yield Candidate(event_id, Printed(day, clock, "").in_full(), loads(stored)["title"])
