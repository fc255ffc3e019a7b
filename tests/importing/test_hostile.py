"""Files made to take long to import: the time is proportional to their size."""

import json
import time
from collections.abc import Callable

import pytest

from oai_timeline.importing import open_table
from oai_timeline.importing.choices import Choices
from oai_timeline.importing.importer import import_tables
from tests.growth import LINEAR, growth

EVENT = "BEGIN:VEVENT\r\nSUMMARY:T\r\nDTSTART:20200101T120000Z\r\nEND:VEVENT\r\n"
RECURRING = EVENT.replace("SUMMARY", "RRULE:FREQ=SECONDLY\r\nSUMMARY")
SLIDE = {"start_date": {"year": 2020}, "text": {"headline": "T", "text": "<p>a</p>" * 9}}
MANY: dict[str, Callable[[int], str]] = {
    "ics": lambda count: f"BEGIN:VCALENDAR\r\n{EVENT * count}END:VCALENDAR\r\n",
    "ics recurring": lambda count: (
        f"BEGIN:VCALENDAR\r\n{RECURRING * count}{EVENT}END:VCALENDAR\r\n"
    ),
    "timelinejs": lambda count: json.dumps({"events": [SLIDE] * count}),
    "timesketch": lambda count: (
        "message,timestamp,timestamp_desc\n" + "T,1577836801000000,x\n" * count
    ),
    "l2t": lambda count: (
        "date,time,timezone,MACB,short,desc\n" + "01/02/2020,12:00:00,UTC,M...,T,U\n" * count
    ),
    "ambiguous": lambda count: "date,title\n" + "3/4/2023,T\n" * count,
    "decided": lambda count: "date,title\n" + "3/4/2023,T\n" * count + "3/14/2023,T\n",
    "columns": lambda count: (
        f"date,title,{','.join(map(str, range(count)))}\n2020,T{',x' * count}\n"
    ),
    "unlike rows": lambda count: json.dumps(
        [{"date": "2020", "title": "T", f"x{number}": 1} for number in range(count)]
    ),
    "no column fits": lambda count: json.dumps([{f"x{number}": 1} for number in range(count)]),
    "tags": lambda count: "date,title,tags\n" + '2020,T,"a, b"\n' * count,
}  # fmt: skip


@pytest.mark.parametrize("name", MANY)
def test_time_is_proportional_to_the_number_of_rows(name: str) -> None:
    def prepare(count: int) -> Callable[[], object]:
        content = MANY[name](count).encode()
        return lambda: import_tables([open_table(content, "t")], "T")

    assert growth(prepare, 300) < LINEAR


MOST_SECONDS = 5
"""Processor time; a quadratic pattern takes more on 100,000 characters."""
MOST = 100_000
LONG = {
    "tags of HTML": "<p" * (MOST // 2),
    "links": '<a href="' * (MOST // 9),
    "attributes": f"<a {'href=' * (MOST // 5)}>",
    "spaces": f"a{' ' * MOST}b",
    "lines": "\n" * MOST,
    "parentheses": " (" * (MOST // 2),
    "quotes": "“”: " * (MOST // 4),
    "numbers": "1," * (MOST // 2),
    "days": "3/4/" * (MOST // 4),
    "months": "11-Mar-" * (MOST // 7),
    "brackets": "[" * MOST,
    "entities": "&amp" * (MOST // 4),
    "bars": "|" * MOST,
    "rules": "|:-" * (MOST // 3),
    "stars": "**a " * (MOST // 4),
    "links of Markdown": "[a](http://" * (MOST // 11),
    "backslashes": "\\" * MOST,
    "semicolons": ";" * MOST,
    "colons": ":" * MOST,
}
FILES: dict[str, Callable[[str], str]] = {
    "ics": lambda text: (
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nX-TIMELINE-DATE:2020\r\n"
        + "".join(
            f"{name}:{text}\r\n".replace("\n\n", "\n \n")
            for name in ("SUMMARY", "DESCRIPTION", "CATEGORIES", "URL", "X", "DTSTART", "RRULE;A")
        )
        + "END:VEVENT\r\nEND:VCALENDAR\r\n"
    ),
    "timelinejs": lambda text: json.dumps(
        [
            {**SLIDE, "display_date": text},
            {**SLIDE, "text": {"headline": text, "text": text}},
            {**SLIDE, "date": "2020", "display_date": text, "text": {"text": text}},
            {**SLIDE, "start_date": {"year": text}},
            {**SLIDE, "startDate": text},
        ]
    ),
    "timesketch": lambda text: "".join(
        json.dumps({"message": text, "timestamp_desc": text, **row}) + "\n"
        for row in ({"tag": text}, {"timestamp": text}, {"datetime": text, "timestamp": 1})
    ),
    "l2t": lambda text: (
        "date,time,timezone,MACB,short,desc\n"
        + "".join(
            f"{','.join(json.dumps(one) for one in row)}\n"
            for row in ([text, "1", "1", "", "T", text], ["01/02/2020", text, text, "", text, ""])
        )
    ),
    "csv": lambda text: (
        f"date,title,all day,end,end time,words,tags,epoch,{json.dumps(text)}\n"
        f"{','.join(json.dumps(text) for _ in range(9))}\n"
    ),
    "first lines": lambda text: text,
    "markwhen": lambda text: f"title: x\n{text}\n1999: x",
    "markdown": lambda text: f"| date | title | who |\n|---|---|---|\n| 1990 | {text} | {text} |\n",
    "below headings": lambda text: f"| date |\n{text}\n",
    "xml": lambda text: f"<?xml ?><!-- {text}<data <event",
}  # fmt: skip


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_no_pattern_is_slow_on_a_long_text(text: str) -> None:
    start = time.process_time()
    for write in FILES.values():
        for choices in (Choices(), Choices(century=1900, date_order="mdy")):
            import_tables([open_table(write(text).encode(), "t", choices=choices)], "T")
    assert time.process_time() - start < MOST_SECONDS
