"""Dates and times as people type them: `17 nov 2023 3pm`, `friday`, `11/17/2023`, `20231105`.

The grammar accounts for every character: a weekday, a time (or two) and a date are taken out of
the text, and if anything is left over, the text is refused. Nothing is guessed: missing parts stay
open, and for a text with two readings, such as `5/11/2023`, the error names both.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from dateutil.parser import parserinfo

from oai_timeline.dates import edtf
from oai_timeline.dates.edtf import DateError
from oai_timeline.model.spelling import did_you_mean
from oai_timeline.model.visible import quoted


class PartialDate(NamedTuple):
    """What a text says of a date; parts that it doesn't name are None.

    A `month` from 21 to 24 is a season of EDTF. `weekday` counts from Monday = 0. `time` and
    `end_time` are ISO 8601 times with their `T` and, if one was typed, their offset from UTC:
    `T12:30-08:00`; empty if there is none. `year_as_time` is the time that the digits of the year
    could be instead: `T12:30` for `nov 17 1230`.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    time: str = ""
    end_time: str = ""
    year_as_time: str = ""

    @property
    def is_complete(self) -> bool:
        """Whether nothing is missing before the finest part."""
        if self.day or self.weekday is not None or self.time:
            return bool(self.year and self.month and self.day)
        return bool(self.year)

    @property
    def edtf(self) -> str:
        """The EDTF form of a complete date; of any other, as much of it as is known."""
        parts = [f"{part:02}" for part in (self.month, self.day) if part]
        return self.on("-".join(parts if self.year is None else [f"{self.year:04}", *parts]))

    def explain_ambiguity(self, text: str) -> str:
        """Return a message about a text whose year could also be a time."""
        time = self.year_as_time.removeprefix("T")
        return f"{quoted(text)} is ambiguous: write {self.edtf}, or the year beside {time}"

    def on(self, day: str) -> str:
        """Return the EDTF form of the times on a day: an interval if there are two."""
        return f"{day}{self.time}/{day}{self.end_time}" if self.end_time else day + self.time


_NAMES = parserinfo()
_MONTHS = [name for names in _NAMES.MONTHS for name in names]
_WEEKDAY_NAMES = [names[-1] for names in _NAMES.WEEKDAYS]
_WEEKDAYS = [name for names in _NAMES.WEEKDAYS for name in names]
_WEEKDAYS += ["Tues", "Weds", "Thur", "Thurs"]
_FLAGS = re.VERBOSE | re.IGNORECASE | re.ASCII


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, _FLAGS)


_ZONE_LETTERS = "[A-Z]{1,2}[SD]?T|[A-Z]{3,5}|[A-Z][a-z]+/[A-Z][A-Za-z_]+"

_WEEKDAY = _compile(rf"(?<![^\s,])({'|'.join(_WEEKDAYS)})\b\.?,?(?!\S)")

_BASIC = _compile(r"(\d{8})T?(\d\d)(\d\d)(\d\d)?(Z|[+-]\d\d(?:\d\d)?)?")
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
_TIMES = _compile(
    rf"""(?<![\w:.+-]) (?:at\ |T)? {_time_pattern(1)}
    (?: (?P<dash>\ ?[-–—]\ ?|\ to\ ) {_time_pattern(2)} )?
    (?: {_OFFSET} )? (?! [\w:+-] | [.,]\d )"""
)
"""One or two times, with an offset from UTC."""

_OFFSETS_WITH_MINUTES = {"09:30", "04:30", "03:30", "02:30"}
"""The negative offsets that were in use since 1950."""

_GAP = r"(?: ,\ ? | \.\ ? | \  | - | / )?"
_DAY = r"(?:the\ )?(?P<day>\d\d?)(?:st|nd|rd|th)?(?!\d)(?:\ of\b)?"
_YEAR = r"(?P<year>\d{4})"
_NAME = rf"(?P<name>{'|'.join(_MONTHS)})(?![a-z])\.?"
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
"""The numbers that EDTF writes in place of a month."""

