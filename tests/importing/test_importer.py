"""Tables as timelines: what an export says comes back, and what others type is not guessed at."""

import json
from collections.abc import Callable
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oai_timeline.formats.spreadsheet import export
from oai_timeline.importing.yaml_writer import render_timeline
from oai_timeline.index import Index, open_bytes
from oai_timeline.load import load
from oai_timeline.query import select
from oai_timeline.query.events import Records, fetch_header, fetch_json
from tests.growth import LINEAR, growth
from tests.importing.reading import read
from tests.importing.reading import read_events as events
from tests.strategies import ZONE, Drawn, dates, scale_examples, timeline_text, timelines


def mistakes(text: str | bytes) -> list[str]:
    return read(text)[1]


def shown(index: Index) -> list[str]:
    return list(fetch_json(index, select.select(index, select.Query())))


def again(index: Index, zone: ZoneInfo = ZONE) -> Index:
    """Export a timeline as JSON Lines, and import it."""
    made, wrong = read("".join(f"{one}\n" for one in shown(index)), zone)
    assert wrong == []
    return open_bytes("".join(render_timeline(made.timeline)).encode(), "t.yaml")


@given(timelines())
def test_an_export_can_be_imported_again(drawn: list[Drawn]) -> None:
    before = open_bytes(timeline_text(drawn).encode(), "t.yaml")
    assert shown(again(before)) == shown(before)


TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20) | st.text(
    ":# -?[]{},&*!|>'\"%@`~=.;\n\t\\ nul1é日", min_size=1, max_size=20
)
NAMES = st.sampled_from(["ann", "bob", "cyd"])
SOURCES = st.sampled_from(["s1", "s2", "s3"])
NUMBERS = st.integers(-(10**15) + 1, 10**15 - 1).map(str) | st.sampled_from(
    ["0.1", "5.0", "-0.000000000000001", "123456789012345.5", "1000000.0"]
)
FIGURES = st.dictionaries(TEXT, NUMBERS, max_size=2)


KEYS = st.sampled_from(
    ["id", "when", "date", "time", "end", "earliest", "title", "actors", "about", "name", "tags",
     "certainty", "quotes", "by", "text", "source", "because", "accounts", "says", "figures",
     "sources", "publisher", "url", "published", "rests_on", "kind", "other"]
)  # fmt: skip


def lists(of: st.SearchStrategy[Any], least: int = 0) -> st.SearchStrategy[list[Any]]:
    return st.lists(of, min_size=least, max_size=2, unique_by=repr)


SAYINGS = st.fixed_dictionaries(
    {"says": TEXT, "sources": lists(SOURCES)},
    optional={"when": dates(), "actors": lists(NAMES), "about": lists(NAMES), "figures": FIGURES},
)
QUOTES = st.fixed_dictionaries(
    {"text": TEXT},
    optional={"by": NAMES, "language": TEXT, "translation": TEXT, "source": SOURCES},
)
EVENTS = st.fixed_dictionaries(
    {"title": TEXT, "when": dates()},
    optional={
        "words": TEXT,
        "stated": TEXT,
        "summary": TEXT,
        "kind": TEXT,
        "place": TEXT,
        "tags": lists(TEXT, 1),
        "actors": lists(NAMES, 1),
        "about": lists(NAMES, 1),
        "certainty": st.sampled_from(["confirmed", "disputed"]),
        "quotes": st.lists(QUOTES, min_size=1, max_size=2),
        "figures": FIGURES,
        "sources": lists(SOURCES, 1),
        "accounts": SAYINGS.map(lambda one: [one]),
    },
)


