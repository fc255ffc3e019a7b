"""Random damage to an index: no run fails, and an index found damaged is rebuilt."""

import os
import random
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.cli.processes import SMALL, in_process

TIMES = int(os.environ.get("FAULTS", "20"))
"""How often an index is damaged; CONTRIBUTING.md says when to increase it."""
QUESTIONS = (
    ("show", "--format", "jsonl"),
    ("show", "--by", "ilya", "--view", "list"),
    ("sources",),
    ("days", "--per", "hour"),
    ("who",),
    ("state",),
    ("search", "board"),
    ("lanes",),
    ("show", "--as-known-on", "2023-11-18", "--format", "json"),
)


def _damage(whole: bytes, chance: random.Random) -> bytes:
    """Change one bit, some bytes, or a page."""
    start = chance.randrange(100, len(whole))
    length = chance.choice([0, 0, 1, 8, 64, 4096])
    if not length:
        changed = bytes([whole[start] ^ 1 << chance.randrange(8)])
    else:
        changed = chance.choice([bytes(length), chance.randbytes(length), b"\xff" * length])
    return (whole[:start] + changed + whole[start + len(changed) :])[: len(whole)]


@pytest.fixture
def cached(cache_home: Path, monkeypatch: pytest.MonkeyPatch, caching: None) -> Path:
    """Return the cached index of the small timeline."""
    monkeypatch.setenv("TIMELINE_FILE", str(SMALL))
    in_process("values", "ids")
    (path,) = (cache_home / "oai-timeline").glob("*.sqlite")
    return path


def count_rebuilds(question: tuple[str, ...], cached: Path, contents: Iterable[bytes]) -> int:
    """Return how many of the damaged contents of an index are detected; no run may fail."""
    expected = in_process(*question)
    rebuilt = 0
    for damaged in contents:
        cached.write_bytes(damaged)
        done = in_process(*question)
        assert done.code == 0
        assert "bug in timeline" not in done.err
        if cached.read_bytes() != damaged:
            rebuilt += 1
            assert done == expected
    return rebuilt


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_no_damage_makes_a_run_fail(question: tuple[str, ...], cached: Path) -> None:
    """Damage that SQLite can't detect, such as a letter in a text, may be in the answer."""
    whole, chance = cached.read_bytes(), random.Random(" ".join(question))
    count_rebuilds(question, cached, (_damage(whole, chance) for _ in range(TIMES)))


@pytest.mark.parametrize(
    "question", [("show", "--format", "jsonl"), ("event", "brockman-gets-text")], ids=" ".join
)
def test_a_damaged_id_makes_no_run_fail(question: tuple[str, ...], cached: Path) -> None:
    """If a letter of a source's id is changed, an event cites a source that is missing."""
    whole = cached.read_bytes()
    changed = (
        whole[: found.start() + 1] + b"N" + whole[found.start() + 2 :]
        for found in re.finditer(rb'"news"', whole)
    )
    assert count_rebuilds(question, cached, changed)