_FORMS = [
    _compile(pattern)
    for pattern in (
        r"(?P<year>\d{4}) (?P<gap>[-/.\ ,]) (?P<month>\d\d?) (?P=gap) (?P<day>\d\d?)",
        r"(?P<year>\d{4}) (?P<month>\d\d) (?P<day>\d\d)",
        r"(?P<one>\d\d?) (?P<gap>[-/.\ ]) (?P<other>\d\d?) (?P=gap) (?P<year>\d{4})",
        r"(?P<month>\d\d?) [-/.] (?P<year>\d{4})",
        rf"{_DAY} {_GAP} {_NAME} {_GAP} {_YEAR}",
        rf"{_DAY} \ ? {_NAME}",
        rf"{_NAME} {_GAP} {_DAY} (?P<comma>,)? {_GAP} {_YEAR}",
        rf"{_NAME} \ ? {_DAY}",
        rf"{_YEAR} (?P<comma>,)? {_GAP} {_NAME} (?: {_GAP} {_DAY} )?",
        rf"{_NAME} (?:\ of\b)? {_GAP} {_YEAR}",
        rf"(?P<season>{'|'.join(_SEASONS)})(?:\ of)?,?\ {_YEAR}",
        _YEAR,
        _NAME,
    )
]
_HHMM = re.compile(r"([01]\d|2[0-3])([0-5]\d)")
_LONGEST_ADVISED = 100
"""A longer text is not a date: no advice is looked for."""
_EDTF_LIKE = re.compile(r"\d{4}(?:$|[-X~?%/])|\d{2,3}X|\.\.|/|-\d|Y", re.ASCII)


def parse_partial(text: str, hint: str) -> PartialDate:
    """Return what a text that is not EDTF says of a date; `hint` shows forms that can be typed.

    Raises DateError if a part of the text is not understood, and if it has two readings.
    """
    weekday, rest = _take_weekday(" ".join(text.split()))
    times, rest = _take_times(rest, text)
    readings = [
        reading._replace(weekday=weekday, time=time, end_time=end_time)
        for reading in _read_dates(rest.strip(" ,"), text)
        for time, end_time in times
    ]
    if not readings or readings == [PartialDate()]:
        raise _explain(text, hint)
    date = _choose(readings, text)
    if date.time and all(part is None for part in date[:4]):
        raise DateError(f'{quoted(text)} needs a date, for example "nov 17 {date.time[1:6]}"')
    return date


def explain_year_or_time(text: str, date: PartialDate) -> str:
    """Return the message about a date whose year may be a time, such as `nov 17 1230`."""
    time = date.year_as_time.removeprefix("T")
    return f"{quoted(text)} is ambiguous: write {date.edtf}, or the year beside {time}"


def _take_weekday(text: str) -> tuple[int | None, str]:
    """Split a text into the number of its weekday and the rest; two weekdays both stay in it."""
    weekdays = list(_WEEKDAY.finditer(text))
    if len(weekdays) != 1:
        return None, text
    return _NAMES.weekday(weekdays[0][1][:3]), _without(weekdays[0])


def _without(match: re.Match[str]) -> str:
    """Return a text without the part that matched."""
    return " ".join(f"{match.string[: match.start()]} {match.string[match.end() :]}".split())


