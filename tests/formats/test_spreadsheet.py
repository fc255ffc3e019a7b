"""CSV and TSV, read back by the standard library."""

import csv
import re
from io import StringIO
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oai_timeline.formats.spreadsheet import export
from oai_timeline.importing import open_table
from oai_timeline.importing.importer import import_table
from oai_timeline.model.record import EventRecord
from oai_timeline.model.spreadsheet import (
    COLUMNS,
    FORMULA_SIGNS,
    PARTED_ADDRESSES,
    SEMICOLON_BY_ADDRESSES,
    escape_formulas,
    join_list,
    split_list,
    unescape_formulas,
)
from tests.formats.pages import records

HEADER = (
    "id,date,earliest,latest,precision,title,actors,about,kind,tags,place,certainty,summary,sources"
    "\n"
)
TEXT = """\
timeline: {format: 1, title: T, zone: America/Los_Angeles}
actors:
  ann: {name: Ann Lee}
  bob: {name: "Bob, \\"Bobby\\" Ray"}
sources:
  with-url: {publisher: Reuters, url: "https://example.org/a?b=1,2"}
  without: {publisher: The Daily}
events:
  - id: full
    when: 2023-11-17T12:19
    title: "A; b, \\"c\\""
    summary: "One.\\nTwo.\\ttab"
    actors: [ann, bob]
    about: [bob]
    kind: message
    place: X
    tags: [firing, board]
    certainty: confirmed
    sources: [with-url, without]
  - {id: bare, when: 2024/.., title: T}
"""
CSV = (
    HEADER + "full,2023-11-17T12:19,2023-11-17T12:19:00-08:00,2023-11-17T12:20:00-08:00,minute,"
    '"A; b, ""c""",'
    '"Ann Lee; Bob, ""Bobby"" Ray","Bob, ""Bobby"" Ray",message,firing; board,X,confirmed,'
    'One. Two. tab,"https://example.org/a?b=1,2; The Daily"\n'
    "bare,2024/..,2024-01-01T00:00:00-08:00,,interval,T,,,,,,,,\n"
)
ROWS = [
    [
        "full",
        "2023-11-17T12:19",
        "2023-11-17T12:19:00-08:00",
        "2023-11-17T12:20:00-08:00",
        "minute",
        'A; b, "c"',
        'Ann Lee; Bob, "Bobby" Ray',
        'Bob, "Bobby" Ray',
        "message",
        "firing; board",
        "X",
        "confirmed",
        "One. Two. tab",
        "https://example.org/a?b=1,2; The Daily",
    ],
    ["bare", "2024/..", "2024-01-01T00:00:00-08:00", "", "interval", "T", *[""] * 8],
]


def _events(text: str) -> list[EventRecord]:
    return records(text)[1]


BARE = _events(TEXT)[1]


def _event(**fields: Any) -> EventRecord:
    """Return an event that has nothing but the given fields."""
    return BARE | fields  # type: ignore[return-value]


def _written(events: list[EventRecord], delimiter: str = ",", *, raw: bool = False) -> str:
    header: Any = {}
    return "".join(export(header, events, delimiter, raw=raw).texts)


def _read(text: str, delimiter: str = ",") -> list[list[str]]:
    header, *rows = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    assert header == list(COLUMNS) == HEADER.strip().split(",")
    return rows


def test_csv() -> None:
    assert _written(_events(TEXT)) == CSV


@pytest.mark.parametrize("delimiter", [pytest.param(",", id="csv"), pytest.param("\t", id="tsv")])
def test_it_reads_back(delimiter: str) -> None:
    assert _read(_written(_events(TEXT), delimiter), delimiter) == ROWS


@pytest.mark.parametrize("delimiter", [pytest.param(",", id="csv"), pytest.param("\t", id="tsv")])
def test_no_events_leave_the_header(delimiter: str) -> None:
    assert _written([], delimiter) == HEADER.replace(",", delimiter)


