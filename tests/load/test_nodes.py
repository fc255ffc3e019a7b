"""Reading YAML as plain text with places: encodings, limits, and files made to do harm."""

import json
import os
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from yaml.nodes import MappingNode, Node, SequenceNode

from oai_timeline.load import load
from oai_timeline.load.diagnostics import Diagnostics, FileDiagnostics
from oai_timeline.load.nodes import EventReader
from oai_timeline.model.timeline_file import TimelineFile
from tests.cli.processes import SECONDS
from tests.timelines import HEADER, PATH, Finding, expected, findings, loaded

ROOT = Path(__file__).parents[2]


def plain(node: Node) -> Any:
    """Return a node as text, list or dict."""
    if isinstance(node, MappingNode):
        return {key.value: plain(value) for key, value in node.value}
    return list(map(plain, node.value)) if isinstance(node, SequenceNode) else node.value


def value_of(text: str) -> tuple[Any, list[tuple[str, str]]]:
    """Read a document of one value; give it and what was reported."""
    stream, diagnostics = BytesIO(text.encode()), Diagnostics()
    reader = EventReader(stream, FileDiagnostics(diagnostics, 0))
    reader.next()
    reader.next()
    files = [TimelineFile(stream, PATH)]
    value = plain(reader.compose(reader.next()))
    return value, [(found.code, found.message) for found in diagnostics.in_order(files)]


def value_by_both_parsers(text: str) -> tuple[Any, list[tuple[str, str]]]:
    """Read a document of one value by libyaml and without it, which comes to the same."""
    read = value_of(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.delattr(yaml, "CBaseLoader", raising=False)
        assert value_of(text) == read
    return read


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("no", "no", id="no"),
        pytest.param("12:19", "12:19", id="clock"),
        pytest.param("012", "012", id="leading zero"),
        pytest.param("0x1F", "0x1F", id="hexadecimal"),
        pytest.param("1_000", "1_000", id="underscore"),
        pytest.param("1.50", "1.50", id="trailing zero"),
        pytest.param("2015-12-11", "2015-12-11", id="day"),
        pytest.param("2015-12-11 10:00:00", "2015-12-11 10:00:00", id="time"),
        pytest.param("~", "~", id="tilde"),
        pytest.param("null", "null", id="null"),
        pytest.param(".inf", ".inf", id="infinity"),
        pytest.param("=", "=", id="equals sign"),
        pytest.param("'no'", "no", id="single quotes"),
        pytest.param('"a\\tb\\u00e9\\x41\\U0001F5FC"', "a\tbéA🗼", id="escapes"),
        pytest.param("'it''s'", "it's", id="a quote doubled"),
        pytest.param("|\n  a\n  b\n", "a\nb\n", id="literal block"),
        pytest.param(">-\n  a\n  b\n\n  c\n", "a b\nc", id="folded block"),
        pytest.param("a\n b\n  c", "a b c", id="plain, over lines"),
        pytest.param("[a, [b], {c: d}]", ["a", ["b"], {"c": "d"}], id="flow"),
        pytest.param("a:\n- b\n- c: d\n  e: f\n", {"a": ["b", {"c": "d", "e": "f"}]}, id="block"),
        pytest.param("a:\nb: ''\n", {"a": "", "b": ""}, id="empty values"),
        pytest.param("{}", {}, id="empty mapping"),
        pytest.param("[]", [], id="empty list"),
        pytest.param("? a\n: b\n", {"a": "b"}, id="explicit key"),
        pytest.param("yes: on\n1: 2\n", {"yes": "on", "1": "2"}, id="keys stay text"),
    ],
)
@pytest.mark.usefixtures("_parser")
def test_values_are_text(text: str, value: object) -> None:
    assert value_of(text) == (value, [])


PLAIN = st.recursive(
    st.text(
        st.characters(blacklist_categories=["Cs", "Cc"], blacklist_characters="\ufeff"), max_size=8
    ),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.text("abc<", max_size=2).filter(lambda key: key != "<<"), inner, max_size=3
        )
    ),
    max_leaves=12,
)


NOT_IN_YAML = re.compile("[\ufffe\uffff]")
"""What `PLAIN` draws and YAML 1.2 has among no printable characters; JSON writes it as it is."""


@given(PLAIN)
@example("\ufffe")
@example({"a": ["\uffff"]})
def test_what_is_written_is_read(value: object) -> None:
    """JSON is YAML, but for characters that YAML can't have; escaped, these come back, too."""
    text = json.dumps(value, ensure_ascii=False)
    found, reported = value_by_both_parsers(text)
    if NOT_IN_YAML.search(text):
        assert {code for code, _ in reported} == {"control-character"}
    else:
        assert (found, reported) == (value, [])
    escaped = yaml.dump(value, default_style='"', allow_unicode=True)
    assert value_by_both_parsers(escaped) == (value, [])