def _take_times(text: str, whole: str) -> tuple[list[tuple[str, str]], str]:
    """Split a text into the readings of its times, and the rest.

    A reading is a time and an end, with offsets, each empty if there is none. Raises DateError.
    """
    compact = _BASIC.fullmatch(text)
    if compact:
        day, *parts = compact.groups("")
        text = f"{day} {':'.join(filter(None, parts[:3]))}{parts[3]}"
    text = re.sub(r"(?<=\d)T(?=\d\d?:)", " ", text)
    times = list(_TIMES.finditer(text))
    if len(times) > 1:
        raise DateError(f"{quoted(whole)} has more than one time")
    return (_read_times(times[0], whole), _without(times[0])) if times else ([("", "")], text)


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
    year, day = numbers.get("year"), numbers.get("day")
    if season := parts.get("season"):
        return [PartialDate(year, _SEASONS[season.lower()])]
    if name := parts.get("name"):
        numbers["month"] = _NAMES.month(name) or 0
    pairs = [(numbers.get("month"), day)]
    if "one" in numbers:
        pairs = [(numbers["one"], numbers["other"]), (numbers["other"], numbers["one"])]
    readings = [PartialDate(year, *pair) for pair in pairs if _exists(year, *pair)]
    if not readings:
        reason = _explain_missing(year, *pairs[0]) if len(pairs) == 1 else "there is no such day"
        raise DateError(f"can't read {quoted(whole)} as a date: {reason}")
    readings = sorted(set(readings), key=lambda reading: reading.edtf)
    digits = _HHMM.fullmatch(parts["year"] or "") if parts.get("comma", "") is None else None
    if digits and day:
        time = f"T{digits[1]}:{digits[2]}"
        return [reading._replace(year_as_time=time) for reading in readings]
    return readings


def _exists(year: int | None, month: int | None, day: int | None) -> bool:
    if year == 0 or not 1 <= (month or 1) <= 12:
        return False
    return day is None or 1 <= day <= monthrange(2000 if year is None else year, month or 1)[1]


def _explain_missing(year: int | None, month: int | None, day: int | None) -> str:
    if year == 0:
        return "years run from 0001 to 9998"
    if not 1 <= (month or 1) <= 12:
        return "months run from 1 to 12"
    return f"{'the month' if year is None else f'{year:04}-{month:02}'} has no day {day}"


def _choose(readings: list[PartialDate], whole: str) -> PartialDate:
    """Return the one reading that the weekday, if any, allows. Raises DateError."""
    fitting = [reading for reading in readings if _fits_weekday(reading)]
    if not fitting:
        wanted = _WEEKDAY_NAMES[readings[0].weekday or 0]
        days = [date.fromisoformat(reading.edtf[:10]) for reading in readings]
        actual = " and ".join(f"{day} is a {_WEEKDAY_NAMES[day.weekday()]}" for day in days)
        raise DateError(f"can't read {quoted(whole)} as a date: {actual}, not a {wanted}")
    if len(fitting) > 1:
        dates = " or ".join(reading.edtf for reading in fitting)
        raise DateError(f"{quoted(whole)} is ambiguous: {dates}")
    return fitting[0]


def _fits_weekday(reading: PartialDate) -> bool:
    if reading.weekday is None or not reading.is_complete:
        return True
    return date.fromisoformat(reading.edtf[:10]).weekday() == reading.weekday


def _advise_interval(match: re.Match[str]) -> str:
    """Return the interval of two dates, if both can be read."""
    ends = []
    for text in match.groups():
        try:
            ends.append(text if edtf.is_edtf(text) else parse_partial(text, "").edtf)
        except DateError:
            return ""
    return f"write {'/'.join(ends)}"