@scale_examples(3)
@given(
    st.lists(EVENTS, min_size=1, max_size=3),
    st.fixed_dictionaries({"ann": TEXT, "bob": TEXT}),
    TEXT,
)
def test_any_text_survives_export_and_import(
    drawn: list[dict[str, Any]], names: dict[str, str], text: str
) -> None:
    source = {"publisher": text, "title": text, "via": text, "language": text, "kind": "book"}
    timeline = {
        "timeline": {"format": "1", "title": "T", "zone": ZONE.key},
        "actors": {key: {"name": names.get(key, key)} for key in ("ann", "bob", "cyd")},
        "sources": {
            "s1": {**source, "url": "https://example.org/a?b=(c)#d", "published": "2023-11~"},
            "s2": {**source, "rests_on": ["s1", "s3"], "archived": "http://example.org"},
            "s3": {"publisher": "s3"},
        },
        "events": [{"id": f"e{number}", **event} for number, event in enumerate(drawn)],
    }
    before = open_bytes("".join(render_timeline(timeline)).encode(), "t.yaml")
    assert shown(again(before)) == shown(before)


@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_our_own_spreadsheet_can_be_imported_again(delimiter: str) -> None:
    text = """\
timeline: {format: 1, title: T, zone: America/Los_Angeles}
actors: {ann: {name: Ann Lee}, bob: {name: "Bob, \\"Bobby\\" Ray"}}
sources: {one: {publisher: Reuters, url: "https://example.org/a?b=1,2"}, two: {publisher: Daily}}
events:
  - {id: full, when: 2023-11-17T12:19, title: "=1+1; b", summary: "-A, \\"b\\"", place: "@x",
     actors: [ann, bob], about: [bob], kind: message, tags: [a, b], certainty: confirmed,
     sources: [one, two]}
  - {id: bare, when: 2024/.., title: "'T"}
"""
    rows: list[str] = []
    for index in (before := open_bytes(text.encode(), "t.yaml"), None):
        after = index
        if after is None:
            made, wrong = read(rows[0], ZONE)
            assert (wrong, made.notes) == ([], [])
            after = open_bytes("".join(render_timeline(made.timeline)).encode(), "t.yaml")
        events = Records(after, select.select(after, select.Query()))
        rows.append("".join(export(fetch_header(after), events, delimiter).texts))
    assert rows[0] == rows[1]
    assert len(shown(before)) == 2


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "title,what\na,b\n",
            (
                "1:1: error[missing-key]: no column is known as a date: name it with "
                "--column date=NAME"
            ),
        ),
        (
            "date,title\n2023,a,b\n",
            (
                "2:1: error[wrong-type]: this row has 3 cells, but there are 2 columns: "
                'quote the cells that contain ","'
            ),
        ),
        (
            "title,date\nT,\n",
            "2:1: error[missing-key]: this event has no date",
        ),
        ('date,title\n2023,"a\n',
         "2:1: error[syntax]: this is not CSV: unexpected end of data; the rest is not read"),
        (b"date,title\n2023,Z\xfcrich\n",
         ("2:7: error[encoding]: byte 0xfc is not UTF-8: name the encoding with --encoding "
         '(cp1252 would read "Zürich")')),
        ("id,date,title\na,2023,T\nb,2023,T\na,2023,T\n",
         '4:1: error[duplicate-id]: the event on line 2 already has the id "a"'),
        ('{"date": "2023", "title": "T"}\n{"date": 2023\n',
         "2:14: error[syntax]: this is not JSON: Expecting ',' delimiter"),
        ('{"date": NaN}', "1:1: error[syntax]: this is not JSON: NaN is not a JSON number"),
        ("[1]", "1:2: error[wrong-type]: each event must be an object"),
        ('{"date": "2023", "title": "T"}\n5',
         "2:1: error[wrong-type]: each event must be an object"),
        ('{"date": "2023", "title": "\\ud800"}',
         "1:1: error[syntax]: this escape is only half of a character"),
        ('{"date": "2023", "title": ["T"]}', '1:18: error[wrong-type]: "title" must be text'),
        ("[" * 100_000, "1:1: error[too-deep]: this is nested too deep"),
        (
            "date,title,url\n2023,T,https://a b\n",
            (
                '2:8: error[wrong-type]: "url" has an invalid address, "https://a b": it must '
                "begin with http:// or https://, and have no spaces"
            ),
        ),
    ],
)  # fmt: skip
def test_a_mistake_is_explained(text: str | bytes, message: str) -> None:
    assert mistakes(text) == [message]


