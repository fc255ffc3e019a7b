"""Builds of an index that are killed at random moments: the next answer is correct."""

import json
import logging
import os
import random
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests.cli.processes import CACHING, Program, in_process
from tests.timelines import repeated

TIMES = int(os.environ.get("FAULTS", "10"))
"""How many builds are killed; CONTRIBUTING.md says when to increase it."""
LOG = logging.getLogger(__name__)
_EVENTS = 1_500


def _titles(path: Path) -> list[str]:
    lines = in_process("show", "--format", "jsonl", "-f", str(path)).out.splitlines()
    return [json.loads(line)["title"] for line in lines]


@pytest.mark.parametrize(
    "summary",
    [pytest.param("x", id="a small file"), pytest.param("x" * 700, id="a large file")],
)
def test_a_killed_build_leaves_no_stale_or_incomplete_index(
    summary: str, tmp_path: Path, cache_home: Path, caching: None
) -> None:
    timeline, path = Program(cache_home, CACHING), tmp_path / "t.yaml"
    path.write_text(repeated(_EVENTS, f"title: version 0, summary: {summary}"))
    begun = time.monotonic()
    assert timeline("show", "--format", "jsonl", TIMELINE_FILE=str(path)).code == 0
    whole_run = time.monotonic() - begun
    moments = random.Random(20231117)
    killed = half_built = version = 0
    while killed < TIMES:
        version += 1
        path.write_text(repeated(_EVENTS, f"title: version {version}, summary: {summary}"))
        process = timeline.started(
            "show", "--format", "jsonl", stdout=subprocess.DEVNULL, TIMELINE_FILE=str(path)
        )
        time.sleep(moments.uniform(0, whole_run))
        with suppress(ProcessLookupError):
            process.send_signal(signal.SIGKILL)
        process.communicate()
        if process.returncode == -signal.SIGKILL:
            killed += 1
        else:  # the machine is faster than before
            whole_run *= 0.8
        half_built += _sweep(cache_home)
        expected = [f"version {version}"] * _EVENTS
        assert [_titles(path), _titles(path)] == [expected] * 2
    LOG.info("%d of %d killed, %d with an index half built", killed, version, half_built)


def _sweep(cache: Path) -> int:
    """Remove what killed builds left, as the program does an hour later; return whether any did."""
    left = list((cache / "oai-timeline").glob("*.tmp"))
    for temporary in left:
        temporary.unlink()
    return bool(left)
