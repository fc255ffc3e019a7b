"""One day asked of a program, and its answer checked: each has a folder and a home of its own."""

import os
import re
import subprocess
import time

from bench.entries import DAY, TITLE, titles_of_the_day
from bench.processes import CommandFailed, environment, run
from bench.programs import Program
from bench.timing import Run

PATIENCE_SECONDS = 300
"""The longest that a first run may take."""


class NotFinished(Exception):
    """A first run took too long."""


def home(program: Program, place: str) -> str:
    """Give the folder of a program, where its entries are: one of those in `place`."""
    return os.path.join(place, program.name.split()[0])


def first_run(program: Program, place: str, patience: float = PATIENCE_SECONDS) -> float:
    """Ask for the first time, check the answer, and give the seconds.

    Raises CommandFailed where the answer is wrong, and NotFinished after `patience` seconds.
    """
    start = time.perf_counter()
    try:
        done = subprocess.run(
            [*program.command, *program.arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            cwd=home(program, place),
            env=environment() | _changes(program, place),
            timeout=patience,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise NotFinished(f"not finished in {patience} s") from None
    took = time.perf_counter() - start
    titles = re.findall(TITLE, done.stdout)
    if titles != titles_of_the_day():
        raise CommandFailed(
            f"{program.name}: {len(titles)} entries, not those of {DAY}\n{done.stderr}"
        )
    return took


def again(program: Program, place: str) -> Run:
    """Ask a program whose answer was checked. Raises CommandFailed where it has other lines now."""
    arguments = [*program.command, *program.arguments]
    done = run(arguments, home(program, place), _changes(program, place))
    if done.lines != len(titles_of_the_day()) + program.more_lines:
        raise CommandFailed(f"{program.name}: {done.lines} lines")
    return done


def _changes(program: Program, place: str) -> dict[str, str]:
    """Keep a program from the configuration of whoever measures."""
    folder = home(program, place)
    folders = {f"XDG_{kind}_HOME": folder for kind in ("CACHE", "CONFIG", "DATA", "STATE")}
    return {"HOME": folder, "TZ": "UTC", **folders}
