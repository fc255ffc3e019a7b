"""How work grows with its input: by processor time, which other processes hardly change."""

from collections.abc import Callable
from time import process_time

LINEAR = 8
"""Four times the input: linear work takes some 4 times as long, quadratic work 16 times."""
_ROUNDS = 6


def growth(prepared: Callable[[int], Callable[[], object]], size: int) -> float:
    """Return how many times longer work takes with an input of four times the size.

    `prepared` makes an input of a size, and returns the work. The two are measured in turn, several
    times, and the least ratio counts: what else the machine does slows single runs, by a factor of
    two where another process uses the same core.
    """
    small, large = prepared(size), prepared(4 * size)
    return min(_measure(large) / _measure(small) for _ in range(_ROUNDS))


def _measure(work: Callable[[], object]) -> float:
    start = process_time()
    work()
    return process_time() - start
