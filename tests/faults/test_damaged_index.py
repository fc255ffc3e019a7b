"""Random damage to an index: no run fails, and an index found damaged is rebuilt."""

import os
import random
import re
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


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_no_damage_makes_a_run_fail(
    question: tuple[str, ...], cache_home: Path, monkeypatch: pytest.MonkeyPatch, caching: None
) -> None:
    """Damage that SQLite can't detect, such as a letter in a text, may be in the answer."""
    monkeypatch.setenv("TIMELINE_FILE", str(SMALL))
    expected = in_process(*question)
    (cached,) = (cache_home / "oai-timeline").glob("*.sqlite")
    whole, chance = cached.read_bytes(), random.Random(" ".join(question))
    for _ in range(TIMES):
        damaged = _damage(whole, chance)
        cached.write_bytes(damaged)
        done = in_process(*question)
        assert done.code == 0
        assert "mistake of the program" not in done.err
        if cached.read_bytes() != damaged:  # the damage was found
            assert done == expected


@pytest.mark.parametrize(
    "question", [("show", "--format", "jsonl"), ("event", "brockman-gets-text")], ids=" ".join
)
def test_a_damaged_id_makes_no_run_fail(
    question: tuple[str, ...], cache_home: Path, monkeypatch: pytest.MonkeyPatch, caching: None
) -> None:
    """If a letter of a source's id is changed, an event cites a source that is missing."""
    monkeypatch.setenv("TIMELINE_FILE", str(SMALL))
    expected = in_process(*question)
    (cached,) = (cache_home / "oai-timeline").glob("*.sqlite")
    whole, rebuilt = cached.read_bytes(), 0
    for found in re.finditer(rb'"news"', whole):
        damaged = bytearray(whole)
        damaged[found.start() + 1] ^= 1
        cached.write_bytes(damaged)
        done = in_process(*question)
        if cached.read_bytes() != damaged:
            rebuilt += 1
            assert done == expected
    assert rebuilt
