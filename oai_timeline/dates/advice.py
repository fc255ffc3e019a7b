"""What to write instead of a text that can't be read as a date."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache

from oai_timeline.dates import edtf
from oai_timeline.dates.edtf import DateError
from oai_timeline.dates.natural import MONTH_NAME, compile_form, read_month, read_times
from oai_timeline.dates.phrases import LONGEST, WORDS, read_phrases
from oai_timeline.model.spelling import did_you_mean
from oai_timeline.model.visible import quoted

_EDTF_LIKE = re.compile(r"-?\d{4}(?:$|[-X~?%/])|\d{2,3}X|\.\.|/|-\d|Y", re.ASCII)
_NOT_EDTF, _LEVEL_2 = "is not an EDTF date", "is EDTF level 2"
_LONGEST_SUGGESTED = 60
_ZONE_LETTERS = "[A-Z]{1,2}[SD]?T|[A-Z]{3,5}|[A-Z][a-z]+/[A-Z][A-Za-z_]+"
_WEEKS = "weeks have no numbers here: write the days, like {}"
_GAP = r"(?: ,\ ? | \.\ ? | \  | - | / )?"


def explain(text: str, hint: str) -> DateError:
    """Return the error for a text that has no reading, with what to write instead.

    `hint` shows forms that can be typed.
    """
    plain = " ".join(text.split()) if len(text) <= LONGEST else ""
    for time in read_times(plain):
        return DateError(f'{quoted(text)} needs a date, for example "nov 17 {time.time[1:6]}"')
    message = f"can't read {quoted(text)} as a date"
    for pattern, advice in _ADVICE:
        match = pattern.fullmatch(plain)
        what_to_do = advice(match) if match else ""
        if what_to_do:
            return DateError(f"{message}: {what_to_do}")
    for word in re.findall(r"[^\W\d_]{3,}", plain):
        near = "" if word.lower() in WORDS else did_you_mean(word, WORDS.values())
        if near:
            return DateError(f"{message}{near}")
    if _EDTF_LIKE.match(text):
        try:
            edtf.parse_ends(text)
        except DateError as error:
            reason = str(error)
            return error if reason.startswith(quoted(text)) else DateError(f"{message}: {reason}")
    return DateError(f"{message} {hint}")


def explain_ambiguity(text: str, dates: Sequence[str]) -> str:
    """Return the message about a text with several readings, given in EDTF."""
    return f"{quoted(text)} is ambiguous: write {' or '.join(dates)}"


@lru_cache(maxsize=1024)  # a file repeats its mistakes
def suggest_edtf(text: str, message: str) -> str:
    """Return the message about a text that EDTF refuses, with what to write if it has a reading.

    `message` is that of the error.
    """
    try:
        phrases = read_phrases(text) if len(text) <= _LONGEST_SUGGESTED else []
        dates = [phrase.edtf() for phrase in phrases if not phrase.missing]
    except DateError as reason:
        return str(reason) if _NOT_EDTF in message else message
    if not dates or len(dates) < len(phrases):
        return message
    advice = f"write {' or '.join(dates)}"
    if _LEVEL_2 in message:
        return f"{message}; for two years, {advice}"
    return f"{quoted(text)}: {advice}"


def _advise_interval(match: re.Match[str]) -> str:
    """Return the interval of two dates, if both have one complete reading."""
    ends = []
    for text in match.groups():
        try:
            phrases = read_phrases(text)
            dates = [phrase.edtf() for phrase in phrases if not phrase.missing]
        except DateError:
            return ""
        if len(phrases) != 1 or len(dates) != 1 or "/" in dates[0]:
            return ""
        ends += dates
    return f"write {'/'.join(ends)}"


def _advise_month_or_years(match: re.Match[str]) -> str:
    year, last = match["year"], match["last"]
    month = f"{year}-{read_month(match['name']):02}"
    return f"write {month} for the month, or {year}/{year[:2]}{last}"


def _advise_offset(match: re.Match[str]) -> str:
    time = match["time"] or "12:19"
    return f"write the offset from UTC instead of {match['zone']}, like {time}-08:00"


def _advise_set(match: re.Match[str]) -> str:
    ends = "/".join(filter(None, match.groups()))
    interval = f", {ends}" if edtf.is_edtf(ends) and "/" in ends else ""
    return f"sets of dates are EDTF level 2: write an interval{interval}"


def _advise_week(match: re.Match[str]) -> str:
    try:
        days = [date.fromisocalendar(int(match[1]), int(match[2]), day) for day in (1, 7)]
    except ValueError:
        return f"the year {match[1]} has no week {match[2]}"
    return _WEEKS.format("/".join(map(str, days)))


def _advise_part(match: re.Match[str]) -> str:
    """Return the part of a month, year or decade as it is read, if it is."""
    text = f"{'late' if match[1].lower() == 'end' else 'early'} {match[2]}"
    try:
        return f'write "{text}"' if read_phrases(text) else ""
    except DateError:
        return ""


def _advise_year_before_1(match: re.Match[str]) -> str:
    year = int(match[1])
    return f"write {year} BC, or -{year:04} for {year + 1} BC"


_ADVICE: list[tuple[re.Pattern[str], Callable[[re.Match[str]], str]]] = [
    (compile_form(pattern), advice)
    for pattern, advice in (
        (
            r"(?:today|yesterday|tomorrow|now|tonight|(?:this|next|last)\ \w+)(?:\ .*)?",
            lambda _: "write the day itself; today's date plays no part",
        ),
        (r"(?:the\ )?[’']?\d0[’']?s", lambda _: "write the decade with four digits, like 1930s"),
        (r"(\d{4})\.(0[1-9]|1[0-2])", lambda match: f"write {match[1]}-{match[2]}"),
        (rf"{MONTH_NAME}\ (?P<year>\d{{4}})[-–—](?P<last>\d\d)", _advise_month_or_years),
        (
            rf""".*?(?<!\d)(?:(?P<time>\d\d?(?::\d\d)+)|\d\d?\ ?[ap]m)
                 \ ?(?P<zone>(?-i:{_ZONE_LETTERS}))""",
            _advise_offset,
        ),
        (r"[\[{]\ ?([^,.\ ]+)(?:.*[,.\ ])?([^,.\ ]*)\ ?[\]}]", _advise_set),
        (r"(\d{4})-?W(\d\d)(?:-?\d)?", _advise_week),
        (r"(?:week|wk|kw)\.?\ ?\d\d?(?:\ .*)?", lambda _: _WEEKS.format("2023-11-13/2023-11-19")),
        (r"(end|beginning|start)\ of\ (?:the\ )?(.+)", _advise_part),
        (
            rf"""(?: \d\d?([-/.])\d\d?\1'?\d\d | {MONTH_NAME}{_GAP}'?\d\d
                  | \d\d?{_GAP}{MONTH_NAME.replace("name", "after")}{_GAP}'?\d\d
                  | {MONTH_NAME.replace("name", "before")}{_GAP}\d\d?{_GAP}'?\d\d
                 )(?:\ \S*:.*)?""",
            lambda _: "write the year with four digits",
        ),
        (r"-0*([1-9]\d{0,2})", _advise_year_before_1),
        (r".*:\d\d[.,]\d+.*", lambda _: "leave out the fraction of a second"),
        (r"\d\d?[-/.]\d\d?\.?", lambda _: "write the month as a word, like nov 17"),
        (r"\d{5,}", lambda _: "digits alone are read as YYYYMMDD, YYYYMMDDHHMM or a year"),
        (r"(\S.*\S)\ ?,\ ?(\S.*\S)", _advise_interval),
    )
]
"""For forms that people use but that are not read: what to write instead."""
