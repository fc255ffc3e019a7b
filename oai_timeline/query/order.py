"""Whether the order of a list is known, or only that of its earliest bounds."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from math import inf
from operator import itemgetter, or_
from typing import NamedTuple

from oai_timeline.index import Index

ORDER_COLUMNS = "number, position, ifnull(earliest_margin, -9e999), ifnull(latest_margin, 9e999)"
"""The columns of an event that make a Placed: what is open reaches to infinity."""
_MOST_ASKED = 500
_BATCH = 1024  # bits: a mask for each event that follows from some of so many

_Link = tuple[int, int, int]
"""An event, one that follows it at once, and the position of the latter."""


class OrderedEvent(NamedTuple):
    """An event in a list: its number, its place in time order, its bounds with what they reach.

    `coarse`: it is dated only to a longer span than what is asked for.
    """

    number: int
    position: int
    earliest_margin: float
    latest_margin: float
    coarse: int = False


def judge_order(index: Index, events: Sequence[OrderedEvent]) -> list[bool]:
    """Tell of each event, listed in time order, whether it is certainly before all those after it.

    It is where their bounds do not overlap, or where they follow from it by `because` or `after`,
    at once or through others, listed or not. The last one always is.
    """
    soonest = _soonest_after(events)
    answer = [event.latest_margin <= later for event, later in zip(events, soonest, strict=True)]
    unsure = [place for place, known in enumerate(answer) if not known]
    links = _links_from(index, [events[place] for place in unsure], events)
    if links:
        for place in _fetch_followed(events, unsure, soonest, links):
            answer[place] = True
    return answer


def _soonest_after(events: Sequence[OrderedEvent]) -> list[float]:
    """Return for each event the earliest start of those listed after it."""
    starts = accumulate((event.earliest_margin for event in reversed(events)), min, initial=inf)
    return list(starts)[-2::-1]


def _fetch_followed(
    events: Sequence[OrderedEvent],
    unsure: Sequence[int],
    soonest: Sequence[float],
    links: Sequence[_Link],
) -> Iterator[int]:
    """Find the events from which all that overlap them and are listed later follow, by place.

    An event can follow from another only if it follows, at once or through events that are not
    listed, from one that is listed there or later. Where this holds of all up to the last one that
    overlaps, they all follow, by induction. Where it fails for one that overlaps, that one does
    not. The few events left are judged link by link.
    """
    nearest = _find_nearest_followed(events, links)
    gaps: list[int] = []  # places of events that follow from nothing since, the next one on top
    open_questions = []
    wanted = set(unsure)
    for place in range(len(events) - 2, -1, -1):
        gaps.append(place + 1)
        while gaps and nearest[gaps[-1]] >= place:
            gaps.pop()
        if place not in wanted:
            continue
        reach = events[place].latest_margin
        last = bisect_left(soonest, reach)
        if not gaps or gaps[-1] > last:
            yield place
        elif events[gaps[-1]].earliest_margin >= reach:
            open_questions.append(place)
    for start in range(0, len(open_questions), _BATCH):
        batch = open_questions[start : start + _BATCH][::-1]
        reach = max(events[place].latest_margin for place in batch)
        end = min(bisect_left(soonest, reach) + 1, len(events))  # none from there on overlaps
        first = bisect_right(links, events[batch[0]].position, key=itemgetter(2))
        last = bisect_right(links, events[end - 1].position, key=itemgetter(2))
        yield from _followed_by_links(events[batch[0] : end], batch, links[first:last])


def _find_nearest_followed(events: Sequence[OrderedEvent], links: Sequence[_Link]) -> list[int]:
    """Return for each event the last one listed that it follows: its place, -1 for none.

    It follows at once, or through events that are not listed.
    """
    places = {event.number: place for place, event in enumerate(events)}
    nearest = [-1] * len(events)
    through: dict[int, int] = {}  # the same of events that are not listed
    for earlier, later, _ in links:
        place = places.get(earlier, through.get(earlier, -1))
        if later not in places:
            through[later] = max(place, through.get(later, -1))
        elif place > nearest[places[later]]:
            nearest[places[later]] = place
    return nearest


def _followed_by_links(
    events: Sequence[OrderedEvent], batch: Sequence[int], links: Sequence[_Link]
) -> Iterator[int]:
    """Find the events of a batch from which all later events that overlap them follow.

    `batch` has their places in ascending order. `events` are those from the first of the batch to
    the last that overlaps one of them, and `links` lead to these. Each event of the batch has a
    bit; the mask of an event has the bits of those from which it follows.
    """
    places = [place - batch[0] for place in batch]
    bits = {events[place].number: 1 << bit for bit, place in enumerate(places)}
    masks = dict[int, int]()
    for earlier, later, _ in links:
        mask = masks.get(earlier, 0) | bits.get(earlier, 0)
        if mask:
            masks[later] = masks.get(later, 0) | mask
    ends = sorted((events[place].latest_margin, 1 << bit) for bit, place in enumerate(places))
    reaches = [reach for reach, _ in ends]
    reaching = list(accumulate((bit for _, bit in reversed(ends)), or_, initial=0))[::-1]
    not_followed = 0
    for place, event in enumerate(events[1:], start=1):
        overlapped = reaching[bisect_right(reaches, event.earliest_margin)]
        listed_before = (1 << bisect_left(places, place)) - 1
        not_followed |= overlapped & listed_before & ~masks.get(event.number, 0)
    for bit, place in enumerate(batch):
        if not not_followed >> bit & 1:
            yield place


def _links_from(
    index: Index, some: Sequence[OrderedEvent], events: Sequence[OrderedEvent]
) -> list[_Link]:
    """Fetch the links by which events follow from some, at once or through others, listed or not.

    They are in the time order of those that follow. Where they are many, all links are fetched.
    """
    sql = "SELECT target, event, position FROM link WHERE"
    last = events[-1].position if events else 0
    links = list[_Link]()
    waiting = [event.number for event in some]
    asked = set(waiting)
    while waiting:
        if len(asked) > _MOST_ASKED:
            links = index.rows(f"{sql} position <= ?", (last,))
            break
        found = index.rows(f"{sql} target IN ({', '.join(map(str, waiting))})")
        links += [link for link in found if link[2] <= last]
        waiting = list({event for _, event, position in found if position <= last} - asked)
        asked.update(waiting)
    return sorted(links, key=itemgetter(2))
