"""Single dates and times as people type them: `17 nov 2023 3pm`, `friday evening`, `44 BC`.

The grammar accounts for every character: a weekday, a time (or two) and a date are taken out of
the text, and if anything is left over, the text has no reading. Nothing is guessed: missing parts
stay open, and a text with two readings, such as `5/11/2023`, has both. `dates.phrases` has the
forms that are made of such dates.
"""

import re
from collections.abc import Iterator, Mapping

from dateutil.parser import parserinfo

from oai_timeline.dates.days import (
    WEEKDAYS,
    count_days,
    find_weekday,
    format_day,
    format_year,
)
from oai_timeline.dates.edtf import DateError
from oai_timeline.dates.partial import PartialDate, has_day
from oai_timeline.model.visible import quoted

_NAMES = parserinfo()
MONTHS = [name for short, *_, name in _NAMES.MONTHS for name in (short, name)] + ["Sept"]
WEEKDAY_NAMES = [name for names in _NAMES.WEEKDAYS for name in names]
WEEKDAY_NAMES += ["Tues", "Weds", "Thur", "Thurs"]
_FLAGS = re.VERBOSE | re.IGNORECASE | re.ASCII


def compile_form(pattern: str) -> re.Pattern[str]:
    """Return a pattern in which spaces don't count and letters may be of either case."""
    return re.compile(pattern, _FLAGS)


_WEEKDAY = compile_form(rf"(?<![^\s,])(?:th(?:e|at)\ )?({'|'.join(WEEKDAY_NAMES)})\b\.?,?(?!\S)")

_BASIC = compile_form(r"(\d{8})T?(\d\d)(\d\d)(\d\d)?(Z|[+-]\d\d(?:\d\d)?)?")
"""ISO 8601's basic form of a date and a time."""


def _time_pattern(n: int) -> str:
    return rf"""(?: (?P<hour{n}>\d\d?) :(?P<minute{n}>\d\d) (?: :(?P<second{n}>\d\d))?
                    (?: \ ?(?P<half{n}>[ap])(?:m\b|\.m\.?) )?
                  | (?P<bare{n}>\d\d?) \ ?(?P<bare_half{n}>[ap])(?:m\b|\.m\.?) )"""


_OFFSET = r"""\ ?(?:
    (?P<zero>UTC|GMT|Z) (?!\ ?[+-])
  | (?P<sign>[+-])(?P<hours>\d\d) (?: :?(?P<minutes>\d\d) )?
  | (?:UTC|GMT)\ ? (?P<utc_sign>[+-])(?P<utc_hours>\d\d?) (?: :?(?P<utc_minutes>\d\d) )?
)"""
_TIMES = compile_form(
    rf"""(?<![\w:.+-]) (?:at\ |T)? {_time_pattern(1)}
    (?: (?P<dash>\ ?[-–—]\ ?|\ to\ ) {_time_pattern(2)} )?
    (?: {_OFFSET} )? (?! [\w:+-] | [.,]\d )"""
)
"""One or two times, with an offset from UTC."""

_OFFSETS_WITH_MINUTES = {"09:30", "04:30", "03:30", "02:30"}
"""The negative offsets that were in use since 1950."""

NAMED_TIMES = {
    "midnight": [("T00:00", ""), ("T24:00", "")],
    "morning": [("T05:00", "T11:59")],
    "afternoon": [("T12:00", "T17:59")],
    "evening": [("T17:00", "T23:59")],
    "night": [("T18:00", "T28:59")],
}
"""What words mean; midnight has two readings."""
_NAMED_TIME = compile_form(
    rf"""(?<![^\s,]) (?:at\ |(?:in\ |on\ |during\ )?the\ )? (?:12\ (?=midnight))?
    (?P<name>{"|".join(NAMED_TIMES)}) (?:\ (?:of|on)(?:\ the)?)? ,? (?!\S)"""
)

_NOON = compile_form(r"(?<![\w:])(?:12(?::00)?\ )?(?:noon|midday)(?![\w:])")

