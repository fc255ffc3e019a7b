"""Full-text search: the events that contain some words, the best first, and where these are.

Words are terms here: each is found in all its forms and synonyms.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from sys import maxsize
from typing import TYPE_CHECKING, Any, NamedTuple

from oai_timeline.index import Index
from oai_timeline.model.listed import ListedEvent
from oai_timeline.query import events
from oai_timeline.query.events import as_result, fetch_with_json, list_names
from oai_timeline.query.filters import Condition
from oai_timeline.query.reading import fetch_order, list_canonically
from oai_timeline.query.select import Query, Result, where
from oai_timeline.query.vocabulary import expand_words
from oai_timeline.query.words import (
    Occurrence,
    Term,
    Word,
    find_terms,
    has_as_typed,
)

if TYPE_CHECKING:
    from oai_timeline.model.record import EventFacts

_WEIGHTS = "10.0, 1.0, 3.0"
"""Of words in the title, in the other texts, and in names, tags and kind."""
_MATCHING = "FROM search {events} WHERE search MATCH ?{last} AND {condition}"
_NUMBERS = f"SELECT search.rowid {_MATCHING}"
_COUNT = f"SELECT count(*) {_MATCHING}"
_BEST = f"""
{_NUMBERS}
ORDER BY {{sign}} bm25(search, {_WEIGHTS}), {{sign}} search.rowid LIMIT {{limit}}
"""
"""Equals are in the order of the file."""
_MOST_AS_TYPED = 50
"""So many of the best titles are read, to find those that have the words as they were typed."""
_BREAK = re.compile(r"(?<!\b[A-Za-z])[.!?][\"”’)\]]*\s+(?=[\"“‘(\[]?[A-Z0-9])")
_LONGEST = 240
_LEAD = 80
_NAMES = ("with", "tags", "kind")


class Search(NamedTuple):
    """A query for events that match an expression of FTS5: `total` of them, without its limit.

    Each event has `matched` of the terms. `words` are those that were typed, of which the terms are
    made.
    """

    query: Query
    expression: str
    total: int
    terms: Sequence[Term]
    matched: int
    words: Sequence[Word]

    @property
    def is_partial(self) -> bool:
        """Whether no event has all terms."""
        return self.matched < len(self.terms)


class TextPart(NamedTuple):
    """A part of a text; `is_hit`: it is a word that was searched for."""

    text: str
    is_hit: bool = False


class Excerpt(NamedTuple):
    """A part of one of an event's texts; `label` names that text, empty for the summary."""

    label: str
    parts: list[TextPart]


class Hit(NamedTuple):
    """An event that was found, its title, and excerpts with the words that the title lacks.

    If the title has all words, there is one excerpt with any of them, if possible.
    """

    event: ListedEvent
    title: list[TextPart]
    excerpts: list[Excerpt]


class _Window(NamedTuple):
    """A candidate for an excerpt: part of a text, the words in it, and all hits in the text."""

    label: str
    text: str
    start: int
    end: int
    words: frozenset[int]
    occurrences: list[Occurrence]


def build_expression(terms: Iterable[Term], operator: str = " AND ") -> str:
    """Return terms in the query language of FTS5; tokens contain none of its operators."""
    return operator.join(map(_spell_out, terms)) or '""'


def _spell_out(term: Term) -> str:
    star = {True: "*", False: ""}
    forms = (f'"{form}"{star[phrase.prefix]}' for phrase in term for form in phrase.spell_out())
    return f"({' OR '.join(forms)})"


def plan_search(index: Index, query: Query, words: Sequence[Word]) -> Search:
    """Return a search for the events that have all words, or else as many of them as possible."""
    terms = expand_words(index, words)
    expression = build_expression(terms)
    total = _count(index, query, expression)
    if total or len(terms) < 2:
        return Search(query, expression, total, terms, len(terms), words)
    found = Counter(
        number for term in terms for (number,) in _run(index, query, _spell_out(term), _NUMBERS)
    )
    most = max(found.values(), default=0)
    best = [number for number, count in found.items() if count == most]
    partly = [*query.conditions, Condition("e.number IN ({all})", best)]
    query = query._replace(conditions=partly)
    return Search(query, build_expression(terms, " OR "), len(best), terms, most, words)


