"""The progress bar on stderr while a large timeline is read for the first time."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import pyte
import pytest

from tests.cli.processes import HERE, SMALL, Program, read_all, terminal
from tests.timelines import synthetic

BAR = re.compile(rb"reading the timeline \[(#*) *\] +(\d+)%")
FIGURE = re.compile(rb"\r +\d+%")
LONG, VERY_LONG = 3_000, 40_000
DRIVER = """\
from oai_timeline.cli import main, progress
from oai_timeline.index import cache
cache._RACY_NS = 0
progress._SECONDS_BEFORE = progress._SECONDS_BETWEEN = {}
main()
"""
IMPATIENT = (sys.executable, "-c", DRIVER.format(0))
"""The program as on a slow machine: it shows the bar at once."""
PATIENT = (sys.executable, "-c", DRIVER.format(60))
"""The program as on a fast machine: it shows no bar."""

Watch = Callable[[subprocess.Popen[bytes], int], bytes]
"""A function that watches a process and its terminal, and returns the bytes it has read."""


class Seen(NamedTuple):
    code: int
    out: bytes
    bytes: bytes
    screen: list[str]
    """What the terminal shows at the end, without its empty lines."""


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return synthetic(tmp_path_factory.mktemp("long"), LONG)


@pytest.fixture(scope="module")
def very_long(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a file that no machine has read before Ctrl-C is pressed."""
    return synthetic(tmp_path_factory.mktemp("very-long"), VERY_LONG)


def run_in_terminal(
    program: Program,
    *arguments: str,
    columns: int = 80,
    watch: Watch | None = None,
    command: Sequence[str] = IMPATIENT,
) -> Seen:
    """Run with stderr in a terminal and stdout in a pipe."""
    with terminal(columns) as (outer, inner):
        process = subprocess.Popen(
            [*command, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=inner,
            env=program.environment(),
            cwd=HERE,
        )
        os.close(inner)
        written = watch(process, outer) if watch else b""
        written += read_all(outer, process)
        out, _ = process.communicate()
    screen = pyte.Screen(columns, 24)
    pyte.ByteStream(screen).feed(written)
    return Seen(
        process.returncode, out, written, [line.rstrip() for line in screen.display if line.strip()]
    )


def interrupt_at(bar: re.Pattern[bytes]) -> Watch:
    """Return a function that presses Ctrl-C once the bar is shown."""

    def watch(process: subprocess.Popen[bytes], outer: int) -> bytes:
        written = b""
        while not bar.search(written):
            written += os.read(outer, 1 << 16)
        process.send_signal(signal.SIGINT)
        return written

    return watch


def test_a_long_first_load_has_a_bar_that_is_erased(cold: Program, long: Path) -> None:
    first = run_in_terminal(cold, "show", "-f", str(long), "-n", "1")
    shares = [int(share) for _, share in BAR.findall(first.bytes)]
    assert len(set(shares)) > 2
    assert shares[-1] > 80
    assert [round(share / 5) for share in shares] == pytest.approx(
        [len(cells) for cells, _ in BAR.findall(first.bytes)], abs=1
    )
    assert first.screen == [f"1 of {LONG} events"]
    again = run_in_terminal(cold, "show", "-f", str(long), "-n", "1")
    assert (again.code, again.out) == (first.code, first.out)
    assert not BAR.search(again.bytes)


def test_a_short_load_has_no_bar(cold: Program) -> None:
    short = run_in_terminal(cold, "values", "ids", "-f", SMALL.name, command=PATIENT)
    assert (short.code, short.bytes) == (0, b"")


def test_a_pipe_has_no_bar(cold: Program, long: Path) -> None:
    code, _, err = cold("values", "ids", "-f", str(long), command=IMPATIENT)
    assert (code, err) == (0, "")


@pytest.mark.parametrize(
    ("columns", "bar"), [pytest.param(80, BAR, id="wide"), pytest.param(20, FIGURE, id="narrow")]
)
def test_ctrl_c_erases_the_bar_and_leaves_no_index(
    cold: Program, very_long: Path, columns: int, bar: re.Pattern[bytes]
) -> None:
    stopped = run_in_terminal(
        cold, "show", "-f", str(very_long), columns=columns, watch=interrupt_at(bar)
    )
    assert (stopped.code in {130, -signal.SIGINT}, stopped.out, stopped.screen) == (True, b"", [])
    assert os.listdir(cold.cache / "oai-timeline") == []


def test_a_check_has_the_same_bar(timeline: Program, very_long: Path) -> None:
    stopped = run_in_terminal(timeline, "check", str(very_long), watch=interrupt_at(BAR))
    assert (stopped.code in {130, -signal.SIGINT}, stopped.out, stopped.screen) == (True, b"", [])
