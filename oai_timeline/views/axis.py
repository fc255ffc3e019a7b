"""A grid of local time in equal cells: minutes, hours, days, months or years, and its labels.

Every day has the same number of cells, also one on which clocks change: an hour that is repeated
shares its cells, and the cells of one that is skipped are empty.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import tzinfo
from typing import NamedTuple

from oai_timeline.dates.bounds import find_local, read_clock, to_utc
from oai_timeline.dates.days import WEEKDAYS, count_days, find_datetime, find_day, start_of_month
from oai_timeline.dates.prose import FIRST_WITHOUT_ERA, write_year
from oai_timeline.model.time import SECONDS_PER_DAY

_FIRST_MONDAY = 719_162  # days from 0001-01-01 to 1970-01-01
_ROOM_FOR_ERA = len("10000 BCE") + 1
_SECONDS = {"minute": 60, "hour": 3600, "day": 86_400, "month": 2_629_746, "year": 31_556_952}
_STEPS = (
    *(("minute", step) for step in (1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30)),
    *(("hour", step) for step in (1, 2, 3, 4, 6, 8, 12)),
    *(("day", step) for step in (1, 2, 7, 14)),
    *(("month", step) for step in (1, 2, 3, 6)),
    *(("year", step) for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)),
)
_UNUSUAL = {("hour", 8), *(("minute", number) for number in (3, 4, 6, 12))}
"""Steps that are good for cells, but that nobody counts by."""
_LABELS = {"minute": "%H:%M", "hour": "%Hh", "day": "%d", "month": "%m", "year": "%Y"}
_ROOM = {"minute": 6, "hour": 4, "day": 3, "month": 3, "year": 5}
_DAYS = ((22, "%Y-%m-%d %A"), (12, "%Y-%m-%d"), (7, "%a %d"), (0, "%d"))
_WEEKDAYS = {name[:3] for name in WEEKDAYS}
_ABOVE = {"minute": "day", "hour": "day", "day": "month", "month": "year"}
_SLACK = 1.05
"""How much longer than the mean a month, or a year, may be."""
_MOST_COLUMNS = 12
"""The widest cell."""
_LONGEST_CHANGE = 3 * 3600
"""The seconds by which clocks may be put back, at most."""


class Step(NamedTuple):
    """So many minutes, hours, days, months or years."""

    unit: str
    number: int

    @property
    def seconds(self) -> int:
        """How long it is, on average."""
        return self.number * _SECONDS[self.unit]

    @property
    def has_times(self) -> bool:
        """Whether it is shorter than a day."""
        return self.unit in {"minute", "hour"}


class Grid(NamedTuple):
    """Cells of a step each, `columns` wide.

    `starts` has their starts in local time, in seconds since 1970, and the end of the last one.
    `pieces` has the moments, in UTC seconds, from which on time is in another cell, and the end;
    `cells` has these cells.
    """

    step: Step
    columns: int
    starts: Sequence[int]
    pieces: Sequence[int]
    cells: Sequence[int]

    @property
    def size(self) -> int:
        """The number of cells."""
        return len(self.starts) - 1

    def divide(self, begin: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the cells that [begin, end) touches, each with the seconds of it that lie there."""
        first = max(bisect_right(self.pieces, begin) - 1, 0)
        for place in range(first, len(self.cells)):
            start, following = self.pieces[place : place + 2]
            if start >= end:
                return
            seconds = min(end, following) - max(begin, start)
            if seconds > 0:
                yield self.cells[place], seconds


