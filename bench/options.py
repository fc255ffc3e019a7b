"""What a part of the benchmark is told."""

from typing import NamedTuple


class Options(NamedTuple):
    """How often each pair is run, how far over a bar is no failure yet, how many events there are.

    `sizes` ascend; the start-up is measured on the shipped timeline, whatever they are.
    """

    runs: int = 21
    tolerance: float = 1.0
    sizes: tuple[int, ...] = (100, 10_000, 100_000)
