"""Events as JSON: every key always there, in one order."""

import json
from collections.abc import Iterator

import pytest

from oai_timeline.index import open_bytes
from oai_timeline.query import select
from oai_timeline.query.events import fetch_json
from tests.timelines import FULL

FULL_JSON = """\
{"id": "full",
 "when": {"date": "2023-11-17T12:19", "edtf": "2023-11-17T12:19:00", "words": "that noon",
 "stated": "3:19 p.m. ET",
 "earliest": "2023-11-17T12:19:00-08:00", "latest": "2023-11-17T12:20:00-08:00",
 "precision": "minute", "approximate": false, "uncertain": false, "order": "known"},
 "title": "A title", "summary": "A summary.\\nOf two lines.", "kind": "message",
 "place": "A place",
 "tags": ["no", "12:19", "012", "2015-12-11", "~", "null", "1e3", "0x10", "yes", "y"],
 "certainty": "disputed",
 "actors": [{"id": "ann-lee", "name": "Ann Lee"}],
 "about": [{"id": "bob", "name": "Bob \\"Bobby\\" Ray"}],
 "quotes": [{"by": "ann-lee", "text": "Bonjour", "language": "fr",
 "translation": "Hello", "source": "book"},
 {"by": null, "text": "No.", "language": null, "translation": null, "source": null}],
 "because": ["before"], "after": ["eve"],
 "accounts": [{"says": "At midnight.",
 "when": {"date": "2023-11-17T00:19~", "edtf": null, "words": null, "stated": null,
 "earliest": "2023-11-17T00:19:00-08:00", "latest": "2023-11-17T00:20:00-08:00",
 "precision": "minute", "approximate": true, "uncertain": false},
 "actors": [], "about": [{"id": "ann-lee", "name": "Ann Lee"}],
 "figures": {"n": 4}, "sources": ["echo"]},
 {"says": "At noon.",
 "when": {"date": "2023-11-17T12", "edtf": "2023-11-17T12:00:00", "words": null, "stated": null,
 "earliest": "2023-11-17T12:00:00-08:00", "latest": "2023-11-17T13:00:00-08:00",
 "precision": "hour", "approximate": false, "uncertain": false},
 "actors": [{"id": "bob", "name": "Bob \\"Bobby\\" Ray"}],
 "about": null, "figures": null, "sources": ["post"]},
 {"says": "At three.", "when": null, "actors": null, "about": null, "figures": null,
 "sources": []}],
 "figures": {"signatories": 505, "share": -0.5},
 "sources": [{"id": "post", "publisher": "Ann Lee", "via": "x.example",
 "title": "A \\"post\\"",
 "url": "https://x.example/1?a=1&b=2", "published": "2023-11-17~", "kind": "first-hand",
 "language": "en", "rests_on": [], "archived": null},
 {"id": "echo", "publisher": "Le Monde", "via": null, "title": null, "url": null,
 "published": "2023-11-19", "kind": null, "language": "fr", "rests_on": ["post"],
 "archived": "https://archive.example/1"},
 {"id": "book", "publisher": "Q", "via": null, "title": null, "url": null, "published": null,
 "kind": null, "language": null, "rests_on": [], "archived": null}]}"""
BARE_JSON = """\
{"id": "e",
 "when": {"date": "2023", "edtf": "2023", "words": null, "stated": null,
 "earliest": "2023-01-01T00:00:00-08:00", "latest": "2024-01-01T00:00:00-08:00",
 "precision": "year", "approximate": false, "uncertain": false, "order": "known"},
 "title": "T", "summary": null, "kind": null, "place": null, "tags": [], "certainty": null,
 "actors": [], "about": [], "quotes": [], "because": [], "after": [], "accounts": [], "figures": {},
 "sources": []}"""


def _one_line(text: str) -> str:
    """Write JSON with the same keys in the same order, and the same spaces."""
    return json.dumps(json.loads(text), ensure_ascii=False)


def _lines(text: str) -> list[str]:
    index = open_bytes(text.encode(), "t.yaml")
    return list(fetch_json(index, select.select(index, select.Query())))


def _written(text: str) -> list[str]:
    return [_one_line(line) for line in _lines(text)]


def _with(event: str, zone: str = "America/Los_Angeles") -> str:
    header = f"timeline: {{format: 1, title: T, zone: {zone}}}\nactors: {{ann: {{name: Ann}}}}\n"
    return f"{header}sources: {{s: {{publisher: P}}}}\nevents:\n  - id: e\n{event}"


def _event(event: str, zone: str = "America/Los_Angeles") -> dict[str, object]:
    (text,) = _written(_with(event, zone))
    found: dict[str, object] = json.loads(text)
    return found


def _dated(date: str, zone: str = "America/Los_Angeles") -> dict[str, object]:
    when = _event(f"    when: {date}\n    title: T\n", zone)["when"]
    assert isinstance(when, dict)
    return when


def test_a_full_event() -> None:
    texts = {json.loads(text)["id"]: text for text in _written(FULL)}
    assert texts["full"] == _one_line(FULL_JSON)