def fit_grid(period: tuple[int, int], grain: int, width: int, zone: tzinfo) -> Grid:
    """Return the finest grid of a period, UTC seconds, that fits into so many columns.

    Its cells are not shorter than `grain` seconds.
    """
    begin, end = period
    for step in map(Step._make, _STEPS):
        is_short = step.seconds * _SLACK < grain
        if is_short or (end - begin) / step.seconds / _SLACK > width:
            continue
        starts = _list_starts(begin, end, step, zone)
        if len(starts) - 1 <= width:
            break
    columns = min(max(width // (len(starts) - 1), 1), _MOST_COLUMNS)
    *pieces, last = _list_pieces(starts, period, zone)
    moments = [*(moment for moment, _ in pieces), last[0]]
    return Grid(step, columns, starts, moments, [cell for _, cell in pieces])


class _Tick(NamedTuple):
    column: int
    label: str


def label_grid(grid: Grid, width: int) -> list[str]:
    """Return the lines of labels of a grid, coarse ones first.

    The last label of a line may be longer than its cells, up to so many columns from the start.
    """
    unit, number = _finest_labels(grid)
    lines = list[str]()
    while unit:
        pattern = _pattern(Step(unit, number), grid)
        ticks = list(_ticks(grid, Step(unit, number), pattern))
        lines.insert(0, _line(ticks, width, is_context=bool(lines)))
        unit, number = "" if "%Y" in pattern else _ABOVE.get(unit, ""), 1
    return lines


def name_zones(grid: Grid, zone: tzinfo) -> list[str]:
    """Return the abbreviations of a zone on a grid."""
    return sorted({read_clock(moment, zone).tzname() or "" for moment in grid.pieces[:-1]})


def _least_room(grid: Grid, step: Step) -> int:
    return _ROOM_FOR_ERA if step.unit == "year" and _has_eras(grid) else _ROOM[step.unit]


def _has_eras(grid: Grid) -> bool:
    """Return whether a grid begins in a year that is named with its era."""
    return grid.starts[0] < count_days(FIRST_WITHOUT_ERA) * SECONDS_PER_DAY


def _room(grid: Grid, step: Step) -> float:
    """Return how many columns a step takes on a grid."""
    return step.seconds / grid.step.seconds * grid.columns


def _finest_labels(grid: Grid) -> Step:
    """Return the finest step whose labels have room beside one another, each at a cell's start."""
    for step in map(Step._make, _STEPS):
        if step in _UNUSUAL:
            continue
        is_aligned = step.unit != grid.step.unit or step.number % grid.step.number == 0
        if (
            is_aligned
            and step.seconds >= grid.step.seconds
            and _room(grid, step) >= _least_room(grid, step)
        ):
            return step
    return Step(*_STEPS[-1])


def _list_starts(begin: int, end: int, step: Step, zone: tzinfo) -> list[int]:
    """Return the starts of the cells that hold a period, and the end of the last one.

    Within a repeated hour, the last moments are not the latest in local time.
    """
    final = end - 1
    soon = _find_change(begin, min(begin + _LONGEST_CHANGE, final), zone)
    late = _find_change(max(final - _LONGEST_CHANGE, begin), final, zone) - 1
    first = min(find_local(begin, zone), find_local(soon, zone))
    last = max(find_local(final, zone), find_local(max(late, begin), zone))
    starts = [_floor(first, step)]
    while starts[-1] <= last:
        starts.append(_next(starts[-1], step))
    return starts


def _list_pieces(
    starts: Sequence[int], period: tuple[int, int], zone: tzinfo
) -> Iterator[tuple[int, int]]:
    """Yield the moments from which on time is in another cell, with that cell; last the end."""
    begin, end = period
    moment = _find_start(starts[0], begin, zone)
    size = len(starts) - 1
    while True:
        local = find_local(moment, zone)
        cell = max(bisect_right(starts, local) - 1, 0)
        yield moment, cell
        if cell >= size or moment >= end:
            return
        following = moment + max(starts[cell + 1] - local, 1)
        moment = _find_change(moment, following, zone)


def _find_start(local: int, moment: int, zone: tzinfo) -> int:
    """Return when a local time was that is not after a moment; the first time if it was twice.

    One that was skipped was when the clocks changed.
    """
    start = moment - (find_local(moment, zone) - local)
    if _offset(start, zone) == _offset(moment, zone):
        return start
    return min(to_utc(local, zone), _find_change(start, moment, zone))


def _find_change(begin: int, end: int, zone: tzinfo) -> int:
    """Return the moment at which clocks change between two others, or else the second one."""
    before = _offset(begin, zone)
    if _offset(end, zone) == before:
        return end
    while end - begin > 1:
        middle = (begin + end) // 2
        begin, end = (middle, end) if _offset(middle, zone) == before else (begin, middle)
    return end


def _pattern(step: Step, grid: Grid) -> str:
    """Return the pattern of labels; years with eras have a line of their own."""
    unit, number = step
    room, has_eras = _room(grid, Step(unit, 1)), _has_eras(grid)
    if unit == "month" and has_eras:
        return "%b" if number * room > len("Mar") else "%m"
    if unit == "month" and room >= len("2023-11") + 2:
        return "%Y-%m"
    if unit == "day":
        patterns = ((least, one) for least, one in _DAYS if not (has_eras and "%Y" in one))
        return next(pattern for least, pattern in patterns if room >= least)
    return _LABELS[unit]


def _ticks(grid: Grid, step: Step, pattern: str) -> Iterator[_Tick]:
    """Yield the ticks of a grid; before them, at column -1, the last one before it."""
    at = _floor(grid.starts[0], step)
    while at < grid.starts[-1]:
        cell = bisect_right(grid.starts, at) - 1
        yield _Tick(cell * grid.columns if cell >= 0 else -1, _format_time(at, pattern))
        at = _next(at, step)


def _format_time(at: int, pattern: str) -> str:
    if pattern == "%Y":
        return write_year(find_day(at // SECONDS_PER_DAY).year)
    return find_datetime(at).strftime(pattern)


def _offset(seconds: int, zone: tzinfo) -> int:
    return find_local(seconds, zone) - seconds


def _floor(at: int, step: Step) -> int:
    """Return the last multiple of a step up to a local time."""
    unit, number = step
    if step.has_times:
        return at - at % SECONDS_PER_DAY % step.seconds
    day = at // SECONDS_PER_DAY
    if unit == "day":
        return (day - (day + _FIRST_MONDAY) % number) * SECONDS_PER_DAY
    year, month, _ = find_day(day)
    if unit == "month":
        return start_of_month(year, month - (month - 1) % number) * SECONDS_PER_DAY
    return count_days(_floor_year(year, number)) * SECONDS_PER_DAY


def _floor_year(year: int, number: int) -> int:
    """Return the last year up to one that is a multiple in its era, or the year 1."""
    if year >= 1:
        return max(year - year % number, 1)
    before = 1 - year
    return 1 - (before + -before % number)


def _next(at: int, step: Step) -> int:
    unit, number = step
    year, month, _ = find_day(at // SECONDS_PER_DAY)
    if unit == "year":
        following = year + number - year % number if year >= 1 else min(year + number, 1)
        return count_days(following) * SECONDS_PER_DAY
    if unit == "month":
        return start_of_month(year, month + number) * SECONDS_PER_DAY
    return at + step.seconds


def _line(ticks: Sequence[_Tick], width: int, *, is_context: bool) -> str:
    """Return a line of labels at their ticks; a coarser one that began earlier comes first."""
    line = ""
    following = [tick.column for tick in ticks[1:]] + [width + 1]
    for tick, then in zip(ticks, following, strict=False):
        column, label = tick.column, tick.label
        if column < 0 and is_context:
            column = 0
            if then <= len(label):
                label = " ".join(part for part in label.split() if part[:3] not in _WEEKDAYS)
            if then <= len(label):
                continue
        if column < 0 or column + len(label) > width or (line and column <= len(line)):
            continue
        line = line.ljust(column) + label
    return line
