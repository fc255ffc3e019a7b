"""Positions in time order: numbers with gaps, most of which are known before the order is."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

_GAP = 1 << 24


def default_key(number: int) -> int:
    """Return the position of an event whose place in time order is that in the file."""
    return number * _GAP


def reassign(order: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield number and new position of the events whose default key is not in time order.

    `order` has the events' numbers, from 0, in time order. As many as possible keep their default
    key; the others are spread evenly between them.
    """
    kept = _longest_rise(order)
    for before, after in zip([-1, *kept], [*kept, len(order)], strict=True):
        start = order[before] if before >= 0 else -1
        end = order[after] if after < len(order) else len(order)
        step = (end - start) * _GAP // (after - before)
        for place in range(before + 1, after):
            yield order[place], start * _GAP + (place - before) * step


def _longest_rise(order: Sequence[int]) -> list[int]:
    """Return the places of the longest rising sequence of numbers (Schensted 1961)."""
    lowest: list[int] = []  # the lowest number that ends a rise, by the length of the rise
    places: list[int] = []  # where that number stands
    before: list[int] = []  # of each place, the one before it in its rise
    for place, number in enumerate(order):
        length = bisect_left(lowest, number)
        lowest[length : length + 1] = [number]
        places[length : length + 1] = [place]
        before.append(places[length - 1] if length else -1)
    rise = []
    place = places[-1] if places else -1
    while place >= 0:
        rise.append(place)
        place = before[place]
    return rise[::-1]