@pytest.mark.parametrize(
    "content",
    [
        "date;title\n2023;Ärger\n".encode("utf-8-sig"),
        "date\ttitle\r\n2023\tÄrger\r\n".encode("utf-16"),
        "\n\n date , Title \n2023,Ärger\n\n,\n".encode(), "DATE,Headline\r2023,Ärger".encode(),
        '\n{"when": {"date": "2023"}, "name": "Ärger"}\r\n'.encode(),
    ],
)  # fmt: skip
def test_a_file_is_read_whatever_its_encoding_and_line_ends(content: bytes) -> None:
    assert events(content) == [{"id": "arger", "when": "2023", "title": "Ärger"}]


def test_a_cell_may_be_huge_and_have_line_ends() -> None:
    summary = "many words, and \n" * 5000 + "an end"
    (event,) = events(f'date,title,text\n2023,T,"{summary}"\n')
    assert event["summary"] == summary


def test_ids_are_kept_or_made_from_titles() -> None:
    text = """\
id,date,title
,2023-11-17T12:19,"The Board's first, ""urgent"" meeting"
,2023-11-18,The boards first urgent meeting!
,2023-11-18,The boards first urgent meeting?
a-given-one,2023,T
A Given One,2023,T
,2023,会議
,2023,"A very long title that goes on and on, so that nobody would want to type it as an id"
"""
    assert [event["id"] for event in events(text)] == [
        "the-boards-first-urgent-meeting",
        "the-boards-first-urgent-meeting-2023-11-18",
        "the-boards-first-urgent-meeting-2",
        "a-given-one",
        "a-given-one-2023",
        "2023",
        "a-very-long-title-that-goes-on-and-on-so-that-nobody-would",
    ]
    assert events(text) == events(text)


def test_people_and_sources_with_the_same_name_are_one() -> None:
    text = """\
date,title,who,source,url
2023,A,Ann Lee; Bob,Reuters,https://www.reuters.com/a
2023,B,ann lee,,https://www.reuters.com/a; https://www.nytimes.com/b
2023,C,"Lee, Ann",The Daily,
2023,D,,,https://example.org/a;b=1;https://example.org/c;
"""
    made, wrong = read(text)
    assert (wrong, made.notes) == ([], [])
    assert made.timeline["actors"] == {
        "ann-lee": {"name": "Ann Lee"},
        "bob": {"name": "Bob"},
        "lee-ann": {"name": "Lee, Ann"},
    }
    assert made.timeline["sources"] == {
        "reuters": {"publisher": "Reuters", "url": "https://www.reuters.com/a"},
        "nytimes-com": {"publisher": "nytimes.com", "url": "https://www.nytimes.com/b"},
        "the-daily": {"publisher": "The Daily"},
        "example-org": {"publisher": "example.org", "url": "https://example.org/a;b=1"},
        "example-org-2": {"publisher": "example.org", "url": "https://example.org/c"},
    }
    assert [event["sources"] for event in events(text)] == [
        ["reuters"],
        ["reuters", "nytimes-com"],
        ["the-daily"],
        ["example-org", "example-org-2"],
    ]


def test_an_address_without_a_host_is_its_own_publisher() -> None:
    made, wrong = read("date,title,url\n2023,T,https://www./x\n")
    assert wrong == []
    assert [*made.timeline["sources"].values()] == [
        {"publisher": "https://www./x", "url": "https://www./x"}
    ]


