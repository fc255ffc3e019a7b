"""`python -m bench`: measures the parts that are asked for, and fails where a bar is not met."""

import argparse
import sys
from collections.abc import Callable, Sequence
from tempfile import TemporaryDirectory

import bench
from bench import peers, scale, startup
from bench.entries import FEWEST
from bench.machine import machine
from bench.options import Options
from bench.processes import CommandFailed, compile_package

Part = Callable[[str, Options], bool]

PARTS: dict[str, Part] = {
    "startup": startup.measure,
    "scale": scale.measure,
    "peers": peers.measure,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and give the exit code: 1 where a median is over its bar, else 0."""
    asked = _parser().parse_args(arguments)
    options = Options(asked.runs, asked.tolerance, asked.sizes)
    print(machine())
    try:
        missed = [_measured(part, options) for part in asked.parts or [startup.measure]]
    except CommandFailed as error:
        print(f"bench: {error}", file=sys.stderr)
        return 1
    return int(any(missed))


def _measured(part: Part, options: Options) -> bool:
    print()
    with TemporaryDirectory(prefix="timeline-bench-") as folder:
        compile_package(folder)
        return part(folder, options)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bench",
        description=bench.__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    usual = Options()
    parser.add_argument(
        "parts",
        nargs="*",
        type=_part,
        metavar="PART",
        help=f"of {', '.join(PARTS)}; startup where none is named",
    )
    parser.add_argument(
        "--runs",
        type=_count,
        default=usual.runs,
        metavar="N",
        help="pairs of runs for each figure (%(default)s); fewer where they take over a minute",
    )
    parser.add_argument(
        "--tolerance",
        type=float,
        default=usual.tolerance,
        metavar="X",
        help="fail only over X times a bar (%(default)s)",
    )
    parser.add_argument(
        "--sizes",
        type=_sizes,
        default=usual.sizes,
        metavar="N,N",
        help="events, for scale and peers (100,10000,100000)",
    )
    return parser


def _part(name: str) -> Part:
    try:
        return PARTS[name]
    except KeyError:
        raise argparse.ArgumentTypeError(f"{name} is none of {', '.join(PARTS)}") from None


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return number


def _sizes(text: str) -> tuple[int, ...]:
    sizes = tuple(sorted({int(size) for size in text.split(",")}))
    if sizes[0] < FEWEST:
        raise argparse.ArgumentTypeError(
            f"at least {FEWEST}: the day that is asked for is the second"
        )
    return sizes


if __name__ == "__main__":
    raise SystemExit(main())
