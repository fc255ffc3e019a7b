"""How work grows with its input: by processor time, which other processes hardly change."""

from collections.abc import Callable
from time import process_time

LINEAR = 9
"""Four times the input: linear work takes some 4 times as long, quadratic work 16 times."""
_TIMES = 5


def growth(prepared: Callable[[int], Callable[[], object]], size: int) -> float:
    """Return how many times longer work takes with an input of four times the size.

    `prepared` makes an input of a size, and returns the work, which is done several times: the
    shortest counts.
    """
    return _shortest(prepared(4 * size)) / _shortest(prepared(size))


def _shortest(work: Callable[[], object]) -> float:
    times = []
    for _ in range(_TIMES):
        start = process_time()
        work()
        times.append(process_time() - start)
    return min(times)
