"""Reading what is to be kept in memory, however much there is of it."""

import errno
import os
import stat
from typing import BinaryIO

_PIECE_BYTES = 1 << 20
MOST_MEBIBYTES = 256
"""Half a million events: what comes from a pipe or a device may have no end."""


def read_limited(file: BinaryIO, path: str) -> bytes:
    """Read all of a file; of what is none, like a pipe, as far as the limit. Raises OSError."""
    if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        return file.read()
    pieces = []
    for _ in range(MOST_MEBIBYTES):
        piece = file.read(_PIECE_BYTES)
        pieces.append(piece)
        if len(piece) < _PIECE_BYTES:  # the end: of a terminal, another read would wait for more
            return b"".join(pieces)
    reason = f"over {MOST_MEBIBYTES} MiB, and no end: of what is no file no more is read"
    raise OSError(errno.EFBIG, reason, path)
