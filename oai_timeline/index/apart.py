"""A second process that writes an index while the first reads the file.

It is forked, so that it knows what the first has read so far; what comes after goes through a pipe
as MessagePack, which holds values and nothing that is run. Where the first ends without a word, the
second ends as well, and leaves its work undone.
"""

import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import BinaryIO, NamedTuple, NoReturn

from msgspec import msgpack

from oai_timeline.index.writer import Link, Writer
from oai_timeline.model.event import Event
from oai_timeline.pipes import widen

IS_POSSIBLE = sys.platform == "linux"  # forks are risky on macOS, and unknown to Windows
_LENGTH_BYTES = 4


class _End(NamedTuple):
    order: list[int]
    links: list[Link]


class Sender:
    """A writer that hands on what it takes."""

    def __init__(self, pipe: BinaryIO) -> None:
        """Hand it on through `pipe`, to whoever calls `receive` at its other end."""
        self._pipe = pipe
        self._encode = msgpack.Encoder().encode

    def events(self, batch: Sequence[Event]) -> None:
        """Hand on the next events."""
        self._send(batch)

    def end(self, order: Sequence[int], links: Sequence[Link]) -> None:
        """Hand on what is known of the whole."""
        self._send(())
        self._send((order, links))

    def _send(self, value: object) -> None:
        packed = self._encode(value)
        self._pipe.write(len(packed).to_bytes(_LENGTH_BYTES))
        self._pipe.write(packed)


def receive(pipe: BinaryIO, writer: Writer) -> None:
    """Give to a writer what a Sender hands on. Raises EOFError where it does not come to an end."""
    batches = msgpack.Decoder(list[Event])
    while batch := batches.decode(_message(pipe)):
        writer.events(batch)
    writer.end(*msgpack.decode(_message(pipe), type=_End))


def _message(pipe: BinaryIO) -> bytes:
    length = pipe.read(_LENGTH_BYTES)
    if not length:
        raise EOFError
    return pipe.read(int.from_bytes(length))


@contextmanager
def apart(work: Callable[[BinaryIO], None]) -> Iterator[BinaryIO]:
    """Let another process do some work meanwhile; give the end of a pipe that it reads from.

    Raises OSError where that process has not done it.
    """
    reading, writing = os.pipe()
    try:
        child = _forked()
        if not child:
            os.close(writing)
            _work(work, reading)
    except OSError:
        os.close(writing)
        raise
    finally:
        os.close(reading)
    status = None
    try:
        with _broken_pipes_told(), open(writing, "wb") as pipe:
            widen(writing)
            yield pipe
        _, status = os.waitpid(child, 0)
    finally:
        if status is None:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
    if status:
        raise ChildProcessError(f"a process that was to write an index ended with {status}")


def _forked() -> int:
    """Fork, and let the second process not hear Ctrl-C: it goes to both, and is the first's."""
    masked = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    child = -1
    try:
        child = os.fork()
    finally:
        if child:
            signal.pthread_sigmask(signal.SIG_SETMASK, masked)
    return child


def _work(work: Callable[[BinaryIO], None], reading: int) -> NoReturn:
    """Do the work and end: what has gone wrong shows when the first process does the same."""
    status = 1
    try:
        with open(reading, "rb") as pipe:
            work(pipe)
        status = 0
    finally:
        os._exit(status)  # whatever was raised


@contextmanager
def _broken_pipes_told() -> Iterator[None]:
    """Let a write to a process that is gone raise BrokenPipeError rather than end this one."""
    before = signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGPIPE, before)
