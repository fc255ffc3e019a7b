"""Several files that are one timeline."""
# ruff: noqa: E501  # a file stands on a line

from collections.abc import Mapping
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oai_timeline.load import Loading
from oai_timeline.model.timeline_file import TimelineFile
from tests.timelines import FULL, HEADER, loaded

ACTORS = "actors: {ann: {name: Ann, aliases: [a, b]}, bob: {name: Bob}}\n"
SOURCES = "sources: {s: {publisher: S}}\n"
EVENTS = "events: [{id: one, when: 2023-11-17T12:19, title: T, actors: [ann], sources: [s]}]\n"
FIRST = HEADER + ACTORS + SOURCES + EVENTS


def load_files(files: Mapping[str, str]) -> tuple[Loading, list[str], list[str]]:
    """Return the loading of files by name, the ids of the events, and the findings."""
    loading = Loading([TimelineFile(BytesIO(text.encode()), path) for path, text in files.items()])
    events = [event.id for event in loading.events()]
    return loading, events, [str(finding) for finding in loading.diagnostics()]


@pytest.mark.parametrize(
    "second",
    [
        pytest.param("events: [{id: two, when: 2023-11-17, title: T, because: [one]}]", id="events alone"),
        pytest.param("events: [{id: two, when: 2023-11-17T12:30, title: T, actors: [cat, bob]}]\nactors: {cat: {name: Cat}}", id="an actor of its own"),
        pytest.param(f"{ACTORS}{SOURCES}events: [{{id: two, when: 2023, title: T}}]", id="the same actors and sources"),
        pytest.param("actors: {ann: {aliases: [a, b], name: Ann}}\nevents: [{id: two, when: 2023, title: T}]", id="an actor with its keys in another order"),
        pytest.param(f"{HEADER}events: [{{id: two, when: 2023, title: T}}]", id="a header of its own"),
    ],
)  # fmt: skip
def test_a_file_adds_to_the_first(second: str) -> None:
    loading, events, findings = load_files({"a.yaml": FIRST, "b.yaml": second})
    assert (findings, events) == ([], ["one", "two"])
    assert loading.header
    assert loading.header.title == "T"
    assert len(loading.order) == 2


