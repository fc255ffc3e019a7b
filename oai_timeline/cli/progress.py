"""Show a progress bar on the terminal while a large file is read.

The file object draws the bar when it is read, and erases it when it is closed.
"""

import os
from contextlib import suppress
from io import FileIO
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_SECONDS_BEFORE = 1.0
_SECONDS_BETWEEN = 0.1
_CELLS = 20


class FileWithProgress(FileIO):
    """A file that shows on stderr how much of it has been read, once that has taken a second."""

    def __init__(self, path: str) -> None:
        """Open a file to read its bytes. Raises OSError."""
        super().__init__(path)
        self._size = os.fstat(self.fileno()).st_size
        self._due = monotonic() + _SECONDS_BEFORE
        self._drawn = ""

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        """Read bytes into a buffer; return how many, as FileIO does."""
        if monotonic() >= self._due:
            self._due = monotonic() + _SECONDS_BETWEEN
            self._draw(_bar(self.tell() / self._size) if self._size else "")
        return super().readinto(buffer)

    def close(self) -> None:
        """Close the file, and erase the bar."""
        if not self.closed:
            self._draw("")
        super().close()

    def _draw(self, bar: str) -> None:
        if bar != self._drawn:
            erase = "\r" + " " * len(self._drawn) + "\r"
            self._drawn = bar
            with suppress(OSError):  # the terminal may be gone
                os.write(2, f"{erase}{bar}".encode())


def _bar(share: float) -> str:
    """Return a bar in ASCII, or only the percentage on a terminal that is too narrow for it."""
    cells = int(share * _CELLS)
    bar = f"reading the timeline [{'#' * cells:{_CELLS}}] {share:4.0%}"
    with suppress(OSError):
        columns = os.get_terminal_size(2).columns
        if 0 < columns <= len(bar):
            return f"{share:4.0%}"
    return bar
