"""The walk for mistakes agrees with msgspec, and each of its findings leads to its place."""

import copy
from datetime import UTC
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oai_timeline.load.decode import Context, Mistake, decode, mistakes, zone_of
from oai_timeline.load.document import (
    ActorDocument,
    Document,
    EventDocument,
    HeaderDocument,
    SourceDocument,
)
from tests.strategies import scale_examples

NOTHING_KNOWN = Context(UTC, {})
_OF_MEANING = {"bad-date", "unknown-zone", "skipped-time", "repeated-time"}

GOOD: dict[type[Document], dict[str, Any]] = {
    HeaderDocument: {
        "format": "1",
        "id": "a",
        "title": "T",
        "zone": "UTC",
        "language": "en",
        "focus": "2023",
        "updated": "2023",
        "kinds": ["a"],
    },
    ActorDocument: {
        "name": "A",
        "type": "person",
        "aliases": ["a"],
        "misspellings": ["b"],
        "note": "N",
        "offices": [{"office": "O", "of": "a", "from": "2023", "until": "..", "sources": ["s"]}],
    },
    SourceDocument: {
        "publisher": "P",
        "via": "V",
        "title": "T",
        "url": "https://example.org",
        "published": "2023",
        "language": "en",
        "kind": "news",
        "rests_on": ["s"],
        "archived": "http://example.org",
    },
    EventDocument: {
        "id": "a",
        "when": "2023",
        "title": "T",
        "words": "W",
        "stated": "S",
        "summary": "S",
        "actors": ["a"],
        "about": ["b"],
        "kind": "k",
        "place": "P",
        "tags": ["t"],
        "certainty": "confirmed",
        "quotes": [{"by": "a", "text": "T", "language": "en", "translation": "T", "source": "s"}],
        "because": ["b"],
        "after": ["c"],
        "accounts": [
            {
                "says": "S",
                "when": "2023",
                "actors": ["a"],
                "about": ["b"],
                "figures": {"n": "1"},
                "sources": ["s"],
            }
        ],
        "figures": {"n": "1.5"},
        "sources": ["s"],
    },
}
SHAPES = [pytest.param(shape, id=shape.__name__) for shape in GOOD]


@pytest.mark.parametrize("shape", SHAPES)
def test_a_good_value_has_no_mistakes(shape: type[Document]) -> None:
    assert mistakes(GOOD[shape], shape, NOTHING_KNOWN) == []
    assert decode(GOOD[shape], shape) is not None


@pytest.mark.parametrize("shape", SHAPES)
def test_every_key_left_out_or_misspelt_is_judged_as_msgspec_does(shape: type[Document]) -> None:
    for key in GOOD[shape]:
        left_out = {name: value for name, value in GOOD[shape].items() if name != key}
        assert agree(left_out, shape)
        assert agree({**left_out, key + "x": GOOD[shape][key]}, shape)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(
    "value",
    [
        pytest.param(value, id=repr(value))
        for value in ("", " ", "x", "5", "A b", [], [""], {}, {"": ""})
    ],
)
def test_every_key_with_any_value_is_judged_as_msgspec_does(
    shape: type[Document], value: object
) -> None:
    for key in GOOD[shape]:
        assert agree({**GOOD[shape], key: value}, shape), key


VALUES = st.recursive(
    st.sampled_from(
        ["", "x", "5", "2023", "..", "confirmed", "news", "a-b", "A", "é", "\n", "https://x"]
    ),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(
            st.sampled_from(["", "n", "text", "office", "says", "of"]), inner, max_size=2
        )
    ),
    max_leaves=4,
)


@st.composite
def near_values(draw: st.DrawFn) -> tuple[Any, type[Document]]:
    """Take a good value, and change up to four of its parts."""
    shape = draw(st.sampled_from(list(GOOD)))
    value: Any = copy.deepcopy(GOOD[shape])
    for _ in range(draw(st.integers(0, 4))):
        at: Any = value
        while True:
            key = draw(st.sampled_from(sorted(at) if isinstance(at, dict) else range(len(at))))
            deeper = isinstance(at[key], dict | list) and at[key] and draw(st.booleans())
            if not deeper:
                break
            at = at[key]
        if draw(st.booleans()):
            at[key] = draw(VALUES)
        elif len(at) > 1:
            del at[key]
        elif isinstance(at, dict):
            at[draw(st.sampled_from(["", "n", "texts", "of"]))] = draw(VALUES)
    return value, shape


