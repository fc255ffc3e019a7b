"""Measure how processor time grows with the size of the input."""

from collections.abc import Callable
from time import process_time

LINEAR = 8
"""Four times the input: linear work takes some 4 times as long, quadratic work 16 times."""
_ROUNDS = 6


def growth(prepare: Callable[[int], Callable[[], object]], size: int) -> float:
    """Return how many times longer work takes with an input of four times the size.

    `prepare` creates an input of a size, and returns the function to measure. The smallest of
    several ratios counts, as other processes can slow down single runs.
    """
    small, large = prepare(size), prepare(4 * size)
    return min(_measure(large) / _measure(small) for _ in range(_ROUNDS))


def _measure(work: Callable[[], object]) -> float:
    start = process_time()
    work()
    return process_time() - start
