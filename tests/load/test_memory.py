"""Memory: that of a load grows by what is kept of each event, not by what the event says."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.timelines import synthetic

ROOT = Path(__file__).parents[2]
FEW, MANY = 5_000, 20_000
MOST_BYTES_AN_EVENT = 1_200
"""Id, line, bounds and links take some 700; an event of these is 470 as text, 4,000 as values."""
PROGRAM = """
import json, sys
from oai_timeline.{module} import {function}

def most():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) << 10 for line in status if line.startswith("VmHWM"))

{statement}
print(json.dumps(most()))
"""
LOAD = PROGRAM.format(
    module="load",
    function="load",
    statement="assert sum(1 for _ in load(open(sys.argv[1], 'rb'), 't.yaml').events())",
)
BUILD = PROGRAM.format(
    module="index",
    function="compile_file",
    statement="compile_file(sys.argv[1], sys.argv[1] + '.sqlite')",
)


def most_bytes(program: str, path: Path) -> int:
    """Run a program in a process of its own: the most memory that it ever had."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", program, str(path)]
    return int(json.loads(subprocess.check_output(command, env=environment)))


@pytest.fixture(scope="module")
def timelines(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Write a timeline of few events, and one of many."""
    folder = tmp_path_factory.mktemp("timelines")
    return synthetic(folder, FEW), synthetic(folder, MANY)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
@pytest.mark.parametrize(
    "program", [pytest.param(LOAD, id="load"), pytest.param(BUILD, id="load and index")]
)
def test_of_an_event_little_is_kept(timelines: tuple[Path, Path], program: str) -> None:
    few, many = (most_bytes(program, path) for path in timelines)
    assert (many - few) / (MANY - FEW) < MOST_BYTES_AN_EVENT