def is_found(index: Index, words: Sequence[Word]) -> bool:
    """Return whether an event has all words."""
    expression = build_expression(expand_words(index, words))
    return bool(_count(index, Query(), expression))


def find_in_titles(index: Index, words: Sequence[Word]) -> list[str]:
    """Return the ids of the events whose titles have all words, the best first."""
    expression = f"{{title}} : ({build_expression(expand_words(index, words))})"
    rows = _run(index, Query(), expression, _BEST) if words else []
    found = events.fetch_by_number(index, (number for (number,) in rows))
    return [event.id for event in found.values()]


def fetch_best(index: Index, search: Search) -> Result:
    """Return the events that a search finds, the best first, as if their order were known.

    They are in the order of BM25; but among the best ones those come first whose titles have the
    words as typed.
    """
    query = search.query
    wider = query._replace(limit=query.limit and query.limit + _MOST_AS_TYPED)
    ranked = _rank(index, search, wider)
    return as_result(ranked[: query.limit])._replace(total=search.total)


def fetch_ranked(index: Index, search: Search) -> Result:
    """Return the events that a search finds, the best first, and which order is known."""
    ranked = _rank(index, search, search.query._replace(limit=None))
    in_order = list_canonically(index, fetch_order(index, ranked), reverse=False)
    matches = {match.number: match for match in in_order}
    return Result([matches[number] for number in ranked[: search.query.limit]], search.total)


def _rank(index: Index, search: Search, query: Query) -> list[int]:
    """Return the events of a query that a search finds, the best first."""
    rows = _run(index, query, search.expression, _BEST)
    return _put_as_typed_first(index, search, [number for (number,) in rows])


def _put_as_typed_first(index: Index, search: Search, numbers: list[int]) -> list[int]:
    """Return the events of a search, but first, of the best, whose titles have all words as typed.

    In reverse order, they come last.
    """
    is_reverse = search.query.reverse
    best = numbers[-_MOST_AS_TYPED:] if is_reverse else numbers[:_MOST_AS_TYPED]
    if len(search.words) < 2 or search.is_partial or not best:
        return numbers
    titles = index.fetch_among("SELECT number, title FROM text WHERE number", best)
    as_typed = {number for number, title in titles if has_as_typed(title, search.words)}
    first = [number for number in numbers if number in as_typed]
    others = [number for number in numbers if number not in as_typed]
    return [*others, *first] if is_reverse else [*first, *others]


def fetch_json(index: Index, search: Search, result: Result) -> Iterator[str]:
    """Yield the events of a result as JSON; `partial` says whether they lack some of the words."""
    partial = "true" if search.is_partial else "false"
    for event in events.fetch_json(index, result):
        yield f'{event[:-1]}, "partial": {partial}}}'


def fetch_hits(index: Index, result: Result, terms: Sequence[Term]) -> list[Hit]:
    """Return the events of a result with excerpts, in its order."""
    from json import loads

    found = fetch_with_json(index, result)
    return [_find_hit(event, loads(stored), terms) for event, stored in found]


def _count(index: Index, query: Query, expression: str) -> int:
    """Return how many events of a query match an expression, whatever its limit."""
    ((count,),) = _run(index, query, expression, _COUNT)
    return int(count)


def _run(index: Index, query: Query, expression: str, statement: str) -> list[Any]:
    """Run a statement on the events of a query that match an expression."""
    index.fill_search()
    condition, parameters = where(query)
    is_filtered = query.wanted or query.conditions
    sql = statement.format(
        sign="-" if query.reverse else "+",
        events="JOIN event e ON e.number = search.rowid" if is_filtered else "",
        last=len(parameters) + 1,
        condition=condition,
        limit=min(query.limit or maxsize, maxsize),
    )
    return index.fetch(sql, [*parameters, expression])


def _find_hit(event: ListedEvent, stored: "EventFacts", terms: Sequence[Term]) -> Hit:
    title = _one_line(event.title)
    in_title = find_terms(title, terms)
    texts = [(label, text) for label, text in _texts(stored) if text]
    windows = [window for field in texts for window in _find_windows(*field, terms)]
    missing = set(range(len(terms))) - {occurrence.term for occurrence in in_title}
    excerpts = [
        Excerpt(window.label, _split(window.text, window.start, window.end, window.occurrences))
        for window in _choose_windows(windows, missing)
    ]
    return Hit(event, _split(title, 0, len(title), in_title), excerpts)


