"""Our own exports: what each has of an event comes back by import."""

import json
from importlib import import_module
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given

from oai_timeline.formats import FORMATS
from oai_timeline.importing import READERS
from oai_timeline.importing.yaml_writer import render_timeline
from oai_timeline.index import Index, open_bytes
from oai_timeline.query import select
from oai_timeline.query.events import Records, fetch_header, fetch_json
from tests.importing.reading import read
from tests.strategies import ZONE, Drawn, scale_examples, timeline_text, timelines

KEPT = {
    "csv": {"actors", "about", "kind", "place", "tags", "certainty"},
    "tsv": {"actors", "about", "kind", "place", "tags", "certainty"},
    "ics": {"words", "stated", "kind", "place", "tags", "certainty"},
    "timelinejs": {"words", "stated", "kind", "place", "certainty"},
    "timesketch": {"actors", "about", "kind", "place", "tags", "certainty"},
}
"""What comes back besides id, date and title. JSON and JSON Lines: see `test_importer.py`."""


def export(index: Index, name: str) -> str:
    module = import_module(f"oai_timeline.formats.{FORMATS[name].module}")
    records = Records(index, select.select(index, select.Query()))
    more = ["\t"] if name == "tsv" else []
    return "".join(module.export(fetch_header(index), records, *more).texts)


def facts(index: Index, name: str) -> dict[str, dict[str, Any]]:
    """Return what a format keeps of each event that it can hold, by id."""
    found = {}
    for text in fetch_json(index, select.select(index, select.Query())):
        event = json.loads(text)
        when = event["when"]
        has_start = when["earliest"] is not None and when["earliest"] >= "0002"
        if name not in {"csv", "tsv"} and not has_start:  # some formats begin with the year 1
            continue
        event |= {"words": when["words"], "stated": when["stated"]}
        event |= {key: [actor["name"] for actor in event[key]] for key in ("actors", "about")}
        kept = {key: event[key] for key in KEPT[name]}
        found[event["id"]] = {"date": when["date"], "title": event["title"], **kept}
    return found


def import_again(index: Index, name: str, zone: ZoneInfo) -> Index:
    made, mistakes = read(export(index, name), zone)
    assert mistakes == []
    return open_bytes("".join(render_timeline(made.timeline)).encode(), "t.yaml")


def test_every_export_with_a_reader_is_here() -> None:
    assert KEPT.keys() == FORMATS.keys() & (READERS.keys() | {"tsv"}) - {"json", "jsonl"}


@pytest.mark.parametrize("name", KEPT)
@scale_examples(0.5)
@given(drawn=timelines())
def test_an_export_can_be_imported_again(name: str, drawn: list[Drawn]) -> None:
    before = open_bytes(timeline_text(drawn).encode(), "t.yaml")
    expected = facts(before, name)
    if expected:
        assert facts(import_again(before, name, ZONE), name).items() >= expected.items()


TEXTS = """\
timeline: {format: 1, title: "T & <b>", zone: America/Los_Angeles}
actors: {ann: {name: Ann Lee}, bob: {name: "Bob, \\"Bobby\\" Ray"}}
sources: {one: {publisher: Reuters, url: "https://example.org/a?b=1,2"}, two: {publisher: Daily}}
events:
  - {id: full, when: 2023-11-17T12:19, title: "=1+1; b", summary: "-A, \\"b\\"", place: "@x",
     words: "Ann's <noon> & more", stated: "3 p.m. ET", actors: [ann, bob], about: [bob],
     kind: message, tags: [a, "b, c"], certainty: confirmed, sources: [one, two]}
  - {id: about, when: 2023-11-21~, title: "~ About", kind: x}
  - {id: tagged, when: 2023-11-22, title: "Tagged", tags: [confirmed, x]}
  - {id: between, when: 2023-11-17T12:00/2023-11-17T13:30, title: "Between <i> & </i>"}
  - {id: utc, when: "2023-11-17T12:19:30Z", title: "a\\\\nb\\\\, (c)"}
"""


@pytest.mark.parametrize("name", KEPT)
def test_texts_survive_an_export(name: str) -> None:
    before = open_bytes(TEXTS.encode(), "t.yaml")
    after = import_again(before, name, ZONE)
    assert facts(after, name) == facts(before, name)


def test_a_calendar_and_slides_name_the_title_of_the_timeline() -> None:
    before = open_bytes(TEXTS.encode(), "t.yaml")
    for name in ("ics", "timelinejs"):
        assert read(export(before, name))[0].timeline["timeline"]["title"] == "T & <b>"


def test_slides_name_the_zone_of_the_timeline() -> None:
    before = open_bytes(TEXTS.encode(), "t.yaml")
    made, _ = read(export(before, "timelinejs"))
    assert made.timeline["timeline"]["zone"] == "America/Los_Angeles"