# Encodings and characters.


def of_event(fields: bytes) -> bytes:
    return HEADER.encode() + b"events:\n- {id: a, when: 2023, " + fields + b"}\n"


KIN = ("unknown-key", 'unknown key "kin" (did you mean kind?)')


def no_utf_8(byte: int) -> tuple[str, str]:
    return "encoding", f"byte 0x{byte:02x} is not UTF-8"


def control(character: int) -> tuple[str, str]:
    return "control-character", f"YAML can't have the character U+{character:04X} as it is"


@pytest.mark.parametrize(
    ("fields", "mistake", "column", "column_of_kin"),
    [
        pytest.param(b"title: caf\xe9, kin: x", no_utf_8(0xE9), 33, 36, id="Latin-1"),
        pytest.param(b"title: caf\xc3\xa9 \xfc, kin: x", no_utf_8(0xFC), 35, 38, id="after UTF-8"),
        pytest.param(b"title: a\xed\xa0\x80, kin: x", no_utf_8(0xED), 31, 36, id="half a pair"),
        pytest.param(b"title: a\xe2\x82, kin: x", no_utf_8(0xE2), 31, 35, id="cut short"),
        pytest.param(b"title: a\x00b, kin: x", control(0), 31, 35, id="NUL"),
        pytest.param(b"title: a\x00\x00\x00b, kin: x", control(0), 31, 37, id="NULs in a row"),
        pytest.param(b'title: "a\x1b[0m", kin: x', control(0x1B), 32, 39, id="escape"),
        pytest.param(b"title: a\x7f, kin: x", control(0x7F), 31, 34, id="DEL"),
        pytest.param(b"title: a\xef\xbf\xbf, kin: x", control(0xFFFF), 31, 34, id="no character"),
    ],
)
@pytest.mark.usefixtures("_parser")
def test_what_yaml_cannot_have_is_told_beside_the_rest(
    fields: bytes, mistake: tuple[str, str], column: int, column_of_kin: int
) -> None:
    assert places(of_event(fields)) == [(3, column, *mistake), (3, column_of_kin, *KIN)]


@pytest.mark.usefixtures("_parser")
def test_a_control_character_in_a_key_is_told_beside_the_key() -> None:
    assert places(of_event(b"title: a, \x07kin: x")) == [
        (3, 33, *control(7)),
        (3, 33, "unknown-key", 'unknown key "\ufffdkin" (did you mean kind?)'),
    ]


def places(data: bytes) -> list[Finding]:
    """Return the findings in data that are not text, whose excerpts are not the lines."""
    found = loaded(data)[0].diagnostics()
    return [(d.location.line, d.location.column, d.code, d.message) for d in found]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-32", "utf-32-be"])
def test_other_encodings_are_named(encoding: str) -> None:
    text = HEADER + "events: []\n"
    data = text.encode(encoding) if encoding[-1] != "e" else ("\ufeff" + text).encode(encoding)
    loading, events = loaded(data)
    assert events == []
    assert [str(diagnostic) for diagnostic in loading.diagnostics()] == [
        (
            f"{PATH}:1:1: error[encoding]: the file is not UTF-8, but UTF-16 or UTF-32: "
            "save it as UTF-8"
        )
    ]


def test_of_a_binary_file_only_the_first_places_are_told() -> None:
    found = findings(HEADER + "events: []\nx: " + "a\0" * 1_000 + "\n")
    assert [finding[:3] for finding in found if finding[2] == "control-character"] == [
        (3, 5 + 2 * number, "control-character") for number in range(20)
    ]


@pytest.mark.usefixtures("_parser")
def test_a_byte_order_mark_inside_is_a_character() -> None:
    """Both parsers pass U+FEFF, which a text may have."""
    assert findings(of_event('title: "a\ufeffb"'.encode())) == []


@pytest.mark.usefixtures("_parser")
@pytest.mark.parametrize(
    "escape",
    [pytest.param("\\uD800", id="half a pair"), pytest.param("\\U00110000", id="past the last")],
)
def test_an_escape_for_no_character_is_a_syntax_error(escape: str) -> None:
    loading, _ = loaded(of_event(f'title: "{escape}"'.encode()))
    assert [(d.location.line, d.code) for d in loading.diagnostics()] == [(3, "syntax")]


# Syntax: what is said of it is in test_syntax.py.


