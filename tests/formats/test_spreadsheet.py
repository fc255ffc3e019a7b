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
from oai_timeline.importing.importer import import_tables
from oai_timeline.model.record import EventRecord
from oai_timeline.model.spreadsheet import (
    COLUMNS,
    FORMULA_SIGNS,
    SEMICOLON_BY_URL,
    URL_SEPARATOR,
    escape_formulas,
    join_list,
    split_list,
    unescape_formulas,
)
from tests.formats.exports import everywhere, records

HEADER = (
    "id,date,earliest,latest,precision,title,actors,about,kind,tags,place,certainty,summary,sources"
    "\n"
)
BOTH = pytest.mark.parametrize(
    "delimiter", [pytest.param(",", id="csv"), pytest.param("\t", id="tsv")]
)


BARE = records("""\
timeline: {format: 1, title: T, zone: America/Los_Angeles}
events: [{id: bare, when: 2024/.., title: T}]
""")[1][0]


def _event(**fields: Any) -> EventRecord:
    """Return an event that has nothing but the given fields."""
    return BARE | fields  # type: ignore[return-value]


def _write(events: list[EventRecord], delimiter: str = ",", *, raw: bool = False) -> str:
    header: Any = {}
    return "".join(export(header, events, delimiter, raw=raw).texts)


def _read(text: str, delimiter: str = ",") -> list[list[str]]:
    header, *rows = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    assert header == list(COLUMNS) == HEADER.strip().split(",")
    return rows


@BOTH
def test_no_events_leave_the_header(delimiter: str) -> None:
    assert _write([], delimiter) == HEADER.replace(",", delimiter)


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", "＋1", "－1", "＠SUM(A1)", "  =1"],
)
def test_a_formula_is_escaped_unless_raw(text: str) -> None:
    escaped, raw = (
        dict(zip(COLUMNS, _read(_write([everywhere(text)], raw=raw))[0], strict=True))
        for raw in (False, True)
    )
    for name in ("title", "actors", "about", "kind", "tags", "place", "summary"):
        assert (escaped[name], raw[name].strip()) == (f"'{raw[name]}", text.strip())


@pytest.mark.parametrize("text", ["\t=1", "\n=1", "\n \t =1"])
def test_a_formula_behind_white_space_is_escaped(text: str) -> None:
    (row,) = _read(_write([_event(title=text)]))
    assert row[COLUMNS.index("title")].lstrip("' ") == "=1"
    assert row[COLUMNS.index("title")].startswith("'")


@pytest.mark.parametrize("text", ["a=1", "a'=1", "a; b=1", "a, =1", "", "../2023", "$100"])
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
    written = _write([_event(title=text, place=text)])
    for delimiter in ",;":
        for row in csv.reader(StringIO(written, newline=""), delimiter=delimiter):
            assert [cell for cell in row if cell.lstrip().startswith(FORMULA_SIGNS)] == []
    assert unescape_formulas(escape_formulas(text)) == text


@given(st.lists(st.text("a; \\=:/'\"").map(str.strip).filter(bool)), st.booleans())
def test_a_list_is_given_back(items: list[str], addresses: bool) -> None:
    if addresses:
        items = [f"https://{item.replace(' ', '')}" for item in items]
        joined = join_list(items, SEMICOLON_BY_URL)
        assert split_list(joined, URL_SEPARATOR) == items
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
        ("\x1b[31mred", r"\x1b[31mred"),
        ("a\rb\0c", r"a\x0db\x00c"),
        ("a\u2028b\u2029c\x85d\u202ee", r"a\u2028b\u2029c\x85d\u202ee"),
        ("a\nb\r\nc\td", r"a b\x0d c d"),
        ("[bold]:smile: é日😀", "[bold]:smile: é日😀"),
    ],
)
@BOTH
def test_what_would_act_is_seen(text: str, shown: str, delimiter: str) -> None:
    event = _event(title=text, summary=text)
    (row,) = _read(_write([event], delimiter), delimiter)
    assert (row[COLUMNS.index("title")], row[COLUMNS.index("summary")]) == (shown, shown)


@given(st.text(), st.sampled_from(",\t"), st.booleans())
def test_any_text_is_one_cell_of_one_line(text: str, delimiter: str, raw: bool) -> None:
    event = _event(title=text, summary=text, place=text)
    whole = _write([event, event], delimiter, raw=raw)
    assert len(whole.splitlines()) == 3
    first, second = _read(whole, delimiter)
    assert first == second
    assert len({first[COLUMNS.index(name)] for name in ("title", "summary", "place")}) == 1
    if not raw:
        assert not re.match(r"\s*[=+\-@＝＋－＠]", first[COLUMNS.index("title")])


def test_a_break_in_a_name_does_not_make_two() -> None:
    names: dict[str, Any] = {
        "actors": [{"id": "a", "name": "Ann\nLee"}, {"id": "b", "name": "Bob"}],
        "tags": ["a\nboard", "b"],
        "sources": [
            {"id": str(n), "url": None, "publisher": name}
            for n, name in enumerate(["The\tDaily", "B"])
        ],
    }
    row = dict(zip(COLUMNS, _read(_write([_event(**names)]))[0], strict=True))
    found = [row[name] for name in names]
    assert found == ["Ann Lee; Bob", "a board; b", "The Daily; B"]


_TEXTS = st.text("=+@'\"; ax\\", min_size=1).map(str.strip).filter(bool)


@given(_TEXTS, st.lists(_TEXTS, max_size=3, unique=True), _TEXTS, st.sampled_from(",\t"))
def test_import_gives_back_what_a_cell_can_hold(
    title: str, tags: list[str], publisher: str, delimiter: str
) -> None:
    event = _event(
        title=title, tags=tags, sources=[{"id": "s", "publisher": publisher, "url": None}]
    )
    table = open_table(_write([event], delimiter).encode(), "t.csv")
    made = import_tables([table], "T", ZoneInfo("America/Los_Angeles"))
    assert table.file.mistakes == []
    (read,) = made.timeline["events"]
    sources = [source["publisher"] for source in made.timeline["sources"].values()]
    assert (read["title"], read.get("tags", []), sources) == (title, tags, [publisher])


def test_a_quote_behind_a_semicolon_is_kept_in_tables_of_others() -> None:
    (row,) = open_table(b"date,title\n2023,see; '+1' button\n", "t.csv").rows()
    assert row.values["title"] == "see; '+1' button"
