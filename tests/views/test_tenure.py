"""Terms of office in words."""
# ruff: noqa: E501  # phrases are as printed

import re
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oai_timeline.dates.display import format_date
from oai_timeline.model.printed import Printed
from oai_timeline.views.tenure import TermEnd, format_tenure
from tests.strategies import dates

HOME = ZoneInfo("America/Los_Angeles")


def _end(text: str | None, zone: str = HOME.key) -> TermEnd:
    if text is None:
        return TermEnd(None, None)
    if text == "..":
        return TermEnd("..", Printed("", "…–…", ""))
    return TermEnd(text, format_date(text, HOME, ZoneInfo(zone)))


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        ("2015-12-11", "2024-05-14", "from 2015-12-11 until 2024-05-14"),
        ("2015-12", "2024", "from 2015-12 until 2024"),
        ("2015-12~", "2017?", "from about 2015-12 until perhaps 2017"),
        ("2015%", "2016~/2017-12-31?", "from perhaps about 2015 until some time between about 2016 and perhaps 2017-12-31"),
        ("2015-12-12/2023-03-03", "2024-05-14", "from some time between 2015-12-12 and 2023-03-03 until 2024-05-14"),
        ("2017", "2023-11-21T22:03/2023-11-29", "from 2017 until some time between 2023-11-21 22:03 PST and 2023-11-29"),
        ("2023-11-17T12:28", "2023-11-19T17:00/2023-11-19T21:30", "from 2023-11-17 12:28 PST until some time between 2023-11-19 17:00 and 21:30 PST"),
        ("2023-11-17T12:28~", "2023-11-21T22/2023-11-22T01", "from about 2023-11-17 12:28 PST until some time between 2023-11-21 22h and 2023-11-22 01h PST"),
        ("2023-11-17/2023-11-19T17:00", None, "from some time between 2023-11-17 and 2023-11-19 17:00 PST, end not known"),
        ("../2023-11-21", None, "in office by 2023-11-21, end not known"),
        ("/2023-11-21T12:00", None, "in office by 2023-11-21 12:00 PST, end not known"),
        ("../2023-11-21", "..", "in office by 2023-11-21, still held"),
        ("../2023-11-21", "2024", "in office by 2023-11-21 until 2024"),
        ("2023-11-21/..", "2024/", "from 2023-11-21 or later until 2024 or later"),
        ("2018", "2025-03-24/..", "from 2018 until 2025-03-24 or later"),
        ("2018", "../2025-03-24", "from 2018 until 2025-03-24 or earlier"),
        ("2019-03", "..", "from 2019-03, still held"),
        (None, "..", "start not known, still held"),
        (None, "2024-05-14", "start not known, until 2024-05-14"),
        (None, None, "dates not known"),
        ("1987-21", "199X", "from spring 1987 until the 1990s"),
        ("1987-24~", "19XX", "from about winter 1987–88 until the years 1900 to 1999"),
        ("2023-11-XX", "2024-XX", "from a day in 2023-11 until a month in 2024"),
        ("-0048~", "-0043-03-15", "from about 49 BCE until 15 March 44 BCE"),
        ("-0043-03-15T12:00", "000X", "from 15 March 44 BCE 12:00 LMT until the years 1 BCE to 9 CE"),
        ("2023-11-04T22:00/2023-11-05T03:00", "..",
         "from some time between 2023-11-04 22:00 PDT and 2023-11-05 03:00 PST, still held"),
        ("1825/1860", "1871/1879~", "from some time between 1825 and 1860 until some time between 1871 and about 1879"),
    ],
)  # fmt: skip
def test_a_term_says_what_is_known_of_its_ends(
    since: str | None, until: str | None, words: str
) -> None:
    assert format_tenure(_end(since), _end(until)) == words


@given(st.none() | dates(), st.none() | st.just("..") | dates())
def test_no_range_is_left_to_be_read_in_signs(since: str | None, until: str | None) -> None:
    words = format_tenure(_end(since), _end(until))
    words = re.sub(r"(winter \d{4})–\d\d", r"\1", words)
    assert not re.search(r"[–/…?~%X]|\.\.|  |^ | $", words)


def test_only_times_shift_to_another_zone() -> None:
    tokyo = "Asia/Tokyo"
    since, until = _end("2023-11-17T12:28", tokyo), _end("2023-11-19T17:00/2023-11-29", tokyo)
    assert format_tenure(since, until) == (
        "from 2023-11-18 05:28 JST until some time between 2023-11-20 10:00 JST and 2023-11-29"
    )