@pytest.mark.parametrize("text", ["timeline: {", "timeline: [\n", "- 'a", "a: {b", 'a: "\n\n'])
@pytest.mark.usefixtures("_parser")
def test_a_syntax_error_at_the_end_lies_inside_the_file(text: str) -> None:
    lines = text.split("\n")
    for diagnostic in loaded(text)[0].diagnostics():
        assert 1 <= diagnostic.location.line <= len(lines)
        assert 1 <= diagnostic.location.column <= len(lines[diagnostic.location.line - 1]) + 1


# Limits.

TOO_DEEP = ("too-deep", "nested over 32 levels; the rest is not read")


def of_tags(levels: int, *, mark: str = "") -> str:
    """Nest lists, the innermost on that level; root, events and event are the first three."""
    lists = levels - 3
    return (
        HEADER
        + "events:\n- {id: a, when: 2023, title: t, x: "
        + "[" * (lists - 1)
        + mark
        + "["
        + "]" * lists
        + "}\n"
    )


def test_32_levels_are_read() -> None:
    text, wanted = expected(of_tags(32).replace("x:", "▶x:"), ("unknown-key", 'unknown key "x"'))
    assert findings(text) == wanted


def test_33_levels_are_not() -> None:
    text, wanted = expected(of_tags(33, mark="▶"), TOO_DEEP)
    assert findings(text) == wanted


@pytest.mark.parametrize(
    "opening",
    [
        pytest.param("[", id="flow lists"),
        pytest.param("{a: ", id="flow mappings"),
        pytest.param("[{? ", id="flow lists and mappings"),
        pytest.param("- ", id="block lists"),
        pytest.param("? ", id="block mappings"),
    ],
)
@pytest.mark.parametrize(
    ("before", "above"),
    [
        pytest.param("events:\n- ", 2, id="an event"),
        pytest.param("events: []\nx:\n  ", 1, id="an unknown key"),
        pytest.param("actors:\n  é😀:\n    ", 2, id="an actor"),
    ],
)
@pytest.mark.usefixtures("_parser")
def test_too_deep_is_found_where_it_is(before: str, above: int, opening: str) -> None:
    """However far a parser scans ahead, and whatever it thinks of what it sees there."""
    each = sum(opening.count(sign) for sign in "[{-?") - ("{?" in opening)
    fits, over = divmod(32 - above, each)
    right = opening * fits + opening[:over]
    text, wanted = expected(
        HEADER + before + right + "▶" + opening[over:] + opening * 3_000, TOO_DEEP
    )
    assert findings(text)[-1:] == wanted
    assert findings("\ufeff" + text.replace("\n", "\r\n"))[-1:] == wanted


@pytest.mark.usefixtures("_parser")
def test_what_stands_first_of_two_harms_is_found() -> None:
    text, wanted = expected(HEADER + "events: " + "[" * 31 + "▶[" + "[" * 5 + "@", TOO_DEEP)
    assert findings(text) == wanted


def test_a_scalar_has_100_000_characters_at_most() -> None:
    assert findings(of_event(b"title: " + b"x" * 100_000)) == []
    assert findings(of_event(b"title: " + "é".encode() * 100_001)) == [
        (3, 30, "too-long", "this has 100,001 characters, more than 100,000")
    ]


def test_an_event_has_20_000_parts_at_most() -> None:
    """The mapping, four keys, three values and the list make eight."""
    enough = b", ".join([b"x"] * (20_000 - 9))
    assert findings(of_event(b"title: t, tags: [" + enough + b"]")) == []
    assert findings(of_event(b"title: t, tags: [" + enough + b", x]")) == [
        (3, 3, "too-long", "this has over 20,000 parts; the rest is not read")
    ]


# Files made to do harm, each in a process of its own, whose time and memory are measured.

