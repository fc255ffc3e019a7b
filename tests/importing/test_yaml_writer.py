"""Timeline files as they are written, read back by PyYAML: nothing is lost, whatever the text."""

from collections.abc import Callable
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from oai_timeline.importing.yaml_writer import render_timeline
from tests.growth import LINEAR, growth
from tests.importing import pyyaml_writer
from tests.strategies import scale_examples

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.text(
    ":# -?[]{},&*!|>'\"%@`~=.\n\t\\ nula1é日", max_size=12
)
LONG = st.lists(TEXTS, min_size=10, max_size=60).map(" ".join)
TEXT_OR_LIST = TEXTS | LONG | st.lists(TEXTS | LONG, max_size=3)
MAPPINGS = st.dictionaries(TEXTS, TEXT_OR_LIST, min_size=1, max_size=3)
WIDE = st.lists(st.text("\u202e", min_size=1, max_size=20), min_size=1, max_size=4)
"""Lists that are short, but not as they are written."""
KEYS = TEXTS | st.text(": a\n\x85", min_size=100, max_size=130)
VALUES = TEXT_OR_LIST | MAPPINGS | st.lists(MAPPINGS, max_size=3)
"""What a timeline file has: texts, mappings, and lists of either."""


def written(**sections: Any) -> str:
    return "".join(
        render_timeline({"timeline": {}, "actors": {}, "sources": {}, "events": [], **sections})
    )


def read(text: str) -> Any:
    found = yaml.load(text, Loader=yaml.BaseLoader)  # every scalar is text
    assert yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader)) == found
    return found


@given(st.lists(st.dictionaries(TEXTS, VALUES, min_size=1, max_size=3), max_size=3))
@example([{"title": "\ufffe\uffff"}])
def test_any_event_reads_back_as_it_was(events: list[dict[str, Any]]) -> None:
    assert read(written(events=events))["events"] == events


@given(st.dictionaries(TEXTS, VALUES, min_size=1, max_size=3))
def test_any_header_and_any_actor_read_back_as_they_were(values: dict[str, Any]) -> None:
    found = read(written(timeline=values, actors=values))
    assert (found["timeline"], found["actors"]) == (values, values)


@given(st.text(max_size=3000))
def test_a_long_key_reads_back_as_it_was(key: str) -> None:
    key = key.encode("utf-8", "replace").decode()
    assert read(written(events=[{"figures": {key: "1"}}]))["events"] == [{"figures": {key: "1"}}]


@scale_examples(4)
@given(st.dictionaries(KEYS, VALUES | WIDE | st.lists(VALUES, max_size=3), max_size=3))
@example({"k" * 122: "v", "l" * 123: {"m": "v"}, "n" * 123: ["a" * 80], "o" * 123: []})
@example({"k" * 98: ["a", "b"], "l" * 97: ["a"], "m": ["\u202e" * 16, "b b"]})
def test_everything_is_written_as_by_the_emitter_of_pyyaml(values: dict[str, Any]) -> None:
    timeline = {"timeline": values, "actors": {}, "sources": {}, "events": [values, {"a": values}]}
    assert list(render_timeline(timeline)) == list(pyyaml_writer.render_timeline(timeline))


def test_long_texts_are_written_in_linear_time() -> None:
    def prepare(size: int) -> Callable[[], object]:
        return lambda: written(events=[{"title": "a: b " * size, "tags": ["\u202e" * size]}])

    assert growth(prepare, 5000) < LINEAR


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("no", "title: no"),
        ("12:19", "title: 12:19"),
        ("a: b", 'title: "a: b"'),
        ("a #b", 'title: "a #b"'),
        ("a#b", "title: a#b"),
        ("null", 'title: "null"'),
        ("nullify", "title: nullify"),
        ("-1", 'title: "-1"'),
        ('say "yes"', 'title: say "yes"'),
        ('"yes"', r'title: "\"yes\""'),
        ("", 'title: ""'),
        (" a", 'title: " a"'),
        ("a\nb\tc", r'title: "a\nb\tc"'),
        ("\x1b\x85\u202e\ufeff😀", r'title: "\u001b\u0085\u202e\ufeff😀"'),
        ("می\u200cخواهم Bundes\xadtag", "title: می\u200cخواهم Bundes\xadtag"),
        ("👨\u200d👩", 'title: "👨\u200d👩"'),
        ("a\u200d \xadb", r'title: "a\u200d \u00adb"'),
        ("山田, [x]", "title: 山田, [x]"),
        (["a b", "c, d", "e: f", "[g]"], 'title: [a b, "c, d", "e: f", "[g]"]'),
        ([], "title: []"),
        ({}, "title: {}"),
    ],
)
def test_a_text_has_quotes_only_if_it_needs_them(text: Any, line: str) -> None:
    assert written(events=[{"title": text}]) == f"\nevents:\n\n  - {line}\n"


def test_a_timeline_file_looks_as_people_write_it() -> None:
    long = " ".join(["A summary that is a bit long: it has many words, and they are folded."] * 3)
    event = {
        "id": "one",
        "tags": ["a", "b"],
        "summary": long,
        "quotes": [{"by": "ann", "text": "Yes."}],
        "figures": {"votes": "3"},
    }
    text = written(timeline={"format": "1", "title": "T"}, events=[event, {"id": "two"}])
    assert (
        text
        == """\
timeline:
  format: 1
  title: T

events:

  - id: one
    tags: [a, b]
    summary: "A summary that is a bit long: it has many words, and they are folded. A summary that
      is a bit long: it has many words, and they are folded. A summary that is a bit long: it has
      many words, and they are folded."
    quotes:
      - by: ann
        text: Yes.
    figures:
      votes: 3

  - id: two
"""
    )
