"""Places in time order as numbers, most of which are known before the order is."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

_APART = 1 << 24


def position(number: int) -> int:
    """Give the position of an event that stands in time order as it does in the file."""
    return number * _APART


def reassigned(order: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Give number and position of the events that stand elsewhere in time order than in the file.

    `order` has the events' numbers, from 0, in time order. All but the fewest keep the position
    that `position` gives; between two of these, the others are spread evenly.
    """
    kept = _longest_rise(order)
    for before, after in zip([-1, *kept], [*kept, len(order)], strict=True):
        start = order[before] if before >= 0 else -1
        end = order[after] if after < len(order) else len(order)
        step = (end - start) * _APART // (after - before)
        for place in range(before + 1, after):
            yield order[place], start * _APART + (place - before) * step


def _longest_rise(order: Sequence[int]) -> list[int]:
    """Find the places of the longest sequence of numbers that rise (Schensted 1961)."""
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