PROGRAM = """
import json, sys, time
from oai_timeline.load import load

def most():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))

before, start = most(), time.process_time()
with open(sys.argv[1], "rb") as stream:
    loading = load(stream, "t.yaml")
    events = sum(1 for _ in loading.events())
    found = loading.diagnostics()
print(json.dumps({
    "seconds": time.process_time() - start,
    "mebibytes": (most() - before) / 1024,
    "found": [(d.location.line, d.location.column, d.code, d.message[:200]) for d in found[:3]],
    "count": len(found),
}))
"""
MOST_SECONDS = 5  # of the processor; five times what we allow ourselves, for a slow machine
MOST_MEBIBYTES = 100
WITH_SECTIONS = HEADER + "actors: {}\nsources: {}\n"
EVENT = "events:\n- id: a\n  when: 2023\n  title: t\n"
BOMB = ["a: &a [x, x, x, x, x, x, x, x, x]"] + [
    f"{key}: &{key} [{', '.join([f'*{chr(ord(key) - 1)}'] * 9)}]" for key in "bcdefghi"
]
CYCLE = (
    "a cycle of 20,000: e0 follows e1 follows e2 follows e3, and so on to e19999, which follows e0"
)
TOO_LONG = ("too-long", "this has over 20,000 parts; the rest is not read")


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
@pytest.mark.parametrize(
    ("text", "wanted", "count"),
    [
        pytest.param(
            "[" * 100_000,
            [(1, 1, "wrong-type", "a timeline file is a mapping with a key `timeline`")],
            1,
            id="100,000 lists at the root",
        ),
        pytest.param(
            WITH_SECTIONS + EVENT + "  tags: " + "[" * 100_000,
            [(8, 38, *TOO_DEEP)],
            1,
            id="100,000 lists in an event",
        ),
        pytest.param(
            HEADER + "x: " + "{a: " * 100_000,
            [(2, 1, "unknown-key", 'unknown key "x"'), (2, 128, *TOO_DEEP)],
            2,
            id="100,000 mappings under an unknown key",
        ),
        pytest.param(
            "\n".join(BOMB) + "\n" + HEADER + "events: []\n",
            [(row, 1, "unknown-key", f'unknown key "{key}"') for row, key in enumerate("abc", 1)],
            9,
            id="billion laughs at the top",
        ),
        pytest.param(
            WITH_SECTIONS + EVENT + "".join(f"  {line}\n" for line in BOMB),
            [
                (8, 3, "unknown-key", 'unknown key "a"'),
                (8, 6, "anchor", 'anchors ("&a") are not allowed: remove it'),
                (9, 3, "unknown-key", 'unknown key "b"'),
            ],
            9 + 9 + 72,
            id="billion laughs in an event",
        ),
        pytest.param(
            WITH_SECTIONS + EVENT.replace("title: t", "title: " + "x" * 5_000_000),
            [(7, 10, "too-long", "this has 5,000,000 characters, more than 100,000")],
            1,
            id="a title of 5 MB",
        ),
        pytest.param(
            HEADER + "x: |\n  " + "x" * 5_000_000 + "\nevents: []\n",
            [(2, 1, "unknown-key", 'unknown key "x"')],
            1,
            id="a block of 5 MB under an unknown key",
        ),
        pytest.param(
            WITH_SECTIONS + EVENT + "".join(f"  k{number}: v\n" for number in range(400_000)),
            [(5, 3, *TOO_LONG)],
            1,
            id="an event of 400,000 keys",
        ),
        pytest.param(
            HEADER + EVENT + "".join(f"  k{number}: v\n" for number in range(400_000)),
            [(3, 3, *TOO_LONG)],
            1,
            id="an event of 400,000 keys, without actors and sources",
        ),
        pytest.param(
            WITH_SECTIONS + EVENT + "".join(f"  k{number}: v\n" for number in range(9_990)),
            [(8 + row, 3, "unknown-key", f'unknown key "k{row}"') for row in range(3)],
            9_990,
            id="an event of 9,990 unknown keys",
        ),
        pytest.param(
            WITH_SECTIONS + EVENT + "  tags:\n" + "  - ''\n" * 19_000,
            [
                (9 + row, 5, "empty-value", "this has no value: write one, or remove the key")
                for row in range(3)
            ],
            19_000,
            id="an event of 19,000 empty tags",
        ),
        pytest.param(
            WITH_SECTIONS
            + EVENT
            + "  because:\n"
            + "".join(f"  - b{number}\n" for number in range(19_000)),
            [(9 + row, 5, "unknown-event", f'unknown event "b{row}"') for row in range(3)],
            19_000,
            id="an event that follows 19,000 unknown ones",
        ),
        pytest.param(
            WITH_SECTIONS
            + "events:\n"
            + "".join(
                f"- {{id: e{n}, when: 2023, title: t, because: [e{(n + 1) % 20_000}]}}\n"
                for n in range(20_000)
            ),
            [(5, 44, "cycle", CYCLE)],
            1,
            id="20,000 events in a circle",
        ),
    ],
)
def test_harm_ends_at_once(tmp_path: Path, text: str, wanted: list[Finding], count: int) -> None:
    path = tmp_path / "t.yaml"
    path.write_text(text)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(path)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    assert done.stderr == ""
    answer = json.loads(done.stdout)
    assert ([tuple(finding) for finding in answer["found"]], answer["count"]) == (wanted, count)
    assert answer["seconds"] < MOST_SECONDS
    assert answer["mebibytes"] < MOST_MEBIBYTES


def test_a_stream_is_read_from_its_start() -> None:
    stream = BytesIO((HEADER + "events: []\n").encode())
    stream.read(5)
    loading = load(stream, PATH)
    assert list(loading.events()) == []
    assert loading.diagnostics() == []
