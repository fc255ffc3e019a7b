"""Timeline files as a whole: what a good one gives, and every mistake of a bad one."""

import re
from datetime import UTC
from io import BytesIO
from math import inf
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from oai_timeline.dates.bounds import parse_date
from oai_timeline.load import load
from oai_timeline.load.validate import STILL_HELD
from oai_timeline.model.diagnostic import Place, TimelineFileError
from oai_timeline.model.event import Account, Event, Quote
from oai_timeline.model.order import Bounds
from oai_timeline.model.timeline import Actor, Header, Office, Source
from tests.samples import read_cases
from tests.strategies import scale_examples
from tests.timelines import HEADER, PATH, expected, findings, loaded

HOME = ZoneInfo("America/Los_Angeles")


FULL = """\
timeline:
  format: 1
  id: crisis
  title: The crisis
  zone: America/Los_Angeles
  language: en
  focus: 2023-11-16/2023-11-30
  updated: 2026-11-21
  kinds: [message, other]
actors:
  ann-lee:
    name: Ann Lee
    type: person
    aliases: [ann, "@annlee", ann]
    misspellings: [Anne]
    note: A person.
    offices:
      - {office: Director, of: board, from: 2015-12~, until: .., sources: [s-1]}
      - {office: Chair, of: board}
  board: {name: Board}
sources:
  s-1:
    publisher: P
    via: V
    title: T
    url: https://example.org/a
    published: 2023-11-22
    language: de
    kind: news
    rests_on: [s-2]
    archived: http://example.org/b
  s-2: {publisher: Q}
  s-3: {publisher: R}
events:
  - id: one
    when: 2023-11-17T12:19
    words: that evening
    stated: "3:19 p.m. ET"
    title: A title
    summary: A summary.
    actors: [ann-lee]
    about: [board, board]
    kind: message
    place: X
    tags: [no, 12:19, 012, 2015-12-11, ~, 'null', 1e3, 0x10, yes, "y"]
    certainty: confirmed
    quotes:
      - {by: ann-lee, text: "W", language: en, translation: Z, source: s-3}
      - {text: U}
    because: [two]
    after: [two]
    accounts:
      - {says: A, when: 2023-11-17T00:19, actors: [], about: [ann-lee], figures: {n: "4"},
         sources: [s-2]}
      - {says: B}
    figures: {signatories: 505, share: -0.5}
    sources: [s-1]
  - {id: two, when: 2023, title: "null"}
"""


@pytest.mark.usefixtures("_parser")
def test_a_full_timeline_gives_all_its_values() -> None:
    loading, events = loaded(FULL)
    assert loading.diagnostics() == []
    loading.refuse_errors()
    assert loading.header == Header(
        id="crisis",
        title="The crisis",
        zone="America/Los_Angeles",
        language="en",
        focus=parse_date("2023-11-16/2023-11-30", HOME),
        updated=parse_date("2026-11-21", HOME),
        kinds=("message", "other"),
    )
    director = Office(
        office="Director",
        of="board",
        since=parse_date("2015-12~", HOME),
        until=STILL_HELD,
        sources=("s-1",),
    )
    chair = Office(office="Chair", of="board", since=None, until=None, sources=())
    assert loading.actors == {
        "ann-lee": Actor(
            id="ann-lee",
            name="Ann Lee",
            type="person",
            aliases=("ann", "@annlee"),
            misspellings=("Anne",),
            note="A person.",
            offices=(director, chair),
        ),
        "board": Actor(
            id="board", name="Board", type=None, aliases=(), misspellings=(), note=None, offices=()
        ),
    }
    assert loading.sources == {
        "s-1": Source(
            id="s-1",
            publisher="P",
            via="V",
            title="T",
            url="https://example.org/a",
            published=parse_date("2023-11-22", HOME),
            language="de",
            kind="news",
            rests_on=("s-2",),
            archived="http://example.org/b",
        ),
        **{key: bare_source(key, publisher) for key, publisher in (("s-2", "Q"), ("s-3", "R"))},
    }
    first = Event(
        id="one",
        when=parse_date("2023-11-17T12:19", HOME),
        words="that evening",
        stated="3:19 p.m. ET",
        title="A title",
        summary="A summary.",
        actors=("ann-lee",),
        about=("board",),
        kind="message",
        place="X",
        tags=("no", "12:19", "012", "2015-12-11", "~", "null", "1e3", "0x10", "yes", "y"),
        certainty="confirmed",
        quotes=(
            Quote(by="ann-lee", text="W", language="en", translation="Z", source="s-3"),
            Quote(by=None, text="U", language=None, translation=None, source=None),
        ),
        because=("two",),
        after=("two",),
        accounts=(
            Account(
                says="A",
                when=parse_date("2023-11-17T00:19", HOME),
                actors=(),
                about=("ann-lee",),
                figures={"n": 4},
                sources=("s-2",),
            ),
            Account(says="B", when=None, actors=None, about=None, figures=None, sources=()),
        ),
        figures={"signatories": 505, "share": -0.5},
        sources=("s-1", "s-2", "s-3"),
    )
    assert events == [first, bare_event("two", "2023", "null")]
    assert loading.order == [1, 0]
    assert list(loading.links) == [("one", "two", "because"), ("one", "two", "after")]