_ADVICE: list[tuple[re.Pattern[str], Callable[[re.Match[str]], str]]] = [
    (_compile(pattern), advice)
    for pattern, advice in (
        (
            r"(?:today|yesterday|tomorrow|now|tonight)(?:\ .*)?",
            lambda _: "write the day itself; today's date plays no part",
        ),
        (r"-\d+.*|.*\b(?:BCE?|CE|AD)\b.*", lambda _: "years run from 0001 to 9998"),
        (r"(?:c|ca|circa|about|around)\.?\ ?(\d{4})", lambda m: f"write {m[1]}~"),
        (r"(\d{3})0'?s", lambda m: f"write {m[1]}X"),
        (r"(?:early|mid|late)[\ -](\d{3})0'?s", lambda m: f"write {m[1]}X~"),
        (r"(\d\d)(?:st|nd|rd|th)\ century", lambda m: f"write {int(m[1]) - 1:02}XX"),
        (r"before\ (\d{4})", lambda m: f"write ../{int(m[1]) - 1:04}"),
        (r"after\ (\d{4})", lambda m: f"write {int(m[1]) + 1:04}/.."),
        (r"since\ (\d{4}) | (\d{4})(?:\.\.|-)", lambda m: f"write {m[1] or m[2]}/.."),
        (r"(?:between\ )?(\d{4})\ ?(?:[-–—]|to|and)\ ?(\d{4})", lambda m: f"write {m[1]}/{m[2]}"),
        (
            r"(\d\d)(\d\d)[-–—](\d\d)",
            lambda m: f"write {m[1]}{m[2]}/{m[1]}{m[3]}" if m[2] < m[3] else "",
        ),
        (r"(\d{4})\.(\d\d)", lambda m: f"write {m[1]}-{m[2]}"),
        (
            rf"(\d\d?)\ ?[-–—]\ ?(\d\d?)\ {_NAME},?\ {_YEAR}",
            lambda m: "write " + "/".join(_format_day(m, day) for day in (m[1], m[2])),
        ),
        (
            rf"{_NAME}\ (\d\d?)\ ?[-–—]\ ?(\d\d?),?\ {_YEAR}",
            lambda m: "write " + "/".join(_format_day(m, day) for day in (m[2], m[3])),
        ),
        (
            rf"{_NAME}\ {_YEAR}[-–—](\d\d)",
            lambda m: (
                f"write {_format_month(m)} for the month, or {m['year']}/{m['year'][:2]}{m[3]}"
            ),
        ),
        (
            rf".*\d\ ?((?-i:{_ZONE_LETTERS}))",
            lambda m: f"write the offset from UTC instead of {m[1]}, like 12:19-08:00",
        ),
        (
            rf"""(?: \d\d?([-/.])\d\d?\1'?\d\d | {_NAME}{_GAP}'?\d\d
                  | \d\d?{_GAP}{_NAME.replace("name", "after")}{_GAP}'?\d\d
                  | {_NAME.replace("name", "before")}{_GAP}\d\d?{_GAP}'?\d\d
                 )(?:\ \S*:.*)?""",
            lambda _: "write the year with four digits",
        ),
        (r".*:\d\d[.,]\d+.*", lambda _: "leave out the fraction of a second"),
        (r"\d\d?[-/.]\d\d?\.?", lambda _: "write the month as a word, like nov 17"),
        (r"\d{5,}", lambda _: "digits alone are read as YYYYMMDD, YYYYMMDDHHMM or a year"),
        (
            r"(\S.*\S)\ ?(?:\.\.|,|\ to\ |\ [-–—]\ )\ ?(\S.*\S)",
            _advise_interval,
        ),
    )
]
"""For forms that people use but that are not read: what to write instead."""


def _explain(text: str, hint: str) -> DateError:
    """Return the error for a text of unknown form, with what to write instead."""
    plain = " ".join(text.split()) if len(text) <= _LONGEST_ADVISED else ""
    message = f"can't read {quoted(text)} as a date"
    for pattern, advice in _ADVICE:
        match = pattern.fullmatch(plain)
        what_to_do = advice(match) if match else ""
        if what_to_do:
            return DateError(f"{message}: {what_to_do}")
    for word in re.findall(r"[^\W\d_]{3,}", plain):
        near = did_you_mean(word, [*_MONTHS, *_WEEKDAYS])
        if near and word.title() not in {*_MONTHS, *_WEEKDAYS}:
            return DateError(f"{message}{near}")
    if _EDTF_LIKE.match(text):
        try:
            edtf.parse_ends(text)
        except DateError as error:
            reason = str(error)
            return error if reason.startswith(quoted(text)) else DateError(f"{message}: {reason}")
    return DateError(f"{message} {hint}")


def _format_month(match: re.Match[str]) -> str:
    return f"{match['year']}-{_NAMES.month(match['name']):02}"


def _format_day(match: re.Match[str], day: str) -> str:
    return f"{_format_month(match)}-{day:0>2}"
