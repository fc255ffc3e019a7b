"""Queries: which events are wanted, and in what order."""

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from oai_timeline.index import Index
from oai_timeline.model.spans import merge_spans
from oai_timeline.model.time import FAR_FUTURE, FAR_PAST, SECONDS_PER_DAY
from oai_timeline.query import moments
from oai_timeline.query.filters import (
    BOUNDS,
    FILTERS,
    PERIODS,
    Condition,
    Filter,
    Parameter,
    Value,
)
from oai_timeline.query.reading import LISTERS, Match

_MOST_MARKS = 900
_COARSE = f"""
NOT EXISTS (
    WITH asked (begin, end, width) AS (VALUES {{asked}}) SELECT 1 FROM asked
    WHERE ifnull(latest, {FAR_FUTURE}) > begin AND ifnull(earliest, {FAR_PAST}) < end AND (
        ifnull(latest - earliest <= width, 0) OR precision = 'day' AND width = {SECONDS_PER_DAY}
        OR ifnull(earliest, {FAR_PAST}) >= begin AND ifnull(latest, {FAR_FUTURE}) <= end))
"""
"""Whether an event is wider than each period that it overlaps, and reaches beyond it.

Days on which clocks change count as wide as others.
"""


_DAYS = (
    "SELECT min(earliest), day FROM event e"
    " WHERE length(ltrim(day, '-')) = 10 AND day NOT LIKE '%X%' AND {} GROUP BY day ORDER BY 1"
)
"""The days on which events begin."""
_TIMES = (
    "SELECT earliest, rtrim(date, '~?%') AS time FROM event e"
    " WHERE precision IN ('hour', 'minute', 'second') AND {} GROUP BY time ORDER BY 1"
)
"""The times of events that have one."""
_SHORTEST_DAY = 20 * 3600
"""Less than the seconds of any day, also of those on which clocks change."""


class Query(NamedTuple):
    """Which events are asked for, and in what order.

    `wanted` has the values given for each filter; `conditions` must all be met as well. `together`
    asks for all values of a filter rather than any. `order` is one of
    `query.reading.LISTERS`.
    """

    wanted: Mapping[str, Sequence[Value]] = {}
    conditions: Sequence[Condition] = ()
    together: bool = False
    reverse: bool = False
    limit: int | None = None
    order: str = "canonical"


class Result(NamedTuple):
    """The events that match a query, in its order, and how many there are without its limit.

    `is_vague`: all of these are coarse, or there are none.
    """

    matches: list[Match]
    total: int
    is_vague: bool = False

    @property
    def coarse(self) -> int:
        """How many are coarse; in other orders than the canonical one they are the last ones."""
        return sum(match.coarse for match in self.matches)


def read_filters(index: Index, texts: Mapping[str, Sequence[str]]) -> dict[str, list[Value]]:
    """Read the texts given for filters. Raises QueryError.

    A time alone for --since or --until is on the day that --day names.
    """
    has_bounds = any(texts.get(name) for name in BOUNDS)
    day = moments.find_day(index, texts.get("day", ())) if has_bounds else ""
    return {
        one.name: [_read(index, one, text, day) for text in texts[one.name]]
        for one in FILTERS
        if texts.get(one.name)
    }


def _read(index: Index, one: Filter, text: str, day: str) -> Value:
    is_bound = bool(day) and one.name in BOUNDS
    placed = moments.place_time(text, day, is_end=one.name == "until") if is_bound else text
    value = one.read(index, placed)
    return value if placed == text else value._replace(note=f"{text} = {placed}")


def select(index: Index, query: Query) -> Result:
    """Return the events that match a query, in its order."""
    condition, parameters = where(query)
    coarse = _is_coarse(query) if query.wanted.keys() & set(PERIODS) else "FALSE"
    columns, make_event, list_events = LISTERS[query.order]
    sql = f"SELECT {columns}, {coarse} FROM event e WHERE {condition} ORDER BY position"
    events = list(map(make_event, index.fetch(sql, parameters)))
    matches = list_events(index, events, reverse=query.reverse)
    all_coarse = all(match.coarse for match in matches)
    return Result(matches[: query.limit], len(matches), all_coarse)


def fetch_nearest_days(index: Index, query: Query) -> list[str]:
    """Return the days nearest to a query's periods on which events begin that match the rest of it.

    If the periods are shorter than a day, it returns times, if any event has one. Where an event
    must be in several periods together, these days may lie in one of them.
    """
    from bisect import bisect_left

    others = {name: values for name, values in query.wanted.items() if name not in PERIODS}
    condition, parameters = where(query._replace(wanted=others))
    is_short = all(end - begin < _SHORTEST_DAY for begin, end in _periods(query))
    days = index.fetch(_TIMES.format(condition), parameters) if is_short else []
    days = days or index.fetch(_DAYS.format(condition), parameters)
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


