"""Write answers: to a terminal, with colour and a pager; to a pipe; atomically to a file."""

import os
import stat
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from io import BufferedWriter, FileIO, TextIOWrapper
from typing import TYPE_CHECKING, NamedTuple

from oai_timeline.cli import messages
from oai_timeline.cli.files import explain_unwritable, name_errors
from oai_timeline.cli.messages import UsageError
from oai_timeline.cli.settings import MOST_COLUMNS, Settings

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

    from oai_timeline.views.text import StyledText

_CHUNK = 60_000
"""The characters written at a time: no more than a pipe holds, so that writing rarely waits."""
_MOST_DIGITS = 8
_STDOUT = "standard output"
_written: list[bool] = []
"""Not empty if this run has written to stdout, or opened a pager."""


class Target(NamedTuple):
    """Where an answer goes; `width` is None for unwrapped lines, `height` if it is no terminal."""

    path: str | None
    colour: bool
    width: int | None
    height: int | None
    pager: bool


def choose_target(
    settings: Settings, path: str | None = None, sources: Sequence[str] = ()
) -> Target:
    """Return how to write, as the options, the environment and the kind of stdout require.

    `path` is the file to write, None or `-` for stdout; `sources` are the files that are read.
    Raises UsageError if `path` names no file, or is one of these.
    """
    if path == "-":
        path = None
    if path is not None:
        _check_path(path, sources)
    terminal = path is None and is_terminal()
    width, height = _terminal_size() if terminal else (None, None)
    return Target(
        path,
        _wants_colour(settings.color, terminal),
        settings.width or width,
        height,
        terminal and not settings.no_pager,
    )


def choose_git_target(settings: Settings) -> Target:
    """Return how to write what git shows: as to a terminal, if its pager is one.

    Git says so in GIT_PAGER_IN_USE, and has put the width of the terminal into COLUMNS.
    """
    target = choose_target(settings)
    if target.height is None and os.environ.get("GIT_PAGER_IN_USE") in {"1", "true"}:
        width, _ = _terminal_size()
        colour = _wants_colour(settings.color, terminal=True)
        target = target._replace(colour=colour, width=settings.width or width)
    return target._replace(pager=False)


def write_view(view: "StyledText", target: Target, contents: str = "") -> None:
    """Write text for people, in a pager if it is taller than the terminal. Raises OSError.

    `contents` is as for `write`.
    """
    texts = render_view(view, target)
    if target.pager and target.height:
        text = "".join(texts)
        if text.count("\n") >= target.height and _show_in_pager(text, target.colour):
            return
        texts = iter((text,))
    write(texts, target, contents)


def render_view(view: "StyledText", target: Target) -> Iterator[str]:
    """Return text for people as the target shows it."""
    if target.width is not None:
        view = view.fold(target.width)
    return view.ansi() if target.colour else view.text()


def stderr_target() -> Target:
    """Return how to write what is wrong to stderr."""
    terminal = is_terminal(2)
    width, height = _terminal_size(2) if terminal else (None, None)
    return Target(None, _wants_colour(None, terminal), width, height, pager=False)


def write(texts: Iterable[str], target: Target, contents: str = "") -> None:
    """Write texts as UTF-8, whatever the locale. Raises OSError.

    Of a file, stderr says whether it is new, and what it contains if that is given.
    """
    if target.path is not None:
        done = _write_file(texts, target.path)
        if done:
            messages.warn(f"{done} {target.path}{contents and ': '}{contents}")
        return
    for chunk in _chunks(texts):
        _write_all(1, chunk)


def open_stdout() -> TextIOWrapper:
    """Return a stream for what Typer itself prints, also if Python has none as stdout is closed.

    It encodes as UTF-8, whatever the locale, and its errors name it.
    """
    stream = BufferedWriter(_Stdout(1, "w", closefd=False))
    return TextIOWrapper(stream, encoding="utf-8", errors="backslashreplace")


class _Stdout(FileIO):
    """Standard output, named in its errors."""

    def write(self, data: "ReadableBuffer", /) -> int:
        with name_errors(_STDOUT):
            return super().write(data)


def has_written() -> bool:
    """Return whether any output has been written to stdout."""
    return bool(_written)


def reset() -> None:
    """Begin a new run, which has written nothing yet."""
    _written.clear()


def flush() -> None:
    """Write what Typer itself has printed. Raises OSError."""
    sys.stdout.flush()


def discard_pending() -> None:
    """Discard what Typer itself has printed: Python would try to write it once more at the end."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def is_terminal(descriptor: int = 1) -> bool:
    """Return whether stdout, or another stream, is a terminal."""
    try:
        return os.isatty(descriptor)
    except OSError:
        return False


def _terminal_size(descriptor: int = 1) -> tuple[int, int]:
    """Return the terminal's width and height; COLUMNS and LINES override them."""
    try:
        columns, lines = os.get_terminal_size(descriptor)
    except OSError:
        columns, lines = 0, 0
    wanted_columns, wanted_lines = _size_variable("COLUMNS"), _size_variable("LINES")
    return min(wanted_columns, MOST_COLUMNS) or columns or 80, wanted_lines or lines or 24