_GAP = r"(?: ,\ ? | \.\ ? | \  | - | / )?"
DAY = r"(?:the\ )?(?P<day>\d\d?)(?:st|nd|rd|th)?(?!\d)(?:\ of\b)?"
ERA = r"(?:BCE?\b|B\.C\.(?:E\.)?|AD\b|CE\b|A\.D\.|C\.E\.)"
YEAR = rf"""(?: (?P<year>\d{{4}}) (?!\d|\ ?{ERA})
  | (?:AD|A\.D\.)\ ?(?P<era_year>\d{{1,5}}) (?!\d)
  | (?P<year_of_era>\d{{1,5}})\ ?(?P<era>{ERA}) )"""
_MOST_YEARS_OF_ERA = {True: 10_000, False: 9999}  # before the common era, in it
MONTH_NAME = rf"(?P<name>{'|'.join(MONTHS)})(?![a-z])\.?"
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
"""The numbers that EDTF writes in place of a month."""
_SEASON = rf"(?P<season>{'|'.join(SEASONS)})"
_FORMS = [
    compile_form(pattern)
    for pattern in (
        r"(?P<year>\d{4}) (?P<gap>[-/.\ ,]) (?P<month>\d\d?) (?P=gap) (?P<day>\d\d?)",
        r"(?P<year>\d{4}) (?P<month>\d\d) (?P<day>\d\d)",
        r"(?P<one>\d\d?) (?P<gap>[-/.\ ]) (?P<other>\d\d?) (?P=gap) (?P<year>\d{4})",
        r"(?P<month>\d\d?) [-/.] (?P<year>\d{4})",
        rf"{DAY} {_GAP} {MONTH_NAME} {_GAP} {YEAR}",
        rf"{DAY} \ ? {MONTH_NAME}",
        rf"{MONTH_NAME} {_GAP} {DAY} (?P<comma>,)? {_GAP} {YEAR}",
        rf"{MONTH_NAME} \ ? {DAY}",
        rf"{YEAR} (?P<comma>,)? {_GAP} {MONTH_NAME} (?: {_GAP} {DAY} )?",
        rf"{MONTH_NAME} (?:\ of\b)? {_GAP} {YEAR}",
        rf"(?:the\ )?{_SEASON}(?:(?:\ of)?,?\ {YEAR}(?:[-–/](?P<next>\d+))?)?",
        rf"{YEAR}\ {_SEASON}",
        YEAR,
        MONTH_NAME,
    )
]
_PREPOSITION = compile_form(r"(?:on|in|of|during)(?:\ the)?(?:\ |$)")
_YEAR_0 = "there is no year 0: 1 BC is followed by AD 1"
_HHMM = re.compile(r"([01]\d|2[0-3])([0-5]\d)")


def read_partials(text: str) -> list[PartialDate]:
    """Return the readings of a text that is not EDTF; none if it is no date of a known form.

    Raises DateError if it has the form of a date or time, but there is none such.
    """
    weekday, rest = _take_weekday(" ".join(text.split()))
    times, rest, has_words = _take_times(rest, text)
    readings = [
        date._replace(
            weekday=weekday, time=time, end_time=end, has_words=has_words or date.has_words
        )
        for date in _read_dates(_PREPOSITION.sub("", rest.strip(" ,")), text)
        for time, end in times
    ]
    return _filter_by_weekday([date for date in readings if date != PartialDate()], text)


def has_two_times(date: PartialDate) -> bool:
    """Return whether a date has a start and an end that were both typed, as `9am-5pm` is."""
    parts_of_day = [pair for pairs in NAMED_TIMES.values() for pair in pairs]
    return bool(date.end_time) and (date.time, date.end_time) not in parts_of_day


def read_times(text: str) -> list[PartialDate]:
    """Return the readings of a text that is nothing but a time. Raises DateError."""
    return [reading for reading in read_partials(text) if reading.is_time]


