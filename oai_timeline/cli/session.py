"""From settings to an open timeline, and from a question to its answer."""

import errno
import os
import sys
from collections.abc import Callable, Iterator
from itertools import islice
from typing import TypeVar

from oai_timeline import index
from oai_timeline.cli import messages
from oai_timeline.cli.files import name_errors
from oai_timeline.cli.progress import open_with_progress
from oai_timeline.cli.settings import Perspective, Settings
from oai_timeline.index import Index

T = TypeVar("T")
_opened_files: set[str] = set()
"""Timeline files whose index this run has opened."""
Opening = Callable[[], Index]


def timeline_file(settings: Settings) -> str:
    """Name the timeline file: --file, else TIMELINE_FILE, else the one that comes with us."""
    return settings.file or os.environ.get("TIMELINE_FILE") or _shipped()


def opened(settings: Settings, perspective: Perspective | None = None) -> Opening:
    """Say how to open the timeline; standard input is read but once."""
    path = timeline_file(settings)
    if path == "-":
        content = standard_input()
        return _through(perspective, lambda: index.open_bytes(content, "<stdin>"))
    compiled = _compiled() if path == _shipped() else None
    _opened_files.add(path)

    def open_index() -> Index:
        with name_errors(path):
            return index.open_file(path, compiled, open_with_progress)

    return _through(perspective, open_index)


def discard_opened() -> bool:
    """Discard the indexes that this run has opened; tell whether there are any."""
    files = [path for path in _opened_files if os.path.isfile(path)]  # a pipe is read but once
    for path in files:
        index.discard(path)
    _opened_files.clear()
    return bool(files)


def standard_input() -> bytes:
    """Read all of standard input. Raises OSError."""
    if sys.stdin is None:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF), "standard input")
    if sys.stdin.isatty():
        messages.say("reading the timeline from the terminal; Ctrl-D ends it")
    from oai_timeline.index.whole import read_limited

    with name_errors("standard input"):
        return read_limited(sys.stdin.buffer, "standard input")


def ask(opening: Opening, question: Callable[[Index], T]) -> T:
    """Open the timeline and ask; if its index turns out to be damaged, once more with a new one."""
    timeline, answer = _asked(opening, question)
    timeline.close()
    return answer


def stream(
    opening: Opening, question: Callable[[Index], tuple[T, Iterator[str]]]
) -> tuple[T, Iterator[str]]:
    """Open the timeline and ask for something and for texts, which are fetched as they are taken.

    If its index turns out to be damaged on the way, the rest comes from a new one. Taking a text
    raises OSError where the file has changed by then: it would be of another content.
    """
    timeline, (answer, texts) = _asked(opening, question)
    return answer, _texts(timeline, texts, opening, question)


def _texts(
    timeline: Index,
    texts: Iterator[str],
    opening: Opening,
    question: Callable[[Index], tuple[T, Iterator[str]]],
) -> Iterator[str]:
    version, taken = timeline.version, 0
    try:
        for text in texts:
            yield text
            taken += 1
    except OSError:
        raise
    except Exception as damage:  # whatever a damaged index may lead to
        timeline.close()
        index.discard(timeline.path)
        timeline, (_, texts) = _open_and_ask(opening, question)
        if timeline.version != version:
            changed = "its index was damaged, and it has changed meanwhile; ask again"
            raise OSError(errno.EIO, changed, timeline.path) from damage
        yield from islice(texts, taken, None)
    finally:
        timeline.close()


def _asked(opening: Opening, question: Callable[[Index], T]) -> tuple[Index, T]:
    try:
        return _open_and_ask(opening, question)
    except index.DamagedIndex as damaged:
        index.discard(damaged.path)
        return _open_and_ask(opening, question)


def _open_and_ask(opening: Opening, question: Callable[[Index], T]) -> tuple[Index, T]:
    timeline = opening()
    try:
        return timeline, question(timeline)
    except BaseException:
        timeline.close()
        raise


def _through(perspective: Perspective | None, opening: Opening) -> Opening:
    """Look through a lens at what is opened, and say what there is to say of it."""
    if perspective is None or perspective == Perspective():
        return opening
    from oai_timeline.query.perspective import apply_perspective

    def opened() -> Index:
        timeline = opening()
        for note in apply_perspective(timeline, *perspective):
            messages.note(note)
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