def explain_contradiction(query: Query) -> str:
    """Return why no date can be in all periods of a query; empty if one can."""
    given = query.wanted.keys() & set(PERIODS)
    if not given or _periods(query):
        return ""
    begin, end = _bounds(query)
    if begin >= end:
        since, until = _find_label(query, "since", begin), _find_label(query, "until", end)
        return f"--since ({since}) is later than --until ({until}): swap them"
    return "--day is not within --since and --until: leave one of them out"


def _find_label(query: Query, name: str, bound: int) -> str:
    """Return the label of the value that sets a bound."""
    return next(value.label for value in query.wanted[name] if bound in value.parameters)


def where(query: Query) -> tuple[str, list[Parameter]]:
    """Return a query's condition on the event `e` in SQL, and the parameters of that."""
    parameters = list[Parameter]()
    conditions = [_number_marks(condition, parameters) for condition in query.conditions]
    for one in FILTERS:
        alternatives = [
            _number_marks(condition, parameters) for condition in _alternatives(one, query)
        ]
        if alternatives:
            joined = _join(alternatives, " AND " if query.together else " OR ")
            conditions.append(one.whole.format(joined))
    return " AND ".join(conditions) or "1", parameters


def _alternatives(one: Filter, query: Query) -> list[Condition]:
    """Return a condition for each value of a filter, or one with all of them."""
    given = list(dict.fromkeys(value.parameters for value in query.wanted.get(one.name, ())))
    if given and "{all}" in one.sql and not query.together:
        given = [tuple(dict.fromkeys(chain.from_iterable(given)))]
    return [Condition(one.sql, parameters) for parameters in given]


def _number_marks(condition: Condition, parameters: list[Parameter]) -> str:
    """Return a condition with numbered marks, and add its parameters to those of the statement."""
    first = len(parameters) + 1
    if len(condition.parameters) > _MOST_MARKS:  # a statement takes some thousands, at most
        from json import dumps

        parameters.append(dumps(condition.parameters))
        return condition.sql.format(all=f"SELECT value FROM json_each(?{first})")
    parameters.extend(condition.parameters)
    marks = [f"?{number}" for number in range(first, len(parameters) + 1)]
    return condition.sql.format(*marks, all=", ".join(marks))


def _join(conditions: Sequence[str], operator: str) -> str:
    """Join conditions in a balanced tree: SQLite allows a depth of 1,000."""
    if len(conditions) == 1:
        return conditions[0]
    middle = len(conditions) // 2
    return (
        f"({_join(conditions[:middle], operator)}{operator}{_join(conditions[middle:], operator)})"
    )


def asked_periods(query: Query) -> list[tuple[int, int]]:
    """Return the periods that a query asks for, in order; all of time where it asks for none.

    So it is where they have nothing in common, too: only what spans them all is found then.
    """
    periods = [outer_bounds(query)] if query.together else merge_spans(_periods(query))
    return [period for period in periods if period[0] < period[1]] or [(FAR_PAST, FAR_FUTURE)]


def outer_bounds(query: Query) -> tuple[int, int]:
    """Return the bounds of all periods of a query, reversed if these have nothing in common."""
    periods = _periods(query)
    return (periods[0][0], max(end for _, end in periods)) if periods else _bounds(query)


def _bounds(query: Query) -> tuple[int, int]:
    """Return the bounds that --since and --until set."""
    since = [begin for begin, _ in _parse_periods(query, "since")]
    until = [end for _, end in _parse_periods(query, "until")]
    first, last = (max, min) if query.together else (min, max)
    return first(since, default=FAR_PAST), last(until, default=FAR_FUTURE)


def _parse_periods(query: Query, name: str) -> list[tuple[int, int]]:
    """Return the periods given for one of the filters PERIODS."""
    pairs = (value.parameters for value in query.wanted.get(name, ()))
    return [(int(begin), int(end)) for begin, end in pairs]


def _periods(query: Query) -> list[tuple[int, int]]:
    """Return the parts of the periods given by --day that lie within these bounds, in order."""
    begin, end = _bounds(query)
    days = _parse_periods(query, "day") or [(FAR_PAST, FAR_FUTURE)]
    within = {(max(first, begin), min(last, end)) for first, last in days}
    return sorted((first, last) for first, last in within if first < last)


def _is_coarse(query: Query) -> str:
    """Return in SQL whether an event is dated only to a longer span than what is asked for."""
    periods = _periods(query)
    if not periods:  # what is in all of them reaches out of each
        return "TRUE"
    if query.together:
        periods = [outer_bounds(query)]
    asked = ((begin, end, _width(begin, end)) for begin, end in merge_spans(periods))
    return _COARSE.format(asked=", ".join(map(str, asked)))


def _width(begin: int, end: int) -> int:
    """Return the width of a period in seconds; that of a day if it has an open end."""
    return SECONDS_PER_DAY if begin == FAR_PAST or end == FAR_FUTURE else end - begin
