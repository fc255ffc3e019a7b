"""One question, and the SQL that it becomes."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import chain, starmap
from typing import Any, NamedTuple

from oai_timeline.index import Index
from oai_timeline.query.filters import FILTERS, PERIODS, Value
from oai_timeline.query.order import ORDER_COLUMNS, OrderedEvent, order_known

_MOST_MARKS = 900
_NEVER = 1 << 62
_A_DAY = 86_400
_COARSE = f"""
NOT EXISTS (
    WITH asked (begin, end, width) AS (VALUES {{asked}}) SELECT 1 FROM asked
    WHERE ifnull(latest, {_NEVER}) > begin AND ifnull(earliest, -{_NEVER}) < end AND (
        ifnull(latest - earliest <= width, 0) OR precision = 'day' AND width = {_A_DAY}
        OR ifnull(earliest, -{_NEVER}) >= begin AND ifnull(latest, {_NEVER}) <= end))
"""
"""Whether an event is wider than each period that it overlaps, and reaches out of it.

A day is as wide as a day, be it one on which clocks change.
"""


class Query(NamedTuple):
    """Which events are asked for, and in what order.

    `wanted` holds, by filter, the values that were given. `together` asks that an event have all
    the values of a filter rather than any. `coarse_last` puts those dated only to a longer span at
    the end.
    """

    wanted: Mapping[str, Sequence[Value]] = {}
    together: bool = False
    reverse: bool = False
    limit: int | None = None
    coarse_last: bool = False


class Match(NamedTuple):
    """An event that matches a query, by its number.

    `order_known`: it is certainly before those that follow it in time order. `coarse`: it is dated
    only to a longer span than what is asked for.
    """

    number: int
    order_known: bool
    coarse: bool


class Result(NamedTuple):
    """The events chosen, as they are to be shown, and how many there were before the limit.

    `is_vague`: all of these are dated only to a longer span, or there are none.
    """

    matches: list[Match]
    total: int
    is_vague: bool = False

    @property
    def coarse(self) -> int:
        """Count those dated only to a longer span; with `coarse_last` they are the last ones."""
        return sum(match.coarse for match in self.matches)


def read(index: Index, texts: Mapping[str, Sequence[str]]) -> dict[str, list[Value]]:
    """Read the texts given for filters. Raises QueryError."""
    return {
        one.name: [one.read(index, text) for text in texts[one.name]]
        for one in FILTERS
        if texts.get(one.name)
    }


def select(index: Index, query: Query) -> Result:
    """Choose events, put them in order, judge what is known of that order."""
    condition, values = where(query.wanted, query.together)
    coarse = _coarse(query) if query.wanted.keys() & set(PERIODS) else "FALSE"
    sql = f"SELECT {ORDER_COLUMNS}, {coarse} FROM event e WHERE {condition} ORDER BY position"
    placed = list(starmap(OrderedEvent, index.rows(sql, values)))
    matches = [
        Match(event.number, known, bool(event.coarse))
        for event, known in zip(placed, order_known(index, placed), strict=True)
    ]
    if query.reverse:
        matches.reverse()
    if query.coarse_last:
        matches.sort(key=lambda match: match.coarse)
    all_coarse = all(match.coarse for match in matches)
    return Result(matches[: query.limit], len(matches), all_coarse)


def nearest_days(index: Index, query: Query) -> list[str]:
    """Give the days next to the periods asked for on which chosen events begin, if any.

    Where an event must be in several periods together, these days may lie in one of them.
    """
    others = {name: value for name, value in query.wanted.items() if name not in PERIODS}
    condition, values = where(others, query.together)
    days = index.rows(
        "SELECT min(earliest), day FROM event e WHERE length(day) = 10 AND day NOT LIKE '%X%'"
        f" AND {condition} GROUP BY day ORDER BY 1",
        values,
    )
    starts = [start for start, _ in days]
    nearest = set[str]()
    for begin, end in _periods(query):
        first, last = bisect_left(starts, begin), bisect_left(starts, end)
        if query.together and first < last:
            nearest.add(days[first][1])
        else:
            nearest.update(day for _, day in days[max(first - 1, 0) : first])
            nearest.update(day for _, day in days[last : last + 1])
    return [day for _, day in days if day in nearest]


def contradiction(query: Query) -> str:
    """Say why no event can be dated closely to all periods asked for; empty where one can."""
    given = query.wanted.keys() & set(PERIODS)
    if not given or _periods(query):
        return ""
    begin, end = _bounds(query)
    if begin >= end:
        return "--since is later than --until: swap them"
    return "--day is not within --since and --until: leave one of them out"


def where(wanted: Mapping[str, Sequence[Value]], together: bool) -> tuple[str, list[Any]]:
    """Turn filters into one SQL condition on the event `e`, and its parameters.

    The values of each filter are joined, and then the filters.
    """
    conditions, values = ["1"], list[Any]()
    for one in FILTERS:
        given = list(dict.fromkeys(value.parameters for value in wanted.get(one.name, ())))
        joined = " AND " if together else one.joined
        if joined == " OR " and "{all}" in one.sql:
            given = [tuple(dict.fromkeys(chain.from_iterable(given)))] if given else []
        if given:
            alternatives = [_condition(one.sql, parameters, values) for parameters in given]
            conditions.append(one.whole.format(_tree(alternatives, joined)))
    return " AND ".join(conditions), values


def _condition(sql: str, parameters: Sequence[Any], values: list[Any]) -> str:
    """Write the condition of one filter, and add its parameters to the statement's `values`."""
    first = len(values) + 1
    if len(parameters) > _MOST_MARKS:  # a statement takes some thousands, at most
        from json import dumps

        values.append(dumps(parameters))
        return sql.format(all=f"SELECT value FROM json_each(?{first})")
    values.extend(parameters)
    marks = [f"?{number}" for number in range(first, len(values) + 1)]
    return sql.format(*marks, all=", ".join(marks))


