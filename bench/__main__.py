"""Measure how fast `timeline` is, and compare the figures with the project's limits.

    python -m bench                                 start-up, about a minute
    python -m bench --sizes 300,10000,100000        and large timelines, several minutes, 2 GiB

It measures whole processes of the `timeline` that is installed for the Python that runs it, and
imports nothing of that package. Most figures are ratios. The two commands of a ratio run in turn,
and each run is divided by the run just before it, so that other work on the machine slows both.
"""

import argparse
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import version
from statistics import median
from tempfile import TemporaryDirectory, TemporaryFile
from typing import NamedTuple

from tests.synthetic import write_timeline

# What is measured


class Command(NamedTuple):
    """A process to measure: `timeline` with these arguments, or Python if `python` is set.

    It reads the synthetic timeline of `events` events, or the bundled one if that is 0. With
    `fresh`, each run starts with an empty cache. `environment` is added to its environment.
    """

    arguments: tuple[str, ...]
    events: int = 0
    fresh: bool = False
    python: bool = False
    environment: tuple[tuple[str, str], ...] = ()


class Run(NamedTuple):
    """The result of a process: seconds from start to end, peak memory in bytes, lines printed.

    `index_ratio` is the size of the cache afterwards divided by that of the timeline file.
    The peak is never less than what this program held when it started the process.
    """

    seconds: float
    peak: int
    lines: int
    index_ratio: float


class Pair(NamedTuple):
    """A run, and the run of the command it is compared with, just before it (None: alone)."""

    run: Run
    reference: Run | None

    def time_ratio(self) -> float:
        """Return the run's time divided by the reference's."""
        assert self.reference
        return self.run.seconds / self.reference.seconds

    def peak_ratio(self) -> float:
        """Return the run's peak memory divided by the reference's."""
        assert self.reference
        return self.run.peak / self.reference.peak

    def seconds(self) -> float:
        """Return the run's time."""
        return self.run.seconds

    def mebibytes(self) -> float:
        """Return the run's peak memory in MiB."""
        return self.run.peak / 2**20

    def throughput(self) -> float:
        """Return the lines printed per second, start-up included."""
        return self.run.lines / self.run.seconds

    def index_ratio(self) -> float:
        """Return the size of the index divided by that of the timeline file."""
        return self.run.index_ratio


FLOOR = Command(("-c", "import typer, rich.table, dateutil.parser, yaml"), python=True)
"""Importing these four libraries: the time that start-up figures are divided by."""


class Figure(NamedTuple):
    """A figure to measure, and its bar: the most that it may be, or with `at_least` the least."""

    name: str
    command: Command
    bar: float | None = None
    value: Callable[[Pair], float] = Pair.time_ratio
    reference: Command | None = FLOOR
    at_least: bool = False

    def judge(self, value: float, tolerance: float) -> str:
        """Return how the value compares with the bar: met, tolerated, MISSED, or "" if no bar."""
        if self.bar is None:
            return ""
        excess = self.bar / value if self.at_least else value / self.bar
        return "met" if excess <= 1 else "tolerated" if excess <= tolerance else "MISSED"


def _completion(line: str) -> Command:
    """Return the request that bash, zsh and fish send to complete a line."""
    return Command(
        (),
        environment=(
            ("_TIMELINE_COMPLETE", "complete_fish"),
            ("_TYPER_COMPLETE_FISH_ACTION", "get-args"),
            ("_TYPER_COMPLETE_ARGS", line),
        ),
    )


_DAY = ("show", "--day", "2023-11-17")
_COLOR = ("--color", "always", "--width", "100")
_SOURCE = ("--according-to", "The New York Times")

START_UP = (
    Figure("one day, coloured", Command((*_DAY, *_COLOR)), 0.85),
    Figure("one day, JSON", Command((*_DAY, "--format", "json")), 0.65),
    Figure("one day, plain", Command(_DAY), 0.65),
    Figure("one day, plain, --according-to", Command((*_DAY, *_SOURCE)), 0.80),
    Figure("one day, plain, --as-known-on", Command((*_DAY, "--as-known-on", "2023-11-20")), 0.80),
    Figure("who sutskever, coloured", Command(("who", "sutskever", *_COLOR)), 0.90),
    Figure("completion of a name", _completion("timeline show --by su"), 0.65),
    Figure("completion of an option", _completion("timeline show --"), 0.65),
    Figure("--help", Command(("--help",)), 1.20),
    Figure("one day, plain, very first run", Command(_DAY, fresh=True), 1.30),
    Figure("10,000 rows, coloured", Command(("show", *_COLOR), events=10_000), 10.0),
)

SMALL, LARGE = 300, 100_000
_SMALLEST = 60  # the first two days; the second is what commands ask for
_EARLY_DAY = ("show", "--day", "2015-01-06")
_JSONL = ("show", "--format", "jsonl")
_YAML = "import os, yaml; yaml.load(open(os.environ['TIMELINE_FILE'], 'rb'), yaml.CBaseLoader)"


