"""Read many files without keeping them open, as a process may only have so many."""

import os
from io import BufferedReader, RawIOBase
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MOST_OPEN = 100
"""The most files of a timeline that are kept open: some systems allow 256."""
_BUFFER_BYTES = 1 << 16


def open_repeatedly(path: str) -> BinaryIO:
    """Return a stream of a regular file that is opened only while it is read. Raises OSError."""
    return BufferedReader(_ReopenedFile(path), _BUFFER_BYTES)


class _ReopenedFile(RawIOBase):
    """A file that is opened for each read, and closed after it."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self._path = path
        self._offset = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        with open(self._path, "rb", buffering=0) as file:
            file.seek(self._offset)
            count = file.readinto(buffer)
        self._offset += count
        return count

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        starts = {os.SEEK_SET: 0, os.SEEK_CUR: self._offset}
        start = starts[whence] if whence in starts else os.stat(self._path).st_size
        self._offset = start + offset
        return self._offset
