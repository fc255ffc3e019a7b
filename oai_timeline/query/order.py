"""Which events of a list are certainly before all those listed after them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from math import inf
from operator import itemgetter, or_
from typing import NamedTuple

from oai_timeline.index import Index
from oai_timeline.model.spans import merge_spans

PLACE_COLUMNS = "number, position, ifnull(earliest_margin, -9e999), ifnull(latest_margin, 9e999)"
"""The columns that make a PlacedEvent; open bounds are infinite."""
ORDER_COLUMNS = f"{PLACE_COLUMNS}, ifnull(earliest, -9e999), ifnull(latest, 9e999), day"
"""The columns that make an OrderedEvent."""
CLOSE = 6 * 3600
"""The seconds within which lists show an event by its time of day."""
_MOST_LOOKED_UP = 500
_BATCH = 1024
"""The events judged together: each mask has as many bits."""

Link = tuple[int, int, int]
"""An event, another that follows it directly, and the position of the latter."""


class PlacedEvent(NamedTuple):
    """An event of a list: its number, its position in a list, and its bounds with margins.

    `coarse`: it is dated only to a longer span than what is asked for.
    """

    number: int
    position: int
    earliest_margin: float
    latest_margin: float
    coarse: int = False


class OrderedEvent(NamedTuple):
    """The same, with its bounds without margins, and with the day in its heading."""

    number: int
    position: int
    earliest_margin: float
    latest_margin: float
    earliest: float
    latest: float
    day: str
    coarse: int = False

    @property
    def is_close(self) -> bool:
        """Whether its time is known to within six hours."""
        return self.latest - self.earliest <= CLOSE


Events = Sequence[PlacedEvent | OrderedEvent]


def judge_order(index: Index, events: Events) -> list[bool]:
    """Return for each event, listed in time order, whether it is certainly before all later ones.

    It is if their bounds do not overlap, or if they follow from it by `because` or `after`,
    directly or through other events, listed or not. The last one always is.
    """
    return judge_order_by_links(events, fetch_links(index, events, events))


def judge_order_by_links(events: Events, links: Sequence[Link]) -> list[bool]:
    """Return the same for events listed in any order of positions that no link contradicts."""
    soonest = _soonest_after(event.earliest_margin for event in events)
    known = [event.latest_margin <= later for event, later in zip(events, soonest, strict=True)]
    if links:
        for place in _find_followed(events, soonest, links):
            known[place] = True
    return known


def _soonest_after(starts: Iterable[float]) -> list[float]:
    """Return for each of some starts the earliest of those after it."""
    return list(accumulate(list(starts)[::-1], min, initial=inf))[-2::-1]


def _find_followed(
    events: Events, soonest: Sequence[float], links: Sequence[Link]
) -> Iterator[int]:
    """Yield the places of the overlapped events from which all later ones that overlap them follow.

    An event can follow from another only if it follows, directly or through events that are not
    listed, from one that is listed there or later. If this holds for all up to the last one that
    overlaps, they all follow, by induction. If it fails for one that overlaps, that one does not
    follow. The few events left are judged link by link. Nothing that overlaps an event follows if
    no link leads from it, and not all follows if something that overlaps it follows from nothing.
    """
    nearest = _find_nearest_followed(events, links)
    free = _soonest_after(
        event.earliest_margin if place < 0 else inf
        for event, place in zip(events, nearest, strict=True)
    )
    followed = {target for target, _, _ in links}
    lasts = {  # of the events that may be followed by all: the last one that overlaps
        place: bisect_left(soonest, event.latest_margin)
        for place, event in enumerate(events)
        if event.number in followed and soonest[place] < event.latest_margin <= free[place]
    }
    undecided = []
    for first, end in merge_spans(lasts.items()):
        gaps: list[int] = []  # places of events that follow from nothing since, the next one on top
        for place in range(end - 1, first - 1, -1):
            gaps.append(place + 1)
            while gaps and nearest[gaps[-1]] >= place:
                gaps.pop()
            if place not in lasts:
                continue
            if not gaps or gaps[-1] > lasts[place]:
                yield place
            elif events[gaps[-1]].earliest_margin >= events[place].latest_margin:
                undecided.append(place)
    undecided.sort()
    for start in range(0, len(undecided), _BATCH):
        batch = undecided[start : start + _BATCH]
        reach = max(events[place].latest_margin for place in batch)
        end = min(bisect_left(soonest, reach) + 1, len(events))  # none from there on overlaps
        first = bisect_right(links, events[batch[0]].position, key=itemgetter(2))
        last = bisect_right(links, events[end - 1].position, key=itemgetter(2))
        yield from _follow_links(events[batch[0] : end], batch, links[first:last])


def _find_nearest_followed(events: Events, links: Sequence[Link]) -> list[int]:
    """Return for each event the place of the last listed event that it follows, -1 for none.

    It follows directly, or through events that are not listed.
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


def _follow_links(events: Events, batch: Sequence[int], links: Sequence[Link]) -> Iterator[int]:
    """Yield the places of a batch from whose events all later events that overlap them follow.

    `batch` has places in ascending order. `events` are those from the first of the batch to the
    last that overlaps one of them, and `links` lead to these. Each event of the batch has a bit;
    the mask of an event has the bits of those from which it follows.
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


def fetch_links(index: Index, some: Events, events: Events) -> list[Link]:
    """Return the links by which events follow from some, directly or through others.

    They are in the time order of the events that follow. If they are many, all links are returned.
    """
    sql = "SELECT target, event, position FROM link WHERE"
    last = events[-1].position if events else 0
    links = list[Link]()
    waiting = [event.number for event in some]
    looked_up = set(waiting)
    while waiting:
        if len(looked_up) > _MOST_LOOKED_UP:
            links = index.fetch(f"{sql} position <= ?", (last,))
            break
        rows = index.fetch(f"{sql} target IN ({', '.join(map(str, waiting))})")
        new = [link for link in rows if link[2] <= last]
        links += new
        waiting = list({event for _, event, _ in new} - looked_up)
        looked_up.update(waiting)
    return sorted(links, key=itemgetter(2))
