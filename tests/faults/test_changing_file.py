"""Many processes read a file that changes: none answers from an earlier content."""

import json
import logging
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.cli.processes import CACHING, Done, Program
from tests.timelines import repeated

ROUNDS = max(int(os.environ.get("FAULTS", "10")) // 10, 1)
LOG = logging.getLogger(__name__)
_PROCESSES = 20
_EVENTS = 300


class Change(NamedTuple):
    """A version of the file, and when writing it began and was done."""

    version: int
    begun: float
    done: float


class Result(NamedTuple):
    """The output of a process, and when it began and ended."""

    start: float
    end: float
    done: Done


def _content(version: int) -> bytes:
    """Return the content of a version; all have the same size."""
    return repeated(_EVENTS, f"title: version {version:06}").encode()


def _replace(path: Path, content: bytes) -> None:
    """Replace the file as editors do, but keep its time of modification."""
    other = path.with_suffix(".new")
    other.write_bytes(content)
    if path.exists():
        status = path.stat()
        os.utime(other, ns=(status.st_atime_ns, status.st_mtime_ns))
    other.replace(path)


def _overwrite(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY)
    os.pwrite(descriptor, content, 0)
    os.close(descriptor)


class Writer(threading.Thread):
    """Changes the file again and again, until `stopped` is set."""

    def __init__(self, path: Path, write: Callable[[Path, bytes], None]) -> None:
        super().__init__()
        self.path, self.write = path, write
        self.stopped = threading.Event()
        self.changes = [Change(0, 0, 0)]
        _replace(path, _content(0))

    def run(self) -> None:
        while not self.stopped.wait(0.01):
            version = len(self.changes)
            begun = time.monotonic()
            self.write(self.path, _content(version))
            self.changes.append(Change(version, begun, time.monotonic()))

    def between(self, start: float, end: float) -> set[int]:
        """Return the versions that the file can have had from `start` to `end`."""
        ends = [following.done for following in self.changes[1:]] + [float("inf")]
        return {
            change.version
            for change, over in zip(self.changes, ends, strict=True)
            if change.begun <= end and over >= start
        }


@pytest.mark.parametrize("write", [_replace, _overwrite], ids=["replaced", "overwritten"])
def test_every_answer_is_of_the_content_during_the_run(
    write: Callable[[Path, bytes], None], tmp_path: Path, cache_home: Path
) -> None:
    """A file that is overwritten has no cached index while it changes, as in the program itself:
    its status can be the same before and after half of a write.
    """
    path = tmp_path / "t.yaml"
    timeline = Program(cache_home, CACHING) if write is _replace else Program(cache_home)
    writer = Writer(path, write)
    answers: list[Result] = []
    writer.start()
    try:
        for _ in range(ROUNDS):
            answers += _ask_at_once(timeline, path)
    finally:
        writer.stopped.set()
        writer.join()
    assert len(answers) == ROUNDS * _PROCESSES
    seen = set[int]()
    for answer in answers:
        assert (answer.done.code, answer.done.err) == (0, "")
        versions = _versions(answer.done.out)
        assert versions <= writer.between(answer.start, answer.end)
        assert write is _overwrite or len(versions) == 1
        seen |= versions
    LOG.info("%d answers, of %d of %d contents", len(answers), len(seen), len(writer.changes))
    assert len(seen) > 1
    last = timeline("show", "--format", "jsonl", TIMELINE_FILE=str(path))
    assert _versions(last.out) == {writer.changes[-1].version}


def _ask_at_once(timeline: Program, path: Path) -> list[Result]:
    """Run many processes at once."""
    answers: list[Result] = []

    def run() -> None:
        start = time.monotonic()
        done = timeline("show", "--format", "jsonl", TIMELINE_FILE=str(path))
        answers.append(Result(start, time.monotonic(), done))

    threads = [threading.Thread(target=run) for _ in range(_PROCESSES)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def _versions(lines: str) -> set[int]:
    """Return the versions in an answer: two if it was read while the file was overwritten."""
    titles = [json.loads(line)["title"] for line in lines.splitlines()]
    assert len(titles) == _EVENTS
    return {int(title.removeprefix("version ")) for title in titles}