def _take_weekday(text: str) -> tuple[int | None, str]:
    """Split a text into the number of its weekday and the rest; two weekdays both stay in it."""
    weekdays = list(_WEEKDAY.finditer(text))
    if len(weekdays) != 1:
        return None, text
    return _NAMES.weekday(weekdays[0][1][:3]), _without(weekdays[0])


def _without(match: re.Match[str]) -> str:
    """Return a text without the part that matched."""
    return " ".join(f"{match.string[: match.start()]} {match.string[match.end() :]}".split())


def _take_times(text: str, whole: str) -> tuple[list[tuple[str, str]], str, bool]:
    """Split a text into the readings of its times, the rest, and whether a word stood for a time.

    A reading is a time and an end, with offsets, each empty if there is none. Raises DateError.
    """
    compact = _BASIC.fullmatch(text)
    if compact:
        day, *parts = compact.groups("")
        text = f"{day} {':'.join(filter(None, parts[:3]))}{parts[3]}"
    text = re.sub(r"(?<=\d)T(?=\d\d?:)", " ", text)
    text, noons = _NOON.subn("12pm", text)
    named, times = list(_NAMED_TIME.finditer(text)), list(_TIMES.finditer(text))
    if len(named) + len(times) > 1:
        raise DateError(f"{quoted(whole)} has more than one time")
    if named:
        return NAMED_TIMES[named[0]["name"].lower()], _without(named[0]), True
    if times:
        return _read_times(times[0], whole), _without(times[0]), bool(noons)
    return [("", "")], text, False


def _read_times(match: re.Match[str], whole: str) -> list[tuple[str, str]]:
    first = _read_time(match, 1, whole)
    if match["dash"] is None:
        return [(first + _read_offset(match), "")]
    second = _read_time(match, 2, whole)
    with_offset = (f"{first}-{second[1:]}", "")
    may_be_offset = _may_be_offset(match)
    if may_be_offset and (match["second1"] or match["dash"] == " -"):
        return [with_offset]
    if second <= first:
        raise DateError(
            f"{quoted(whole)} ends before it begins: write both dates, "
            f"like 2023-11-17{first}/2023-11-18{second}"
        )
    offset = _read_offset(match)
    times = (first + offset, second + offset)
    return [times, with_offset] if may_be_offset else [times]


def _may_be_offset(match: re.Match[str]) -> bool:
    """Return whether the second of two times may be the offset of the first: `07:00-08:00`."""
    written = match[0][match.end("dash") - match.start() :]
    if match["dash"] not in {"-", " -"} or match["half1"]:
        return False
    whole_hours = re.fullmatch(r"(0[1-9]|1[0-2]):00", written) is not None
    return whole_hours or written in _OFFSETS_WITH_MINUTES


def _read_time(match: re.Match[str], n: int, whole: str) -> str:
    hour, minute = int(match[f"hour{n}"] or match[f"bare{n}"]), int(match[f"minute{n}"] or 0)
    half, second = match[f"half{n}"] or match[f"bare_half{n}"], match[f"second{n}"]
    lowest, highest = (1, 12) if half else (0, 23)
    if not lowest <= hour <= highest or minute > 59 or int(second or 0) > 59:
        raise DateError(f"{quoted(whole)} has no time of day: hours run from {lowest} to {highest}")
    if half:
        hour = hour % 12 + (12 if half in "pP" else 0)
    return f"T{hour:02}:{minute:02}" + (f":{second}" if second else "")


def _read_offset(match: re.Match[str]) -> str:
    if match["zero"]:
        return "Z"
    sign = match["sign"] or match["utc_sign"]
    if not sign:
        return ""
    hours, minutes = match["hours"] or match["utc_hours"], match["minutes"] or match["utc_minutes"]
    return f"{sign}{hours:0>2}:{minutes or '00'}"


def _read_dates(text: str, whole: str) -> list[PartialDate]:
    """Return the readings of a text without weekday and times; none if its form is unknown."""
    if not text:
        return [PartialDate()]
    for form in _FORMS:
        match = form.fullmatch(text)
        if match:
            return _read_form(match.groupdict(), whole)
    return []


