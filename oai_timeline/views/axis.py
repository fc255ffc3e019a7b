"""An axis of time: years, months, days, hours or minutes, as fine as fits."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from typing import NamedTuple

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST, _LAST = datetime(1, 1, 3, tzinfo=UTC), datetime(9999, 12, 29, tzinfo=UTC)
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
    for unit, step in _STEPS:
        if width * step * _SECONDS[unit] / (end - begin) >= _ROOM[unit]:
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
    at = _floor(_local(begin, zone), unit, step)
    while True:
        seconds = (at.replace(tzinfo=zone) - _EPOCH).total_seconds()
        if seconds >= end:
            return
        column = int((seconds - begin) * width / (end - begin)) if seconds >= begin else -1
        yield _Tick(column, _format_time(at, pattern))
        try:
            at = _next(at, unit, step)
        except (OverflowError, ValueError):
            return


def _format_time(at: datetime, pattern: str) -> str:
    return at.strftime(pattern.replace("%Y", f"{at.year:04}"))


def _local(seconds: int, zone: tzinfo) -> datetime:
    try:
        moment = _EPOCH + timedelta(seconds=seconds)
    except OverflowError:
        moment = _FIRST if seconds < 0 else _LAST
    return min(max(moment, _FIRST), _LAST).astimezone(zone).replace(tzinfo=None)


def _floor(at: datetime, unit: str, step: int) -> datetime:
    at = at.replace(second=0, microsecond=0)
    if unit == "minute":
        return at.replace(minute=at.minute - at.minute % step)
    if unit == "hour":
        return at.replace(hour=at.hour - at.hour % step, minute=0)
    at = at.replace(hour=0, minute=0)
    if unit == "day":
        return at - timedelta(days=(at.toordinal() - 1) % step)  # of weeks: a Monday
    if unit == "month":
        return at.replace(month=at.month - (at.month - 1) % step, day=1)
    return at.replace(year=max(at.year - at.year % step, 1), month=1, day=1)


def _next(at: datetime, unit: str, step: int) -> datetime:
    if unit == "year":
        return at.replace(year=at.year + step - at.year % step)
    if unit == "month":
        months = at.year * 12 + at.month - 1 + step
        return at.replace(year=months // 12, month=months % 12 + 1)
    return at + timedelta(seconds=step * _SECONDS[unit])


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