def _tree(conditions: Sequence[str], joined: str) -> str:
    """Join conditions in a balanced tree: SQLite allows a depth of 1,000."""
    if len(conditions) == 1:
        return conditions[0]
    middle = len(conditions) // 2
    return f"({_tree(conditions[:middle], joined)}{joined}{_tree(conditions[middle:], joined)})"


def period_of(query: Query) -> tuple[int, int]:
    """Give the bounds of all periods asked for; turned round where they have nothing in common."""
    periods = _periods(query)
    return (periods[0][0], max(end for _, end in periods)) if periods else _bounds(query)


def _bounds(query: Query) -> tuple[int, int]:
    """Give the bounds that --since and --until set."""
    since = [value.parameters[0] for value in query.wanted.get("since", ())]
    until = [value.parameters[1] for value in query.wanted.get("until", ())]
    first, last = (max, min) if query.together else (min, max)
    return first(since, default=-_NEVER), last(until, default=_NEVER)


def _periods(query: Query) -> list[tuple[int, int]]:
    """List the periods asked for that have any length within these bounds, in order."""
    begin, end = _bounds(query)
    days = [value.parameters for value in query.wanted.get("day", ())] or [(-_NEVER, _NEVER)]
    within = {(max(first, begin), min(last, end)) for first, last in days}
    return sorted((first, last) for first, last in within if first < last)


def _coarse(query: Query) -> str:
    """Write in SQL whether an event is dated only to a longer span than what is asked for."""
    periods = _periods(query)
    if not periods:  # what is in all of them reaches out of each
        return "TRUE"
    if query.together:
        periods = [period_of(query)]
    asked = ((begin, end, _width(begin, end)) for begin, end in _join_periods(periods))
    return _COARSE.format(asked=", ".join(map(str, asked)))


def _join_periods(periods: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join periods, which are in order, where they overlap or touch one another."""
    joined: list[tuple[int, int]] = []
    for begin, end in periods:
        if joined and begin <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], end)
        else:
            joined.append((begin, end))
    return joined


def _width(begin: int, end: int) -> int:
    """Give the width of a period in seconds; of one with an open end, that of a day."""
    return _A_DAY if begin == -_NEVER or end == _NEVER else end - begin
