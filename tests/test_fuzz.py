"""The fuzz targets (see `fuzz`) on their seeds, and on valid timelines with a few wrong values."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fuzz.targets import LIKE, TARGETS
from tests.query.test_perspective import files

SEEDS = sorted((Path(__file__).parents[1] / "fuzz/corpus").glob("*/*"))
_HOSTILE = (
    st.text(max_size=20)
    | st.text(st.characters(categories=["Cc", "Cf", "Zl", "Zp", "Co", "Cn", "Mn"]), max_size=6)
    | st.sampled_from(
        ["..", "=1+1", "@x", "-", "<script>alert(1)</script>", "]]>", "--", "]\n# h", "\\N", ";:,",
         "https://x.example/<>\"'", "javascript:alert(1)", "a" * 90_000, "{{ 7*7 }}", "%s", "\r\n"]
    )
)  # fmt: skip
_WRONG: st.SearchStrategy[Any] = st.sampled_from(
    [None, "", [], {}, [[]], {"x": "y"}, 0, 1.5, True, "0000", "2023-13", "2023-11-05T01:30",
     "2023-03-12T02:30", "9998-12-31T23:59-12:00", "../..", "nobody", "ann", "e0", "e1", "Daily"]
) | _HOSTILE  # fmt: skip
_TEXTS = {"title", "summary", "words", "stated", "says", "text", "name", "publisher", "place"}


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_target_accepts_its_seeds(seed: Path) -> None:
    names = [name for name in TARGETS if seed.parent.name in {name, LIKE.get(name)}]
    for name in names:
        TARGETS[name](seed.read_bytes())
    assert names


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield the container and the key of each part of a value."""
    members = value.items() if isinstance(value, dict) else enumerate(value)
    for key, member in list(members):
        yield value, key
        if isinstance(member, dict | list):
            yield from _places(member)


def _drop(parent: Any, key: Any, _: Any) -> None:
    del parent[key]


def _put(parent: Any, key: Any, wrong: Any) -> None:
    parent[key] = wrong


def _rename(parent: Any, key: Any, wrong: Any) -> None:
    if isinstance(parent, dict):
        parent[str(wrong)] = parent.pop(key)


def _repeat(parent: Any, key: Any, _: Any) -> None:
    if isinstance(parent, list):
        parent.append(parent[key])


_MUTATIONS: list[Callable[[Any, Any, Any], None]] = [_drop, _put, _put, _rename, _repeat]


@given(files(), st.data())
def test_the_loader_accepts_or_reports_wrong_values(
    file: dict[str, Any], data: st.DataObject
) -> None:
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.sampled_from(range(sum(1 for _ in _places(file)) or 1)))
        parent, key = list(_places(file))[place]
        data.draw(st.sampled_from(_MUTATIONS))(parent, key, data.draw(_WRONG))
        file = json.loads(json.dumps(file))
    TARGETS["loader"](json.dumps(file, ensure_ascii=data.draw(st.booleans())).encode())


@given(files(), st.data())
def test_a_timeline_of_hostile_texts_is_indexed_and_exported(
    file: dict[str, Any], data: st.DataObject
) -> None:
    for parent, key in _places(file):
        if key in _TEXTS and isinstance(parent[key], str) and data.draw(st.booleans()):
            parent[key] = data.draw(_HOSTILE)
    TARGETS["loader"](json.dumps(file).encode())
