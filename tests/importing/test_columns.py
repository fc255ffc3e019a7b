"""The columns of others: what each becomes, and that none is dropped without being counted."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oai_timeline.importing.columns import NAMES
from tests.importing.reading import read, read_events
from tests.strategies import scale_examples

SHEET = "Year,Month,Day,Time,End Year,End Month,End Day,End Time"
"""What TimelineJS calls the columns of its sheet."""
BOTH = '"end" and "date"'


@pytest.mark.parametrize(
    ("header", "row", "event"),
    [
        ("date,name,event", "1920,An Act,Long", {"title": "An Act", "summary": "Long"}),
        ("date,event", "1920,An Act", {"title": "An Act"}),
        ("date,event,description", "1920,An Act,Long", {"title": "An Act", "summary": "Long"}),
        ("date,title,kind", "1920, An Act   ,\u00a0Law ", {"title": "An Act", "kind": "Law"}),
        ("date,title,url,place,who", "1920,An Act,n/a, - ,N/A", {"title": "An Act"}),
        ("date,title,url,place", "1920,An Act,\u2014,#N/A", {"title": "An Act"}),
        ("StartDate,Display Date,title", "1920,Once,An Act", {"title": "An Act", "words": "Once"}),
        ("event_date,title", "1920,'-", {"title": "-"}),
        ("Start.Date,Event.Name", "1920,An Act", {"title": "An Act"}),
        ("when,what,who", "1920,An Act,Ann | Bob Ray", {"title": "An Act",
                                                        "actors": ["ann", "bob-ray"]}),
        ("date,title,tags", '1920,An Act,"a | b, c"', {"title": "An Act", "tags": ["a", "b, c"]}),
        ("date,title,who", "1920,An Act,Ann|Bob; Cat", {"title": "An Act",
                                                        "actors": ["ann-bob", "cat"]}),
    ],
)  # fmt: skip
def test_columns_become_keys(header: str, row: str, event: dict[str, Any]) -> None:
    (made,) = read_events(f"{header}\n{row}\n")
    assert made.pop("when") == "1920"
    del made["id"]
    assert made == event


@pytest.mark.parametrize(
    ("table", "when"),
    [
        ("Start Date,Start Time,End Date,End Time\n2020-05-30,10:00 AM,2020-05-30,1:00 PM",
         "2020-05-30T10:00/2020-05-30T13:00"),
        ("date,time,end time\n2020-05-30,10:00,13:00", "2020-05-30T10:00/2020-05-30T13:00"),
        ("date,end time\n2020-05-30T10:00,13:00", "2020-05-30T10:00/2020-05-30T13:00"),
        ("date,end time\n2020-05-30T10:00+05:30,13:00",
         "2020-05-30T10:00+05:30/2020-05-30T13:00+05:30"),
        ("date,time,end time\n2020-05-30,10:00Z,1pm", "2020-05-30T10:00Z/2020-05-30T13:00Z"),
        ("date,time,end\n2020-05-30,10:00,2020-05-30 10:00", "2020-05-30T10:00"),
        ("date,time,timezone\n2019-10-31,03:46:20,America/Los_Angeles",
         "2019-10-31T03:46:20-07:00"),
        ("date,time zone\n2019-10-31T03:46~,Asia/Kolkata", "2019-10-31T03:46+05:30~"),
        ("date,time,tz\n2019-10-31,03:46,UTC-8", "2019-10-31T03:46-08:00"),
        ("date,time,tz\n2019-10-31,03:46,+530", "2019-10-31T03:46+05:30"),
        ("date,time,tz\n2019-10-31,03:46,Z", "2019-10-31T03:46"),
        ("date,end,tz\n2019-10-31T03,2019-10-31T05:00,-03",
         "2019-10-31T03-03:00/2019-10-31T05:00-03:00"),
        ("date,end\nc. 1850,1860s", "1850~/1869"),
        ("date,end\nspring 1987,autumn 1988", "1987-03/1988-11"),
        ("date,end\n300 BC,c. 200 BC", "-0299/-0199~"),
        ("date,end\nMay 1381,between 5 June 1381 and 1382", "1381-05/1382"),
        ("time\n2020-05-30 10:00", "2020-05-30T10:00"),
        ("time (UTC)\n20200530", "2020-05-30"),
        ("time,timezone\n2020-05-30 10:00,Asia/Tokyo", "2020-05-30T10:00+09:00"),
        *((f"date,end\n1990s,{end}", "1990/..") for end in ("Present", "now", "..", "ongoing")),
        ("date,time,end,tz\n2019-10-31,03:46,today,Asia/Tokyo", "2019-10-31T03:46+09:00/.."),
        (f"{SHEET}\n1815,12,10,,1852,11,27,", "1815-12-10/1852-11-27"),
        (f"{SHEET}\n1943,7,,,,,,", "1943-07"),
        (f"{SHEET}\n1969,,,,,,,", "1969"),
        (f"{SHEET}\n1969,7,20,20:17,1969,7,21,5:00", "1969-07-20T20:17/1969-07-21T05:00"),
        ("Year,Month,Day,End Year\n1815.0,12.0,10.0,1852", "1815-12-10/1852"),
        ("year,month,day\n987,7,3", "0987-07-03"),
        ("year,month,day\n1815,December,10", "1815-12-10"),
        ("day,time\n2019-10-31,03:46", "2019-10-31T03:46"),
        ("DAY,clock\n10/31/2019,3:46 pm", "2019-10-31T15:46"),
    ],
)  # fmt: skip
def test_a_date_is_read_from_several_columns(table: str, when: str) -> None:
    header, row = table.split("\n")
    (event,) = read_events(f"{header},title\n{row},T\n")
    assert event["when"] == when


@pytest.mark.parametrize(
    ("cells", "place", "message"),
    [
        ("date,end,title\n1990,foo,x", "2:6: error[bad-date]", '"foo"'),
        ("date,end,title\n1990,1989,x", "2:6: error[bad-date]", "ends before it begins"),
        ("date,time,title\n1990-01-02,never,x", "2:12: error[bad-date]", "never"),
        ("date,time,title\nnever,12:00,x", "2:1: error[bad-date]", "never"),
        ("date,end,title\n1990/1991,1992,x", "2:11: error[bad-date]", "already an interval"),
        ("date,end time,title\n1990,12:00,x", "2:6: error[bad-date]", "needs a day"),
        ("date,time,end time,title\n1990-01-02,22:00,2:00,x", "2:18:", "day of the end, too"),
        ("title,source,url,date\na,Paper,foo,1990", "2:9: error[wrong-type]", "invalid address"),
        ("date,title\n5/11/2023,x", "2:1: error[bad-date]", "2023-05-11 or 2023-11-05"),
        ("time,title\n1030,x", "1:1: error[missing-key]", "no column is known as a date"),
        ("time,title\n10:30,x\n2020-05-30,y", "1:1: error[missing-key]", "known as a date"),
        ("year,title\n79,x", "2:1: error[bad-date]", "name its century, like --century 1900"),
        ("date,title\n1914.75,x", "2:1: error[bad-date]", 'can\'t read "1914.75" as a date (w'),
        ("| date | title |\n| --- | :-: |\n| never | x |", "3:3: error[bad-date]", "never"),
        ("| date | title |\n|---|---|\n| 1990 | x \\| y |", "3:1: error[wrong-type]", "3 cells"),
        ("date,title\n1911-12,x", "2:1: error[bad-date]", 'write "Dec 1911", or 1911/1912'),
        ('title,text,date\n"a ""b"", c","x\ny",  never', "3:6: error[bad-date]", "never"),
        ('title,text,date\na "b",c,never', "2:9: error[bad-date]", "never"),
        ("Year,Month,Day,title\n1815,,10,x", "2:7: error[bad-date]", "needs a month"),
        ("Year,Month,title\n15,7,x", "2:1: error[bad-date]", "four digits"),
        ("Year,End Month,title\n1815,7,x", "2:6: error[bad-date]", "needs a year"),
        ("date,tz,title\n2019-10-31T03:46,PST,x", "2:18: error[unknown-zone]", '"PST"'),
        ("date,tz,title\n2019-10-31T03:46,+15,x", "2:18: error[unknown-zone]", '"+15"'),
        ("date,end time,tz,title\n2023-11-17,02:00,Asia/Tokyo,x", "2:1: error[bad-date]", "only"),
        ("date,tz,title\n2023-11-17T09:00/2023-11-18,Asia/Tokyo,x", "2:1: error[bad-date]", "only"),
        ("date,end,title\n1990,1850s,x", "2:6: error[bad-date]", '"1990/185X" as a date: the int'),
        ("date,end,title\n1990,date,x", "2:6: error[bad-date]", "can't read \"date\" as a date"),
        ("text\na,b\nc,d,e", "1:1: error[missing-key]", "as a date"),
        ("date,tz,title\n2023-11-05T01:30,America/New_York,x", "2:1: error[bad-date]", "twice"),
        ("date,tz,title\n2023-03-12T02:30,America/New_York,x", "2:1: error[bad-date]", "not exist"),
        ("date,tz,title\n1850-03-12T02:30,America/New_York,x", "2:1: error[bad-date]", "in UTC"),
        ('[\n{"title": "date",\n  "date" : "foo"}]', "3:3: error[bad-date]", "foo"),
    ],
)  # fmt: skip
def test_a_mistake_is_reported_at_its_cell(cells: str, place: str, message: str) -> None:
    (mistake,) = read(cells)[1]
    assert mistake.startswith(place)
    assert message in mistake


@pytest.mark.parametrize(
    ("rows", "dates", "notes"),
    [
        ("date\n1937-12-20 00:00:00", ["1937-12-20"], ['"date"']),
        ("date\n1937-12-20T00:00:00Z\n1938-01-02T0:00", ["1937-12-20", "1938-01-02"], ['"date"']),
        ("date\n3/14/2023 12:00:00 AM", ["2023-03-14"], ['"date"']),
        ("date,time\n1937-12-20,00:00\n1937-12-21,", ["1937-12-20", "1937-12-21"], ['"time"']),
        ("date,end\n1937-12-20 0:00,1937-12-21 0:00", ["1937-12-20/1937-12-21"], [BOTH]),
        ("date\n1937-12-20 00:00\n1937-12-20 10:00", ["1937-12-20T00:00", "1937-12-20T10:00"], []),
        ("date,end\n1937-12-20 00:00,1937-12-20 01:00", ["1937-12-20T00:00/1937-12-20T01:00"], []),
        ("date,precision\n1937-12-20T00:00,minute", ["1937-12-20T00:00"], []),
    ],
)  # fmt: skip
def test_midnights_become_days_if_all_times_are_midnight(
    rows: str, dates: list[str], notes: list[str]
) -> None:
    header, *lines = rows.split("\n")
    made, mistakes = read("\n".join([f"{header},title", *(f"{line},T" for line in lines)]))
    assert mistakes == []
    assert [event["when"] for event in made.timeline["events"]] == dates
    assert made.notes == [f"all times of {names} are midnight: read as days" for names in notes]


def test_a_zone_without_effect_is_counted() -> None:
    made, mistakes = read(
        "date,time,tz,title\n2019-10-31,,Asia/Tokyo,A\n2019-10-31,03:46Z,Asia/Tokyo,B\n"
    )
    assert mistakes == []
    assert made.notes == [
        "zones beside dates without a time, left out (1)",
        "zones beside times that have an offset, left out (1)",
    ]


@pytest.mark.parametrize(
    ("titles", "ids"),
    [
        (["Морское сражение в войне 1788—1790 годов"], ["1788-01-02"]),
        (["会議", "会議 2"], ["1788-01-02", "1788-01-02-2"]),
        (["Łódź, a congress"], ["odz-a-congress"]),
        (["1914"], ["1914"]),
        (["!!!"], ["1788-01-02"]),
    ],
)
def test_an_id_is_made_from_the_date_if_the_title_has_no_latin_letters(
    titles: list[str], ids: list[str]
) -> None:
    lines = "".join(f'1788-01-02,"{title}"\n' for title in titles)
    assert [event["id"] for event in read_events(f"date,title\n{lines}")] == ids


_VALUES = {
    "when": "1231-05-06", "edtf": "1233", "epoch": "7", "all day": "x",
    "year": "1231", "month": "05", "day": "06", "time": "03:07",
    "end": "1547-08-09", "end year": "1547", "end month": "08", "end day": "09",
    "end time": "23:19", "zone": "Asia/Tokyo", "links": "https://example.org",
    "earliest": "1677", "latest": "1678", "precision": "parsec", "certainty": "sure",
}  # fmt: skip
_CELLS = {name: _VALUES.get(key, name[::-1]) for key, names in NAMES.items() for name in names}


@scale_examples(4)
@given(
    st.lists(st.sampled_from(sorted(_CELLS)), min_size=1, max_size=8),
    st.sampled_from([str.title, str.upper, str.lower]),
    st.data(),
)
def test_each_cell_is_imported_or_counted(
    names: list[str], write: Callable[[str], str], data: st.DataObject
) -> None:
    """Whatever columns a table has: without any one of its cells something else comes of it."""
    names = ["date", "title", *names]
    cells = [_CELLS[name] for name in names]
    header = ",".join(map(write, names))
    made, mistakes = read(f"{header}\n{','.join(cells)}\n")
    cells[data.draw(st.sampled_from(range(len(cells))))] = ""
    assert mistakes or read(f"{header}\n{','.join(cells)}\n") != (made, mistakes)
