"""What a user says about a table: columns, the order of days in digits, century, encoding."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oai_timeline.importing import open_table
from oai_timeline.importing.choices import NO_CHOICES, Choices
from oai_timeline.importing.importer import import_tables

MDY, DMY = Choices(date_order="mdy"), Choices(date_order="dmy")


def read(text: str | bytes, choices: Choices) -> tuple[list[str], list[str], list[str]]:
    """Return the dates of a table's events, what is said about them, and the mistakes."""
    content = text if isinstance(text, bytes) else text.encode()
    table = open_table(content, "t", choices=choices)
    made = import_tables([table], "T")
    dates = [str(event["when"]) for event in made.timeline["events"] if "when" in event]
    return dates, made.notes + made.unused, [mistake.message for mistake in table.file.mistakes]


def read_column(
    dates: str, choices: Choices = NO_CHOICES
) -> tuple[list[str], list[str], list[str]]:
    lines = "".join(f'"{date}",T\n' for date in dates.split("\n"))
    return read(f"date,title\n{lines}", choices)


@pytest.mark.parametrize(
    ("dates", "choices", "right"),
    [
        ("3/4/2023", MDY, ["2023-03-04"]),
        ("3/4/2023", DMY, ["2023-04-03"]),
        ("3-4-2023 3:19 pm", DMY, ["2023-04-03T15:19"]),
        ("03.04.2023\n31.12.2023", DMY, ["2023-04-03", "2023-12-31"]),
        ("Monday 3/4/2023", Choices(), ["2023-04-03"]),
        ("5/5/2023", Choices(), ["2023-05-05"]),
        ("2023/4/3", MDY, ["2023-04-03"]),
        ("11-Mar-15", Choices(century=2000), ["2015-03-11"]),
        ("Mar-46\nmarch-07", Choices(century=1900), ["1946-03", "1907-03"]),
        ("11 Mar '15", Choices(century=1900), ["1915-03-11"]),
        ("31/12/99", Choices(century=1900), ["1999-12-31"]),
        ("3/4/99", Choices(century=1900, date_order="mdy"), ["1999-03-04"]),
        ("99/12/31", Choices(century=1900), ["1999-12-31"]),
        ("15 March 44 BC", NO_CHOICES, ["-0043-03-15"]),
        ("15 March 43 AD", NO_CHOICES, ["0043-03-15"]),
        ("1/2/2023 - 30/4/2023", DMY, ["2023-02-01/2023-04-30"]),
    ],
)
def test_a_choice_settles_a_date(dates: str, choices: Choices, right: list[str]) -> None:
    found, notes, mistakes = read_column(dates, choices)
    assert (found, mistakes) == (right, [])
    assert [note for note in notes if "no effect" in note] == (
        ["--dates has no effect: no day is written like 3/4/2023"] if dates == "2023/4/3" else []
    )


@pytest.mark.parametrize(
    ("dates", "choices", "message"),
    [
        ("3/4/2023", Choices(), "is ambiguous: 2023-03-04 or 2023-04-03 (use --dates mdy or dmy)"),
        ("14/3/2023", MDY, 'can\'t read "14/3/2023" as month/day/year'),
        ("Sunday 3/4/2023", MDY, "2023-04-03 is a Monday, not a Sunday"),
        ("30/2/2023", DMY, "there is no such day"),
        ("3/4/99", Choices(), "has a year of two digits: name its century, like --century 1900"),
        ("11-Mar-15", Choices(), "has a year of two digits"),
        ("3/4/99", Choices(century=1900), "is ambiguous: 1999-03-04 or 1999-04-03"),
        ("10/11/12", Choices(century=1900), "1912-10-11 or 1912-11-10 or 1910-11-12"),
        ("1700252340", Choices(), "the number of seconds since 1970, use --column epoch=date"),
        ("1700252340123", Choices(), "the number of milliseconds since 1970, use --column epoch"),
        ("1/2/2023 - 3/4/2023", Choices(), "2023-01-02 - 2023-03-04 or 2023-02-01 - 2023-04-03"),
        ("1/2/2023 - 30/4/2023", MDY, 'can\'t read "1/2/2023 - 30/4/2023" as month/day/year'),
    ],
)
def test_a_date_is_refused(dates: str, choices: Choices, message: str) -> None:
    (mistake,) = read_column(dates, choices)[2]
    assert message in mistake


ORDERED = 'days of "date" read as {}, as "{}" on line {} has no other reading'


