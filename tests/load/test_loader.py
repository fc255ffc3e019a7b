"""Timeline files as a whole: what a good one gives, and every mistake of a bad one."""

from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from fuzz.targets import TARGETS
from oai_timeline.dates.bounds import parse_date
from oai_timeline.load import load
from oai_timeline.load.validate import STILL_HELD
from oai_timeline.model.diagnostic import Place, TimelineFileError
from oai_timeline.model.timeline import Actor, Header, Office
from tests.samples import read_cases
from tests.strategies import scale_examples
from tests.timelines import FULL, HEADER, PATH, expected, findings, loaded

HOME = ZoneInfo("America/Los_Angeles")


@pytest.mark.usefixtures("_parser")
def test_a_full_timeline_gives_all_its_values() -> None:
    """Those of events and sources are in tests/index/test_record.py, as JSON."""
    loading, events = loaded(FULL)
    assert loading.diagnostics() == []
    loading.refuse_errors()
    assert loading.header == Header(
        id="crisis",
        title="The crisis",
        zone="America/Los_Angeles",
        language="en",
        focus=parse_date("2023-11-16/2023-11-30", HOME),
        updated=parse_date("2024-01-01", HOME),
        kinds=("message", "other"),
        synonyms=(("fired", "let go"), ("CEO", "chief executive")),
    )
    director = Office(
        office="Director",
        of="board",
        since=parse_date("2015-12~", HOME),
        until=STILL_HELD,
        sources=("post",),
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
        **{
            key: Actor(key, name, None, (), (), None, ())
            for key, name in (("bob", 'Bob "Bobby" Ray'), ("board", "Board"))
        },
    }
    assert list(loading.sources) == ["post", "echo", "book"]
    assert [event.id for event in events] == ["full", "before", "eve", "later"]
    assert loading.order == [1, 2, 0, 3]
    assert list(loading.links) == [
        ("full", "before", "because"),
        ("full", "eve", "after"),
        ("later", "before", "because"),
        ("later", "full", "after"),
    ]


EVENTS = "events:\n- {id: a, when: 2023, title: t}\n"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(HEADER + EVENTS, id="header first"),
        pytest.param(EVENTS + HEADER, id="events first"),
        pytest.param("sources: {}\n" + EVENTS + HEADER + "actors: {}\n", id="events between"),
        pytest.param("actors: {}\nsources: {}\n" + HEADER + EVENTS, id="events last"),
        pytest.param("\ufeff" + HEADER + EVENTS, id="with a byte order mark"),
        pytest.param((HEADER + EVENTS).replace("\n", "\r\n"), id="with CRLF"),
        pytest.param((HEADER + EVENTS).replace("\n", "\r"), id="with CR"),
        pytest.param("---\n" + HEADER + EVENTS + "...\n", id="one document, marked"),
        pytest.param(
            "%YAML 1.1\n---\n" + HEADER + EVENTS.strip(), id="a directive, no last line break"
        ),
        pytest.param("# c\n\n" + HEADER + "# c\n" + EVENTS + "# c\n", id="comments"),
    ],
)
@pytest.mark.usefixtures("_parser")
def test_a_small_timeline_is_read_in_any_order(text: str) -> None:
    loading, events = loaded(text)
    assert loading.diagnostics() == []
    assert [(event.id, event.title) for event in events] == [("a", "t")]
    assert loading.order == [0]
    assert loading.header == Header("t", "T", HOME.key, None, None, None, (), ())


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
    assert [event.id for event in events] == ["a"]


def test_places_are_those_of_the_latest_event() -> None:
    text = HEADER + "events:\n- {id: a, when: 2023, title: t}\n- {id: b, when: 2023, title: t}\n"
    loading = load(BytesIO(text.encode()), PATH)
    places = [
        (loading.place_in_event(()), loading.place_in_event(("when",))) for _ in loading.events()
    ]
    assert places == [(Place(3, 3), Place(3, 17, 4)), (Place(4, 3), Place(4, 17, 4))]


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
    TARGETS["loader"](data)
    assert loaded(data)[0].failed


PIECES = [
    *(b"", b"\x00", b"\x1b[0m", b"\xc2\x85", b"\xe2\x82", b"\xed\xa0\x80"),
    *(b"\xef\xbb\xbf", b"\xff\xfe"),
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
    """The fuzz target checks that each finding lies inside the file."""
    TARGETS["loader"](data)


def test_a_zone_of_many_parts_is_none() -> None:
    """Python looks for it in packages within packages."""
    text = f"timeline: {{format: 1, title: T, zone: {'x/' * 1000}y}}\nevents: []\n"
    assert [code for _, _, code, _ in findings(text)] == ["unknown-zone"]
