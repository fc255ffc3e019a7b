"""Find, open and read the files that commands read, and standard input."""

import errno
import os
import stat
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from io import BufferedReader, BytesIO
from typing import BinaryIO

from oai_timeline.cli import messages
from oai_timeline.model.timeline_file import TimelineFile, describe_paths


def timeline_paths(given: Sequence[str] | None) -> list[str]:
    """Return the paths of the timeline's files: those given, or TIMELINE_FILE, or the bundled one.

    A folder stands for the files in it, `*.yaml`, by name; hidden ones, which editors create, are
    left out. A file that is named twice is read once. Raises UsageError if a folder has no files.
    """
    paths = (path for name in named_paths(given) for path in _list_files(name))
    return drop_repeated(paths)


def list_left_out(given: Sequence[str] | None) -> list[str]:
    """Return the files of folders that are named like timelines elsewhere, but not read here."""
    read = set(map(_identify, timeline_paths(given)))
    folders = filter(os.path.isdir, named_paths(given))
    paths = [os.path.join(folder, name) for folder in folders for name in _list_yml(folder)]
    return [path for path in paths if _identify(path) not in read]


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
        hints = [f": rename {name} to {name[:-3]}yaml" for name in _list_yml(path)[:1]]
        message = f"{path} is a folder without timeline files (*.yaml){''.join(hints)}"
        raise messages.UsageError(message)
    return [os.path.join(path, name) for name in names]


def _list_yml(folder: str) -> list[str]:
    return [n for n in sorted(os.listdir(folder)) if n.endswith(".yml") and n[0] != "."]


def is_timeline_path(path: str) -> bool:
    """Return whether a path leads to a file with the extension of a timeline, or a folder of such.

    YAML includes JSON.
    """
    if os.path.isdir(path):
        return any(map(is_timeline_name, os.listdir(path)))
    return path.endswith((".yaml", ".yml", ".json")) and os.path.isfile(path)


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


def report_left_out(given: Sequence[str] | None) -> None:
    """Write to stderr which files of folders are not read, although their names may mean it."""
    left_out = list_left_out(given)
    if left_out:
        named = describe_paths(left_out)
        messages.warn_once(f"left out, as only *.yaml of a folder are read: {named}")


@contextmanager
def name_errors(path: str) -> Iterator[None]:
    """Add the file's name to an OSError that has none: those of reading or writing bytes don't."""
    try:
        yield
    except OSError as error:
        if error.filename is None:
            error.filename = path
        raise


def open_with_progress(path: str) -> BinaryIO:
    """Open a file to read its bytes, with a bar if stderr is a terminal. Raises OSError."""
    if not os.isatty(2):
        return open(path, "rb")
    from oai_timeline.cli.progress import FileWithProgress

    return BufferedReader(FileWithProgress(path))


def explain_unwritable(error: OSError, path: str) -> OSError:
    """Return the error of writing a file, which names the file, or the folder that is missing."""
    folder = os.path.dirname(os.path.realpath(path))
    if error.errno == errno.ENOENT and not os.path.exists(folder):
        named = os.path.dirname(path) if not os.path.islink(path) else folder
        return OSError(error.errno, f"there is no folder {named}", path)
    return OSError(error.errno, error.strerror, path)


@contextmanager
def open_input(path: str) -> Iterator[tuple[BinaryIO, str]]:
    """Open a file, or standard input for `-`; yield its bytes, and its name for messages.

    A regular file is read as needed, with a progress bar; all else up to a limit, at once. Raises
    OSError.
    """
    if path == "-":
        yield BytesIO(read_standard_input()), "<stdin>"
        return
    from oai_timeline.load.limited import read_limited

    with name_errors(path), open_with_progress(path) as file:
        is_regular = stat.S_ISREG(os.fstat(file.fileno()).st_mode)
        yield (file if is_regular else BytesIO(read_limited(file, path))), path


@contextmanager
def open_inputs(paths: Sequence[str]) -> Iterator[list[TimelineFile]]:
    """Open the files of a timeline, or standard input for `-`, to read them. Raises OSError."""
    with open_readable(paths) as (files, errors):
        if errors:
            raise errors[0]
        yield files


@contextmanager
def open_readable(paths: Sequence[str]) -> Iterator[tuple[list[TimelineFile], list[OSError]]]:
    """Open those files that can be opened, or standard input; yield them, and errors of others."""
    from oai_timeline.load.reopening import MOST_OPEN, open_repeatedly

    files, errors = list[TimelineFile](), list[OSError]()
    with ExitStack() as stack:
        for path in paths:
            try:
                if len(paths) > MOST_OPEN and os.path.isfile(path):
                    file = TimelineFile(stack.enter_context(open_repeatedly(path)), path)
                else:
                    file = TimelineFile(*stack.enter_context(open_input(path)))
            except OSError as error:
                errors.append(error)
            else:
                files.append(file)
        yield files, errors


def read_standard_input() -> bytes:
    """Read all of standard input. Raises OSError."""
    if sys.stdin is None:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF), "standard input")
    if sys.stdin.isatty():
        messages.warn("reading the timeline from the terminal; press Ctrl-D to end it")
    from oai_timeline.load.limited import read_limited

    with name_errors("standard input"):
        return read_limited(sys.stdin.buffer, "standard input")