@pytest.mark.parametrize(
    ("dates", "right", "notes"),
    [
        (
            "3/4/2023\n3/14/2023",
            ["2023-03-04", "2023-03-14"],
            [ORDERED.format("month/day/year", "3/14/2023", 3)],
        ),
        (
            "14/3/2023 9:00\n4/3/2023 10:00\n25/3/2023 11:00",
            ["2023-03-14T09:00", "2023-03-04T10:00", "2023-03-25T11:00"],
            [ORDERED.format("day/month/year", "14/3/2023 9:00", 2)],
        ),
        ("3/14/2023\n14/3/2023", ["2023-03-14", "2023-03-14"], []),
        ("3/14/2023\n5/5/2023", ["2023-03-14", "2023-05-05"], []),
    ],
)
def test_a_row_with_one_reading_decides_its_column(
    dates: str, right: list[str], notes: list[str]
) -> None:
    assert read_column(dates) == (right, notes, [])


def test_the_column_of_ends_takes_the_order_of_the_starts() -> None:
    text = "start,end,title\n5/31/2020,6/2/2020,T\n"
    dates, notes, mistakes = read(text, Choices())
    assert (dates, mistakes) == (["2020-05-31/2020-06-02"], [])
    assert notes == [ORDERED.replace("date", "start").format("month/day/year", "5/31/2020", 2)]


def test_cells_that_contradict_each_other_decide_nothing() -> None:
    for text in (
        "start,end,title\n5/31/2020,31/5/2020,T\n1/2/2020,,U\n",
        "date,title\n5/31/2020,T\n31/5/2020,T\n1/2/2020,U\n",
    ):
        _, notes, mistakes = read(text, Choices())
        assert mistakes == [
            '"1/2/2020" is ambiguous: 2020-01-02 or 2020-02-01 (use --dates mdy or dmy)'
        ]
        assert notes == []


@given(st.lists(st.tuples(st.integers(1, 12), st.integers(1, 28)), min_size=1), st.booleans())
def test_a_column_is_read_in_one_order_or_refused(
    days: list[tuple[int, int]], is_american: bool
) -> None:
    """No row is read in another order than the rows that have only one."""
    text = "\n".join(f"{m}/{d}/2023" if is_american else f"{d}/{m}/2023" for m, d in days)
    dates, _, mistakes = read_column(text)
    if any(d > 12 for _, d in days):
        assert (dates, mistakes) == ([f"2023-{m:02}-{d:02}" for m, d in days], [])
    else:
        assert len(mistakes) == sum(m != d for m, d in days)


@pytest.mark.parametrize(
    ("text", "choices", "event"),
    [
        ("hdate,label\n1990,A\n", {"columns": {"when": "hdate"}}, ("1990", "A")),
        ("date,what,name\n1990,A,B\n", {"columns": {"title": "what"}}, ("1990", "A")),
        ("n,date\n1,A\n1990,B\n", {"columns": {"title": "date", "epoch": "n"}},
         ("1970-01-01T00:00:01Z", "A")),
        ("n,title\n1700252340123,A\n", {"columns": {"epoch": "n"}}, ("2023-11-17T20:19:00Z", "A")),
        ("epoch,title\n1700252340123456,A\n", {}, ("2023-11-17T20:19:00Z", "A")),
        ('[{"hdate": "1990", "label": "A"}]', {"columns": {"when": "hdate"}}, ("1990", "A")),
        ("1990,A\n", {"names": ["date", "title"], "has_header": False}, ("1990", "A")),
        ("x,y\n1990,A\n", {"names": ["date", "title"]}, ("1990", "A")),
        ("1990,z,A\n", {"names": ["date", "", "title"], "has_header": False}, ("1990", "A")),
        ("date,title\n1990,Łódź\n".encode("cp1250"), {"encoding": "cp1250"}, ("1990", "Łódź")),
        ("date,title\n1990,Łódź\n".encode("utf-16-be"), {}, ("1990", "Łódź")),
        ("date,title\n1990,Łódź\n".encode("utf-16"), {}, ("1990", "Łódź")),
        ("date,title\n1990,Łódź\n".encode("utf-16"), {"encoding": "utf-16"}, ("1990", "Łódź")),
    ],
)  # fmt: skip
def test_columns_and_encodings_are_chosen(
    text: str | bytes, choices: dict[str, Any], event: tuple[str, str]
) -> None:
    content = text if isinstance(text, bytes) else text.encode()
    table = open_table(content, "t", choices=Choices(**choices))
    first = import_tables([table], "T").timeline["events"][0]
    assert ([one.message for one in table.file.mistakes], (first["when"], first["title"])) == (
        [],
        event,
    )


