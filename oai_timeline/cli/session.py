"""From settings to an open timeline, and from a question to its answer."""

import errno
import os
import sys
from collections.abc import Callable
from contextlib import closing
from typing import TypeVar

from oai_timeline import index
from oai_timeline.cli import messages
from oai_timeline.cli.settings import Settings
from oai_timeline.index import Index

T = TypeVar("T")
Opening = Callable[[], Index]


def timeline_file(settings: Settings) -> str:
    """Name the timeline file: --file, else TIMELINE_FILE, else the one that comes with us."""
    return settings.file or os.environ.get("TIMELINE_FILE") or _shipped()


def opened(settings: Settings) -> Opening:
    """Say how to open the timeline; standard input is read but once."""
    path = timeline_file(settings)
    if path != "-":
        compiled = _compiled() if path == _shipped() else None
        return lambda: index.open_file(path, compiled)
    content = standard_input()
    return lambda: index.open_bytes(content, "<stdin>")


def standard_input() -> bytes:
    """Read all of standard input. Raises OSError."""
    if sys.stdin is None:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF), "standard input")
    if sys.stdin.isatty():
        messages.say("reading the timeline from the terminal; Ctrl-D ends it")
    return sys.stdin.buffer.read()


def ask(opening: Opening, question: Callable[[Index], T]) -> T:
    """Open the timeline and ask; if its index turns out to be damaged, once more with a new one."""
    try:
        with closing(opening()) as timeline:
            return question(timeline)
    except index.DamagedIndex:
        index.discard(timeline.path)
        with closing(opening()) as timeline:
            return question(timeline)


def _shipped() -> str:
    """Find events.yaml: inside the package where that was installed, else beside it."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    inside = os.path.join(package, "events.yaml")
    return (
        inside if os.path.exists(inside) else os.path.join(os.path.dirname(package), "events.yaml")
    )


def _compiled() -> str:
    """Name the index that comes with the shipped timeline; a checkout has none."""
    return f"{_shipped().removesuffix('.yaml')}.sqlite"
