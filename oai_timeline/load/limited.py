"""Reads files that have to be kept in memory, up to a limit."""

import errno
import os
import stat
from typing import BinaryIO

_PIECE_BYTES = 1 << 20
MOST_MEBIBYTES = 256
"""About half a million events: pipes and devices may have no end."""


def read_limited(file: BinaryIO, path: str) -> bytes:
    """Return all bytes of a file; unless it is a regular one, up to the limit. Raises OSError."""
    if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        return file.read()
    pieces = []
    for _ in range(MOST_MEBIBYTES):
        piece = file.read(_PIECE_BYTES)
        pieces.append(piece)
        if len(piece) < _PIECE_BYTES:  # the end: on a terminal, another read would wait for more
            return b"".join(pieces)
    reason = f"over {MOST_MEBIBYTES} MiB without an end: only regular files can be larger"
    raise OSError(errno.EFBIG, reason, path)