@pytest.mark.parametrize(
    ("text", "choices", "message"),
    [
        (b"date,title\n1990,A\n", {"columns": {"when": "hdate"}}, 'there is no column "hdate"'),
        (b"[{}]", {"columns": {"when": "hdate"}}, 'there is no column "hdate"'),
        (b"date,title\n1990,\x81\n", {}, ("byte 0x81 is not UTF-8: name the encoding with "
         "--encoding")),
        (b"date,title\n1990,\xe9\n", {"encoding": "ascii"}, ("byte 0xe9 is not ascii: name another "
         "encoding with --encoding")),
        (b"\xff\xfed\x00a\x00t", {}, ("byte 0x74 is not utf-16: name another "
         "encoding with --encoding")),
        (b"d\x00\x00\x00", {"encoding": "cp1252"}, ("read as cp1252, this is not text: it has null "
         "bytes")),
        (b"1990,z,A\n", {"names": ["date", "title"], "has_header": False},
         'this row has 3 cells, but there are 2 columns: quote the cells that contain ","'),
    ],
)  # fmt: skip
def test_a_choice_that_does_not_fit_is_explained(
    text: bytes, choices: dict[str, Any], message: str
) -> None:
    assert read(text, Choices(**choices))[2] == [message]


def test_a_refusal_lists_the_columns_with_a_value_each() -> None:
    text = "id,when it was noted,label\n1,,\n2,5/11/2023,A call\n"
    table = open_table(text.encode(), "t")
    import_tables([table], "T")
    assert [str(mistake) for mistake in table.file.mistakes] == [
        "t:1:1: error[missing-key]: no column is known as a date: name it with --column date=NAME"
    ]
    assert table.file.hints == [
        "columns, with a value of each:",
        "    id                 1",
        "    when it was noted  5/11/2023",
        "    label              A call",
        "to try: --column 'date=when it was noted'",
    ]


MUSEUM = "Object,No,File,Date,Description,Maker\n"


def test_columns_that_may_have_the_title_are_named_where_the_description_is_taken() -> None:
    text = f"{MUSEUM}Tea-pot,K12,a/b.png,1790,A gift.,Ann Lee\n"
    assert read(text, NO_CHOICES)[1:] == (
        [
            (
                "no column is known as a title; to name one: --column title=Object or "
                "--column title=Maker"
            ),
            'left out, with the number of values: "Object" 1, "No" 1, "File" 1, "Maker" 1',
            'title taken from "Description", where there is none (1)',
        ],
        [],
    )
    for known in ("date,title,description,maker\n1790,T,A gift.,Ann\n", "date,text\n1790,T\n"):
        assert "to name one" not in "".join(read(known, NO_CHOICES)[1])


def test_only_some_of_many_columns_are_suggested() -> None:
    names = "".join(f",c{number}" for number in range(7))
    (note, *_) = read(f"date,text{names}\n1790,T{',word' * 7}\n", NO_CHOICES)[1]
    assert note.endswith("--column title=c4, ... (2 more)")


def test_columns_are_listed_where_some_descriptions_are_empty() -> None:
    text = f"{MUSEUM}Tea-pot,K12,,1790,A gift.,\nSpoon,K13,,1791,,\nFork,K14,,1792,,\n"
    table = open_table(text.encode(), "t")
    import_tables([table], "T")
    assert [str(mistake) for mistake in table.file.mistakes] == [
        "t:3:1: error[missing-key]: this event has no title",
        "t:4:1: error[missing-key]: this event has no title",
    ]
    assert table.file.hints == [
        "columns, with a value of each:",
        "    Object       Tea-pot",
        "    No           K12",
        "    File",
        "    Date         1790",
        "    Description  A gift.",
        "    Maker",
        "to try: --column title=Object",
    ]


def test_a_column_of_words_is_suggested_as_the_title() -> None:
    table = open_table(b"date,status,came to pass\n1790,open,A gift came\n", "t")
    import_tables([table], "T")
    assert table.file.hints[-1] == "to try: --column 'title=came to pass'"


@pytest.mark.parametrize(
    ("row", "right"),
    [
        ("1835,,A", ["1835"]),
        ("1835,5 March 1835,A", ["1835-03-05"]),
        ("1835,1834/1836,A", ["1834/1836"]),
        ("1835,1836-01,A", ['"1836-01" is not in 1835, the "Year" of its row']),
        ("c. 1835?,1836-01,A", ["1836-01"]),
    ],
)
def test_a_year_beside_a_whole_date_is_compared_with_it(row: str, right: list[str]) -> None:
    dates, _, mistakes = read(f"Year,Exact Date,title\n{row}\n", Choices())
    assert dates + mistakes == right
