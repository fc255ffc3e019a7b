"""From settings to an open timeline, and from a question to its answer."""

import errno
import os
import sys
from collections.abc import Callable
from contextlib import closing
from typing import TypeVar

from oai_timeline import index
from oai_timeline.cli import messages
from oai_timeline.cli.progress import watched
from oai_timeline.cli.settings import Lens, Settings
from oai_timeline.index import Index

T = TypeVar("T")
Opening = Callable[[], Index]


def timeline_file(settings: Settings) -> str:
    """Name the timeline file: --file, else TIMELINE_FILE, else the one that comes with us."""
    return settings.file or os.environ.get("TIMELINE_FILE") or _shipped()


def opened(settings: Settings, lens: Lens | None = None) -> Opening:
    """Say how to open the timeline; standard input is read but once."""
    path = timeline_file(settings)
    if path == "-":
        content = standard_input()
        return _through(lens, lambda: index.open_bytes(content, "<stdin>"))
    compiled = _compiled() if path == _shipped() else None
    return _through(lens, lambda: index.open_file(path, compiled, watched))


def standard_input() -> bytes:
    """Read all of standard input. Raises OSError."""
    if sys.stdin is None:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF), "standard input")
    if sys.stdin.isatty():
        messages.say("reading the timeline from the terminal; Ctrl-D ends it")
    from oai_timeline.index.whole import read_whole

    return read_whole(sys.stdin.buffer, "standard input")


def ask(opening: Opening, question: Callable[[Index], T]) -> T:
    """Open the timeline and ask; if its index turns out to be damaged, once more with a new one."""
    try:
        with closing(opening()) as timeline:
            return question(timeline)
    except index.DamagedIndex as damaged:
        index.discard(damaged.path)
        with closing(opening()) as timeline:
            return question(timeline)


def _through(lens: Lens | None, opening: Opening) -> Opening:
    """Look through a lens at what is opened; what there is to say of it is said but once."""
    if lens is None or lens == Lens():
        return opening
    from oai_timeline.query.lens import look_through

    said: set[str] = set()

    def opened() -> Index:
        timeline = opening()
        for note in look_through(timeline, *lens):
            if note not in said:
                said.add(note)
                messages.say(note)
        return timeline

    return opened


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
