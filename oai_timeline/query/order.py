"""Whether the order of a list is known, or only that of its earliest bounds."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from math import inf
from operator import attrgetter
from typing import NamedTuple

from oai_timeline.index import Index

PLACED = "number, position, ifnull(reach_from, -9e999), ifnull(reach_to, 9e999)"
"""The columns of an event that make a Placed: what is open reaches to infinity."""
_MOST_ASKED = 500
_MOST_PROBED = 3


class Placed(NamedTuple):
    """An event in a list: its number, its place in time order, its bounds with what they reach.

    `loose`: it is dated only to a longer span than what is asked for.
    """

    number: int
    position: int
    reach_from: float
    reach_to: float
    loose: int = False


def in_order(index: Index, events: Sequence[Placed]) -> list[bool]:
    """Tell of each event, listed in time order, whether it is certainly before all those after it.

    It is where their bounds do not overlap, or where they follow from it by `because` or `after`,
    at once or through others, listed or not. The last one always is.
    """
    soonest = _soonest_after(events)
    answer = [
        event.reach_to <= later.reach_from for event, later in zip(events, soonest, strict=True)
    ]
    unsure = [here for here, known in enumerate(answer) if not known]
    descendants = _Descendants(index, [events[here].number for here in unsure])
    for here in reversed(unsure):
        if descendants.of(events[here].number):
            answer[here] = _is_followed(events, here, soonest, answer, descendants)
    return answer


def _is_followed(
    events: Sequence[Placed],
    here: int,
    soonest: Sequence[Placed],
    answer: Sequence[bool],
    descendants: "_Descendants",
) -> bool:
    """Tell whether all that are listed later and overlap an event follow from it.

    Mostly few of them tell: if one of those that reach back furthest does not follow, or the next
    one does not, nor do all; if the next one does, is itself followed by all that overlap it, and
    reaches as far, then so is this one.
    """
    event, following = events[here], events[here + 1]
    at = here
    for _ in range(_MOST_PROBED):
        if soonest[at].reach_from >= event.reach_to:
            break
        if not descendants.include(event, [soonest[at]]):
            return False
        at = bisect_left(events, soonest[at].position, at, key=attrgetter("position"))
    if following.reach_from < event.reach_to:
        if not descendants.include(event, [following]):
            return False
        if event.reach_to <= following.reach_to and answer[here + 1]:
            return True
    end = bisect_left(soonest, event.reach_to, here, key=attrgetter("reach_from"))
    later = map(events.__getitem__, range(here + 1, end + 1))
    return descendants.include(event, (one for one in later if one.reach_from < event.reach_to))


def _soonest_after(events: Sequence[Placed]) -> list[Placed]:
    """Give for each event the one listed after it that can have been the soonest: the nearest."""
    never = Placed(-1, -1, inf, inf)
    soonest = [never] * len(events)
    for at in range(len(events) - 2, -1, -1):
        nearest = events[at + 1]
        earlier = soonest[at + 1].reach_from < nearest.reach_from
        soonest[at] = soonest[at + 1] if earlier else nearest
    return soonest


class _Descendants:
    """Which events follow from which: from some, or from all; of others it is asked as needed."""

    def __init__(self, index: Index, numbers: Sequence[int]) -> None:
        self._index = index
        self._followers: dict[int, list[tuple[int, int]]] = {}
        self._following: set[int] = set()
        self._has_all = False
        self._ask(numbers)

    def include(self, event: Placed, others: Iterable[Placed]) -> bool:
        """Tell whether all `others` follow from `event`."""
        wanted: set[int] = set()
        furthest = 0
        for other in others:
            if self._has_all and other.number not in self._following:
                return False
            wanted.add(other.number)
            furthest = max(furthest, other.position)
        seen: set[int] = set()
        at = [event.number]
        while at and wanted:
            for number, position in self.of(at.pop()):
                if position <= furthest and number not in seen:
                    seen.add(number)
                    wanted.discard(number)
                    at.append(number)
        return not wanted

    def of(self, number: int) -> Sequence[tuple[int, int]]:
        """Give the events that follow at once, each with its position."""
        if self._has_all:
            return self._followers.get(number, ())
        if number not in self._followers:
            self._ask([number])
        return self._followers.get(number, ())

    def _ask(self, numbers: Sequence[int]) -> None:
        """Ask who follows from some events; where these are too many, from all at once."""
        self._has_all = len(self._followers) + len(numbers) > _MOST_ASKED
        if self._has_all:
            self._followers.clear()
            which = "TRUE"
        else:
            self._followers.update((number, []) for number in numbers)
            which = f"target IN ({', '.join(map(str, numbers))})"
        sql = f"SELECT target, event, position FROM link WHERE {which}"
        for target, event, position in self._index.rows(sql):
            self._followers.setdefault(target, []).append((event, position))
            self._following.add(event)