def scale_figures(events: int) -> tuple[Figure, ...]:
    """Return the figures of a synthetic timeline; they have bars from 100,000 events on."""
    small = Command(_EARLY_DAY, SMALL)
    yaml = Command(("-c", _YAML), events, python=True)
    load = Command(_EARLY_DAY, events, fresh=True)
    jsonl = Command(_JSONL, events)
    according = Command((*_JSONL, "--according-to", "Morning Courier"), events)

    def search(*words: str) -> Command:
        return Command(("search", *words), events)

    figures = (
        Figure("first load / yaml.load", load, 0.50, reference=yaml),
        Figure("first load / yaml.load, memory", load, 0.12, Pair.peak_ratio, yaml),
        Figure("first load, seconds", load, None, Pair.seconds, yaml),
        Figure("first load, MiB", load, None, Pair.mebibytes, yaml),
        Figure("index / file", load, 5.00, Pair.index_ratio, yaml),
        Figure("one day / one day of 300", Command(_EARLY_DAY, events), 1.10, reference=small),
        Figure("search, 1 event / one day of 300", search("turn", "42"), 1.30, reference=small),
        Figure("search, 1 in 12 / one day of 300", search("ada", "abbot"), 1.30, reference=small),
        Figure("search, all / one day of 300", search("council"), 4.00, reference=small),
        Figure("jsonl, events/s", jsonl, 150_000, Pair.throughput, None, at_least=True),
        Figure(
            "jsonl, --according-to, events/s",
            according,
            50_000,
            Pair.throughput,
            None,
            at_least=True,
        ),
    )
    return figures if events >= LARGE else tuple(each._replace(bar=None) for each in figures)


# How it is measured

_PATIENCE_SECONDS = 60.0
_FEWEST_RUNS = 3
_COMPILE = "import compileall as c, oai_timeline as p; assert c.compile_dir(p.__path__[0], quiet=1)"
_SETTLE_SECONDS = 2.5  # a file that changed less than two seconds ago is not cached
# Other variables would change what a command prints or how long it takes. With
# PYTHONDONTWRITEBYTECODE, for example, every run would compile every module.
_INHERITED = ("PATH", "HOME", "TMPDIR", "LANG", "LC_ALL", "LC_CTYPE", "LD_LIBRARY_PATH")


class CommandError(Exception):
    """A command could not be measured."""


class Bench:
    """Runs commands in a temporary folder that holds their timelines and caches."""

    def __init__(self, folder: str, runs: int) -> None:
        """Measure each pair of commands `runs` times."""
        self.folder = folder
        self.runs = runs
        self._pairs: dict[tuple[Command, Command | None], list[Pair]] = {}

    def prepare(self, figures: Sequence[Figure]) -> None:
        """Write the synthetic timelines of some figures, and compile the package."""
        commands = [each for figure in figures for each in (figure.command, figure.reference)]
        for events in {command.events for command in commands if command} - {0}:
            with open(self._timeline(events), "w", encoding="utf-8") as file:
                write_timeline(file, events)
        time.sleep(_SETTLE_SECONDS)
        self.run(Command(("-c", _COMPILE), python=True))

    def measure(self, figure: Figure) -> list[Pair]:
        """Run a figure's two commands in turn, once to warm up and then `runs` times.

        After a minute it stops early, but not before the third time. Figures of the same commands
        share their runs.
        """
        key = (figure.command, figure.reference)
        if key not in self._pairs:
            self._pair(*key)
            start = time.monotonic()
            pairs = self._pairs[key] = []
            while len(pairs) < self.runs and (
                len(pairs) < _FEWEST_RUNS or time.monotonic() - start < _PATIENCE_SECONDS
            ):
                pairs.append(self._pair(*key))
        return self._pairs[key]

    def _pair(self, command: Command, reference: Command | None) -> Pair:
        before = self.run(reference) if reference else None
        return Pair(self.run(command), before)

    def run(self, command: Command) -> Run:
        """Run a command; its output goes to a pipe and is discarded.

        Raises CommandError if the exit code is not 0, or if `timeline` prints nothing.
        """
        environment = {name: os.environ[name] for name in _INHERITED if name in os.environ}
        environment |= command.environment
        if command.events:
            environment["TIMELINE_FILE"] = self._timeline(command.events)
        program = sys.executable
        if not command.python:
            program = os.path.join(os.path.dirname(sys.executable), "timeline")
        with TemporaryDirectory(dir=self.folder) as empty:
            cache = empty if command.fresh else os.path.join(self.folder, f"{command.events}.cache")
            environment["XDG_CACHE_HOME"] = cache
            seconds, peak, lines = _run_process([program, *command.arguments], empty, environment)
            index = _folder_size(cache)
        if not command.python and not lines:
            raise CommandError(f"timeline {' '.join(command.arguments)} printed nothing")
        file = os.path.getsize(self._timeline(command.events)) if command.events else 1
        return Run(seconds, peak, lines, index / file)

    def _timeline(self, events: int) -> str:
        return os.path.join(self.folder, f"{events}.yaml")


