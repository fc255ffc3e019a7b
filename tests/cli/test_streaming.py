"""JSON is written while events are fetched; the index can turn out to be damaged meanwhile."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.cli.processes import CACHING, Program
from tests.timelines import synthetic

EVENTS = 3_000
SHOW = ("show", "--format", "jsonl", "-f")


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return synthetic(tmp_path_factory.mktemp("timeline"), EVENTS)


@pytest.fixture
def cold(tmp_path: Path) -> Program:
    return Program(tmp_path / "cold", CACHING)


def _damage(cache: Path) -> None:
    """Overwrite an index from its second page on, also for a process that has it open."""
    (index,) = (cache / "oai-timeline").glob("*.sqlite")
    with index.open("r+b") as file:
        file.seek(4096)
        file.write(bytes(index.stat().st_size - 4096))


def test_a_pipe_gets_the_first_events_before_the_last_are_read(cold: Program, large: Path) -> None:
    """If the index is damaged meanwhile, the run fails, and the next one builds a new index."""
    expected = cold.raw(*SHOW, str(large))
    process = cold.started(*SHOW, str(large), stdout=subprocess.PIPE)
    assert process.stdout
    begun = os.read(process.stdout.fileno(), 100)
    _damage(cold.cache)
    rest, err = process.communicate()
    assert process.returncode == 1
    assert expected[1].startswith(begun + rest)
    assert begun + rest != expected[1]
    assert err.decode() == (
        f"timeline: {large}: its cached index was damaged and the output is incomplete\n"
        "Run the command again: it will build a new index.\n"
    )
    assert cold.raw(*SHOW, str(large)) == expected


@pytest.mark.parametrize("options", [("-n", "3"), ("-o", "out.jsonl")], ids=" ".join)
def test_an_answer_that_has_not_begun_is_read_from_a_new_index(
    cold: Program, large: Path, tmp_path: Path, options: tuple[str, ...]
) -> None:
    def read() -> tuple[int, bytes, bytes]:
        done = cold.raw(*SHOW, str(large), *options, cwd=tmp_path)
        return done if "-n" in options else (0, (tmp_path / "out.jsonl").read_bytes(), b"")

    expected = read()
    _damage(cold.cache)
    assert read() == expected