def test_sections_may_be_spread_over_files() -> None:
    files = {"a.yaml": EVENTS, "b.yaml": HEADER, "c.yaml": ACTORS, "d.yaml": SOURCES}
    loading, events, findings = load_files(files)
    assert (findings, events) == ([], ["one"])
    assert list(loading.actors) == ["ann", "bob"]
    assert list(loading.sources) == ["s"]


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        pytest.param("actors: {bob: {name: Robert}}", ['b.yaml:1:10: error[duplicate-id]: "bob" is not the same in a.yaml:2: give it another id, or leave it out here'], id="another actor of that id"),
        pytest.param("sources: {s: {publisher: T}}", ['b.yaml:1:11: error[duplicate-id]: "s" is not the same in a.yaml:3: give it another id, or leave it out here'], id="another source of that id"),
        pytest.param("events:\n  - {id: one, when: 2023, title: T}", ['b.yaml:2:10: error[duplicate-id]: the event in a.yaml:4 already has the id "one"'], id="another event of that id"),
        pytest.param("timeline: {format: 1, title: U, zone: Europe/Paris}\nevents: []", ["b.yaml:1:39: error[bad-value]: the header in a.yaml:1 has another zone, in which times would be read"], id="another zone"),
        pytest.param("timeline: {zone: Nowhere}", ['b.yaml:1:18: error[unknown-zone]: unknown time zone "Nowhere" (names are like Europe/Paris)'], id="an unknown zone"),
        pytest.param("timeline: {titel: U}", ['b.yaml:1:12: error[unknown-key]: unknown key "titel" (did you mean title?)'], id="an unknown key of a header"),
        pytest.param("timeline:", ["b.yaml:1:10: error[empty-value]: this has no value: write one, or remove the key"], id="an empty header"),
        pytest.param("timeline: {format: 2}", ['b.yaml:1:20: error[newer-format]: this program reads format 1, not "2"; the rest is not read: a newer version of timeline may read it'], id="another format"),
        pytest.param("timeline: {synonyms: [[a, b]]}", ["b.yaml:1:22: warning[unused-header]: `synonyms` has no effect here: move it to the header in a.yaml:1"], id="synonyms"),
        pytest.param("timeline: {language: de, kinds: [call], focus: 2023}", [f"b.yaml:1:{column}: warning[unused-header]: `{key}` has no effect here: move it to the header in a.yaml:1" for column, key in ((22, "language"), (33, "kinds"), (48, "focus"))], id="other keys with an effect"),
        pytest.param("timeline: {title: U, id: u, updated: 2024}", [], id="keys without an effect"),
        pytest.param("actors: {cat: {name: Cat, aliases: [ann]}}", ['b.yaml:1:37: error[duplicate-alias]: "ann" is already a name of ann'], id="an alias of another file's actor"),
        pytest.param("events: [{id: two, when: 2023, title: T, actors: [cat], after: [nought]}]", ['b.yaml:1:51: error[unknown-actor]: unknown actor "cat": add it to `actors`', 'b.yaml:1:65: error[unknown-event]: unknown event "nought"'], id="what no file has"),
        pytest.param("events: [{id: two, when: 2022, title: T, after: [one]}]", ['b.yaml:1:50: error[impossible-order]: "one" is later than this event, which therefore can\'t follow from it'], id="a link that its dates forbid"),
        pytest.param('events:\n- title: "A', ['b.yaml:2:10: error[syntax]: this quote is not closed: put " at its end'], id="no YAML"),
        pytest.param("", ["b.yaml:1:1: error[empty-file]: the file is empty"], id="empty"),
        pytest.param("evnts: []", ['b.yaml:1:1: error[unknown-key]: unknown key "evnts" (did you mean events?)'], id="an unknown key"),
    ],
)  # fmt: skip
def test_a_mistake_is_reported_in_its_file(second: str, expected: list[str]) -> None:
    _, _, findings = load_files({"a.yaml": FIRST, "b.yaml": second})
    assert findings == expected


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param({"a": EVENTS, "b": ACTORS + SOURCES}, ['a:1:1: error[missing-key]: the key "timeline" is missing'], id="no header"),
        pytest.param({"a": HEADER, "b": ACTORS}, ['a:1:1: error[missing-key]: the key "events" is missing'], id="no events"),
    ],
)  # fmt: skip
def test_what_every_timeline_has(files: Mapping[str, str], expected: list[str]) -> None:
    assert [finding for finding in load_files(files)[2] if "missing-key" in finding] == expected


def test_findings_are_in_the_order_of_the_files() -> None:
    bad = "events: [{id: X, when: 2023, title: T}]"
    _, _, findings = load_files({"z.yaml": HEADER + bad, "a.yaml": bad.replace("X", "Y")})
    assert [finding.split(":")[0] for finding in findings] == ["z.yaml", "a.yaml"]


@given(st.lists(st.booleans(), min_size=3, max_size=3))
def test_a_timeline_cut_into_files_is_the_same_timeline(cuts: list[bool]) -> None:
    """Its sections may be in one file or in several, as long as the header is in the first."""
    parts = ["".join(part) for part in _split_sections(FULL, cuts)]
    loading, events, findings = load_files(
        {f"{number}.yaml": part for number, part in enumerate(parts)}
    )
    whole, expected = loaded(FULL)
    assert findings == []
    assert events == [event.id for event in expected]
    assert loading.order == whole.order
    assert (loading.header, loading.actors, loading.sources) == (
        whole.header,
        whole.actors,
        whole.sources,
    )


def _split_sections(text: str, cuts: list[bool]) -> list[list[str]]:
    """Return the sections of a file as parts: a new one begins where `cuts` says so."""
    sections = [""]
    for line in text.splitlines(keepends=True):
        if line[0] not in " #" and not line.startswith("timeline"):
            sections.append("")
        sections[-1] += line
    parts = [[sections[0]]]
    for section, cut in zip(sections[1:], cuts, strict=True):
        if cut:
            parts.append([])
        parts[-1].append(section)
    return parts