def _size_variable(name: str) -> int:
    """Return the number in an environment variable, 0 if it has none."""
    text = os.environ.get(name, "")
    return int(text) if text.isdecimal() and len(text) <= _MOST_DIGITS else 0


def _wants_colour(option: str | None, terminal: bool) -> bool:
    """Apply --color, NO_COLOR, FORCE_COLOR, TERM=dumb and the kind of stdout, in this order."""
    if option in {"always", "never"}:
        return option == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if any(os.environ.get(name, "") not in {"", "0"} for name in ("FORCE_COLOR", "CLICOLOR_FORCE")):
        return True
    return terminal and os.environ.get("TERM") != "dumb"


def _show_in_pager(text: str, colour: bool) -> bool:
    """Show text in the user's pager; return False if it doesn't start, or fails."""
    import shlex
    import signal
    import subprocess

    _written.append(True)
    try:
        command = shlex.split(os.environ.get("PAGER", "less"))
        if not command or command == ["cat"]:
            return False
        options = _less_options(colour)
        if "LESS" not in os.environ and os.path.basename(command[0]) == "less":
            options += _less_prompt(text.count("\n"))
        environment = {"LESSCHARSET": "utf-8", **os.environ, "LESS": options}
        pager = subprocess.Popen(command, stdin=subprocess.PIPE, env=environment)  # noqa: S603
    except (OSError, ValueError):
        return False
    interrupts: list[int] = []  # the pager handles Ctrl-C
    signal.signal(signal.SIGINT, lambda number, _: interrupts.append(number))
    before = signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    with suppress(BrokenPipeError):  # the user quit before the end
        pager.communicate(text.encode("utf-8", "backslashreplace"))
    signal.signal(signal.SIGPIPE, before)
    return pager.wait() == 0 or bool(interrupts)


def _less_options(colour: bool) -> str:
    """Return options for less: the user's own, and in any case the one that colour needs."""
    options = os.environ.get("LESS")
    if options is None:
        return "FRX"
    return f"-R {options}" if colour else options


def _less_prompt(lines: int) -> str:
    """Return the option for a prompt that shows which of the lines are visible, and how to quit."""
    return f"Pslines %lt-%lb of {lines}?e (end).  q to quit$"


def _check_path(path: str, sources: Sequence[str]) -> None:
    """Raise UsageError for an empty path, a folder, or a file that is read."""
    if not path:
        raise UsageError("--output needs the name of a file")
    if path.endswith(os.sep) or os.path.isdir(path):
        raise UsageError(f"{path} is a folder: --output needs the name of a file")
    if any(_is_same_file(path, source) for source in sources):
        raise UsageError(f"{path} is the file that is read: --output needs another one")


def _is_same_file(path: str, source: str) -> bool:
    """Return whether two paths lead to one regular file; `source` may be `-` for stdin."""
    try:
        status = os.stat(path)
        read = os.fstat(0) if source == "-" else os.stat(source)
    except OSError:
        return False
    return stat.S_ISREG(status.st_mode) and os.path.samestat(status, read)


def _write_file(texts: Iterable[str], path: str) -> str:
    """Write a file atomically: write a temporary file beside it, and move that into its place.

    It follows symlinks, and writes directly to what is no regular file, such as a device. Returns
    what was done with a regular file.
    """
    mode = _mode(path)
    if mode is not None and not stat.S_ISREG(mode):
        with name_errors(path), open(path, "wb") as device:
            device.writelines(_chunks(texts))
        return ""
    final = os.path.realpath(path)
    temporary = f"{final}.{os.urandom(8).hex()}.tmp"  # a name that others can't guess
    try:
        with open(temporary, "xb") as file:
            file.writelines(_chunks(texts))
        if mode is not None:
            os.chmod(temporary, stat.S_IMODE(mode))
        os.replace(temporary, final)
    except BaseException as error:
        if os.path.exists(temporary):
            os.unlink(temporary)
        if isinstance(error, OSError):
            raise explain_unwritable(error, path) from None
        raise
    return "wrote" if mode is None else "replaced"


def _mode(path: str) -> int | None:
    """Return the mode of a file, None if there is none. Raises OSError.

    It does so for a symlink of another user that the system doesn't follow.
    """
    try:
        return os.stat(path).st_mode
    except FileNotFoundError:
        return None


def _chunks(texts: Iterable[str]) -> Iterator[bytes]:
    """Encode texts as UTF-8, and yield short ones together."""
    pending: list[str] = []
    size = 0
    for text in texts:
        pending.append(text)
        size += len(text)
        if size >= _CHUNK:
            yield "".join(pending).encode("utf-8", "backslashreplace")
            pending, size = [], 0
    yield "".join(pending).encode("utf-8", "backslashreplace")


def _write_all(descriptor: int, data: bytes) -> None:
    _written.append(True)
    with name_errors(_STDOUT):
        while data:
            data = data[os.write(descriptor, data) :]
