"""Bars: what a figure must come to, the limits that we set ourselves."""

from typing import Literal, NamedTuple

Verdict = Literal["met", "tolerated", "MISSED"]


class AtMost(NamedTuple):
    """A figure that is the better the lower it is: a ratio, seconds."""

    limit: float

    def verdict(self, figure: float, tolerance: float) -> Verdict:
        """Tell whether a figure is within the bar, or within `tolerance` times the bar."""
        if figure <= self.limit:
            return "met"
        return "tolerated" if figure <= self.limit * tolerance else "MISSED"


class AtLeast(NamedTuple):
    """A figure that is the better the higher it is: a throughput."""

    limit: float

    def verdict(self, figure: float, tolerance: float) -> Verdict:
        """Tell whether a figure reaches the bar, or one `tolerance` times lower."""
        if figure >= self.limit:
            return "met"
        return "tolerated" if figure >= self.limit / tolerance else "MISSED"


Bar = AtMost | AtLeast