def test_a_bare_event() -> None:
    assert _written(_with("    when: 2023\n    title: T\n")) == [_one_line(BARE_JSON)]


def test_an_order_that_is_not_established() -> None:
    both = _with("    when: 2023\n    title: T\n") + "  - {id: f, when: 2023, title: T}\n"
    first = _one_line(BARE_JSON).replace('"order": "known"', '"order": "unknown"')
    second = _one_line(BARE_JSON).replace('{"id": "e"', '{"id": "f"')
    assert _written(both) == [first, second]


@pytest.mark.parametrize(
    ("date", "edtf", "earliest", "latest", "precision"),
    [
        ("2023-11-05", "2023-11-05", "2023-11-05T00:00:00-07:00",
         "2023-11-06T00:00:00-08:00", "day"),
        ("2023-11/..", "2023-11/..", "2023-11-01T00:00:00-07:00", None, "interval"),
        ("/2023", "/2023", None, "2024-01-01T00:00:00-08:00", "interval"),
        ("2023-11-17T12:19:30Z", "2023-11-17T12:19:30Z", "2023-11-17T04:19:30-08:00",
         "2023-11-17T04:19:31-08:00", "second"),
        # an offset with seconds, until November 1883, is written in UTC
        ("1883-11", "1883-11", "1883-11-01T07:52:58+00:00", "1883-12-01T00:00:00-08:00", "month"),
        ("0001", "0001", "0001-01-01T07:52:58+00:00", "0002-01-01T07:52:58+00:00", "year"),
        ("9998", "9998", "9998-01-01T00:00:00-08:00", "9999-01-01T00:00:00-08:00", "year"),
    ],
)  # fmt: skip
def test_dates(
    date: str, edtf: str, earliest: str | None, latest: str | None, precision: str
) -> None:
    assert _dated(date) == {
        "date": date,
        "edtf": edtf,
        "words": None,
        "stated": None,
        "earliest": earliest,
        "latest": latest,
        "precision": precision,
        "approximate": False,
        "uncertain": False,
        "order": "known",
    }


@pytest.mark.parametrize(
    ("written", "number"),
    [
        pytest.param("505", "505", id="integer"),
        pytest.param('"505"', "505", id="in quotes"),
        pytest.param("-3", "-3", id="negative"),
        pytest.param("0.50", "0.5", id="fraction"),
        pytest.param("007", "7", id="zeros before"),
        pytest.param("999999999999999", "999999999999999", id="fifteen digits"),
        pytest.param("0.000000000000001", "1e-15", id="fifteen digits after the point"),
    ],
)
def test_figures_are_numbers(written: str, number: str) -> None:
    (text,) = _written(_with(f"    when: 2023\n    title: T\n    figures: {{n: {written}}}\n"))
    assert text == _one_line(BARE_JSON).replace('"figures": {}', f'"figures": {{"n": {number}}}')


def _strings(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case list():
            for one in value:
                yield from _strings(one)
        case dict():
            for key, one in value.items():
                yield from (key, *_strings(one))


@pytest.mark.parametrize(
    ("written", "text", "in_json"),
    [
        pytest.param("\\L\\P", "\u2028\u2029", r"\u2028\u2029", id="line and paragraph separator"),
        pytest.param("\\e[31m", "\x1b[31m", r"\u001b[31m", id="escape sequence"),
        pytest.param("\\u202e", "\u202e", r"\u202e", id="bidi control"),
        pytest.param("\\x7f\\x9b", "\x7f\x9b", r"\u007f\u009b", id="delete and C1"),
        pytest.param("a\\nb\\tc\\rd", "a\nb\tc\rd", r"a\nb\tc\rd", id="breaks"),
        pytest.param('\\\\\\"', '\\"', r"\\\"", id="backslash and quotation mark"),
        pytest.param("é😀", "é😀", "é😀", id="beyond ASCII"),
        pytest.param("\\0", "\0", r"\u0000", id="NUL"),
    ],
)
def test_text_is_kept_exactly_on_one_line(written: str, text: str, in_json: str) -> None:
    """The line separators are escaped: line-based tools would break there."""
    fields = f"""\
    when: 2023
    title: "{written}"
    summary: "{written}"
    tags: ["{written}"]
    words: "{written}"
    stated: "{written}"
    place: "{written}"
    figures: {{"{written}": 1}}
    quotes: [{{text: "{written}", translation: "{written}"}}]
    accounts: [{{says: "{written}"}}, {{says: x}}]
"""
    source = f'{{publisher: "{written}", via: "{written}", title: "{written}"}}'
    whole = (
        _with(fields).replace("name: Ann", f'name: "{written}"').replace("{publisher: P}", source)
    )
    (line,) = _lines(whole + "    actors: [ann]\n    sources: [s]\n")
    assert line.count(in_json) == 14
    assert "\u2028" not in line
    assert list(_strings(json.loads(line))).count(text) == 14
