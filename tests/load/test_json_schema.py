"""The JSON Schema: that it takes what the format takes, as editors read it, and what it refuses."""

import copy
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator, Draft202012Validator

from oai_timeline.load.file_schema import TIMELINE
from oai_timeline.load.json_schema import schema
from tests.strategies import dates, scale_examples
from tests.timelines import FULL, findings

ROOT = Path(__file__).parents[2]
SCHEMA = schema()
VALIDATORS = [Draft202012Validator(SCHEMA), Draft7Validator(SCHEMA)]
BEYOND = {"unknown-actor", "unknown-source", "unknown-kind"}
SECTIONS = {"timeline": "{format: 1, title: T, zone: UTC}", "events": "[]"}


class _Editor(yaml.CSafeLoader):
    """Reads as editors do, which make no dates of what looks like one."""


_Editor.yaml_implicit_resolvers = {
    key: [(tag, pattern) for tag, pattern in rows if tag != "tag:yaml.org,2002:timestamp"]
    for key, rows in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def as_typed(text: str) -> Any:
    return yaml.load(text, _Editor)


def as_text(text: str) -> Any:
    return yaml.load(text, yaml.CBaseLoader)


def whole(section: str) -> str:
    """Make a timeline of a section, which stands on one line."""
    key, _, value = section.partition(": ")
    return "".join(f"{key}: {value}\n" for key, value in {**SECTIONS, key: value}.items())


def mistakes(text: str) -> list[str]:
    """List the loader's errors but for those that a schema can't find."""
    return [code for *_, code, _ in findings(text) if code not in BEYOND]


def refused(text: str, read: Callable[[str], Any] = as_typed) -> list[str]:
    """List the places that the schema refuses, for which all validators must agree."""
    value = read(text)
    found = [
        sorted({".".join(map(str, error.absolute_path)) for error in one.iter_errors(value)})
        for one in VALIDATORS
    ]
    assert found[0] == found[1]
    return found[0]


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert list(SCHEMA)[:2] == ["$schema", "title"]
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert SCHEMA["title"] == "Timeline file, format 1"
    assert "$id" not in SCHEMA


def mappings() -> Iterator[tuple[str, Any]]:
    yield "Timeline", SCHEMA
    yield from SCHEMA["$defs"].items()


@pytest.mark.parametrize("shape", [pytest.param(shape, id=name) for name, shape in mappings()])
def test_a_mapping_is_closed_and_every_key_explained(shape: Any) -> None:
    assert shape["additionalProperties"] is False
    assert [key for key, member in shape["properties"].items() if not member["description"]] == []


def test_it_has_every_key_of_the_format() -> None:
    assert list(SCHEMA["properties"]) == list(TIMELINE.fields)
    assert "from" in SCHEMA["$defs"]["Office"]["properties"]


@pytest.mark.parametrize("read", [as_text, as_typed])
@pytest.mark.parametrize(
    "text",
    [
        pytest.param((ROOT / "events.yaml").read_text(encoding="utf-8"), id="events.yaml"),
        pytest.param((ROOT / "oai_timeline/data/starter.yaml").read_text(), id="starter"),
        pytest.param((ROOT / "tests/cli/small.yaml").read_text(encoding="utf-8"), id="small"),
    ],
)
def test_whole_timelines_are_right(text: str, read: Callable[[str], Any]) -> None:
    assert refused(text, read) == []


TYPED = [
    "{id: one, when: 2023, title: One}",
    "{id: 2023, when: 199X, title: 2023}",
    "{id: one, when: 2023, title: 2023}",
    "{id: one, when: 2023, title: true, summary: 1.5, kind: false, place: 12:19, tags: [1, yes]}",
    "{id: true, when: 2023, title: One}",
    "{id: one, when: 2023, title: One, figures: {dead: 3, 2023: -1.5, quoted: '7'}}",
    "{id: one, when: 2023, title: One, quotes: [{text: 42}], accounts: [{says: 7, when: 1999}]}",
]


@pytest.mark.parametrize("event", TYPED)
def test_what_an_editor_takes_for_no_text_is_right(event: str) -> None:
    text = whole(f"events: [{event}]")
    assert findings(text) == []
    assert refused(text) == []


PLAIN = st.text("0123456789.-+:_eExob", min_size=1, max_size=8) | st.sampled_from(
    ["true", "Yes", "off", "n", ".inf", "-.nan", "0x1F", "0o17", "12:19", "1e3", "None", "null"]
)


@given(PLAIN, st.sampled_from(["id", "title", "place"]))
def test_no_plain_text_is_refused_but_what_parsers_take_for_nothing(text: str, key: str) -> None:
    """`check` finds nothing wrong with it: then an editor underlines it only where it is null."""
    event = {"id": "a", "title": "A", "when": "2023", key: text}
    whole = "timeline: {format: 1, title: T, zone: UTC}\nevents:\n-\n" + "".join(
        f"  {name}: {value}\n" for name, value in event.items()
    )
    if findings(whole) == []:
        nothing = as_typed(whole)["events"][0][key] is None
        assert refused(whole) == ([f"events.0.{key}"] if nothing else [])


@given(dates())
def test_no_date_is_refused(date: str) -> None:
    assert refused(whole(f"events: [{{id: a, title: A, when: {date}}}]")) == []


@pytest.mark.parametrize("version", ["1", '"1"'])
def test_the_format_is_a_text_or_a_number(version: str) -> None:
    assert refused(whole(f"timeline: {{format: {version}, title: T, zone: UTC}}")) == []


WRONG = [
    pytest.param("timeline: {format: 2, title: T, zone: UTC}", ["timeline.format"], id="format"),
    pytest.param("timeline: {format: 1, zone: UTC}", ["timeline"], id="missing key"),
    pytest.param("timelines: {}", [""], id="unknown section"),
    pytest.param("timeline: {format: 1, title: T, zone: 7}", ["timeline.zone"], id="zone"),
    pytest.param("actors: {Sam: {name: Sam}}", ["actors"], id="id of an actor"),
    pytest.param("actors: {sam: {name: Sam, type: man}}", ["actors.sam.type"], id="type"),
    pytest.param("actors: {sam: {name: Sam, nick: S}}", ["actors.sam"], id="unknown key"),
    pytest.param("actors: {sam: {name: }}", ["actors.sam.name"], id="no value"),
    pytest.param("actors: {sam: {name: ''}}", ["actors.sam.name"], id="empty text"),
    pytest.param("sources: {a: {publisher: A, kind: blog}}", ["sources.a.kind"], id="kind"),
    pytest.param("sources: {a: {publisher: A, url: a.org}}", ["sources.a.url"], id="no address"),
    pytest.param("sources: {a: {publisher: A, url: 'http://a b'}}", ["sources.a.url"], id="space"),
    pytest.param("sources: {a: {publisher: A, url: 'http:///'}}", ["sources.a.url"], id="no host"),
    pytest.param("sources: {a: {publisher: A, rests_on: b}}", ["sources.a.rests_on"], id="no list"),
    pytest.param("events: {}", ["events"], id="events"),
    pytest.param("events: [{id: a, when: 1, titel: A}]", ["events.0"], id="two of one mapping"),
    pytest.param("events: [{id: a_b, when: 1999, title: A}]", ["events.0.id"], id="id"),
    pytest.param("events: [{id: a, when: true, title: A}]", ["events.0.when"], id="boolean date"),
    pytest.param("events: [{id: a, when: [1999], title: A}]", ["events.0.when"], id="list"),
    pytest.param(
        "events: [{id: a, when: 1999, title: A, certainty: sure}]",
        ["events.0.certainty"],
        id="certainty",
    ),
    pytest.param(
        "events: [{id: a, when: 1999, title: A, figures: {n: many}}]",
        ["events.0.figures.n"],
        id="figure",
    ),
    pytest.param(
        "events: [{id: a, when: 1999, title: A, actors: [b, 'C d']}]",
        ["events.0.actors.1"],
        id="reference",
    ),
    pytest.param(
        "events: [{id: a, when: 1999, title: A, quotes: [{by: b}], accounts: [{say: c}]}]",
        ["events.0.accounts.0", "events.0.quotes.0"],
        id="deep down",
    ),
]


@pytest.mark.parametrize(("sample", "places"), WRONG)
def test_what_is_wrong_is_refused_as_the_loader_refuses_it(sample: str, places: list[str]) -> None:
    text = whole(sample)
    assert refused(text) == places
    assert mistakes(text) != []


ADDRESSES = [
    ("https://a.org/é?x=1#y", True),
    ("https://例え.jp/😀", True),
    ("http://a", True),
    ("https://", False),
    ("https://\N{NO-BREAK SPACE}a", False),
    ("https://a\tb", False),
    ("ftp://a.org", False),
    ("javascript:alert(1)", False),
]


@pytest.mark.parametrize(("address", "right"), ADDRESSES)
def test_addresses_are_judged_as_the_loader_judges_them(address: str, right: bool) -> None:
    quoted = address.replace("\t", r"\t")
    text = whole(f'sources: {{a: {{publisher: A, url: "{quoted}"}}}}')
    assert (refused(text) == [], mistakes(text) == []) == (right, right)


GOOD: dict[str, Any] = as_text(FULL)
GOOD["events"] = GOOD["events"][:1]
VALUES = st.recursive(
    st.sampled_from(["", "x", "5", "2023", "..", "news", "a-b", "A", "é", "\n", "https://x"]),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(
            st.sampled_from(["", "n", "text", "office", "says", "of"]), inner, max_size=2
        )
    ),
    max_leaves=4,
)


@st.composite
def near_timelines(draw: st.DrawFn) -> Any:
    """Take a good timeline, and change up to four of its parts."""
    timeline = copy.deepcopy(GOOD)
    for _ in range(draw(st.integers(0, 4))):
        part: Any = timeline[draw(st.sampled_from(sorted(timeline)))]
        while True:
            key = draw(
                st.sampled_from(sorted(part) if isinstance(part, dict) else range(len(part)))
            )
            if not part[key] or isinstance(part[key], str) or draw(st.booleans()):
                break
            part = part[key]
        if draw(st.booleans()) or len(part) == 1:
            part[key] = draw(VALUES)
        else:
            del part[key]
    return timeline


MEANING = {"bad-date", "unknown-zone", "unknown-event", "cycle", "duplicate-alias"}


@scale_examples(3)
@given(near_timelines())
def test_the_schema_and_the_loader_refuse_the_same(timeline: Any) -> None:
    """But for what only the loader knows: dates, zones, what is referred to."""
    text = json.dumps(timeline, ensure_ascii=False)
    found = {code for code in mistakes(text) if code not in MEANING}
    assert bool(found) == bool(refused(text))