@scale_examples(3)
@given(near_values())
def test_there_are_mistakes_just_where_msgspec_refuses(near: tuple[Any, type[Document]]) -> None:
    assert agree(*near)


@given(VALUES, st.sampled_from(list(GOOD)))
def test_any_value_is_judged_as_msgspec_does(value: object, shape: type[Document]) -> None:
    assert agree(value, shape)


def agree(value: object, shape: type[Document]) -> bool:
    found = [m for m in mistakes(value, shape, NOTHING_KNOWN) if m.code not in _OF_MEANING]
    return (decode(value, shape) is None) == bool(found)


NO_VALUE = "this has no value: give it one, or take the key away"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        pytest.param({"title": ""}, [Mistake(("title",), "empty-value", NO_VALUE)], id="empty"),
        pytest.param(
            {"title": ["t"]},
            [Mistake(("title",), "wrong-type", "this must be text, and is a list")],
            id="list for text",
        ),
        pytest.param(
            {"title": {"a": "b"}},
            [Mistake(("title",), "wrong-type", "this must be text, and is a mapping")],
            id="mapping for text",
        ),
        pytest.param(
            {"actors": "a"},
            [Mistake(("actors",), "wrong-type", "this must be a list, and is text")],
            id="text for list",
        ),
        pytest.param(
            {"actors": {"a": "b"}},
            [Mistake(("actors",), "wrong-type", "this must be a list, and is a mapping")],
            id="mapping for list",
        ),
        pytest.param(
            {"figures": "5"},
            [Mistake(("figures",), "wrong-type", "this must be a mapping, and is text")],
            id="text for mapping",
        ),
        pytest.param(
            {"figures": ["5"]},
            [Mistake(("figures",), "wrong-type", "this must be a mapping, and is a list")],
            id="list for mapping",
        ),
        pytest.param(
            {"tags": ["t", ""]}, [Mistake(("tags", 1), "empty-value", NO_VALUE)], id="empty item"
        ),
        pytest.param(
            {"quotes": [{"text": "T"}, {"txt": "T"}]},
            [
                Mistake(
                    ("quotes", 1, "txt"),
                    "unknown-key",
                    'there is no key "txt" here (did you mean text?)',
                    at_key=True,
                ),
                Mistake(("quotes", 1), "missing-key", 'the key "text" is missing'),
            ],
            id="misspelt key, which is then missing",
        ),
        pytest.param(
            {"figures": {"": "5"}},
            [Mistake(("figures", ""), "empty-value", NO_VALUE, at_key=True)],
            id="empty key",
        ),
        pytest.param(
            {"kind": "z"},
            [Mistake(("kind",), "unknown-kind", '"z" is no kind of this file, which has k')],
            id="kind",
        ),
        pytest.param(
            {"actors": ["b"], "sources": ["s"]},
            [Mistake(("actors", 0), "unknown-actor", '"b" is no actor: add it to `actors`')],
            id="actor known by none, sources not judged",
        ),
        pytest.param(
            {"when": "2023-11-31"},
            [Mistake(("when",), "bad-date", "2023-11 has no day 31")],
            id="date",
        ),
    ],
)
def test_mistakes_lead_to_their_place(change: dict[str, Any], expected: list[Mistake]) -> None:
    value = {"id": "a", "when": "2023", "title": "T", **change}
    context = Context(UTC, {"actor": {"a": None}, "kind": ("k",)})
    assert mistakes(value, EventDocument, context) == expected


@pytest.mark.parametrize(
    ("name", "known"),
    [
        pytest.param("America/Los_Angeles", True, id="a zone"),
        pytest.param("UTC", True, id="UTC"),
        pytest.param("PST", False, id="an abbreviation"),
        pytest.param("America", False, id="a folder"),
        pytest.param("", False, id="nothing"),
        pytest.param("../../etc/passwd", False, id="a path out"),
        pytest.param("/etc/localtime", False, id="a path from the root"),
        pytest.param("zone.tab", False, id="a file that is no zone"),
        pytest.param("a\0b", False, id="NUL"),
        pytest.param("x" * 10_000, False, id="long"),
        pytest.param("\ud800", False, id="half a character"),
    ],
)
def test_zones(name: str, *, known: bool) -> None:
    assert (zone_of(name) is not None) == known