FORMULAS = [
    pytest.param("=1+1", id="equals"),
    pytest.param("+1", id="plus"),
    pytest.param("-1", id="minus"),
    pytest.param("@SUM(A1)", id="at"),
    pytest.param("＝1", id="full-width equals"),
    pytest.param("＋1", id="full-width plus"),
    pytest.param("－1", id="full-width minus"),
    pytest.param("＠SUM(A1)", id="full-width at"),
    pytest.param("  =1", id="spaces before"),
]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_is_defused_and_raw_is_as_it_is(text: str) -> None:
    event = _event(
        title=f"{text}x",
        summary=text,
        place=text,
        kind=text,
        tags=[text],
        actors=[{"id": "a", "name": text}],
        about=[{"id": "a", "name": text}],
    )
    cells = dict(zip(COLUMNS, _read(_written([event]))[0], strict=True))
    raw = dict(zip(COLUMNS, _read(_written([event], raw=True))[0], strict=True))
    fields = ("title", "actors", "about", "kind", "tags", "place", "summary")
    shown = [f"{text}x", *[text] * 6]
    assert [cells[name] for name in fields] == [f"'{one}" for one in shown]
    assert [raw[name] for name in fields] == shown


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("\t=1", id="tab"),
        pytest.param("\n=1", id="newline"),
        pytest.param("\n \t =1", id="all of them"),
    ],
)
def test_a_formula_behind_white_space_is_defused(text: str) -> None:
    (row,) = _read(_written([_event(title=text)]))
    assert row[COLUMNS.index("title")].lstrip("' ") == "=1"
    assert row[COLUMNS.index("title")].startswith("'")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a=1", id="within"),
        pytest.param("a'=1", id="behind a quotation mark"),
        pytest.param("a; b=1", id="within, behind a semicolon"),
        pytest.param("a, =1", id="behind a comma, where a cell is in quotes"),
        pytest.param("", id="empty"),
        pytest.param("../2023", id="points"),
        pytest.param("$100", id="dollar"),
    ],
)
def test_what_is_no_formula_is_left_alone(text: str) -> None:
    assert escape_formulas(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("'=1", "''=1", id="what looks like defused"),
        pytest.param("x;=1+1;y", "x;'=1+1;y", id="behind a semicolon"),
        pytest.param("x; +1;-2", "x; '+1;'-2", id="behind several"),
        pytest.param(';"=1', ";\"'=1", id="in quotes"),
        pytest.param("x;'=1", "x;''=1", id="what looks like defused, behind a semicolon"),
    ],
)
def test_formulas_where_other_programs_part_cells(text: str, shown: str) -> None:
    assert (escape_formulas(text), unescape_formulas(shown)) == (shown, text)


@given(st.text("""=+-@＝;'" ax"""))
def test_no_cell_is_a_formula_and_each_is_given_back(text: str) -> None:
    written = _written([_event(title=text, place=text)])
    for delimiter in ",;":
        for row in csv.reader(StringIO(written, newline=""), delimiter=delimiter):
            assert [cell for cell in row if cell.lstrip().startswith(FORMULA_SIGNS)] == []
    assert unescape_formulas(escape_formulas(text)) == text


@given(st.lists(st.text("a; \\=:/'\"").map(str.strip).filter(bool)), st.booleans())
def test_a_list_is_given_back(items: list[str], addresses: bool) -> None:
    if addresses:
        items = [f"https://{item.replace(' ', '')}" for item in items]
        joined = join_list(items, SEMICOLON_BY_ADDRESSES)
        assert split_list(joined, PARTED_ADDRESSES) == items
    else:
        assert split_list(join_list(items)) == items


