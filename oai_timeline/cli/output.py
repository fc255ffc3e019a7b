"""The only writer: to a terminal, coloured and paged; to a pipe; to a file, whole or not at all."""

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from io import BufferedWriter, FileIO, TextIOWrapper
from typing import TYPE_CHECKING, NamedTuple

from oai_timeline.cli.files import name_errors
from oai_timeline.cli.messages import UsageError
from oai_timeline.cli.settings import MOST_COLUMNS, Settings
from oai_timeline.views.text import StyledText

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_CHUNK = 1 << 16
_MOST_DIGITS = 8
_STDOUT = "standard output"
_written: list[bool] = []
"""Whether this run has written any of its answer to stdout."""


class Target(NamedTuple):
    """Where an answer goes. `width` is None where nothing is to be wrapped; `height` likewise."""

    path: str | None
    colour: bool
    width: int | None
    height: int | None
    pager: bool


def target(settings: Settings, path: str | None = None, source: str | None = None) -> Target:
    """Decide how to write, from the options, the environment, and what stdout is.

    `path` is the file to write, None or `-` for stdout; `source` is the file that is read. Raises
    UsageError where `path` can't be written, or is `source`.
    """
    if path == "-":
        path = None
    if path is not None:
        _check_path(path, source)
    terminal = path is None and is_terminal()
    width, height = _size() if terminal else (None, None)
    return Target(
        path,
        _colour(settings.color, terminal),
        settings.width or width,
        height,
        terminal and not settings.no_pager,
    )


def write_screen(screen: StyledText, to: Target) -> None:
    """Write what people read. Raises OSError."""
    screen = screen.within(to.width)
    text = _coloured(screen, to.width) if to.colour else screen.text()
    if to.pager and to.height:
        whole = "".join(text)
        if whole.count("\n") >= to.height and _paged(whole, to.colour):
            return
        text = iter((whole,))
    write(text, to)


def write_value(value: object, settings: Settings, to: Target) -> None:
    """Write a value as JSON on one line. Raises OSError."""
    from oai_timeline.formats.json_text import encode_json

    write_json((f"{encode_json(value)}\n",), settings, to)


def write_json(texts: Iterable[str], settings: Settings, to: Target) -> None:
    """Write JSON, in ASCII where that was asked for. Raises OSError."""
    from oai_timeline.formats.json_text import escape_non_ascii

    write(escape_non_ascii(texts) if settings.ascii else texts, to)


def write(texts: Iterable[str], to: Target) -> None:
    """Write texts as UTF-8, whatever the locale. Raises OSError."""
    if to.path is not None:
        _write_file(texts, to.path)
        return
    for chunk in _chunks(texts):
        _write_all(1, chunk)


def open_stdout() -> TextIOWrapper:
    """Return a stream for what Typer prints by itself, also where Python has none as 1 is closed.

    It is UTF-8 whatever the locale, and its errors name it.
    """
    stream = BufferedWriter(_Stdout(1, "w", closefd=False))
    return TextIOWrapper(stream, encoding="utf-8", errors="backslashreplace")


class _Stdout(FileIO):
    """Standard output, named in its errors."""

    def write(self, data: "ReadableBuffer", /) -> int:
        with name_errors(_STDOUT):
            return super().write(data)


def has_written() -> bool:
    """Tell whether any of the answer is on its way to a reader of stdout."""
    return bool(_written)


def forget() -> None:
    """Begin a new run: nothing is written yet."""
    _written.clear()


def flush() -> None:
    """Write what Typer has printed by itself. Raises OSError."""
    sys.stdout.flush()


def give_up() -> None:
    """Let what Typer has printed go nowhere, lest Python tries to write it once more at the end."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def is_terminal() -> bool:
    """Tell whether stdout is a terminal."""
    try:
        return os.isatty(1)
    except OSError:
        return False


def _size() -> tuple[int, int]:
    """Give the terminal's width and height; COLUMNS and LINES, where set, stand for them."""
    try:
        columns, lines = os.get_terminal_size(1)
    except OSError:
        columns, lines = 0, 0
    wanted = [os.environ.get(name, "") for name in ("COLUMNS", "LINES")]
    given = [int(text) if text.isdecimal() and len(text) <= _MOST_DIGITS else 0 for text in wanted]
    return min(given[0], MOST_COLUMNS) or columns or 80, given[1] or lines or 24


