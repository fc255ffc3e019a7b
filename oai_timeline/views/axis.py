"""An axis of time: years, months, days, hours or minutes, as fine as fits."""

from collections.abc import Iterator, Sequence
from datetime import tzinfo
from typing import NamedTuple

from oai_timeline.dates.bounds import find_local, to_utc
from oai_timeline.dates.days import count_days, find_datetime, find_day, format_year, start_of_month
from oai_timeline.dates.prose import FIRST_WITHOUT_ERA, write_short
from oai_timeline.model.time import SECONDS_PER_DAY

_SECONDS = {"minute": 60, "hour": 3600, "day": 86_400, "month": 2_629_746, "year": 31_556_952}
_STEPS = (
    *(("minute", step) for step in (1, 2, 5, 10, 15, 30)),
    *(("hour", step) for step in (1, 2, 3, 6, 12)),
    *(("day", step) for step in (1, 2, 7)),
    *(("month", step) for step in (1, 3)),
    *(("year", step) for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)),
)
_LABELS = {"minute": "%H:%M", "hour": "%Hh", "day": "%d", "month": "%m", "year": "%Y"}
_ROOM = {"minute": 6, "hour": 4, "day": 3, "month": 3, "year": 5}
_DAYS = ((22, "%Y-%m-%d %A"), (12, "%Y-%m-%d"), (7, "%d %a"), (0, "%d"))
_ABOVE = {"minute": "day", "hour": "day", "day": "month", "month": "year"}
_LEAST_GUIDES = 3
_FIRST_MONDAY = 719_162  # days from 0001-01-01 to 1970-01-01
_ROOM_FOR_ERA = len("10000 BCE") + 1


class Axis(NamedTuple):
    """The lines of labels, coarse ones first, and the columns at which guides are drawn."""

    lines: list[str]
    guides: frozenset[int]


class _Tick(NamedTuple):
    column: int
    label: str


def fit_axis(begin: int, end: int, width: int, zone: tzinfo) -> Axis:
    """Return the axis of [begin, end), UTC seconds, on `width` columns, with times in `zone`."""
    unit, step = _finest(begin, end, width)
    lines, guides = list[str](), frozenset[int]()
    while unit:
        pattern = _pattern(unit, width * _SECONDS[unit] / (end - begin))
        is_context = bool(lines)
        ticks = list(_ticks(begin, end, width, zone, (unit, step, pattern)))
        lines.insert(0, _line(ticks, width, is_context=is_context))
        columns = frozenset(tick.column for tick in ticks if tick.column >= 0)
        if len(columns) >= _LEAST_GUIDES or not guides:
            guides = columns
        unit, step = "" if "%Y" in pattern else _ABOVE.get(unit, ""), 1
    return Axis(lines, guides)


def has_times(begin: int, end: int, width: int) -> bool:
    """Return whether an axis is fine enough to show times of day."""
    return _finest(begin, end, width)[0] in {"minute", "hour"}


def _finest(begin: int, end: int, width: int) -> tuple[str, int]:
    """Return the finest unit and step whose labels have room beside one another."""
    has_eras = begin < count_days(FIRST_WITHOUT_ERA) * SECONDS_PER_DAY
    for unit, step in _STEPS:
        room = _ROOM_FOR_ERA if unit == "year" and has_eras else _ROOM[unit]
        if width * step * _SECONDS[unit] / (end - begin) >= room:
            return unit, step
    return _STEPS[-1]


def _pattern(unit: str, room: float) -> str:
    if unit == "month" and room >= len("2023-11") + 2:
        return "%Y-%m"
    if unit == "day":
        return next(pattern for least, pattern in _DAYS if room >= least)
    return _LABELS[unit]


def _ticks(
    begin: int, end: int, width: int, zone: tzinfo, of: tuple[str, int, str]
) -> Iterator[_Tick]:
    """Yield the ticks in the period; before them, at column -1, the last one before `begin`."""
    unit, step, pattern = of
    at = _floor(find_local(begin, zone), unit, step)
    while (seconds := to_utc(at, zone)) < end:
        column = int((seconds - begin) * width / (end - begin)) if seconds >= begin else -1
        yield _Tick(column, _format_time(at, pattern))
        at = _next(at, unit, step)


def _format_time(at: int, pattern: str) -> str:
    year = format_year(find_day(at // SECONDS_PER_DAY).year)
    if pattern == "%Y":
        return write_short(year)
    return find_datetime(at).strftime(pattern.replace("%Y", year))


def _floor(at: int, unit: str, step: int) -> int:
    """Return the last multiple of a unit up to a local time."""
    if unit in {"minute", "hour"}:
        length = step * _SECONDS[unit]
        return at - at % SECONDS_PER_DAY % length
    number = at // SECONDS_PER_DAY
    if unit == "day":
        return (number - (number + _FIRST_MONDAY) % step) * SECONDS_PER_DAY
    year, month, _ = find_day(number)
    if unit == "month":
        return start_of_month(year, month - (month - 1) % step) * SECONDS_PER_DAY
    return count_days(_floor_year(year, step)) * SECONDS_PER_DAY


def _floor_year(year: int, step: int) -> int:
    """Return the last year up to one whose number, in its era, is a multiple; or the year 1."""
    if year >= 1:
        return max(year - year % step, 1)
    before = 1 - year
    return 1 - (before + -before % step)


def _next(at: int, unit: str, step: int) -> int:
    if unit == "year":
        year = find_day(at // SECONDS_PER_DAY).year
        following = year + step - year % step if year >= 1 else min(year + step, 1)
        return count_days(following) * SECONDS_PER_DAY
    if unit == "month":
        year, month, _ = find_day(at // SECONDS_PER_DAY)
        return start_of_month(year, month + step) * SECONDS_PER_DAY
    return at + step * _SECONDS[unit]


def _line(ticks: Sequence[_Tick], width: int, *, is_context: bool) -> str:
    """Return a line of labels at their ticks; a coarser one that began earlier comes first."""
    line = ""
    following = [tick.column for tick in ticks[1:]] + [width + 1]
    for tick, then in zip(ticks, following, strict=False):
        column, label = tick.column, tick.label
        if column < 0 and is_context:
            column = 0
            if then <= len(label):
                label = label.partition(" ")[0]  # without the weekday
            if then <= len(label):
                continue
        if column < 0 or column + len(label) > width or (line and column <= len(line)):
            continue
        line = line.ljust(column) + label
    return line
