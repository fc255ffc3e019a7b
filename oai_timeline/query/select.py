"""One question, and the SQL that it becomes."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import starmap
from typing import Any, NamedTuple

from oai_timeline.index import MOST_AT_ONCE, Index
from oai_timeline.model.entry import Entry
from oai_timeline.query.filters import FILTERS, PERIODS, Value
from oai_timeline.query.order import PLACED, Placed, in_order

_MOST_ASKED = 100
_LOOSE = """
precision IN ('month', 'season', 'year', 'decade', 'century') OR precision = 'interval' AND
    (earliest IS NULL OR earliest < {begin} AND (latest IS NULL OR latest - earliest > 86400))
"""
"""Whether an event is dated only to a longer span than a period that begins at `begin`."""
_COLUMNS = ", ".join(f"e.{name}" for name in Entry._fields[:-2])


class Query(NamedTuple):
    """Which events are asked for, and in what order.

    `wanted` holds, by filter, the values that were given. `together` asks that an event have all
    the values of a filter rather than any. `loose_last` puts those dated only to a longer span at
    the end.
    """

    wanted: Mapping[str, Sequence[Value]] = {}
    together: bool = False
    reverse: bool = False
    limit: int | None = None
    loose_last: bool = False


class Row(NamedTuple):
    """An event that was chosen, by its number.

    `in_order`: it is certainly before those that follow it in time order. `loose`: it is dated only
    to a longer span than what is asked for.
    """

    number: int
    in_order: bool
    loose: bool


class Answer(NamedTuple):
    """The events chosen, as they are to be shown, and how many there were before the limit."""

    rows: list[Row]
    total: int

    @property
    def loose(self) -> int:
        """Count those dated only to a longer span; with `loose_last` they are the last ones."""
        return sum(row.loose for row in self.rows)


def read(index: Index, texts: Mapping[str, Sequence[str]]) -> dict[str, list[Value]]:
    """Read the texts given for filters. Raises QueryError."""
    return {
        one.name: [one.read(index, text) for text in texts[one.name]]
        for one in FILTERS
        if texts.get(one.name)
    }


def select(index: Index, query: Query) -> Answer:
    """Choose events, put them in order, judge what is known of that order."""
    condition, values = where(query.wanted, query.together)
    asked_for = period_of(query.wanted) if query.wanted.keys() & set(PERIODS) else None
    loose = _LOOSE.format(begin=asked_for[0]) if asked_for else "FALSE"
    sql = f"SELECT {PLACED}, {loose} FROM event e WHERE {condition} ORDER BY position"
    placed = list(starmap(Placed, index.rows(sql, values)))
    rows = [
        Row(one.number, known, bool(one.loose))
        for one, known in zip(placed, in_order(index, placed), strict=True)
    ]
    if query.reverse:
        rows.reverse()
    if query.loose_last:
        rows.sort(key=lambda row: row.loose)
    return Answer(rows[: query.limit], len(rows))


def entries(index: Index, answer: Answer) -> list[Entry]:
    """Give what a list shows of the events of an answer, in its order."""
    return list(iterate_entries(index, answer))


def iterate_entries(index: Index, answer: Answer) -> Iterator[Entry]:
    """Give what `entries` does, fetched as it is taken."""
    sources = Sources(index, "line")
    for row, (*fields, cited) in _fetched(index, answer, f"{_COLUMNS}, e.cited"):
        yield Entry._make((*fields, "\n".join(sources.of(cited)), row.in_order))


def json(index: Index, answer: Answer) -> Iterator[str]:
    """Give the events of an answer as JSON, each on one line, in its order."""
    sources = Sources(index, "json")
    columns = "e.number, json_head, json_tail, e.cited"
    for row, (_, head, tail, cited) in _fetched(index, answer, columns):
        yield assembled(head, tail, sources.of(cited), row.in_order)


def quotes_and_accounts(index: Index, answer: Answer) -> dict[int, str]:
    """Give those events of an answer that have some, by number, as JSON: up to their sources."""
    sql = "SELECT number, json_head, json_tail FROM event WHERE (quotes OR accounts) AND number"
    found = index.among(sql, [row.number for row in answer.rows])
    return {number: f"{head}{tail}}}" for number, head, tail in found}


class Sources:
    """What a column has of the sources that events cite, asked of the index but once each."""

    def __init__(self, index: Index, column: str) -> None:
        """Look up that column of the table of sources."""
        self._index = index
        self._sql = f"SELECT id, {column} FROM source"
        self._known: dict[str, str] = {}

    def of(self, cited: str) -> list[str]:
        """Give it for each of some sources, whose ids stand on a line each."""
        keys = cited.split("\n") if cited else []
        try:
            return [self._known[key] for key in keys]
        except KeyError:
            self._ask(keys)
        return [self._known[key] for key in keys]

    def _ask(self, keys: Sequence[str]) -> None:
        """Ask for some sources; once these would be many, for all that there are."""
        if len(self._known) > _MOST_ASKED:
            self._known.update(self._index.rows(self._sql))
        else:
            marks = ", ".join("?" * len(keys))
            self._known.update(self._index.rows(f"{self._sql} WHERE id IN ({marks})", keys))


def assembled(head: str, tail: str, sources: Sequence[str], in_order: bool) -> str:
    """Put an event's JSON together from the two parts of it that are stored, and its sources'."""
    order = "known" if in_order else "unknown"
    return f'{head}, "order": "{order}"{tail}, "sources": [{", ".join(sources)}]}}'


def nearest_days(index: Index, query: Query) -> list[str]:
    """Give the days before and after the period asked for on which chosen events begin, if any."""
    begin, end = period_of(query.wanted)
    others = {name: value for name, value in query.wanted.items() if name not in PERIODS}
    condition, values = where(others, query.together)
    day = f"SELECT day FROM event e WHERE length(day) = 10 AND day NOT LIKE '%X%' AND {condition}"
    found = [
        *index.rows(f"{day} AND earliest < ? ORDER BY earliest DESC LIMIT 1", (*values, begin)),
        *index.rows(f"{day} AND earliest >= ? ORDER BY earliest LIMIT 1", (*values, end)),
    ]
    return [day for (day,) in found]


def where(wanted: Mapping[str, Sequence[Value]], together: bool) -> tuple[str, list[Any]]:
    """Turn filters into one SQL condition on the event `e`, and its parameters.

    The values of each filter are joined, and then the filters.
    """
    conditions, values = ["1"], list[Any]()
    for one in FILTERS:
        alternatives = []
        for value in wanted.get(one.name, ()):
            marks = [f"?{len(values) + n}" for n in range(1, len(value.parameters) + 1)]
            alternatives.append(one.sql.format(*marks, all=", ".join(marks)))
            values.extend(value.parameters)
        if alternatives:
            joined = " AND " if together else one.joined
            conditions.append(one.whole.format(joined.join(alternatives)))
    return " AND ".join(conditions), values


def period_of(wanted: Mapping[str, Sequence[Value]]) -> tuple[int, int]:
    """Give the bounds of the period asked for: what all of its filters have in common."""
    given = [[value.parameters for value in wanted[name]] for name in PERIODS if name in wanted]
    return (
        max(min(begin for begin, _ in periods) for periods in given),
        min(max(end for _, end in periods) for periods in given),
    )


def _fetched(index: Index, answer: Answer, columns: str) -> Iterator[tuple[Row, tuple[Any, ...]]]:
    """Fetch columns of the chosen events, the number first, in chunks and in the answer's order."""
    sql = f"SELECT {columns} FROM event e WHERE number"
    for start in range(0, len(answer.rows), MOST_AT_ONCE):
        chunk = answer.rows[start : start + MOST_AT_ONCE]
        found = {fields[0]: fields for fields in index.among(sql, [row.number for row in chunk])}
        for row in chunk:
            yield row, found[row.number]
