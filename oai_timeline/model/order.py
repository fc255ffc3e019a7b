"""The order of events: by date, but never before what they answer to or come after."""

from collections import defaultdict
from collections.abc import Sequence
from heapq import heappop, heappush
from math import inf
from typing import NamedTuple

from oai_timeline.model.date import EventDate


class Bounds(NamedTuple):
    """An event's bounds in UTC seconds, infinite where an end is open or unknown."""

    earliest: float
    latest: float

    @classmethod
    def of(cls, date: EventDate) -> "Bounds":
        """Take the bounds of a date."""
        return cls(
            -inf if date.earliest is None else date.earliest,
            inf if date.latest is None else date.latest,
        )


def arrange(bounds: Sequence[Bounds], earlier: Sequence[Sequence[int]]) -> list[int]:
    """Put events in order: give their numbers.

    `earlier[n]` holds the numbers of the events that event n follows. Repeatedly the smallest by
    (earliest, wider first, number) is taken among those whose `earlier` are all placed (Kahn 1962).
    Events on a cycle, and those that follow them, are not placed: they are missing from the answer.
    """
    ranked = sorted(range(len(bounds)), key=lambda number: -bounds[number].latest)
    ranked.sort(key=lambda number: bounds[number].earliest)
    ranks = sorted(range(len(bounds)), key=ranked.__getitem__)
    waiting = {number: len(set(numbers)) for number, numbers in enumerate(earlier) if numbers}
    later: dict[int, list[int]] = defaultdict(list)
    for number in waiting:
        for before in set(earlier[number]):
            later[before].append(number)
    ready = [rank for rank, number in enumerate(ranked) if number not in waiting]  # a heap, sorted
    order = []
    while ready:
        number = ranked[heappop(ready)]
        order.append(number)
        for after in later.get(number, ()):
            waiting[after] -= 1
            if not waiting[after]:
                heappush(ready, ranks[after])
    return order


def cycles(earlier: Sequence[Sequence[int]], placed: Sequence[int]) -> list[list[int]]:
    """Find a cycle for each knot of events, given those that `arrange` has placed.

    Each cycle is a list of numbers, every one of which follows the next, the last the first.
    """
    if len(placed) == len(earlier):
        return []
    done = set(placed)
    found = []
    for start in range(len(earlier)):
        path: list[int] = []
        places: dict[int, int] = {}  # where on the path an event stands
        told: list[int] = []  # up to where on it, the last place that is on a circle found
        untried = [iter(() if start in done else (start,))]
        while untried:
            at = next(untried[-1], None)
            if at is None:
                untried.pop()
                if path:
                    done.add(path[-1])
                    del places[path.pop()]
                    told.pop()
            elif at in places:
                begin = places[at]
                if told[-1] < begin:
                    found.append(path[begin:])
                    told[begin:] = range(begin, len(path))
            elif at not in done:
                places[at] = len(path)
                path.append(at)
                told.append(told[-1] if told else -1)
                untried.append(iter(earlier[at]))
    return found