def _texts(event: "EventFacts") -> Iterator[tuple[str, str]]:
    """Yield the texts of an event that are searched, except its title, with their labels."""
    yield "", event["summary"] or ""
    for quote in event["quotes"]:
        yield "quote", quote["text"]
        yield "translation", quote["translation"] or ""
    for account in event["accounts"]:
        yield "account", account["says"]
    yield "place", event["place"] or ""
    yield "with", ", ".join(dict.fromkeys(list_names([*event["actors"], *event["about"]])))
    yield "tags", ", ".join(event["tags"])
    yield "kind", event["kind"] or ""


def _find_windows(label: str, text: str, terms: Sequence[Term]) -> Iterator[_Window]:
    """Yield the sentences around each hit in a text."""
    text = _one_line(text)
    occurrences = find_terms(text, terms)
    if not occurrences:
        return
    breaks = [0, *(match.end() for match in _BREAK.finditer(text)), len(text)]
    starts = [occurrence.start for occurrence in occurrences]
    for hit in occurrences:
        start = breaks[bisect_right(breaks, hit.start) - 1]
        end = breaks[bisect_left(breaks, hit.end)]
        start, end = _shorten(text, start, end, hit)
        near = occurrences[bisect_left(starts, start) : bisect_left(starts, end)]
        inside = frozenset(other.term for other in near if other.end <= end)
        yield _Window(label, text, start, end, inside, occurrences)


def _shorten(text: str, start: int, end: int, hit: Occurrence) -> tuple[int, int]:
    """Return the part of a long sentence around the hit, cut between words if possible."""
    if end - start <= _LONGEST:
        return start, end
    begin = max(start, hit.start - _LEAD)
    if begin > start:
        begin = text.find(" ", begin, hit.start) + 1 or begin
    stop = min(end, max(begin + _LONGEST, hit.end))
    if stop < end:
        stop = max(text.rfind(" ", begin, stop), hit.end)
    return begin, stop


def _choose_windows(windows: Sequence[_Window], missing: set[int]) -> list[_Window]:
    """Return as few windows as contain all missing words; if none is missing, the best one."""
    chosen: list[_Window] = []
    while missing and windows:
        best = max(windows, key=lambda window: (len(window.words & missing), len(window.words)))
        if not best.words & missing:
            break
        chosen.append(best)
        missing = missing - best.words
    if not chosen:
        in_prose = [window for window in windows if window.label not in _NAMES]
        chosen = [max(in_prose, key=lambda window: len(window.words))] if in_prose else []
    return sorted(chosen, key=windows.index)


def _split(text: str, start: int, end: int, occurrences: Iterable[Occurrence]) -> list[TextPart]:
    """Split part of a text at hits; hits with only spaces between them are joined."""
    hits: list[tuple[int, int]] = []
    for _, begin, stop in occurrences:
        if begin < start or stop > end:
            continue
        if hits and not text[hits[-1][1] : begin].strip(" "):
            hits[-1] = hits[-1][0], max(hits[-1][1], stop)
        else:
            hits.append((begin, stop))
    parts = []
    rest = start
    for begin, stop in hits:
        parts += [TextPart(text[rest:begin]), TextPart(text[begin:stop], is_hit=True)]
        rest = stop
    parts.append(TextPart(text[rest:end].rstrip(" ")))
    before = TextPart("" if _is_break(text, start) else "… ")
    after = TextPart("" if _is_break(text, end) else " …")
    return [part for part in (before, *parts, after) if part.text]


def _is_break(text: str, place: int) -> bool:
    """Return whether a place in a text is its start or end, or lies between two sentences."""
    breaks = (match.end() for match in _BREAK.finditer(text))
    return place in {0, len(text)} or place in breaks


def _one_line(text: str) -> str:
    """Return a text with single spaces in place of line breaks, tabs and several spaces."""
    words = text.replace("\n", " ").replace("\t", " ").split(" ")
    return " ".join(filter(None, words))
