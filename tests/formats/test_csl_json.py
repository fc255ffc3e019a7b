"""CSL JSON: sources as references, for Zotero and pandoc."""

import json
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given

from oai_timeline.formats.csl_json import export
from oai_timeline.model.record import EventRecord
from tests.cli.processes import ROOT, Program
from tests.formats.exports import everywhere, records
from tests.strategies import dates
from tests.timelines import HEADER

ZOTERO = {"article-newspaper", "book", "document", "legal_case", "post", "webpage"}
"""The types used here. Zotero refuses a whole file that has one which it doesn't know."""


def written(events: Iterable[EventRecord]) -> list[dict[str, Any]]:
    header, _ = records(f"{HEADER}events: []\n")
    found: list[dict[str, Any]] = json.loads("".join(export(header, events).texts))
    return found


def references(text: str | bytes) -> list[dict[str, Any]]:
    return written(records(text)[1])


def reference(**fields: object) -> dict[str, Any]:
    source = json.dumps({"publisher": "P", **fields})
    event = '{"id": "e", "when": "2023", "title": "E", "sources": ["s"]}'
    (found,) = references(f"{HEADER}sources: {{s: {source}}}\nevents: [{event}]\n")
    return found


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param({}, {"type": "document", "container-title": "P"}, id="nothing known"),
        pytest.param({"url": "https://a.example/"},
            {"type": "webpage", "container-title": "P", "URL": "https://a.example/"}, id="address"),
        pytest.param({"kind": "news", "title": "T", "language": "fr"},
            {"type": "article-newspaper", "container-title": "P", "title": "T", "language": "fr",
             "note": "kind: news"}, id="news"),
        pytest.param({"kind": "first-hand"},
            {"type": "post", "author": [{"literal": "P"}], "note": "kind: first-hand"},
            id="first-hand"),
        pytest.param({"kind": "analysis"},
            {"type": "webpage", "container-title": "P", "note": "kind: analysis"}, id="analysis"),
        pytest.param({"kind": "reference"},
            {"type": "webpage", "container-title": "P", "note": "kind: reference"}, id="reference"),
        pytest.param({"kind": "court"},
            {"type": "legal_case", "container-title": "P", "note": "kind: court"}, id="court"),
        pytest.param({"kind": "book"},
            {"type": "book", "publisher": "P", "note": "kind: book"}, id="book"),
        pytest.param({"archived": "https://web.archive.org/web/2023/https://a.example/"},
            {"type": "document", "container-title": "P", "archive": "web.archive.org",
             "archive_location": "https://web.archive.org/web/2023/https://a.example/"},
            id="archived copy"),
        pytest.param({"via": "b.example"},
            {"type": "document", "container-title": "P", "note": "via: b.example"}, id="via"),
    ],
)  # fmt: skip
def test_each_field_of_a_source_has_a_place(
    fields: dict[str, str], expected: dict[str, Any]
) -> None:
    assert reference(**fields) == {"id": "s", **expected}
    assert expected["type"] in ZOTERO


@pytest.mark.parametrize(
    ("published", "issued", "note"),
    [
        ("2023-11-17", {"date-parts": [[2023, 11, 17]]}, None),
        ("2023-11", {"date-parts": [[2023, 11]]}, None),
        ("2023", {"date-parts": [[2023]]}, None),
        ("2023-11~", {"date-parts": [[2023, 11]], "circa": True}, None),
        ("2023-11?", {"date-parts": [[2023, 11]], "circa": True}, "published: 2023-11?"),
        ("2023%", {"date-parts": [[2023]], "circa": True}, "published: 2023%"),
        ("2023-11-17T12:19", {"date-parts": [[2023, 11, 17]]}, "published: 2023-11-17T12:19"),
        ("2023-22", {"date-parts": [[2023]], "season": 2}, None),
        ("199X", {"date-parts": [[1990]], "circa": True}, None),
        ("2023-XX-XX", {"date-parts": [[2023]], "circa": True}, None),
        ("2023-11-XX", {"date-parts": [[2023, 11]], "circa": True}, None),
        ("2023-11/2023-12", {"date-parts": [[2023, 11]], "circa": True},
         "published: 2023-11/2023-12"),
        ("../2023-12", {"date-parts": [[2023, 12]], "circa": True}, "published: ../2023-12"),
        ("2023-12/..", {"date-parts": [[2023, 12]], "circa": True}, "published: 2023-12/.."),
        ("0476", {"date-parts": [[476]]}, None),
    ],
)  # fmt: skip
def test_a_date_has_parts_and_what_they_lack_is_noted(
    published: str, issued: dict[str, Any], note: str | None
) -> None:
    found = reference(published=published)
    assert (found["issued"], found.get("note")) == (issued, note)


@pytest.mark.parametrize(("year", "counted"), [("0001", 1), ("0000", -1), ("-0043", -44)])
def test_there_is_no_year_0_in_csl(year: str, counted: int) -> None:
    event = everywhere("x")
    event["sources"][0]["published"] = year
    (found,) = written([event])
    assert found["issued"] == {"date-parts": [[counted]]}


@given(dates())
def test_any_date_has_a_day_of_the_calendar(published: str) -> None:
    issued = reference(published=published)["issued"]
    (parts,) = issued["date-parts"]
    assert issued.keys() <= {"date-parts", "season", "circa"}
    assert len(parts) <= 3
    assert all(isinstance(part, int) for part in parts)
    assert all(1 <= part <= most for part, most in zip(parts[1:], (12, 31), strict=False))


def test_each_source_is_written_once_in_the_order_in_which_events_cite_them() -> None:
    text = f"""{HEADER}
sources:
  one: {{publisher: A}}
  two: {{publisher: B, rests_on: [three]}}
  three: {{publisher: C}}
events:
  - {{id: a, when: 2023, title: A, sources: [two]}}
  - {{id: b, when: 2024, title: B, sources: [one, two]}}
"""
    found = references(text)
    assert [(one["id"], one.get("note")) for one in found] == [
        ("two", "rests on: three"),
        ("one", None),
    ]


def test_text_is_escaped() -> None:
    event = everywhere("\x1b[31m\u202e")
    (found,) = written([event])
    assert found["title"] == found["container-title"] == r"\x1b[31m\u202e"


def test_without_a_filter_all_sources_of_the_timeline_are_written(timeline: Program) -> None:
    """Some are cited by offices alone, and some by nothing."""
    shipped = ("-f", str(ROOT / "events.yaml"))
    known = {one["id"] for one in json.loads(timeline("sources", "--format", "json", *shipped).out)}
    every = [one["id"] for one in json.loads(timeline("export", "csl-json", *shipped).out)]
    assert (len(every), set(every)) == (len(known), known)
    friday = ("--day", "2023-11-17", *shipped)
    some = {one["id"] for one in json.loads(timeline("export", "csl-json", *friday).out)}
    events = json.loads(timeline("export", "json", *friday).out)
    assert some == {source["id"] for event in events for source in event["sources"]}


def test_a_point_of_view_has_its_own_sources(timeline: Program) -> None:
    done = timeline("export", "csl-json", "--as-known-on", "2023-11-17")
    assert [one["id"] for one in json.loads(done.out)] == ["post"]
