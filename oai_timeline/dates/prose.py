"""Dates in English, for people: `about 1921`, `spring 1987`, `before 1951`, `44 BCE`.

These functions take dates of a timeline file that have no time of day. They work on the text alone:
a list prints many dates, and may import no parser for it.
"""

from collections.abc import Callable
from typing import NamedTuple

from oai_timeline.model.printed import Printed

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
QUALIFIERS = {"": "", "~": "about ", "?": "perhaps ", "%": "perhaps about "}
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
_PLAIN_LENGTHS = {len("2023"), len("2023-11"), len("2023-11-17")}
_OPEN = {"", ".."}
_OPEN_ENDS = {"…", "?", "..", ""}
FIRST_WITHOUT_ERA = 1000
"""Years before this one are named with their era."""

WriteDay = Callable[[str], str]
"""How a day, a month or a year is written."""


class DatePart(NamedTuple):
    """A piece of a date in prose."""

    text: str
    date: str | None = None
    """The date that `text` stands for, as in a timeline file; None for words such as "between"."""


def is_plain(text: str) -> bool:
    """Return whether a date without a time is clear to anybody as a timeline file has it."""
    return (
        len(text) in _PLAIN_LENGTHS
        and text[:4] >= "1000"
        and (text[4:5] or "-") == "-"
        and text[5:7] < "21"
        and text[-1] != "X"
    )


def format_short(text: str) -> str:
    """Return a date with days and months in digits: `about 2023-11-17`, `from 2023-11 on`."""
    if not text or is_plain(text):
        return text
    return "".join(part.text for part in date_parts(text, write_short))


def format_asked(text: str) -> str:
    """Return a date, or one end of an interval, that was asked for; times are as in a file."""
    if "T" not in text:
        return text if text in _OPEN else format_short(text)
    first, _, last = text.partition("/")
    day, _, clock = last.partition("T")
    end = clock if clock and first.startswith(day) else last.replace("T", " ")
    if first in _OPEN:
        return f"{write_clock(end)} or earlier"
    return write_times(first.replace("T", " ") + (f"–{end}" if "/" in text else ""))


def format_printed(printed: Printed) -> str:
    """Return a printed date with times: `2023-11-17 about 12:30`, `from 2023-11-17 12:00 on`."""
    day, clock, zone = printed
    if day:
        return write_times(clock, f"{write_short(day)} ", f" {zone}" if zone else "")
    return f"{write_clock(clock.partition('–')[2])} {zone}".rstrip() + " or earlier"


def write_times(clock: str, day: str = "", zone: str = "") -> str:
    """Return a printed time or bounds, with qualifiers and open ends in words.

    `day` and `zone` come before and after it. The last minute of a day ends at 24:00, as in lists.
    """
    start, dash, end = clock.partition("–")
    since = f"{day}{write_clock(start)}".rstrip()
    if dash and end in _OPEN_ENDS:
        return f"from {since}{zone} on"
    plain = end.rstrip("~?%")
    if plain.endswith("23:59") and not plain.endswith(":23:59"):
        end = f"{plain[:-5]}24:00{end[len(plain) :]}"
    return f"{since}{dash}{write_clock(end)}{zone}"


def write_clock(text: str) -> str:
    """Return a time, which may have a day before it, with its qualifier in words: `about 12:30`.

    It may also be a day, a month or a year.
    """
    plain = text.rstrip("~?%")
    day, gap, time = plain.partition(" ")
    shown = plain if day[2:3] == ":" or day[2:] == "h" else f"{write_short(day)}{gap}{time}"
    return QUALIFIERS[text[len(plain) :]] + shown


def date_parts(text: str, write_day: WriteDay) -> list[DatePart]:
    """Return a date as pieces of prose."""
    first, slash, last = text.partition("/")
    if not slash:
        return [format_point(first, write_day)]
    if first in _OPEN:
        perhaps, rest = _split_doubt(last)
        after = _replace_day(rest, _following(rest.rstrip("~?%")))
        return [DatePart(f"{perhaps}before "), format_point(after, write_day)]
    if last in _OPEN:
        perhaps, rest = _split_doubt(first)
        return [DatePart(f"{perhaps}from "), format_point(rest, write_day), DatePart(" on")]
    return [
        DatePart("between "),
        format_point(first, write_day),
        DatePart(" and "),
        format_point(last, write_day),
    ]


def format_point(text: str, write_day: WriteDay) -> DatePart:
    """Return a date that is no interval: a day, a month, a season, a year or several years."""
    day = text.rstrip("~?%")
    return DatePart(QUALIFIERS[text[len(day) :]] + _format_span(day, write_day), text)


def write_short(day: str) -> str:
    """Return a day, a month or a year as in a timeline file, but with the era of early years."""
    if not day or "X" in day:
        return day
    return day if is_plain(day) or (not day.startswith("-") and day[4:]) else write_long(day)


def write_long(day: str) -> str:
    """Return a day, a month or a year: `17 November 2023` for `2023-11-17`."""
    sign, digits = day[: day.startswith("-")], day.removeprefix("-")
    year, *finer = digits.split("-")
    parts = [str(int(part)) for part in finer[1:]]
    parts += [MONTHS[int(month) - 1] for month in finer[:1]]
    return " ".join([*parts, write_year(int(sign + year))])


def write_year(year: int) -> str:
    """Return an astronomical year as people count them: `44 BCE` for -43, `476 CE`, `2023`."""
    if year < 1:
        return f"{1 - year} BCE"
    return f"{year} CE" if year < FIRST_WITHOUT_ERA else str(year)


def _format_span(day: str, write_day: WriteDay) -> str:
    if "X" in day[:4]:
        return _format_years(day)
    year_end = len("-2023") if day.startswith("-") else len("2023")
    if "X" in day:
        unit = "month" if day[year_end:] == "-XX" else "day"
        return f"a {unit} in {write_day(day.partition('-XX')[0])}"
    season = _SEASONS.get(day[year_end + 1 :])
    return f"{season} {_format_season_year(day)}" if season else write_day(day)


def _format_season_year(day: str) -> str:
    """Return the year of a season; a winter has two, `1987–88`, but for early ones."""
    year = int(day[:-3])
    if not day.endswith("-24") or year < FIRST_WITHOUT_ERA:
        return write_year(year)
    following = str(year + 1)
    return f"{year}–{following if following.endswith('00') else following[-2:]}"


def _format_years(digits: str) -> str:
    """Return a decade or a century: `1930s`, `1900 to 1909`, `1900 to 1999`."""
    if digits[2] not in "0X" and digits >= "1":
        return f"{digits[:3]}0s"
    first, last = (int(digits.replace("X", digit)) for digit in "09")
    return f"{first or '1 BCE'} to {write_year(last)}"


def _split_doubt(text: str) -> tuple[str, str]:
    """Split a date into `perhaps `, if it is uncertain, and the date without that sign."""
    if text.endswith("?"):
        return "perhaps ", text[:-1]
    return ("perhaps ", f"{text[:-1]}~") if text.endswith("%") else ("", text)


def _replace_day(text: str, day: str) -> str:
    return day + text[len(text.rstrip("~?%")) :]


def _following(day: str) -> str:
    """Return the day, month or year after one."""
    from oai_timeline.dates import days

    number = days.read_day(day)
    if number is not None:
        return days.format_day(number + 1)
    year, _, month = day.rpartition("-") if day[1:].count("-") else (day, "", "")
    if not month:
        return days.format_year(int(year) + 1)
    return days.format_day(days.start_of_month(int(year), int(month) + 1))[:-3]
