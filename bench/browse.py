"""Measure how fast `timeline browse` is, and compare the figures with the project's limits.

    python -m bench.browse                          the bundled timeline, half a minute
    python -m bench.browse --events 100000          and a large one, a minute, 1 GiB

It runs the `timeline` that is installed for the Python that runs it, in a terminal of 120 columns
and 36 lines of its own. A screen is taken to be drawn with the last byte before a short silence.
"""

import argparse
import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tests.synthetic import write_timeline

_LINES, _COLUMNS = 36, 120
_SILENCE_SECONDS = 0.25
_PATIENCE_SECONDS = 30.0
_KEYS = 20
_DOWN, _QUIT = b"\x1b[B", b"q"
_PROGRAM = os.path.join(os.path.dirname(sys.executable), "timeline")
_SETTLE_SECONDS = 2.5  # a file that changed less than two seconds ago is not cached


class Visit(NamedTuple):
    """What was measured in one run: seconds to the first screen and after each key, peak bytes."""

    first_screen: float
    keys: list[float]
    peak: int


class Figure(NamedTuple):
    """A figure, its bars for the bundled and for a large timeline, and how a visit tells it."""

    name: str
    bar: float | None
    large_bar: float | None
    value: Callable[[Visit], float]


FIGURES = (
    Figure("first screen, s", 0.6, 0.8, lambda visit: visit.first_screen),
    Figure("key to drawn page, ms, median", 60, 60, lambda visit: median(visit.keys) * 1e3),
    Figure("key to drawn page, ms, most", None, None, lambda visit: max(visit.keys) * 1e3),
    Figure("memory, MiB", 60, None, lambda visit: visit.peak / 2**20),
)


def visit(environment: dict[str, str]) -> Visit:
    """Open the browser, move down, and leave it."""
    start = time.perf_counter()
    process, terminal = pty.fork()
    if process == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", _LINES, _COLUMNS, 0, 0))
        os.execve(_PROGRAM, [_PROGRAM, "browse"], environment)
    first_screen = _wait_for_silence(terminal, start)
    keys = [_press(terminal, _DOWN) for _ in range(_KEYS)]
    os.write(terminal, _QUIT)
    while _read(terminal, _PATIENCE_SECONDS):
        pass
    _, status, usage = os.wait4(process, 0)
    os.close(terminal)
    if status:
        raise SystemExit(f"bench: timeline browse ended with {os.waitstatus_to_exitcode(status)}")
    return Visit(first_screen, keys, usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024))


def _press(terminal: int, key: bytes) -> float:
    start = time.perf_counter()
    os.write(terminal, key)
    return _wait_for_silence(terminal, start)


def _wait_for_silence(terminal: int, start: float) -> float:
    """Return the seconds from `start` to the last byte before a silence."""
    last = None
    while data := _read(terminal, _PATIENCE_SECONDS if last is None else _SILENCE_SECONDS):
        last = time.perf_counter()
        _answer(terminal, data)
    if last is None:
        raise SystemExit("bench: timeline browse draws nothing")
    return last - start


def _answer(terminal: int, data: bytes) -> None:
    """Answer as terminals do when a program asks for their attributes."""
    if b"\x1b[c" in data:
        os.write(terminal, b"\x1b[?62;22c")


def _read(terminal: int, seconds: float) -> bytes:
    """Return what the program writes within some seconds; nothing if it writes none, or ended."""
    ready, _, _ = select.select([terminal], [], [], seconds)
    try:
        return os.read(terminal, 1 << 16) if ready else b""
    except OSError:  # the program has ended
        return b""


def main() -> int:
    """Measure and print; return the exit code, 1 if a bar is missed."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.browse",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--events", type=int, metavar="N", help="events of a synthetic timeline")
    parser.add_argument("--runs", type=int, default=7, metavar="N", help="runs (%(default)s)")
    options = parser.parse_args()
    with TemporaryDirectory(prefix="timeline-bench-") as folder:
        missed = _report("the bundled timeline", None, folder, options.runs, is_large=False)
        if options.events:
            path = os.path.join(folder, "large.yaml")
            with open(path, "w", encoding="utf-8") as file:
                write_timeline(file, options.events)
            time.sleep(_SETTLE_SECONDS)
            title = f"{options.events:,} events"
            missed += _report(title, path, folder, options.runs, is_large=True)
    return int(missed > 0)


def _report(title: str, path: str | None, folder: str, runs: int, *, is_large: bool) -> int:
    """Measure one timeline, its index warm, and print a table; return how many bars are missed."""
    environment = os.environ | {"TERM": "xterm-256color", "XDG_CACHE_HOME": folder}
    environment.pop("NO_COLOR", None)
    environment.pop("TIMELINE_FILE", None)
    if path:
        environment["TIMELINE_FILE"] = path
    build = [_PROGRAM, "show", "--limit", "1"]
    subprocess.run(build, env=environment, check=True, capture_output=True)
    visits = [visit(environment) for _ in range(runs)]
    print(f"\n{title:34}{'median':>10}{'least':>10}{'most':>10}{'bar':>12}")
    missed = 0
    for figure in FIGURES:
        values = [figure.value(one) for one in visits]
        bar = figure.large_bar if is_large else figure.bar
        cells = "".join(f"{value:10.2f}" for value in (median(values), min(values), max(values)))
        verdict = ("met" if median(values) <= bar else "MISSED") if bar else ""
        print(f"{figure.name:34}{cells}{f'≤ {bar}' if bar else '':>12}  {verdict}".rstrip())
        missed += verdict == "MISSED"
    return missed


if __name__ == "__main__":
    raise SystemExit(main())