def bare_source(key: str, publisher: str) -> Source:
    return Source(
        id=key,
        publisher=publisher,
        via=None,
        title=None,
        url=None,
        published=None,
        language=None,
        kind=None,
        rests_on=(),
        archived=None,
    )


def bare_event(key: str, when: str, title: str) -> Event:
    return Event(
        id=key,
        when=parse_date(when, HOME),
        words=None,
        stated=None,
        title=title,
        summary=None,
        actors=(),
        about=(),
        kind=None,
        place=None,
        tags=(),
        certainty=None,
        quotes=(),
        because=(),
        after=(),
        accounts=(),
        figures={},
        sources=(),
    )


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(HEADER + "events: []\n", id="nothing but the header"),
        pytest.param("events: []\n" + HEADER, id="events first"),
        pytest.param("actors: {}\nsources: {}\n" + HEADER + "events: []\n", id="all empty"),
        pytest.param("\ufeff" + HEADER + "events: []\n", id="with a byte order mark"),
        pytest.param((HEADER + "events: []\n").replace("\n", "\r\n"), id="with CRLF"),
        pytest.param((HEADER + "events: []\n").replace("\n", "\r"), id="with CR"),
        pytest.param("---\n" + HEADER + "events: []\n...\n", id="one document, marked"),
        pytest.param(
            "%YAML 1.1\n---\n" + HEADER + "events: []", id="a directive, no last line break"
        ),
        pytest.param("# c\n\n" + HEADER + "# c\nevents: []\n# c\n", id="comments"),
    ],
)
@pytest.mark.usefixtures("_parser")
def test_the_least_of_a_timeline_is_read(text: str) -> None:
    loading, events = loaded(text)
    assert loading.diagnostics() == []
    assert events == []
    assert loading.order == []
    assert loading.header == Header(
        id="t",
        title="T",
        zone="America/Los_Angeles",
        language=None,
        focus=None,
        updated=None,
        kinds=(),
    )


ONE = "- {id: a, when: 2023, title: t}\n"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(HEADER + "events:\n" + ONE, id="header first"),
        pytest.param("events:\n" + ONE + HEADER, id="events first"),
        pytest.param("sources: {}\nevents:\n" + ONE + HEADER + "actors: {}\n", id="events between"),
        pytest.param(HEADER + "actors: {}\nsources: {}\nevents:\n" + ONE, id="events last"),
    ],
)
@pytest.mark.usefixtures("_parser")
def test_sections_may_stand_in_any_order(text: str) -> None:
    loading, events = loaded(text)
    assert loading.diagnostics() == []
    assert events == [bare_event("a", "2023", "t")]


@pytest.mark.parametrize(
    ("title", "key"),
    [
        pytest.param("OpenAI's board crisis", "openais-board-crisis", id="apostrophe"),
        pytest.param("Äpfel & Öl", "apfel-ol", id="accents"),
        pytest.param("東京", "timeline", id="no letters of ours"),
    ],
)
def test_the_id_is_made_from_the_title(title: str, key: str) -> None:
    header = loaded(f"timeline: {{format: 1, zone: UTC, title: {title}}}\nevents: []\n")[0].header
    assert header is not None
    assert header.id == key


