"""Which rows of a list a window shows: it is full if there are rows enough, the cursor in it."""

from collections.abc import Callable
from typing import NamedTuple

_MARGIN = 2
"""The rows that stay in sight beyond the cursor, if there is room."""
_LEAST_FOR_MARGIN = 10


class Height(NamedTuple):
    """The lines of a row: those above it, which the first row of a window lacks, and its own."""

    above: int
    own: int


class Window(NamedTuple):
    """A window of so many lines on a list of so many rows; `measure` returns how high a row is."""

    lines: int
    size: int
    measure: Callable[[int], Height]

    def place(self, place: int) -> int:
        """Return the first row to show so that a row is about a third down."""
        top, used = place, 0
        while top:
            used += self.measure(top).above + self.measure(top - 1).own
            if used > self.lines // 3:
                break
            top -= 1
        return self._fill(top)

    def follow(self, top: int, place: int, *, is_still: bool = False) -> int:
        """Return the first row to show so that a row is in the window, and some rows beyond it.

        It is `top` if that will do. Without rows beyond it, a window `is_still`.
        """
        margin = 0 if is_still or self.lines < _LEAST_FOR_MARGIN else _MARGIN
        before, beyond = max(place - margin, 0), min(place + margin, self.size - 1)
        top = min(top, before)
        top = max(top, min(self._find_first(beyond), before), self._find_first(place))
        return self._fill(top)

    def _fill(self, top: int) -> int:
        """Return the first row of a window that is not empty at its end while rows are above."""
        used = self.measure(top).own
        for place in range(top + 1, self.size):
            if used >= self.lines:
                return top
            used += sum(self.measure(place))
        return min(top, self._find_first(self.size - 1))

    def _find_first(self, place: int) -> int:
        """Return the first row with which a window can begin that has a row wholly in it."""
        top, used = place, self.measure(place).own
        while top:
            used += self.measure(top).above + self.measure(top - 1).own
            if used > self.lines:
                break
            top -= 1
        return top