@pytest.mark.parametrize(
    ("cell", "items"),
    [
        ("a; b;c\nd", ["a", "b", "c", "d"]),
        (";; a;;b ;", ["a", "b"]),
        (r"a\; b; c", ["a; b", "c"]),
        (r"C:\x ; c", [r"C:\x", "c"]),
        ("", []),
    ],
)
def test_the_items_of_a_list(cell: str, items: list[str]) -> None:
    assert split_list(cell) == items


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("\x1b[31mred", r"\x1b[31mred", id="escape sequence"),
        pytest.param("a\rb", r"a\x0db", id="carriage return"),
        pytest.param("a\0b", r"a\x00b", id="NUL"),
        pytest.param("a\u2028b\u2029c", r"a\u2028b\u2029c", id="line separators"),
        pytest.param("a\x85b", r"a\x85b", id="next line"),
        pytest.param("\u202eabc", r"\u202eabc", id="bidi control"),
        pytest.param("a\nb\r\nc", r"a b\x0d c", id="newlines"),
        pytest.param("a\tb", "a b", id="tab"),
        pytest.param("[bold]:smile:", "[bold]:smile:", id="markup"),
        pytest.param("é日😀", "é日😀", id="beyond ASCII"),
    ],
)
@pytest.mark.parametrize("delimiter", [pytest.param(",", id="csv"), pytest.param("\t", id="tsv")])
def test_what_would_act_is_seen(text: str, shown: str, delimiter: str) -> None:
    event = _event(title=text, summary=text)
    (row,) = _read(_written([event], delimiter), delimiter)
    assert (row[COLUMNS.index("title")], row[COLUMNS.index("summary")]) == (shown, shown)


@given(st.text(), st.sampled_from(",\t"), st.booleans())
def test_any_text_is_one_cell_of_one_line(text: str, delimiter: str, raw: bool) -> None:
    event = _event(title=text, summary=text, place=text)
    whole = _written([event, event], delimiter, raw=raw)
    assert len(whole.splitlines()) == 3
    first, second = _read(whole, delimiter)
    assert first == second
    assert len({first[COLUMNS.index(name)] for name in ("title", "summary", "place")}) == 1
    if not raw:
        assert not re.match(r"\s*[=+\-@＝＋－＠]", first[COLUMNS.index("title")])


@pytest.mark.parametrize(
    ("old", "new", "column", "expected"),
    [
        pytest.param("Ann Lee", '"Ann\\nLee"', "actors", 'Ann Lee; Bob, "Bobby" Ray', id="actor"),
        pytest.param("board", '"a\\nboard"', "tags", "firing; a board", id="tag"),
        pytest.param(
            "The Daily",
            '"The\\nDaily"',
            "sources",
            "https://example.org/a?b=1,2; The Daily",
            id="publisher",
        ),
        pytest.param(
            "The Daily",
            '"The\\tDaily"',
            "sources",
            "https://example.org/a?b=1,2; The Daily",
            id="publisher, tab",
        ),
    ],
)
def test_a_break_in_a_name_does_not_make_two(
    old: str, new: str, column: str, expected: str
) -> None:
    text = (
        TEXT.replace("[firing, board]", f"[firing, {new}]")
        if old == "board"
        else TEXT.replace(old, new)
    )
    assert _read(_written(_events(text)))[0][COLUMNS.index(column)] == expected


_TEXTS = st.text("=+@'\"; ax\\", min_size=1).map(str.strip).filter(bool)


@given(_TEXTS, st.lists(_TEXTS, max_size=3, unique=True), _TEXTS, st.sampled_from(",\t"))
def test_import_gives_back_what_a_cell_can_hold(
    title: str, tags: list[str], publisher: str, delimiter: str
) -> None:
    event = _event(
        title=title, tags=tags, sources=[{"id": "s", "publisher": publisher, "url": None}]
    )
    table = open_table(_written([event], delimiter).encode(), "t.csv")
    made = import_table(table, "T", ZoneInfo("America/Los_Angeles"))
    assert table.file.mistakes == []
    (read,) = made.timeline["events"]
    sources = [source["publisher"] for source in made.timeline["sources"].values()]
    assert (read["title"], read.get("tags", []), sources) == (title, tags, [publisher])


def test_a_quote_behind_a_semicolon_is_kept_in_tables_of_others() -> None:
    (row,) = open_table(b"date,title\n2023,see; '+1' button\n", "t.csv").rows()
    assert row.values["title"] == "see; '+1' button"