MISTAKES = Path(__file__).with_name("mistakes.txt")


@pytest.mark.parametrize(("marked", "mistakes"), read_cases(MISTAKES, "whole files"))
@pytest.mark.usefixtures("_parser")
def test_mistakes_of_a_whole_file_are_reported_in_their_place(
    marked: str, mistakes: list[tuple[str, str]]
) -> None:
    text, wanted = expected(marked.replace("HEADER\n", HEADER), *mistakes)
    assert findings(text) == wanted


@pytest.mark.parametrize(("marked", "mistakes"), read_cases(MISTAKES, "after the header"))
@pytest.mark.usefixtures("_parser")
def test_mistakes_are_reported_in_their_place(marked: str, mistakes: list[tuple[str, str]]) -> None:
    text, wanted = expected(HEADER + marked, *mistakes)
    assert findings(text) == wanted


def test_an_empty_file_is_reported() -> None:
    assert findings("") == [(1, 1, "empty-file", "the file is empty")]


@pytest.mark.parametrize(
    "ending",
    [pytest.param("\r\n", id="CRLF"), pytest.param("\r", id="CR"), pytest.param("\x85", id="NEL")],
)
@pytest.mark.usefixtures("_parser")
def test_lines_are_counted_as_yaml_does(ending: str) -> None:
    marked = HEADER + "\n# c\nevents:\n- id: a\n  when: 2023\n  title: t\n  ▶kin: x\n"
    text, wanted = expected(
        marked.replace("\n", ending),
        ("unknown-key", 'unknown key "kin" (did you mean kind?)'),
    )
    assert findings(text) == wanted


def test_columns_count_code_points() -> None:
    text, wanted = expected(
        HEADER + "events:\n- {id: a, when: 2023, title: 東京 🗼 é, ▶kin: x}\n",
        ("unknown-key", 'unknown key "kin" (did you mean kind?)'),
    )
    assert findings(text) == wanted


def test_a_byte_order_mark_is_no_column_and_in_no_excerpt() -> None:
    text, wanted = expected(
        "timeline: {format: 1, title: T, zone: UTC, ▶zome: y}\nevents: []\n",
        ("unknown-key", 'unknown key "zome" (did you mean zone?)'),
    )
    assert findings("\ufeff" + text) == wanted


def test_findings_print_with_their_place() -> None:
    loading, _ = loaded(HEADER + "events:\n- {id: a, when: 2023-13, title: t}\n")
    assert [str(diagnostic) for diagnostic in loading.diagnostics()] == [
        f"{PATH}:3:17: error[bad-date]: month must be in 01..12"
    ]


def test_errors_are_refused_and_warnings_are_not() -> None:
    warned = "- {id: a, when: 2023-03-12T02:30, title: t}\n"
    loading, events = loaded(HEADER + "events:\n" + warned)
    assert [diagnostic.severity for diagnostic in loading.diagnostics()] == ["warning"]
    assert [event.id for event in events] == ["a"]
    loading.refuse_errors()
    loading, _ = loaded(HEADER + "events:\n" + warned + "- {id: b, when: 2023-13, title: t}\n")
    with pytest.raises(TimelineFileError) as caught:
        loading.refuse_errors()
    assert str(caught.value) == f"{PATH}:4:17: error[bad-date]: month must be in 01..12"
    assert [diagnostic.code for diagnostic in caught.value.diagnostics] == ["bad-date"]


def test_what_has_a_mistake_is_left_out() -> None:
    loading, events = loaded(
        HEADER
        + "actors: {a: {name: A}, b: {nam: B}}\nsources: {s: {publisher: P}, t: {}}\n"
        + "events:\n- {id: a, when: 2023, title: t}\n- {id: b, when: x, title: t}\n"
    )
    assert (list(loading.actors), list(loading.sources)) == (["a"], ["s"])
    assert events == [bare_event("a", "2023", "t")]


def test_places_are_those_of_the_latest_event() -> None:
    loading = load(BytesIO((HEADER + "events:\n" + ONE + ONE.replace("a", "b")).encode()), PATH)
    places = [
        (loading.place_in_event(()), loading.place_in_event(("when",))) for _ in loading.events()
    ]
    assert places == [(Place(3, 3), Place(3, 17, 4)), (Place(4, 3), Place(4, 17, 4))]