def _run_process(
    arguments: Sequence[str], folder: str, environment: dict[str, str]
) -> tuple[float, int, int]:
    """Return the seconds that a process takes, its peak memory in bytes, and its lines."""
    with TemporaryFile() as errors:
        start = time.perf_counter()
        with subprocess.Popen(
            arguments,
            bufsize=0,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=errors,
            cwd=folder,
            env=environment,
        ) as process:
            assert process.stdout
            lines = 0
            while chunk := process.stdout.read(1 << 16):
                lines += chunk.count(b"\n")
            _, status, usage = os.wait4(process.pid, 0)  # only this tells one child's memory
            seconds = time.perf_counter() - start
            process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            errors.seek(0)
            message = errors.read().decode("utf-8", "replace").strip()
            raise CommandError(f"{' '.join(arguments)}: exit code {process.returncode}\n{message}")
    return seconds, usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024), lines


def _folder_size(folder: str) -> int:
    walk = os.walk(folder)
    return sum(
        os.path.getsize(os.path.join(path, name)) for path, _, names in walk for name in names
    )


# How it is reported

_ROW = "{:34}{:>10}{:>10}{:>10}{:>12}  {}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; return the exit code, 1 if a bar is missed or a command fails."""
    options = _parse(arguments)
    tables: list[tuple[str, Sequence[Figure]]] = [("start-up", START_UP)]
    tables += [(f"{events:,} events", scale_figures(events)) for events in options.sizes]
    chosen = [
        (title, [figure for figure in figures if options.only in figure.name])
        for title, figures in tables
    ]
    print(_describe_machine())
    try:
        with TemporaryDirectory(prefix="timeline-bench-") as folder:
            bench = Bench(folder, options.runs)
            bench.prepare([figure for _, figures in chosen for figure in figures])
            verdicts = [
                verdict
                for title, figures in chosen
                if figures
                for verdict in _print_table(title, figures, bench, options.tolerance)
            ]
    except (CommandError, FileNotFoundError) as error:
        print(f"bench: {error}", file=sys.stderr)
        return 1
    return int("MISSED" in verdicts)


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bench",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("--runs", type=int, default=21, metavar="N", help="runs of each pair (%(default)s)")
    add("--tolerance", type=float, default=1.0, metavar="X", help="fail only beyond X times a bar")
    add("--sizes", type=_sizes, default=(), metavar="N,N", help="events of synthetic timelines")
    add("--only", default="", metavar="TEXT", help="measure only figures whose names contain TEXT")
    options = parser.parse_args(arguments)
    if options.runs < 1 or any(size < _SMALLEST for size in options.sizes):
        parser.error(f"at least 1 run and {_SMALLEST} events are needed")
    return options


def _sizes(text: str) -> tuple[int, ...]:
    return tuple(int(size) for size in text.split(","))


def _print_table(
    title: str, figures: Sequence[Figure], bench: Bench, tolerance: float
) -> Iterator[str]:
    """Measure figures and print a row for each; yield how each compares with its bar."""
    print("\n" + _ROW.format(title, "median", "least", "most", "bar", "").rstrip())
    for figure in figures:
        values = [figure.value(pair) for pair in bench.measure(figure)]
        verdict = figure.judge(median(values), tolerance)
        cells = map(_number, (median(values), min(values), max(values)))
        print(_ROW.format(figure.name, *cells, describe_bar(figure), verdict).rstrip(), flush=True)
        yield verdict


def describe_bar(figure: Figure) -> str:
    """Return a bar as the table shows it, for example "≤ 0.85"; "" if there is none."""
    return f"{'≥' if figure.at_least else '≤'} {_number(figure.bar)}" if figure.bar else ""


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.2f}"


def _describe_machine() -> str:
    """Return processor, load and versions; a load not near 0 means that others were at work."""
    processor = platform.processor() or platform.machine()
    if os.path.exists("/proc/cpuinfo"):
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            names = [line.partition(": ")[2].strip() for line in file if "model name" in line]
        processor = names[0] if names else processor
    libraries = ("typer", "rich", "python-dateutil", "PyYAML")
    return (
        f"{processor}, {os.cpu_count()} cores, {platform.system()}, load {os.getloadavg()[0]:.1f}\n"
        f"Python {platform.python_version()}, "
        + ", ".join(f"{name} {version(name)}" for name in libraries)
    )


if __name__ == "__main__":
    raise SystemExit(main())
