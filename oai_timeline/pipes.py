"""Pipes that hold more than they do by themselves."""

import sys
from contextlib import suppress

_BYTES = 1 << 20


def widen(descriptor: int) -> None:
    """Let a pipe hold a megabyte, lest writer and reader wait for each other; on Linux alone.

    Whatever else `descriptor` is stays as it is.
    """
    if sys.platform == "linux":
        from fcntl import F_SETPIPE_SZ, fcntl

        with suppress(OSError):  # no pipe; or the user has had as much as there is for all pipes
            fcntl(descriptor, F_SETPIPE_SZ, _BYTES)
