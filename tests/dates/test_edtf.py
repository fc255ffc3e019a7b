"""EDTF: what each form means, what is refused and why."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oai_timeline.dates import edtf
from oai_timeline.dates.bounds import parse_date
from tests.dates.drawn import BACKWARD, HOME


@pytest.mark.parametrize(
    ("text", "strict"),
    [
        pytest.param("2023", "2023", id="year"),
        pytest.param("2023-11~", "2023-11~", id="qualified month"),
        pytest.param("2023-11-17%", "2023-11-17%", id="qualified day"),
        pytest.param("2023-21", "2023-21", id="season"),
        pytest.param("199X", "199X", id="decade"),
        pytest.param("2023-XX-XX", "2023-XX-XX", id="some day"),
        pytest.param("2023/2024", "2023/2024", id="interval"),
        pytest.param("2023~/2024-06%", "2023~/2024-06%", id="qualified ends"),
        pytest.param("2023/..", "2023/..", id="open end"),
        pytest.param("/2023?", "/2023?", id="unknown start"),
        pytest.param("2023-11-17T12:19:30", "2023-11-17T12:19:30", id="second"),
        pytest.param("2023-11-17T12:19:30Z", "2023-11-17T12:19:30Z", id="second in UTC"),
        pytest.param("2023-11-17T12:19", "2023-11-17T12:19:00", id="minute"),
        pytest.param("2023-11-17T12:19-08", "2023-11-17T12:19:00-08", id="minute with offset"),
        pytest.param("2023-11-17T12", "2023-11-17T12:00:00", id="hour"),
        pytest.param("2023-11-17T12+05:30", "2023-11-17T12:00:00+05:30", id="hour with offset"),
        pytest.param("2023-11-17T12Z", "2023-11-17T12:00:00Z", id="hour in UTC"),
        pytest.param("2023-11-17T12:30~", None, id="qualified minute"),
        pytest.param("2023-11-17T12:30:00Z?", None, id="qualified second"),
        pytest.param("199X~", None, id="qualified decade"),
        pytest.param("2023-XX?", None, id="qualified some month"),
        pytest.param("2023-22%", None, id="qualified season"),
        pytest.param("2023-11-17T12/2023-11-18", None, id="interval from a time"),
        pytest.param("../2023-11-17T12:30", None, id="open interval to a time"),
    ],
)
def test_a_date_has_a_strict_form_or_none(text: str, strict: str | None) -> None:
    assert parse_date(text, HOME).edtf == strict


NO_DATE = '"{}" is not an EDTF date (like 2023-11-17, 2023-11-17T12:19, 2023-11~, 2023/..)'
LEVEL_2 = '"{}" is EDTF level 2: levels 0 and 1 are read here'
X_IN_INTERVAL = "unspecified digits in an interval are EDTF level 2, not read here"
LONG_YEAR = '"{}" is a year of more than four digits: years run from -9999 to 9999'
FOUR_DIGITS = '"{}": a year has four digits, for example -0043 for 44 BCE'
OFFSETS_RUN = "an offset must be in -12:00..+14:00"
ONE_END = "an interval needs a date at one end at least"


@pytest.mark.parametrize(
    ("text", "offset", "message"),
    [
        ("2023-11-31", 8, "2023-11 has no day 31"),  # 31 November
        ("2023-02-29", 8, "2023-02 has no day 29"),  # 29 February of a common year
        ("1900-02-29", 8, "1900-02 has no day 29"),  # 29 February 1900
        ("2023-11-00", 8, "2023-11 has no day 00"),
        ("2023-13", 5, "month must be in 01..12"),  # month 13
        ("2023-00", 5, "month must be in 01..12"),  # month 0
        ("2023-13-01", 5, "month must be in 01..12"),  # month 13 of a day
        ("2023-21-01", 5, "month must be in 01..12"),  # day of a season
        ("2001-42", 5, "month must be in 01..12"),  # no month, season or quarter
        ("2023-11-17T24", 11, "hour must be in 00..23"),  # hour 24
        ("2023-11-17T24:00:00", 11, "hour must be in 00..23"),  # midnight as 24:00:00
        ("2023-11-17T12:60", 14, "minute must be in 00..59"),  # minute 60
        ("2023-11-17T12:19:60", 17, "second must be in 00..59"),  # leap second
        ("2023-11-17T12+14:01", 13, OFFSETS_RUN),  # offset over 14:00
        ("2023-11-17T12:19-15", 16, OFFSETS_RUN),  # offset of 15 hours
        ("2023-11-17T12:19:30+05:60~", 19, OFFSETS_RUN),  # offset of 60 minutes
        ("2023-11-17T24:00", 11, "hour must be in 00..23"),  # midnight as 24:00
        ("2023-11-17T12:19-12:01", 16, OFFSETS_RUN),  # offset under -12:00
        ("Y170000002", 0, LONG_YEAR),  # long year
        ("Y-17000", 0, LONG_YEAR),  # long negative year
        ("Y1985", 0, LONG_YEAR),  # Y before a year of four digits
        ("-17000", 0, LONG_YEAR),  # without Y
        ("-17000-04-12", 0, LONG_YEAR),  # day of one
        ("-44", 0, FOUR_DIGITS),  # negative year of two digits
        ("-275-04-12~", 0, FOUR_DIGITS),  # day of a negative year of three digits
        ("-0000", 0, "year 0 has no sign: 0000 is 1 BCE"),  # negative year 0
        ("-0043-02-29", 9, "-0043-02 has no day 29"),  # no leap year
        ("2023/-0000-01", 5, "year 0 has no sign: 0000 is 1 BCE"),  # negative year 0 at the end
        ("-004X", 0, '"{}": EDTF has no X in negative years: write -0049/-0040'),
        ("-00XX~", 0, '"{}": EDTF has no X in negative years: write -0099/-0000'),
        ("2023-11-17/2023-11-16", 11, BACKWARD),  # backward days
        ("2023-12/2023-11", 8, BACKWARD),  # backward months, that touch
        ("2023-11-17T12:30Z/2023-11-17T12:30+02", 18, BACKWARD),  # backward by offsets
        ("../..", 0, ONE_END),  # both ends open
        ("/", 0, ONE_END),  # both ends unknown
        ("../", 0, ONE_END),  # open start, unknown end
        ("/..", 0, ONE_END),  # unknown start, open end
        ("2023/2023-02-29", 13, "2023-02 has no day 29"),  # impossible day at the end
        ("2023-02-29/2024", 8, "2023-02 has no day 29"),  # impossible day at the start
        ("../2023-13", 8, "month must be in 01..12"),  # impossible month after an open start
        ("2023/2024-01-01T12+15", 18, OFFSETS_RUN),  # offset over 14:00 at the end
        ("2022-21/2023", 0, "EDTF has no seasons in intervals: write the months"),
        ("2022/2023-21", 5, "EDTF has no seasons in intervals: write the months"),
        ("2004-06-XX/2004-07-03", 0, X_IN_INTERVAL),
        ("2004/200X", 5, X_IN_INTERVAL),
        ("2004-06-~01/2004-06-~20", 0, LEVEL_2.format("2004-06-~01")),
        ("2004/2004-06-~20", 5, LEVEL_2.format("2004-06-~20")),  # qualified part at the end
        ("2023-XX-XXT12", 11, "a time needs a day"),  # time of no month
        ("2023-11-XXT12:30", 11, "a time needs a day"),  # time of no day
        # Drafts of 2012 and other notations.
        ("19uu", 0, NO_DATE),  # draft: century
        ("199u", 0, NO_DATE),  # draft: decade
        ("199x", 0, NO_DATE),  # draft: masked
        ("1999-uu", 0, NO_DATE),  # draft: month
        ("1999-uu-uu", 0, NO_DATE),  # draft: day
        ("1985/open", 5, NO_DATE.format("open")),  # draft: open
        ("unknown/2006", 0, NO_DATE.format("unknown")),  # draft: unknown
        ("y17e7", 0, NO_DATE),  # draft: exponential year
        ("1985-04-12?~", 0, '"{}": write % for both ? and ~'),  # draft: both qualifiers
        ("1985~?", 0, '"{}": write % for both ? and ~'),  # both qualifiers, turned
        ("1985??", 0, NO_DATE),  # a qualifier twice
        ("", 0, NO_DATE),  # nothing
        ("?", 0, NO_DATE),  # a qualifier alone
        ("..", 0, NO_DATE),  # two dots alone
        ("23", 0, NO_DATE),  # two digits
        ("20231117", 0, NO_DATE),  # basic format
        ("2023-1-7", 0, NO_DATE),  # single digits
        ("12:30", 0, NO_DATE),  # a clock
        ("2023-11-17 12:30", 0, NO_DATE),  # a space for T
        ("2023-11-17t12:30", 0, NO_DATE),  # a small t
        ("2023-11-17T12:30z", 0, NO_DATE),  # a small z
        ("2023-11-17T", 0, NO_DATE),  # T alone
        ("2023-11-17T1230", 0, NO_DATE),  # a clock without a colon
        ("2023-11-17T12:19:30.5", 0, NO_DATE),  # half a second
        ("2023-11-17T12:19+0800", 0, NO_DATE),  # an offset without a colon
        ("2023-11-17Z", 0, NO_DATE),  # a day with an offset
        ("2023 ~", 0, NO_DATE),  # a space
        ("2023\n", 0, NO_DATE.format(r"2023\x0a")),  # a line break
        ("２０２３", 0, NO_DATE),  # wide digits
        ("2023/2024/2025", 5, NO_DATE.format("2024/2025")),  # three dates
        ("friday", 0, NO_DATE),  # a word
    ],
)  # fmt: skip
def test_what_is_not_edtf_is_refused_with_a_reason(text: str, offset: int, message: str) -> None:
    with pytest.raises(edtf.DateError) as caught:
        parse_date(text, HOME)
    assert (str(caught.value), caught.value.offset) == (message.format(text), offset)


@pytest.mark.parametrize(
    "text",
    [
        "Y17E8", "Y-17E7", "1950S2", "Y171010000S3", "Y3388E2S3", "2001-25", "2001-29", "2001-34",
        "2001-37~", "2001-41", "[1667,1668,1670..1672]", "[..1760-12-03]", "{1667,1668,1670..1672}",
        "{1960,1961-12}", "2004-06~-11", "2004?-06-11", "?2004-06-~11", "2004-%06-11", "~2004",
        "156X-12-25", "15XX-12-25", "199X-11", "199X-XX", "XXXX-12-XX", "XXXX", "1XXX-XX",
        "1XXX-12", "1984-1X", "1984-06-1X", "1560-XX-25",
    ],
)  # fmt: skip
def test_level_2_is_refused_by_name(text: str) -> None:
    with pytest.raises(edtf.DateError) as caught:
        parse_date(text, HOME)
    assert (str(caught.value), caught.value.offset) == (LEVEL_2.format(text), 0)


@given(st.text(alphabet="0123456789-:TZX~?%/.+SYE[]{} u\n", max_size=24))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    offset = 0
    try:
        parse_date(text, HOME)
    except edtf.DateError as error:
        offset = error.offset
    assert 0 <= offset <= len(text)