def test_everything_left_out_is_counted() -> None:
    rows = [
        {"date": "2023", "title": "A", "mood": "sad", "certainty": "sure", "because": ["gone"],
         "sources": [{"id": "s", "publisher": "P", "kind": "blog", "pages": 3}]},
        {"date": "2023-11-17T12:00:00.5", "title": "B", "mood": "glad", "id": "B!",
         "quotes": [{"by": "ann", "text": "Yes.", "source": "t"}],
         "sources": [{"id": "s", "publisher": "Q"}],
         "when": {"date": "2023-11-17T12:00:00.5", "earliest": "2023-11-17T12:00:00+00:00"}},
    ]  # fmt: skip
    made, wrong = read("\n".join(map(json.dumps, rows)))
    assert wrong == []
    assert made.notes == [
        'left out, with the number of values: "mood" 2, "date" 1, "sources.pages" 1',
        "fractions of a second, cut (1)",
        "certainty: words that are none of confirmed, reported, disputed, rumoured, left out (1)",
        (
            "kind of source: words that are none of first-hand, news, analysis, court, book, "
            "reference, left out (1)"
        ),
        "invalid ids, replaced (1)",
        "because: links to events that are not here, left out (1)",
        "actors named by their ids alone, to be filled in: ann",
        "sources named by their ids alone, to be filled in: t",
        "sources described in more than one way, the first one kept: s",
    ]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=8,
)


@given(st.dictionaries(KEYS, VALUES))
def test_any_object_is_imported_or_reported(values: dict[str, Any]) -> None:
    made, wrong = read(json.dumps({"title": "T", "date": "2023", **values}))
    text = "".join(render_timeline(made.timeline))
    assert wrong or len(list(load(BytesIO(text.encode()), "t.yaml").events())) <= 1


LINES = st.lists(
    st.sampled_from(["2023,a", '2023-11-05,"b,\r\nc"', "1788,会議", "2024,'=1", " , ", "", "x,y"])
)


@given(
    st.binary()
    | st.text("date,title\n\r\t\"';|2023-11=").map(str.encode)
    | LINES.map("\n".join).map(str.encode)
)
def test_any_file_is_imported_or_reported(content: bytes) -> None:
    made, wrong = read(b"date,title\n" + content)
    ids = {event["id"] for event in made.timeline["events"]}
    assert wrong or (0 < len(made.rows) == len(ids) and "" not in ids)


def test_import_is_linear_if_all_events_and_sources_have_one_name() -> None:
    def prepare(count: int) -> Callable[[], object]:
        rows = "".join(f"2023,Meeting,Reuters,https://r.example/{n}\n" for n in range(count))
        return lambda: read(f"date,title,source,url\n{rows}")

    assert growth(prepare, 500) < LINEAR


def test_numbers_lose_their_exponents() -> None:
    row = '{"date": 2023, "title": "T", "figures": {"a": 1e-3, "b": 2E+2, "c": 1e999999999}}'
    made, wrong = read(row)
    assert wrong == []
    assert made.timeline["events"][0]["figures"] == {"a": "0.001", "b": "200", "c": "1e999999999"}


def test_of_two_columns_with_one_meaning_the_better_name_wins() -> None:
    made, wrong = read("Headline,DATE,title,date,name\nA,2023,B,2024,C\n")
    assert wrong == []
    assert made.timeline["events"] == [{"id": "b", "when": "2023", "title": "B"}]
    assert made.notes == ['left out, with the number of values: "Headline" 1, "date" 1, "name" 1']


def test_columns_of_the_same_name_are_told_apart() -> None:
    made, wrong = read("x,x (2),x,date,title\n1,2,3,2023,T\n")
    assert (wrong, made.timeline["events"]) == ([], [{"id": "t", "when": "2023", "title": "T"}])
    assert made.notes == ['left out, with the number of values: "x" 1, "x (2)" 1, "x (3)" 1']


def test_a_cell_of_quotes_is_one_quote_and_other_lists_are_split() -> None:
    (event,) = events('date,title,quotes,tags\n2023,T,"Yes; and no.","a; b;c"\n')
    assert (event["quotes"], event["tags"]) == ([{"text": "Yes; and no."}], ["a", "b", "c"])


def test_a_quote_that_escapes_a_formula_is_removed() -> None:
    text = "date,title,place\n2023,'=1+1,' =x\n2023,'tis,''+1\n"
    assert [(event["title"], event["place"]) for event in events(text)] == [
        ("=1+1", " =x"),
        ("'tis", "''+1"),
    ]
