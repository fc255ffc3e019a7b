"""The outline of a list by day: what one needs to move in it, without the events themselves."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from math import inf, isfinite
from typing import NamedTuple

from oai_timeline.index import Index
from oai_timeline.query.filters import Condition
from oai_timeline.query.order import CLOSE
from oai_timeline.query.reading import Match
from oai_timeline.query.select import Query, Result, select, where

_LEAST_GAPS = 10
"""A list with fewer gaps has no long ones."""
_LONG = 0.9
"""A gap is long if it is longer than this part of all gaps."""
_COLUMNS = "SELECT number, day, earliest, latest FROM event e WHERE"


_Span = tuple[float, float]


class Gap(NamedTuple):
    """The seconds between two events, where no event of the list certainly lies.

    `possible` counts those that may lie there.
    """

    seconds: int
    possible: int


class Outline(NamedTuple):
    """The rows of a list by day; a row is called by its place, from 0 on.

    `total` is how many there are without a limit, `coarse` how many of the last ones are dated less
    precisely. `days` has the places at which a day begins, and `day_names` these days. `vague` has
    the places from which on the hour of a day's events is not established. `gaps` has the long gaps
    before a place. `starts` and `ends` have the bounds of each row, infinite if open. `is_complete`
    is False for the first rows of a list that is still being read.
    """

    matches: Sequence[Match] = ()
    total: int = 0
    coarse: int = 0
    days: Sequence[int] = ()
    day_names: Sequence[str] = ()
    vague: frozenset[int] = frozenset()
    gaps: Mapping[int, Gap] = {}
    starts: Sequence[float] = ()
    places: Mapping[int, int] = {}
    is_complete: bool = True
    ends: Sequence[float] = ()

    @property
    def size(self) -> int:
        """The number of rows."""
        return len(self.matches)

    def day_at(self, place: int) -> int:
        """Return which day a row is on, counted from 0; one more than the days if it is coarse."""
        if place >= self.size - self.coarse:
            return len(self.days)
        return bisect_right(self.days, place) - 1

    def name_day(self, place: int) -> str | None:
        """Return the day of a row as its heading has it, None if it is coarse."""
        day = self.day_at(place)
        return self.day_names[day] if day < len(self.day_names) else None

    def find_day_start(self, place: int) -> int:
        """Return the first row of the day of a row."""
        day = self.day_at(place) if self.size else 0
        return self.days[day] if day < len(self.days) else self.size - self.coarse

    def find_nearest(self, moment: float) -> int:
        """Return the place of the row that begins nearest to a moment, the first of several."""
        distances = (abs(start - moment) for start in self.starts)
        return min(enumerate(distances), key=lambda pair: pair[1], default=(0, 0))[0]

    def count_around(self, moment: float) -> int:
        """Return how many rows begin before a moment and end after it."""
        bounds = zip(self.starts, self.ends, strict=True)
        return sum(start < moment < end for start, end in bounds)

    def find_from(self, moment: float) -> int:
        """Return the place of the row that begins at a moment or next after it.

        If none does, it is that of the row that begins last.
        """
        later = ((start, place) for place, start in enumerate(self.starts) if start >= moment)
        last = max(((start, place) for place, start in enumerate(self.starts)), default=(0, 0))
        return min(later, default=last)[1]


def fetch_outline(index: Index, query: Query) -> Outline:
    """Return the outline of the list of a query, whose order is `by_day`."""
    return _outline(index, query, select(index, query))


def fetch_beginning(index: Index, query: Query, rows: int) -> Outline:
    """Return the outline of about the first `rows` rows of a list, which is quick.

    Later rows may come before some of them, so it is only for display until the list is read.
    """
    condition, parameters = where(query)
    found = index.fetch(
        f"SELECT position FROM event e WHERE {condition} ORDER BY position"
        f" {'DESC' if query.reverse else ''} LIMIT 1 OFFSET {rows - 1}",
        parameters,
    )
    if not found:
        return fetch_outline(index, query)
    ((last,),) = found
    bound = f"e.position {'>=' if query.reverse else '<='} {last}"
    first = query._replace(conditions=[*query.conditions, Condition(bound)])
    return fetch_outline(index, first)._replace(is_complete=False, gaps={})


def count_events(index: Index, query: Query) -> int:
    """Return how many events match a query."""
    condition, parameters = where(query)
    ((count,),) = index.fetch(f"SELECT count(*) FROM event e WHERE {condition}", parameters)
    return int(count)


def find_numbers(index: Index, query: Query) -> frozenset[int]:
    """Return the numbers of the events that match a query."""
    condition, parameters = where(query)
    rows = index.fetch(f"SELECT number FROM event e WHERE {condition}", parameters)
    return frozenset(number for (number,) in rows)


def _outline(index: Index, query: Query, result: Result) -> Outline:
    condition, parameters = where(query)
    rows = {number: row for number, *row in index.fetch(f"{_COLUMNS} {condition}", parameters)}
    matches = result.matches
    dated = len(matches) - result.coarse
    bounds = [
        (-inf if first is None else first, inf if last is None else last)
        for _, first, last in (rows[match.number] for match in matches)
    ]
    is_close = [last - first <= CLOSE for first, last in bounds]
    days, names, vague = list[int](), list[str](), set[int]()
    for place, match in enumerate(matches[:dated]):
        day = rows[match.number][0]
        if not names or day != names[-1]:
            days.append(place)
            names.append(day)
        elif is_close[place - 1] and not is_close[place]:
            vague.add(place)
    return Outline(
        matches,
        result.total,
        result.coarse,
        days,
        names,
        frozenset(vague),
        dict(find_gaps(bounds, reverse=query.reverse)),
        [first for first, _ in bounds],
        {match.number: place for place, match in enumerate(matches)},
        ends=[last for _, last in bounds],
    )


def find_gaps(bounds: Sequence[_Span], *, reverse: bool) -> Iterator[tuple[int, Gap]]:
    """Yield the long gaps in a list, by the place of the row after each.

    No event of the list certainly lies in a gap, and the rows on both sides of it end and begin
    where it does, but for some that are less precise than it is long.
    """
    found = [gap for gap in _list_empty(bounds) if isfinite(gap[0]) and isfinite(gap[1])]
    if len(found) < _LEAST_GAPS:
        return
    least = sorted(stop - begin for begin, stop in found)[int(len(found) * _LONG) - 1]
    long = [(begin, stop) for begin, stop in found if stop - begin > least]
    starts, ends = sorted(one for one, _ in bounds), sorted(one for _, one in bounds)
    places = _place_backwards(bounds, long) if reverse else _place_gaps(bounds, long)
    for (begin, stop), place in zip(long, places, strict=True):
        if place is not None:
            possible = bisect_left(starts, stop) - bisect_right(ends, begin)
            yield place, Gap(int(stop - begin), possible)


def _place_gaps(bounds: Sequence[_Span], gaps: Sequence[_Span]) -> Iterator[int | None]:
    """Yield the row before which each gap is, None if the rows around it are out of order."""
    ordered = sorted((first, place) for place, (first, _) in enumerate(bounds))
    starts = [first for first, _ in ordered]
    following = list(accumulate((place for _, place in reversed(ordered)), min))[::-1]
    ending: dict[float, int] = {}
    for place, (_, last) in enumerate(bounds):
        ending.setdefault(last, place)
    for begin, stop in gaps:
        place = following[bisect_left(starts, begin)]
        is_in_order = ending[begin] < place and bounds[place][0] <= stop
        yield place if is_in_order else None


def _place_backwards(bounds: Sequence[_Span], gaps: Sequence[_Span]) -> Iterator[int | None]:
    """Yield the same for a list in reverse."""
    ordered = sorted((first, place) for place, (first, _) in enumerate(bounds))
    starts = [first for first, _ in ordered]
    following = list(accumulate((place for _, place in ordered), min))
    beginning: dict[float, int] = {}
    for place, (first, _) in enumerate(bounds):
        beginning.setdefault(first, place)
    for begin, stop in gaps:
        place = following[bisect_left(starts, stop) - 1]
        is_in_order = beginning[stop] < place and bounds[place][1] >= begin
        yield place if is_in_order else None


def _list_empty(bounds: Sequence[_Span]) -> list[_Span]:
    """Return the spans in which no event lies, nor may lie one that is more precise than they are.

    Events whose time is closely known make gaps; then the others, narrower ones first, end some
    of them where they begin, or begin where they end.
    """
    spans = sorted(span for span in bounds if isfinite(span[0]) and isfinite(span[1]))
    begins, ends = [-inf], list[float]()
    for first, last in spans:
        if last - first <= CLOSE:
            if first > begins[-1] or not ends:
                ends.append(first)
                begins.append(last)
            else:
                begins[-1] = max(begins[-1], last)
    ends.append(inf)
    others = (span for span in spans if span[1] - span[0] > CLOSE)
    for first, last in sorted(others, key=lambda span: (span[1] - span[0], span)):
        one, other = bisect_right(begins, first) - 1, bisect_left(ends, last)
        if one == other:  # within a gap
            begins.insert(one + 1, last)
            ends.insert(one, first)
            continue
        if begins[one] < first < ends[one] and last - first < ends[one] - begins[one]:
            ends[one] = first
        if begins[other] < last < ends[other] and last - first < ends[other] - begins[other]:
            begins[other] = last
    return [(begin, end) for begin, end in zip(begins, ends, strict=True) if begin < end]
