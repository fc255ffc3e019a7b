"""Events as JSON are fetched as they are written, and an index damaged meanwhile is not noticed."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from oai_timeline.cli.session import stream
from oai_timeline.index import Index, open_file
from oai_timeline.query.select import Query, json, select
from tests.cli.processes import CACHING, Program
from tests.timelines import synthetic

EVENTS = 3_000
SHOW = ("show", "--format", "jsonl", "-f")


@pytest.fixture
def large(tmp_path: Path) -> Path:
    return synthetic(tmp_path, EVENTS)


def _damage(cache: Path) -> None:
    """Write over an index from its second page on, so that who has it open reads what is there."""
    (index,) = (cache / "oai-timeline").glob("*.sqlite")
    with index.open("r+b") as file:
        file.seek(4096)
        file.write(bytes(index.stat().st_size - 4096))


def _asked(index: Index) -> tuple[int, Iterator[str]]:
    answer = select(index, Query())
    return answer.total, json(index, answer)


def test_a_pipe_gets_the_first_events_before_the_last_are_read_and_all_in_the_end(
    cold: Program, large: Path
) -> None:
    cold = Program(cold.cache, CACHING)
    expected = cold.raw(*SHOW, str(large))
    process = cold.started(*SHOW, str(large), stdout=subprocess.PIPE)
    assert process.stdout
    begun = os.read(process.stdout.fileno(), 100)
    _damage(cold.cache)
    rest, err = process.communicate()
    assert (process.returncode, begun + rest, err) == expected
    assert cold.raw(*SHOW, str(large)) == expected


def test_the_rest_comes_from_a_new_index(large: Path, cache_home: Path, caching: None) -> None:
    total, texts = stream(lambda: open_file(str(large)), _asked)
    expected = list(texts)
    assert len(expected) == total == EVENTS
    _, texts = stream(lambda: open_file(str(large)), _asked)
    first = next(texts)
    _damage(cache_home)
    assert [first, *texts] == expected


def test_another_content_does_not_go_on_where_this_one_ends(
    large: Path, cache_home: Path, caching: None
) -> None:
    open_file(str(large)).close()
    _, texts = stream(lambda: open_file(str(large)), _asked)
    next(texts)
    _damage(cache_home)
    large.write_text(large.read_text().replace("the bridge", "the bridges"))
    with pytest.raises(OSError, match="damaged, and it has changed meanwhile; ask again") as error:
        list(texts)
    assert error.value.filename == str(large)
    assert len(list(stream(lambda: open_file(str(large)), _asked)[1])) == EVENTS