def test_order_follows_dates_and_links() -> None:
    loading, events = loaded(
        HEADER
        + "events:\n"
        + "- {id: late, when: 2023-11-18, title: t}\n"
        + "- {id: held, when: 2023-11-17, title: t, because: [noon]}\n"
        + "- {id: noon, when: 2023-11-17T12, title: t, after: [wide]}\n"
        + "- {id: wide, when: 2023-11, title: t}\n"
        + "- {id: open, when: ../2024, title: t}\n"
    )
    assert loading.diagnostics() == []
    assert loading.order == [4, 3, 2, 1, 0]
    assert [Bounds.of(event.when).earliest == -inf for event in events] == [False] * 4 + [True]


def test_the_shipped_timeline_is_the_same_without_libyaml(monkeypatch: pytest.MonkeyPatch) -> None:
    data = (Path(__file__).parents[2] / "events.yaml").read_bytes()
    loading, events = loaded(data)
    monkeypatch.delattr(yaml, "CBaseLoader", raising=False)
    slow, slow_events = loaded(data)
    assert slow_events == events
    assert slow.diagnostics() == loading.diagnostics()
    assert (slow.header, slow.actors, slow.sources) == (
        loading.header,
        loading.actors,
        loading.sources,
    )
    assert (slow.order, list(slow.links)) == (loading.order, list(loading.links))


# Whatever is fed.


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_told_what_they_lack(data: bytes) -> None:
    assert loads(data) > 0


PIECES = [
    *(
        b"",
        b"\x00",
        b"\xff\xfe",
        b"\xe2\x82",
        b"\xef\xbb\xbf",
        b"\xed\xa0\x80",
        b"\xc2\x85",
        b"\x1b[0m",
    ),
    *(b"\n", b"\r", b"\r\n", b"\t", b" ", b"  ", b":", b": ", b"- ", b"- - ", b"? ", b"#", b"|\n"),
    *(b"[", b"]", b"{", b"}", b",", b"&x ", b"*x", b"!t ", b"!!int ", b"<<: ", b'"', b"'", b"\\"),
    *(b"---\n", b"...\n", b"%YAML 1.1\n", b"X", b"~", b"/", b"2023", "\u2028é🗼".encode()),
]


@st.composite
def spoilt_files(draw: st.DrawFn) -> bytes:
    """Take the full timeline and put something in, or take something out, in a few places."""
    data = FULL.encode()
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        length = draw(st.sampled_from([0, 0, 1, 2, 5, 40]))
        put_in = st.sampled_from(PIECES)
        data = data[:start] + draw(put_in | st.binary(max_size=4)) + data[start + length :]
    return data


@scale_examples(2)
@given(spoilt_files())
def test_a_spoilt_file_is_read_as_far_as_it_goes(data: bytes) -> None:
    loads(data)


def loads(data: bytes) -> int:
    """Load, and check that each finding lies inside the file; count them."""
    loading, _ = loaded(data)
    found = loading.diagnostics()
    text = data.decode("utf-8", "surrogateescape").removeprefix("\ufeff")
    if data.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")):
        assert [diagnostic.code for diagnostic in found] == ["encoding"]
    lines = re.split("\r\n|[\r\n\x85\u2028\u2029]", text)
    for diagnostic in found:
        place = diagnostic.location
        assert 1 <= place.line <= len(lines)
        assert 1 <= place.column <= len(lines[place.line - 1]) + 1
        assert place.column <= len(diagnostic.excerpt) + 1
        assert diagnostic.message
    return len(found)


def test_utc_is_a_zone() -> None:
    loading, events = loaded(
        "timeline: {format: 1, title: T, zone: UTC}\n"
        "events:\n"
        "- {id: a, when: 2023-11-17T12, title: t}\n"
    )
    assert loading.diagnostics() == []
    assert [event.when for event in events] == [parse_date("2023-11-17T12", UTC)]


def test_a_zone_of_many_parts_is_none() -> None:
    """Python looks for it in packages within packages."""
    text = f"timeline: {{format: 1, title: T, zone: {'x/' * 1000}y}}\nevents: []\n"
    assert [code for _, _, code, _ in findings(text)] == ["unknown-zone"]
