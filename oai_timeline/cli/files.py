"""Find, open and read the files that commands read, and standard input."""

import errno
import os
import stat
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from io import BytesIO
from typing import BinaryIO

from oai_timeline.cli import messages
from oai_timeline.model.timeline_file import TimelineFile


def timeline_paths(given: Sequence[str] | None) -> list[str]:
    """Return the paths of the timeline's files: those given, or TIMELINE_FILE, or the bundled one.

    A folder stands for the files in it, `*.yaml`, by name; hidden ones, which editors create, are
    left out. A file that is named twice is read once. Raises UsageError if a folder has no files.
    """
    paths = (path for name in named_paths(given) for path in _list_files(name))
    return drop_repeated(paths)


def drop_repeated(paths: Iterable[str]) -> list[str]:
    """Return the paths without those of a file that another one names, too."""
    return list({_identify(path): path for path in paths}.values())


def named_paths(given: Sequence[str] | None) -> Sequence[str]:
    """Return the files and folders given, or else TIMELINE_FILE, or the bundled file."""
    return given or [os.environ.get("TIMELINE_FILE") or default_path()]


def _identify(path: str) -> str:
    return path if path == "-" else os.path.realpath(path)


def _list_files(path: str) -> list[str]:
    if not os.path.isdir(path):
        return [path]
    names = sorted(filter(is_timeline_name, os.listdir(path)))
    if not names:
        raise messages.UsageError(f"{path} is a folder without timeline files (*.yaml)")
    return [os.path.join(path, name) for name in names]


def is_timeline_name(name: str) -> bool:
    """Return whether a file of a folder is part of the timeline that the folder is."""
    return name.endswith(".yaml") and name[0] != "."


def read_file(path: str) -> TimelineFile:
    """Read a timeline file, or standard input for `-`, into memory. Raises OSError."""
    with open_input(path) as (stream, name):
        return TimelineFile(BytesIO(stream.read()), name)


def default_path() -> str:
    """Return the path of the bundled events.yaml: in the package, or in a checkout beside it."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    installed = os.path.join(package, "events.yaml")
    checkout = os.path.join(os.path.dirname(package), "events.yaml")
    return installed if os.path.exists(installed) else checkout


@contextmanager
def name_errors(path: str) -> Iterator[None]:
    """Add the file's name to an OSError that has none: those of reading or writing bytes don't."""
    try:
        yield
    except OSError as error:
        if error.filename is None:
            error.filename = path
        raise


@contextmanager
def open_input(path: str) -> Iterator[tuple[BinaryIO, str]]:
    """Open a file, or standard input for `-`; yield its bytes, and its name for messages.

    A regular file is read as needed, with a progress bar; all else up to a limit, at once. Raises
    OSError.
    """
    if path == "-":
        yield BytesIO(read_standard_input()), "<stdin>"
        return
    from oai_timeline.cli.progress import open_with_progress
    from oai_timeline.load.limited import read_limited

    with name_errors(path), open_with_progress(path) as file:
        is_regular = stat.S_ISREG(os.fstat(file.fileno()).st_mode)
        yield (file if is_regular else BytesIO(read_limited(file, path))), path


@contextmanager
def open_inputs(paths: Sequence[str]) -> Iterator[list[TimelineFile]]:
    """Open the files of a timeline, or standard input for `-`, to read them. Raises OSError."""
    from oai_timeline.load.reopening import MOST_OPEN, open_repeatedly

    are_many = len(paths) > MOST_OPEN
    with ExitStack() as stack:
        yield [
            TimelineFile(stack.enter_context(open_repeatedly(path)), path)
            if are_many and os.path.isfile(path)
            else TimelineFile(*stack.enter_context(open_input(path)))
            for path in paths
        ]


def read_standard_input() -> bytes:
    """Read all of standard input. Raises OSError."""
    if sys.stdin is None:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF), "standard input")
    if sys.stdin.isatty():
        messages.warn("reading the timeline from the terminal; press Ctrl-D to end it")
    from oai_timeline.load.limited import read_limited

    with name_errors("standard input"):
        return read_limited(sys.stdin.buffer, "standard input")
