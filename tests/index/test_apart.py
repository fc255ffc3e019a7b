"""Indexes of large files, which a second process writes while the first reads."""

import errno
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from itertools import count
from pathlib import Path

import pytest

from oai_timeline.index import Index, apart, open_bytes, open_file
from oai_timeline.index.writer import IndexWriter
from oai_timeline.model.diagnostic import TimelineFileError
from oai_timeline.model.event import Event
from oai_timeline.query.select import Query, json, select
from tests.cli.processes import SECONDS, Program
from tests.timelines import synthetic

pytestmark = pytest.mark.skipif(not apart.IS_POSSIBLE, reason="Linux alone writes apart")

EVENTS = 3_000
OURSELVES = os.getpid()


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return synthetic(tmp_path_factory.mktemp("large"), EVENTS)


@pytest.fixture(autouse=True)
def forks(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """List the processes that are forked, none of which is to outlive the test."""
    forked: list[int] = []
    fork = os.fork

    def open_with_progress() -> int:
        child = fork()
        forked.append(child)
        return child

    monkeypatch.setattr(os, "fork", open_with_progress)
    yield forked
    assert not any(map(_is_alive, forked))


def _content(index: Index) -> dict[str, list[tuple[object, ...]]]:
    """Give all that is in an index, by table, but for what it says of its making."""
    tables = index.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'made'")
    return {table: index.rows(f"SELECT * FROM {table}") for (table,) in tables}


def _texts(index: Index) -> list[str]:
    return list(json(index, select(index, Query())))


def test_what_a_second_process_writes_is_what_one_alone_does(
    large: Path, cache_home: Path, forks: list[int]
) -> None:
    with (
        closing(open_file(str(large))) as apart,
        closing(open_bytes(large.read_bytes(), "")) as own,
    ):
        assert _content(apart) == _content(own)
    assert len(forks) == 1
    with closing(open_file(str(large))) as again:
        assert len(_texts(again)) == EVENTS
    assert len(forks) == 1


def test_a_small_file_is_not_worth_a_process(tmp_path: Path, forks: list[int]) -> None:
    open_file(str(synthetic(tmp_path, 100))).close()
    assert forks == []


def _is_killed() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _finds_the_disk_full() -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _has_a_mistake_of_ours() -> None:
    raise AssertionError("this is a test")


@pytest.mark.parametrize("fails", [_is_killed, _finds_the_disk_full, _has_a_mistake_of_ours])
@pytest.mark.parametrize(("method", "call"), [("events", 1), ("events", 10), ("end", 1)])
def test_where_the_second_process_fails_the_first_answers(
    fails: Callable[[], None],
    method: str,
    call: int,
    large: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write, calls = getattr(IndexWriter, method), count(1)

    def failing(self: IndexWriter, *arguments: object) -> None:
        if os.getpid() != OURSELVES and next(calls) == call:
            fails()
        write(self, *arguments)

    monkeypatch.setattr(IndexWriter, method, failing)
    with closing(open_file(str(large))) as index:
        assert len(_texts(index)) == EVENTS
    assert _cached() == []


def test_where_no_process_can_be_had_the_first_answers(
    large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused() -> int:
        raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))

    monkeypatch.setattr(os, "fork", refused)
    before = os.listdir("/proc/self/fd"), signal.pthread_sigmask(signal.SIG_BLOCK, ())
    with closing(open_file(str(large))) as index:
        assert len(_texts(index)) == EVENTS
    assert (os.listdir("/proc/self/fd"), signal.pthread_sigmask(signal.SIG_BLOCK, ())) == before


def test_a_mistake_at_the_end_is_told_and_leaves_nothing(large: Path, tmp_path: Path) -> None:
    path = tmp_path / "wrong.yaml"
    path.write_text(f"{large.read_text()}  - {{id: last, when: 2023-13, title: T}}\n")
    with pytest.raises(TimelineFileError, match="bad-date"):
        open_file(str(path))
    assert _cached() == []


def test_ctrl_c_ends_both_and_leaves_nothing(
    large: Path, forks: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    send = apart.Sender.events

    def interrupted(self: apart.Sender, batch: Sequence[Event]) -> None:
        if any(event.id == "event-1000" for event in batch):
            for process in (*forks, OURSELVES):  # a terminal tells both
                os.kill(process, signal.SIGINT)
        send(self, batch)

    monkeypatch.setattr(apart.Sender, "events", interrupted)
    with pytest.raises(KeyboardInterrupt):
        open_file(str(large))
    assert _cached() == []


def test_where_the_first_process_is_killed_the_second_ends(cold: Program, large: Path) -> None:
    process = cold.started("show", "-f", str(large), stdout=subprocess.DEVNULL)
    while not (children := _children(process.pid)) and process.poll() is None:
        time.sleep(0.001)
    process.kill()
    process.communicate()
    assert len(children) == 1
    deadline = time.monotonic() + SECONDS
    while any(map(_is_alive, children)) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not any(map(_is_alive, children))
    assert not list((cold.cache / "oai-timeline").glob("*.sqlite"))


def _cached() -> list[str]:
    return os.listdir(os.path.join(os.environ["XDG_CACHE_HOME"], "oai-timeline"))


def _children(process: int) -> list[int]:
    with suppress(OSError):
        return [
            int(child)
            for child in Path(f"/proc/{process}/task/{process}/children").read_text().split()
        ]
    return []


def _is_alive(process: int) -> bool:
    """Tell whether a process is there and is not one that has ended and waits to be asked."""
    with suppress(OSError):
        return Path(f"/proc/{process}/stat").read_text().rpartition(") ")[2][0] != "Z"
    return False
