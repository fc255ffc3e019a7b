"""Timeline files as they are written, read back by PyYAML: nothing is lost, whatever the text."""

from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from oai_timeline.importing.yaml_writer import render_timeline

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.text(
    ":# -?[]{},&*!|>'\"%@`~=.\n\t\\ nula1é日", max_size=12
)
LONG = st.lists(TEXTS, min_size=10, max_size=60).map(" ".join)
TEXT_OR_LIST = TEXTS | LONG | st.lists(TEXTS | LONG, max_size=3)
MAPPINGS = st.dictionaries(TEXTS, TEXT_OR_LIST, min_size=1, max_size=3)
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
