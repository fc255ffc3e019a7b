"""A file that a timeline is read from."""

from collections.abc import Sequence
from typing import BinaryIO

_MOST_NAMED = 3


class TimelineFile:
    """A file of a timeline: its bytes, which can be read repeatedly, and its path for messages."""

    def __init__(self, stream: BinaryIO, path: str) -> None:
        """Keep the open stream, and the path."""
        self.stream = stream
        self.path = path


def describe_paths(paths: Sequence[str]) -> str:
    """Return the paths of a timeline's files, or of many the first one and their number."""
    if len(paths) <= _MOST_NAMED:
        return ", ".join(paths)
    return f"{paths[0]} and {len(paths) - 1:,} more files"
