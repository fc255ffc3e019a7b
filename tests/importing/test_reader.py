"""What a file is: a table in one of its forms, or another kind of file, which is named."""

import json
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oai_timeline import importing
from oai_timeline.importing import READERS
from tests.cli.processes import in_process
from tests.importing.reading import read, read_events


def pack(*names: str) -> bytes:
    """Write a zip archive of empty files."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (pack("[Content_Types].xml", "xl/workbook.xml"), "an Excel workbook: save it as"),
        (b"PK\x03\x04\x14\x00\x06\x00\x08\x00", "an Excel workbook: save it as"),
        (pack("[Content_Types].xml", "word/document.xml"), "a Word document"),
        (pack("table.csv"), "a zip archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", "an Excel workbook (.xls)"),
        (b"\x1f\x8b\x08\x00", "a file compressed by gzip: unpack it: gunzip -c t"),
        (b"%PDF-1.7\n", "a PDF document"),
        (b"SQLite format 3\x00\x10", "an SQLite database"),
        (b"<?xml version='1.0'?>\n<data>\n<event start='1911'/>", "a timeline of SIMILE in XML"),
        (b"title: A\n#Work: blue\n\n1999: Born\n", "a timeline of markwhen"),
        (b"2019-01 / 2020-03: First job\n", "a timeline of markwhen"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>", "XML"),
        (b"\n<!DOCTYPE html><title>x</title>", "an HTML page"),
        (b"# mine\n---\ntimeline:\n  format: 1\n", "a timeline already; to read it: timeline -f t"),
        (b"actors: {}\ntimeline: {format: 1}\n", "a timeline already"),
        (b'{"timeline": {"format": 1}, "events": []}', "a timeline already"),
        (b"date,title\n2020,a\x00b\n", "not text"),
    ],
)
def test_a_file_that_is_no_table_is_named(content: bytes, kind: str) -> None:
    (mistake,) = read(content)[1]
    assert mistake.startswith(f"1:1: error[not-a-table]: this is {kind}")


EVENTS = [{"date": "2020", "title": "A"}, {"date": "2021", "title": "B"}]


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"{json.dumps(event)}\n" for event in EVENTS),
        "\n".join(json.dumps(event, indent=2) for event in EVENTS), json.dumps(EVENTS),
        json.dumps(EVENTS, indent=0), json.dumps({"events": EVENTS}),
        json.dumps({"entries": EVENTS}, indent="\t"), "date,title\n2020,A\n2021,B\n",
        "sep=;\ndate;title\n2020;A\n2021;B\n",
        '\ufeff"sep=\t"\r\ndate\ttitle\r\n2020\tA\r\n2021\tB\r\n',
        " , \ndate,title\n  ,\n2020,A\n2021,B\n",
    ],
)  # fmt: skip
def test_a_table_is_read_in_each_format(text: str) -> None:
    assert [(event["when"], event["title"]) for event in read_events(text)] == [
        ("2020", "A"),
        ("2021", "B"),
    ]


def test_members_of_a_document_other_than_its_events_are_counted() -> None:
    made, mistakes = read(json.dumps({"title": "Mine", "events": EVENTS, "meta": {"a": 1}}))
    assert mistakes == []
    assert made.notes == ['left out, with the number of values: "title" 1, "meta" 1']


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        ('[\n  {"date": "2020"\n', "3:1: error[syntax]: this is not JSON: "),
        ('[\n  {"date": "2020",}\n]', "2:"),
        ('{\n "a": 1,\n "a": 2\n}',
         '1:1: error[syntax]: this is not JSON: the key "a" occurs twice'),
        ('{"a": 1, "a": 2}\n', '1:1: error[syntax]: this is not JSON: the key "a" occurs twice'),
        ('{"events": [{"date": "2020", "title": "A"}, 5]}', "1:45: error[wrong-type]: each event"),
        ("{}", "1:1: error[not-a-table]: this object has no list of events"),
        ('[{"date": {"x": 1}, "title": "A"}]', '1:2: error[bad-date]: can\'t read "1" as a date'),
        ('[{"when": {"x": 1}, "title": "A"}]', '1:3: error[wrong-type]: "when" must be text, or'),
        ('{"items": [{"kind": "calendar#event", "start": {"date": "2020-01-01"}}]}',
         "1:12: error[not-a-table]: this is JSON of Google Calendar"),
        ("date,title\n,,\n2020,A,b\n", "3:1: error[wrong-type]: this row has 3 cells"),
        ("sep=;\ndate\n2020\n", "2:1: error[missing-key]: no column is known as a title"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_document_is_reported_once(text: str, mistake: str) -> None:
    (found,) = read(text)[1]
    assert found.startswith(mistake)


SAMPLES = {
    "ics": "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
    "timelinejs": '{"events": [{"start_date": {"year": 1990}, "text": {"headline": "A"}}]}',
    "timesketch": "message,datetime,timestamp_desc\nA,2020-01-01T00:00:00Z,B\n",
    "l2t": "date,time,timezone,MACB,source\n01/01/2020,00:00:00,UTC,M...,LOG\n",
    "csv": "date,title\n2020,A\n",
    "json": '[\n{"date": "2020", "title": "A"}]',
    "jsonl": '{"date": "2020", "title": "A"}\n{"date": "2021", "title": "B"}\n',
}


@pytest.mark.parametrize("name", READERS)
def test_every_format_is_recognised_and_offered_by_the_command(name: str) -> None:
    recognised = [form for form in READERS if READERS[form].recognises(SAMPLES[name])]
    assert recognised[0] == name
    assert name in in_process("import", "--help").out.partition("--from")[2].partition("--")[0]


def test_every_module_of_a_format_is_registered() -> None:
    modules = {path.stem for path in Path(importing.__file__).parent.glob("*_reader.py")}
    registered = {reader.__module__.rpartition(".")[2] for reader in READERS.values()}
    assert modules - {"row_reader"} == registered


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=6,
)


@given(
    st.lists(st.fixed_dictionaries({"date": st.just("?"), "title": st.just("T"), "x": JSON})),
    st.integers(0, 3),
)
def test_each_item_of_a_document_is_a_row(items: list[Any], indent: int) -> None:
    for document in (items, {"before": items, "events": items}):
        text = json.dumps(document, indent=indent or None, ensure_ascii=indent == 1)
        mistakes = [one for one in read(text)[1] if "empty-file" not in one]
        assert len(mistakes) == len(items)
        assert all("bad-date" in one for one in mistakes)
