"""Query an index as a command does: once more if it turns out to be damaged."""

from collections.abc import Callable
from contextlib import closing
from typing import TypeVar

from oai_timeline.index import DamagedIndex, Index, discard

T = TypeVar("T")


def ask(open_index: Callable[[], Index], question: Callable[[Index], T]) -> T:
    """Open an index and return its answer; if it is damaged, discard it and ask a new one."""
    try:
        with closing(open_index()) as index:
            return question(index)
    except DamagedIndex as damaged:
        discard([damaged.path])
    with closing(open_index()) as index:
        return question(index)
