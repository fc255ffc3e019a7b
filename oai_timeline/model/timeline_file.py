"""A file that a timeline is read from."""

from collections.abc import Sequence
from typing import BinaryIO, NamedTuple

_MOST_NAMED = 3


class TimelineFile(NamedTuple):
    """A file of a timeline: its bytes, which can be read repeatedly, and its path for messages."""

    stream: BinaryIO
    path: str


def describe_paths(paths: Sequence[str]) -> str:
    """Return the paths of a timeline's files, or of many the first one and their number."""
    if len(paths) <= _MOST_NAMED:
        return ", ".join(paths)
    return f"{paths[0]} and {len(paths) - 1:,} more files"