def _read_form(parts: Mapping[str, str | None], whole: str) -> list[PartialDate]:
    numbers = {name: int(part) for name, part in parts.items() if part and part.isdigit()}
    year, day = read_year(parts, whole), numbers.get("day")
    has_era = year is not None and "year" not in numbers
    if season := parts.get("season"):
        date = PartialDate(year, SEASONS[season.lower()], has_words=True)
        return [date] if _may_end_in(date, parts.get("next")) else []
    if name := parts.get("name"):
        numbers["month"] = _NAMES.month(name) or 0
    pairs = [(numbers.get("month"), day)]
    if "one" in numbers:
        pairs = [(numbers["one"], numbers["other"]), (numbers["other"], numbers["one"])]
    readings = [
        PartialDate(year, *pair, has_words=has_era) for pair in pairs if has_day(year, *pair)
    ]
    if not readings:
        reason = _explain_missing(year, *pairs[0]) if len(pairs) == 1 else "there is no such day"
        raise DateError(f"can't read {quoted(whole)} as a date: {reason}")
    readings = sorted(set(readings), key=lambda reading: reading.edtf)
    digits = _HHMM.fullmatch(parts["year"] or "") if parts.get("comma", "") is None else None
    if digits and day:
        time = f"T{digits[1]}:{digits[2]}"
        return [reading._replace(year_as_time=time) for reading in readings]
    return readings


def read_year(parts: Mapping[str, str | None], whole: str) -> int | None:
    """Return a year in astronomical counting. Raises DateError if there is no such year."""
    if digits := parts.get("year"):
        if int(digits) == 0:
            raise DateError(f"can't read {quoted(whole)} as a date: {_YEAR_0}")
        return int(digits)
    digits = parts.get("era_year") or parts.get("year_of_era")
    if digits is None:
        return None
    is_before = (parts.get("era") or "").upper().startswith("B")
    if not 1 <= int(digits) <= _MOST_YEARS_OF_ERA[is_before]:
        reason = "years run from 10000 BC to AD 9999" if int(digits) else _YEAR_0
        raise DateError(f"can't read {quoted(whole)} as a date: {reason}")
    return 1 - int(digits) if is_before else int(digits)


def _may_end_in(season: PartialDate, year: str | None) -> bool:
    """Return whether a season may end in a year, whose first digits may be missing."""
    if not year:
        return True
    following = format_year((season.year or 0) + 1)
    return season.month == SEASONS["winter"] and year in {following, following[-2:]}


def _explain_missing(year: int | None, month: int | None, day: int | None) -> str:
    if month is not None and not 1 <= month <= 12:
        return "months run from 1 to 12"
    where = "the month" if year is None else f"{format_year(year)}-{month:02}"
    return f"{where} has no day {day}"


def _filter_by_weekday(readings: list[PartialDate], whole: str) -> list[PartialDate]:
    """Return the readings that the weekday, if any, allows. Raises DateError if none is left."""
    fitting = [reading for reading in readings if _fits_weekday(reading)]
    if readings and not fitting:
        wanted = WEEKDAYS[readings[0].weekday or 0]
        actual = " and ".join(
            f"{format_day(day)} is a {WEEKDAYS[find_weekday(day)]}" for day in _find_days(readings)
        )
        raise DateError(f"can't read {quoted(whole)} as a date: {actual}, not a {wanted}")
    return fitting


def _fits_weekday(reading: PartialDate) -> bool:
    if reading.weekday is None or None in reading[:3]:
        return True
    return all(find_weekday(day) == reading.weekday for day in _find_days([reading]))


def _find_days(readings: list[PartialDate]) -> Iterator[int]:
    """Yield the days of readings that name all of their parts, each once."""
    for year, month, day in dict.fromkeys(reading[:3] for reading in readings):
        assert year is not None
        assert month
        assert day
        yield count_days(year, month, day)


def read_month(name: str) -> int:
    """Return the number of a month from its name."""
    return _NAMES.month(name) or 0
