"""Dates made of other dates, all in EDTF: what is about, before, after or early in a date."""

from collections.abc import Callable

from oai_timeline.dates.days import (
    FIRST_YEAR,
    LAST_YEAR,
    count_days,
    find_day,
    find_weekday,
    format_day,
    format_local,
    format_year,
)
from oai_timeline.dates.edtf import DateError, Point, parse_ends
from oai_timeline.model.time import SECONDS_PER_DAY


class NoSuchDate(DateError):
    """Words do not go with the date beside them."""


_QUALIFIERS = "~?%"
_SUNDAY = 6
_CLOCKS = {"hour": len("12"), "minute": len("12:30"), "second": len("12:30:15")}
_SPANS = {
    "decade": ((0, 3), (4, 6), (7, 9)),
    "century": ((0, 33), (34, 66), (67, 99)),
    "year": ((0, 3), (4, 7), (8, 11)),
    "month": ((0, 9), (10, 19), (20, 31)),
}
"""What is early, mid and late: years of a decade or century, months of a year, days of a month."""


def qualify(text: str, sign: str) -> str:
    """Return a date with a qualifier at each end that is a date."""
    return "/".join(_add_sign(end, sign) for end in text.split("/"))


def make_interval(first: str, last: str) -> str:
    """Return the interval from the start of one date to the end of another. Raises NoSuchDate."""
    begin, end = _start(first), _end(last)
    if end.end <= begin.start and not begin.offset and not end.offset:
        raise NoSuchDate("the interval ends before it begins")
    return f"{_first_unit(begin)}/{_last_unit(end)}"


def make_open(text: str) -> str:
    """Return the interval from the start of a date on."""
    return f"{_first_unit(_start(text))}/.."


def make_until(text: str) -> str:
    """Return the interval up to the end of a date."""
    return f"../{_last_unit(_end(text))}"


def make_before(text: str) -> str:
    """Return the interval up to the year, month, day or time before a date."""
    point = _start(text)
    return f"../{_format_unit(point, point.start - 1)}"


def make_after(text: str) -> str:
    """Return the interval from the year, month, day or time after a date on."""
    point = _end(text)
    return f"{_format_unit(point, point.end)}/.."


def take_third(text: str, number: int) -> str:
    """Return the early, mid or late part of a month, year, decade or century.

    Both ends are approximate. Raises NoSuchDate for others.
    """
    point = _start(text)
    if point.precision not in _SPANS or "/" in text:
        raise NoSuchDate("early, mid and late are read before a month, year, decade or century")
    first, last = _SPANS[point.precision][number]
    return f"{_pick(point, first)}~/{_pick(point, last)}~"


def take_half(text: str, number: int) -> str:
    """Return the first or second half of a year, decade or century.

    Raises NoSuchDate for others.
    """
    point = _start(text)
    size = {"year": 6, "decade": 5, "century": 50}.get(point.precision)
    if size is None or "/" in text:
        raise NoSuchDate("a half is read of a year, decade or century")
    return f"{_pick(point, number * size)}/{_pick(point, (number + 1) * size - 1)}"


def make_weekend(text: str) -> str:
    """Return the Saturday and Sunday one of which a date is. Raises NoSuchDate for others."""
    point = _start(text)
    saturday = point.first_day - (find_weekday(point.first_day) == _SUNDAY)
    if point.precision != "day" or find_weekday(saturday) != _SUNDAY - 1:
        raise NoSuchDate("a weekend is that of a Saturday or a Sunday")
    return f"{format_day(saturday)}/{format_day(saturday + 1)}"


def _pick(point: Point, number: int) -> str:
    """Return a part of a date, counted from 0: a year, a month or a day."""
    year = find_day(point.first_day).year
    if point.precision == "month":
        return format_day(min(point.first_day + number, point.last_day))
    if point.precision == "year":
        return format_day(count_days(year, number + 1))[:-3]
    return format_year(year + number)


def _add_sign(end: str, sign: str) -> str:
    if end in {"", ".."}:
        return end
    own = end[-1:] if end[-1:] in _QUALIFIERS else ""
    return end.rstrip(_QUALIFIERS) + ("%" if own and own != sign else sign)


def _start(text: str) -> Point:
    point = parse_ends(text)[0]
    if not isinstance(point, Point):
        raise NoSuchDate("a date with an open start has no start")
    return point


def _end(text: str) -> Point:
    point = parse_ends(text)[1]
    if not isinstance(point, Point):
        raise NoSuchDate("a date with an open end has no end")
    return point


def _first_unit(point: Point) -> str:
    return point.text if _is_end(point) else _format_unit(point, point.start)


def _last_unit(point: Point) -> str:
    return point.text if _is_end(point) else _format_unit(point, point.end - 1)


def _is_end(point: Point) -> bool:
    """Return whether a date may be the end of an interval as it is."""
    return "X" not in point.text and point.precision != "season"


def _format_unit(point: Point, local: int) -> str:
    """Return the year, month, day or time, as precise as a date, that a local time is in.

    Raises NoSuchDate.
    """
    if not FIRST_YEAR <= find_day(local // SECONDS_PER_DAY).year <= LAST_YEAR:
        raise NoSuchDate(f"years run from {FIRST_YEAR} to {LAST_YEAR}")
    day = format_day(local // SECONDS_PER_DAY)
    if point.has_clock:
        clock = format_local(local).partition("T")[2][: _CLOCKS[point.precision]]
        written = point.text.rstrip(_QUALIFIERS).partition("T")[2]
        return f"{day}T{clock}{written[_CLOCKS[point.precision] :]}{point.qualifier}"
    cut = {"day": None, "month": -3, "season": -3}.get(point.precision, -6)
    return day[:cut] + point.qualifier


COMPOSE: dict[str, Callable[..., str]] = {
    "date": lambda text: text,
    "about": lambda text: qualify(text, "~"),
    "perhaps": lambda text: qualify(text, "?"),
    "before": make_before,
    "after": make_after,
    "since": make_open,
    "until": make_until,
    "between": make_interval,
    "early": lambda text: take_third(text, 0),
    "mid": lambda text: take_third(text, 1),
    "late": lambda text: take_third(text, 2),
    "weekend": make_weekend,
    "first half": lambda text: take_half(text, 0),
    "second half": lambda text: take_half(text, 1),
}
"""What each form of a phrase makes of the dates in it."""