def _colour(option: str | None, terminal: bool) -> bool:
    """Decide on colour: --color, NO_COLOR, FORCE_COLOR, TERM=dumb, the terminal, in this order."""
    if option in {"always", "never"}:
        return option == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if any(os.environ.get(name, "") not in {"", "0"} for name in ("FORCE_COLOR", "CLICOLOR_FORCE")):
        return True
    return terminal and os.environ.get("TERM") != "dumb"


def _coloured(screen: StyledText, width: int | None) -> Iterator[str]:
    from io import StringIO

    from rich.console import Console

    buffer = StringIO()
    console = Console(
        file=buffer,
        force_terminal=True,
        color_system="standard",
        no_color=False,
        width=width or 1 << 20,
        _environ={},
    )
    console.print(screen, soft_wrap=True, end="")
    yield buffer.getvalue()


def _paged(text: str, colour: bool) -> bool:
    """Show text in the user's pager; False where it does not start, or fails."""
    import shlex
    import signal
    import subprocess

    _written.append(True)
    environment = {"LESSCHARSET": "utf-8", **os.environ, "LESS": _options_of_less(colour)}
    try:
        command = shlex.split(os.environ.get("PAGER", "less"))
        if not command or command == ["cat"]:
            return False
        pager = subprocess.Popen(command, stdin=subprocess.PIPE, env=environment)  # noqa: S603
    except (OSError, ValueError):
        return False
    interrupts: list[int] = []  # Ctrl-C is the pager's as long as it is open, and may end it
    signal.signal(signal.SIGINT, lambda number, _: interrupts.append(number))
    before = signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    with suppress(BrokenPipeError):  # left before the end
        pager.communicate(text.encode("utf-8", "backslashreplace"))
    signal.signal(signal.SIGPIPE, before)
    return pager.wait() == 0 or bool(interrupts)


def _options_of_less(colour: bool) -> str:
    """Return what less is to do; with options of the user's own, it still has to show colours."""
    options = os.environ.get("LESS")
    if options is None:
        return "FRX"
    return f"-R {options}" if colour else options


def _check_path(path: str, source: str | None) -> None:
    """Refuse to write to no file, to a folder, or over the file that is read."""
    if not path:
        raise UsageError("--output needs the name of a file")
    if path.endswith(os.sep) or os.path.isdir(path):
        raise UsageError(f"{path} is a folder: --output needs the name of a file")
    if source is not None and _is_same_file(path, source):
        raise UsageError(f"{path} is the file that is read: --output needs another one")


def _is_same_file(path: str, source: str) -> bool:
    """Tell whether two names, the second `-` for stdin, lead to one file, and not to a device."""
    try:
        status = os.stat(path)
        read = os.fstat(0) if source == "-" else os.stat(source)
    except OSError:
        return False
    return stat.S_ISREG(status.st_mode) and os.path.samestat(status, read)


def _write_file(texts: Iterable[str], path: str) -> None:
    """Write a file whole or not at all: beside it first, then moved into its place.

    Through a link, the file that it leads to; to what is no file, like a device, straight.
    """
    mode = _mode(path)
    if mode is not None and not stat.S_ISREG(mode):
        with name_errors(path), open(path, "wb") as device:
            device.writelines(_chunks(texts))
        return
    target = os.path.realpath(path)
    temporary = f"{target}.{os.urandom(8).hex()}.tmp"  # that nobody can have put a link there
    try:
        with open(temporary, "xb") as file:
            file.writelines(_chunks(texts))
        if mode is not None:
            os.chmod(temporary, stat.S_IMODE(mode))
        os.replace(temporary, target)
    except BaseException as error:
        if os.path.exists(temporary):
            os.unlink(temporary)
        if isinstance(error, OSError):
            raise OSError(error.errno, error.strerror, path) from None
        raise


def _mode(path: str) -> int | None:
    """Tell what a file is, None where there is none. Raises OSError.

    Also where the system follows no link of somebody else's: then neither do we.
    """
    try:
        return os.stat(path).st_mode
    except FileNotFoundError:
        return None


def _chunks(texts: Iterable[str]) -> Iterator[bytes]:
    waiting: list[str] = []
    size = 0
    for text in texts:
        waiting.append(text)
        size += len(text)
        if size >= _CHUNK:
            yield "".join(waiting).encode("utf-8", "backslashreplace")
            waiting, size = [], 0
    yield "".join(waiting).encode("utf-8", "backslashreplace")


def _write_all(descriptor: int, data: bytes) -> None:
    _written.append(True)
    with name_errors(_STDOUT):
        while data:
            data = data[os.write(descriptor, data) :]
