"""A file that a timeline is read from."""

from typing import BinaryIO, NamedTuple


class TimelineFile(NamedTuple):
    """A file of a timeline: its bytes, which can be read repeatedly, and its path for messages."""

    stream: BinaryIO
    path: str
