"""A grid of local time in equal cells: minutes, hours, days, months or years, and its labels.

Every day has the same number of cells, also one on which clocks change: an hour that is repeated
shares its cells, and the cells of one that is skipped are empty.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from typing import NamedTuple

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST, _LAST = datetime(1, 1, 3, tzinfo=UTC), datetime(9999, 12, 29, tzinfo=UTC)
_END = _LAST.replace(tzinfo=None) + timedelta(days=2)
"""Later than every local time that there is."""
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

    `starts` has their starts in local time, and the end of the last one. `pieces` has the moments,
    in UTC seconds, from which on time is in another cell, and the end; `cells` has these cells.
    """

    step: Step
    columns: int
    starts: Sequence[datetime]
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


def label_grid(grid: Grid) -> list[str]:
    """Return the lines of labels of a grid, coarse ones first."""
    unit, number = _finest_labels(grid)
    lines = list[str]()
    while unit:
        pattern = _pattern(unit, _room(grid, Step(unit, 1)))
        ticks = list(_ticks(grid, Step(unit, number), pattern))
        lines.insert(0, _line(ticks, grid.size * grid.columns, is_context=bool(lines)))
        unit, number = "" if "%Y" in pattern else _ABOVE.get(unit, ""), 1
    return lines


def name_zones(grid: Grid, zone: tzinfo) -> list[str]:
    """Return the abbreviations of a zone on a grid."""
    return sorted({_at(moment, zone).tzname() or "" for moment in grid.pieces[:-1]})


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
            and _room(grid, step) >= _ROOM[step.unit]
        ):
            return step
    return Step(*_STEPS[-1])


def _list_starts(begin: int, end: int, step: Step, zone: tzinfo) -> list[datetime]:
    """Return the starts of the cells that hold a period, and the end of the last one.

    Within a repeated hour, the last moments are not the latest in local time.
    """
    final = end - 1
    soon = _find_change(begin, min(begin + _LONGEST_CHANGE, final), zone)
    late = _find_change(max(final - _LONGEST_CHANGE, begin), final, zone) - 1
    first = min(_local(begin, zone), _local(soon, zone))
    last = max(_local(final, zone), _local(max(late, begin), zone))
    starts = [_floor(first, step)]
    while starts[-1] <= last:
        try:
            starts.append(_next(starts[-1], step))
        except (OverflowError, ValueError):
            starts.append(_END)
    return starts


def _list_pieces(
    starts: Sequence[datetime], period: tuple[int, int], zone: tzinfo
) -> Iterator[tuple[int, int]]:
    """Yield the moments from which on time is in another cell, with that cell; last the end."""
    begin, end = period
    moment = _find_start(starts[0], begin, zone)
    size = len(starts) - 1
    while True:
        local = _local(moment, zone)
        cell = max(bisect_right(starts, local) - 1, 0)
        yield moment, cell
        if cell >= size or moment >= end:
            return
        following = moment + max(int((starts[cell + 1] - local).total_seconds()), 1)
        moment = _find_change(moment, following, zone)


def _find_start(local: datetime, moment: int, zone: tzinfo) -> int:
    """Return when a local time was that is not after a moment; the first time if it was twice.

    One that was skipped was when the clocks changed.
    """
    start = moment - int((_local(moment, zone) - local).total_seconds())
    if _offset(start, zone) == _offset(moment, zone):
        return start
    first = int((local.replace(tzinfo=zone, fold=0) - _EPOCH).total_seconds())
    return min(first, _find_change(start, moment, zone))


def _find_change(begin: int, end: int, zone: tzinfo) -> int:
    """Return the moment at which clocks change between two others, or else the second one."""
    before = _offset(begin, zone)
    if _offset(end, zone) == before:
        return end
    while end - begin > 1:
        middle = (begin + end) // 2
        begin, end = (middle, end) if _offset(middle, zone) == before else (begin, middle)
    return end


def _pattern(unit: str, room: float) -> str:
    if unit == "month" and room >= len("2023-11") + 2:
        return "%Y-%m"
    if unit == "day":
        return next(pattern for least, pattern in _DAYS if room >= least)
    return _LABELS[unit]


def _ticks(grid: Grid, step: Step, pattern: str) -> Iterator[_Tick]:
    """Yield the ticks of a grid; before them, at column -1, the last one before it."""
    at = _floor(grid.starts[0], step)
    while at < grid.starts[-1]:
        cell = bisect_right(grid.starts, at) - 1
        yield _Tick(cell * grid.columns if cell >= 0 else -1, _format_time(at, pattern))
        try:
            at = _next(at, step)
        except (OverflowError, ValueError):
            return


def _format_time(at: datetime, pattern: str) -> str:
    return at.strftime(pattern.replace("%Y", f"{at.year:04}"))


def _local(seconds: int, zone: tzinfo) -> datetime:
    return _at(seconds, zone).replace(tzinfo=None)


def _offset(seconds: int, zone: tzinfo) -> timedelta | None:
    return _at(seconds, zone).utcoffset()


def _at(seconds: int, zone: tzinfo) -> datetime:
    try:
        moment = _EPOCH + timedelta(seconds=seconds)
    except OverflowError:
        moment = _FIRST if seconds < 0 else _LAST
    return min(max(moment, _FIRST), _LAST).astimezone(zone)


def _floor(at: datetime, step: Step) -> datetime:
    unit, number = step
    at = at.replace(second=0, microsecond=0)
    if unit == "minute":
        return at.replace(minute=at.minute - at.minute % number)
    if unit == "hour":
        return at.replace(hour=at.hour - at.hour % number, minute=0)
    at = at.replace(hour=0, minute=0)
    if unit == "day":
        return at - timedelta(days=(at.toordinal() - 1) % number)  # of weeks: a Monday
    if unit == "month":
        return at.replace(month=at.month - (at.month - 1) % number, day=1)
    return at.replace(year=max(at.year - at.year % number, 1), month=1, day=1)


def _next(at: datetime, step: Step) -> datetime:
    unit, number = step
    if unit == "year":
        return at.replace(year=at.year + number - at.year % number)
    if unit == "month":
        months = at.year * 12 + at.month - 1 + number
        return at.replace(year=months // 12, month=months % 12 + 1)
    return at + timedelta(seconds=step.seconds)


def _line(ticks: Sequence[_Tick], width: int, *, is_context: bool) -> str:
    """Return a line of labels at their ticks; a coarser one that began earlier comes first."""
    line = ""
    following = [tick.column for tick in ticks[1:]] + [width + 1]
    for tick, then in zip(ticks, following, strict=False):
        column, label = tick.column, tick.label
        if column < 0 and is_context:
            column = 0
            if then <= len(label):
                label = next(part for part in label.split() if part[0].isdecimal())  # no weekday
            if then <= len(label):
                continue
        if column < 0 or column + len(label) > width or (line and column <= len(line)):
            continue
        line = line.ljust(column) + label
    return line
