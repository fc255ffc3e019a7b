"""Pipes are made to hold more where that can be, and nothing else is touched."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from oai_timeline.pipes import widen
from tests.cli.processes import Program
from tests.timelines import synthetic

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Linux alone lets a pipe grow")
MEGABYTE = 1 << 20


def _size(descriptor: int) -> int:
    from fcntl import F_GETPIPE_SZ, fcntl

    return fcntl(descriptor, F_GETPIPE_SZ)


def test_a_pipe_holds_a_megabyte() -> None:
    reading, writing = os.pipe()
    widen(writing)
    assert _size(reading) == MEGABYTE
    assert os.write(writing, bytes(MEGABYTE)) == MEGABYTE
    os.close(reading)
    os.close(writing)


def test_what_is_no_pipe_is_let_be(tmp_path: Path) -> None:
    with (tmp_path / "file").open("wb") as file:
        widen(file.fileno())
        assert file.write(b"x") == 1


@pytest.mark.parametrize(
    ("events", "is_wide"),
    [pytest.param(500, False, id="little"), pytest.param(3_000, True, id="much")],
)
def test_output_goes_through_a_wide_pipe_where_there_is_much(
    events: int, is_wide: bool, cold: Program, tmp_path: Path
) -> None:
    path = synthetic(tmp_path, events)
    process = cold.started("show", "--format", "jsonl", "-f", str(path), stdout=subprocess.PIPE)
    assert process.stdout
    process.stdout.read(2 * MEGABYTE)
    assert (_size(process.stdout.fileno()) == MEGABYTE) == is_wide
    process.communicate()
