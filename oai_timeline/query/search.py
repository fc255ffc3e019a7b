"""Full-text search: the events that have all words, the best first, and where they have them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import starmap
from typing import Any, NamedTuple

from oai_timeline.index import Index
from oai_timeline.model.record import EventRecord, ListedEvent
from oai_timeline.query.events import as_result, fetch_with_records, list_names
from oai_timeline.query.order import ORDER_COLUMNS, OrderedEvent, judge_order
from oai_timeline.query.select import Match, Query, Result, where
from oai_timeline.query.words import Occurrence, Word, find_words

_WEIGHTS = "10.0, 1.0, 3.0"
"""Of a hit in the title, in the texts below it, in names, tags and kind."""
_FOUND = """
WITH found AS MATERIALIZED (
    SELECT search.rowid AS number, {sign} bm25(search, {weights}) AS score
    FROM search {events} WHERE search MATCH ?{last} AND {condition}
)
"""
_BEST = """
SELECT number, (SELECT count(*) FROM found) FROM found JOIN event USING (number)
WHERE score <= ifnull((SELECT score FROM found ORDER BY score LIMIT 1 OFFSET {limit} - 1), 9e999)
ORDER BY score, {sign} position LIMIT {limit}
"""
"""Only those that rank high enough are looked up: for the order of equals, and to be shown."""
_ALL = (
    f"SELECT {ORDER_COLUMNS} FROM found JOIN event USING (number) ORDER BY score, {{sign}} position"
)
_NO_LIMIT = 1 << 62
_BREAK = re.compile(r"(?<!\b[A-Za-z])[.!?][\"”’)\]]*\s+(?=[\"“‘(\[]?[A-Z0-9])")
_GAP = re.compile(r"[ \t\n]+")
_LONGEST = 240
_LEAD = 80
_NAMES = ("with", "tags", "kind")


class TextPart(NamedTuple):
    """A part of a text that has a word, or that has none."""

    text: str
    is_hit: bool = False


class Excerpt(NamedTuple):
    """A part of what an event has, with its hits; `label` says of what, empty for the summary."""

    label: str
    parts: list[TextPart]


class Hit(NamedTuple):
    """An event that was found, its title, and where it has the words that the title lacks.

    Where the title has all, there is one excerpt with any of them, if there is one.
    """

    event: ListedEvent
    title: list[TextPart]
    excerpts: list[Excerpt]


class _Window(NamedTuple):
    """A candidate for an excerpt: a stretch of a text, which words it has, and all in the text."""

    label: str
    text: str
    start: int
    end: int
    words: frozenset[int]
    found: list[Occurrence]


def build_expression(words: Iterable[Word]) -> str:
    """Write words in the language of FTS5. Tokens have nothing that it would take for its own."""
    terms = (f'"{" ".join(word.tokens)}"{"*" if word.prefix else ""}' for word in words)
    return " ".join(terms) or '""'


def fetch_best(index: Index, query: Query, words: Sequence[Word]) -> Result:
    """Give the events that have all words, ranked; nothing is judged of their order in time."""
    rows = _fetch_ranked(index, query, words, _BEST)
    total = rows[0][1] if rows else 0
    return as_result(number for number, _ in rows)._replace(total=total)


def fetch_ranked(index: Index, query: Query, words: Sequence[Word]) -> Result:
    """Give the events that have all words, ranked, and judge their order in time."""
    found = list(starmap(OrderedEvent, _fetch_ranked(index, query, words, _ALL)))
    placed = sorted(found, key=lambda event: event.position)
    known = judge_order(index, placed)
    judged = {event.number: ordered for event, ordered in zip(placed, known, strict=True)}
    matches = [Match(event.number, judged[event.number], coarse=False) for event in found]
    return Result(matches[: query.limit], len(matches))


def fetch_hits(index: Index, answer: Result, words: Sequence[Word]) -> list[Hit]:
    """Give what is shown of the events of an answer, in its order."""
    return [_hit(event, record, words) for event, record in fetch_with_records(index, answer)]


def _fetch_ranked(index: Index, query: Query, words: Sequence[Word], wanted: str) -> list[Any]:
    """Ask for what is wanted of the events found, the best first."""
    index.fill_search()
    condition, values = where(query)
    sql = (_FOUND + wanted).format(
        sign="-" if query.reverse else "+",
        weights=_WEIGHTS,
        events="JOIN event e ON e.number = search.rowid" if query.wanted else "",
        last=len(values) + 1,
        condition=condition,
        limit=min(query.limit or _NO_LIMIT, _NO_LIMIT),
    )
    return index.rows(sql, [*values, build_expression(words)])


def _hit(event: ListedEvent, record: EventRecord, words: Sequence[Word]) -> Hit:
    title = _one_line(event.title)
    found = find_words(title, words)
    windows = [window for field in _texts(record) for window in _windows(*field, words)]
    chosen = _covering(windows, set(range(len(words))) - {one.word for one in found})
    return Hit(
        event,
        _parts(title, 0, len(title), found),
        [Excerpt(one.label, _parts(one.text, one.start, one.end, one.found)) for one in chosen],
    )


def _texts(event: EventRecord) -> Iterator[tuple[str, str]]:
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


def _windows(label: str, text: str, words: Sequence[Word]) -> Iterator[_Window]:
    """Give, for each hit in a text, the sentences around it."""
    text = _one_line(text)
    found = find_words(text, words)
    if not found:
        return
    breaks = [0, *(match.end() for match in _BREAK.finditer(text)), len(text)]
    starts = [one.start for one in found]
    for one in found:
        start = breaks[bisect_right(breaks, one.start) - 1]
        end = breaks[bisect_left(breaks, one.end)]
        start, end = _shorten(text, start, end, one)
        near = found[bisect_left(starts, start) : bisect_left(starts, end)]
        inside = frozenset(other.word for other in near if other.end <= end)
        yield _Window(label, text, start, end, inside, found)


def _shorten(text: str, start: int, end: int, hit: Occurrence) -> tuple[int, int]:
    """Take of a long sentence what is around the hit, broken between words where possible."""
    if end - start <= _LONGEST:
        return start, end
    begin = max(start, hit.start - _LEAD)
    if begin > start:
        begin = text.find(" ", begin, hit.start) + 1 or begin
    stop = min(end, max(begin + _LONGEST, hit.end))
    if stop < end:
        stop = max(text.rfind(" ", begin, stop), hit.end)
    return begin, stop


def _covering(windows: Sequence[_Window], missing: set[int]) -> list[_Window]:
    """Choose as few windows as have all missing words; where none is missing, the best one."""
    chosen: list[_Window] = []
    while missing and windows:
        here = max(windows, key=lambda one: (len(one.words & missing), len(one.words)))
        if not here.words & missing:
            break
        chosen.append(here)
        missing = missing - here.words
    if not chosen:
        told = [one for one in windows if one.label not in _NAMES]
        chosen = [max(told, key=lambda one: len(one.words))] if told else []
    return sorted(chosen, key=windows.index)


def _parts(text: str, start: int, end: int, found: Iterable[Occurrence]) -> list[TextPart]:
    """Cut a stretch of a text where hits begin and end; hits with but a space between are one."""
    joined: list[tuple[int, int]] = []
    for one in found:
        if one.start < start or one.end > end:
            continue
        if joined and not text[joined[-1][1] : one.start].strip(" "):
            joined[-1] = joined[-1][0], max(joined[-1][1], one.end)
        else:
            joined.append((one.start, one.end))
    parts = []
    at = start
    for begin, stop in joined:
        parts += [TextPart(text[at:begin]), TextPart(text[begin:stop], is_hit=True)]
        at = stop
    parts.append(TextPart(text[at:end].rstrip(" ")))
    edges = {0, len(text)} | {match.end() for match in _BREAK.finditer(text)}
    before = TextPart("" if start in edges else "… ")
    after = TextPart("" if end in edges else " …")
    return [part for part in (before, *parts, after) if part.text]


def _one_line(text: str) -> str:
    """Put one space for line breaks, tabs and several spaces: what a line of text would show."""
    return _GAP.sub(" ", text).strip(" ")
