"""The date of an event, from the columns of its row: day, time, end and zone."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from oai_timeline.dates import edtf
from oai_timeline.dates.bounds import parse_date
from oai_timeline.importing.cells import Cell, CellError, Wrong, text
from oai_timeline.importing.dated import normalise_date, reject_year_pair
from oai_timeline.load.decode import zone_of
from oai_timeline.model.visible import quoted

START = ("when", "time", "year", "month", "day")
END = ("end", "end time", "end year", "end month", "end day")
"""The keys of the columns that say when an event begins, and when it ends."""

_FRACTION = re.compile(r":\d\d[.,]\d")
_NUMBER = re.compile(r"(-?\d+)(?:\.0*)?", re.ASCII)
"""A whole number, also as pandas writes it where a column has empty cells: `1815.0`."""
_SHORTEST_YEAR = 3
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_TIME_WITHOUT_OFFSET = re.compile(r"^\d{4}-\d\d-\d\dT\d\d(?::\d\d){0,2}(?=[~?%]?$)", re.ASCII)
_OWN_OFFSET = re.compile(r"T[\d:]+(Z|[+-]\d\d(?::\d\d)?)[~?%]?$", re.ASCII)
_OFFSET = re.compile(
    r"(?:UTC|GMT)?([+\N{MINUS SIGN}-])(\d\d?)(?::?([0-5]\d))?", re.ASCII | re.IGNORECASE
)
_OFFSETS = range(-12 * 60, 14 * 60 + 1)
_HOUR = 60

_ANY_TIME = re.compile(r"\d:\d\d|\d\s?[ap]\.?m\b|\dT\d\d", re.ASCII | re.IGNORECASE)
_MIDNIGHT = re.compile(
    r"""(?:(?P<day>[^\s:][^:]*?),?(?:\s+|(?<=\d)T))?
    (?:0?0:00(?::00(?:[.,]0+)?)? | 12:00(?::00)?\s?a\.?m\.?)
    (?:\s?Z|\s?[+-]\d\d:?\d\d)?""",
    re.ASCII | re.IGNORECASE | re.VERBOSE,
)
_LONGEST = 100
"""A longer text is no date; the patterns above would take long over it."""
_TIMES = ("when", "time", "end", "end time")


class DateReader:
    """Reads the dates of rows; `counts` has what was cut, left out or concluded."""

    def __init__(self, zone: tzinfo, counts: Counter[str]) -> None:
        """Read times without an offset in `zone`."""
        self._zone = zone
        self._counts = counts

    def read_text(self, typed: str) -> str:
        """Return as EDTF what others typed. Raises DateError."""
        self._counts["fractions of a second, cut"] += bool(_FRACTION.search(typed))
        return normalise_date(typed, self._zone)

    def read_row(self, cells: dict[str, Cell]) -> str:
        """Take the cells that say when an event was; return its date.

        Raises CellError; ValueError where no cell has a date.
        """
        zone = _take_zone(cells)
        day, time = _take_day(cells, START), cells.pop("time", None)
        if day is None:
            raise ValueError("a row without a date")
        first = self._read_moment(day, time)
        end = self._take_end(cells, first)
        whole = first if end is None else self._join(first, end)
        return whole if zone is None else self._place(Cell(day.column, whole), zone)

    def _read_moment(self, day: Cell, time: Cell | None) -> str:
        if time is None:
            return self._read_cell(day)
        typed = f"{day.value} {_text(time)}"
        try:
            return self.read_text(typed)
        except edtf.DateError as error:
            self._read_cell(day)  # the day is to blame, if it can't be read by itself
            raise CellError(time.column, "bad-date", str(error)) from None

    def _read_cell(self, cell: Cell) -> str:
        try:
            return self.read_text(cell.value)
        except edtf.DateError as error:
            raise CellError(cell.column, "bad-date", str(error)) from None

    def _take_end(self, cells: dict[str, Cell], first: str) -> Cell | None:
        """Take the cells that say when an event ended.

        An end time alone is on the first day, at the offset of the start.
        """
        day, time = _take_day(cells, END), cells.pop("end time", None)
        if day is not None:
            return Cell(day.column, self._read_moment(day, time))
        if time is None:
            return None
        first_day = first.partition("T")[0]
        if not _DAY.fullmatch(first_day):
            message = f"{quoted(time.column)} needs a day: give the day of the end, too"
            raise CellError(time.column, "bad-date", message)
        last = self._read_moment(Cell(time.column, first_day), time)
        offset = _OWN_OFFSET.search(first)
        if offset is not None:
            last = _TIME_WITHOUT_OFFSET.sub(rf"\g<0>{offset[1]}", last)
        if self._is_before(last, first):
            message = f"{quoted(last)} is before {quoted(first)}: give the day of the end, too"
            raise CellError(time.column, "bad-date", message)
        return Cell(time.column, last)

    def _is_before(self, last: str, first: str) -> bool:
        end, start = parse_date(last, self._zone).latest, parse_date(first, self._zone).earliest
        return end is not None and start is not None and end <= start

    def _join(self, first: str, end: Cell) -> str:
        if end.value == first:
            return first
        for one in (first, end.value):
            if "/" in one:
                message = f"{quoted(one)} is an interval already: it can't have an end besides"
                raise CellError(end.column, "bad-date", message)
        whole = f"{first}/{end.value}"
        try:
            parse_date(whole, self._zone)
        except edtf.DateError as error:
            message = f"{quoted(whole)} is no date: {error}"
            raise CellError(end.column, "bad-date", message) from None
        return whole

    def _place(self, when: Cell, zone: tzinfo) -> str:
        """Give the times of a date the offset that they have in the zone of their row."""
        if zone == self._zone:
            return str(when.value)
        ends = when.value.split("/")
        placed = "/".join(_add_offset(Cell(when.column, end), zone) for end in ends)
        if placed == when.value:
            beside = "times that have an offset" if "T" in placed else "dates without a time"
            self._counts[f"zones beside {beside}, left out"] += 1
        return placed


def drop_midnights(rows: Sequence[dict[str, Cell]]) -> list[str]:
    """Make days of times where all times of a table are midnight; return the columns changed.

    A table that says how precise its dates are is left alone.
    """
    seen: dict[str, list[re.Match[str] | None]] = {}
    for cells in rows:
        for key in cells.keys() & _TIMES:
            value = cells[key].value
            is_short = isinstance(value, str) and len(value) <= _LONGEST
            match = _MIDNIGHT.fullmatch(value) if is_short else None
            if match is None and (not isinstance(value, str) or _ANY_TIME.search(value)):
                return []
            seen.setdefault(key, []).append(match)
        if "precision" in cells:
            return []
    changed = {key for key, matches in seen.items() if all(matches)}
    columns: dict[str, None] = {}
    for cells in rows:
        for key in sorted(cells.keys() & changed):
            cell = cells.pop(key)
            match = _MIDNIGHT.fullmatch(cell.value)
            if match and match["day"]:
                cells[key] = cell._replace(value=match["day"])
            columns[cell.column] = None
    return list(columns)


def _take_day(cells: dict[str, Cell], keys: Sequence[str]) -> Cell | None:
    """Take the date of a row, from one column or from those of year, month and day."""
    whole, _, *parts = keys
    if whole in cells:
        cell = cells.pop(whole)
        typed = Cell(cell.column, _text(cell))
        return typed if "precision" in cells else _reject_year_pair(typed)
    year, month, day = (cells.pop(key, None) for key in parts)
    given = [cell for cell in (year, month, day) if cell is not None]
    if not given:
        return None
    missing = "year" if year is None else "month" if day is not None and month is None else ""
    if missing:
        message = f"{quoted(given[-1].column)} is given, and no {missing}"
        raise CellError(given[-1].column, "bad-date", message)
    texts = [_whole_number(_text(cell)) for cell in given]
    if len(texts[0].lstrip("-")) < _SHORTEST_YEAR and texts[0].lstrip("-").isdecimal():
        message = f"{quoted(texts[0])} is no year: write it with four digits"
        raise CellError(given[0].column, "bad-date", message)
    return Cell(given[0].column, _compose(texts))


def _reject_year_pair(cell: Cell) -> Cell:
    """Return a cell whose text can't be two years. Raises CellError."""
    try:
        reject_year_pair(cell.value)
    except edtf.DateError as error:
        raise CellError(cell.column, "bad-date", str(error)) from None
    return cell


def _compose(parts: list[str]) -> str:
    """Write year, month and day as one text: months may be numbers or names."""
    year, *others = parts
    if all(map(str.isdecimal, [year.removeprefix("-"), *others])):
        sign = "-" if year.startswith("-") else ""
        digits = [year.removeprefix("-").zfill(4), *(part.zfill(2) for part in others)]
        return sign + "-".join(digits)
    return " ".join(reversed(parts))


def _whole_number(typed: str) -> str:
    match = _NUMBER.fullmatch(typed)
    return match[1] if match else typed


def _take_zone(cells: dict[str, Cell]) -> tzinfo | None:
    """Take the zone of a row: the name of one, or an offset. Raises CellError."""
    cell = cells.pop("zone", None)
    if cell is None:
        return None
    name = _text(cell)
    zone = _read_offset(name) or zone_of(name)
    if zone is None:
        message = f"unknown time zone {quoted(name)}: write it like America/Los_Angeles or -08:00"
        raise CellError(cell.column, "unknown-zone", message)
    return zone


def _read_offset(name: str) -> tzinfo | None:
    match = _OFFSET.fullmatch(name.replace(" ", ""))
    if match is None:
        return zone_of("UTC") if name in {"Z", "z"} else None
    minutes = int(match[2]) * _HOUR + int(match[3] or 0)
    minutes = minutes if match[1] == "+" else -minutes
    return timezone(timedelta(minutes=minutes)) if minutes in _OFFSETS else None


def _add_offset(end: Cell, zone: tzinfo) -> str:
    """Write the offset of a zone behind a local time that has none. Raises CellError."""
    written = str(end.value)
    match = _TIME_WITHOUT_OFFSET.match(written)
    if match is None:
        return written
    point = parse_date(written, zone)
    if point.clock_change is not None or point.earliest is None:
        change = "twice" if point.clock_change == "repeated" else "never"
        message = f"clocks in {zone} show {match[0]} {change}: write it with its offset"
        raise CellError(end.column, "bad-date", message)
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=point.earliest)
    offset = moment.astimezone(zone).utcoffset() or timedelta()
    minutes, seconds = divmod(int(offset.total_seconds()), 60)
    if seconds:
        message = f"clocks in {zone} were no whole minutes from UTC at {match[0]}: write it in UTC"
        raise CellError(end.column, "bad-date", message)
    sign = "-" if minutes < 0 else "+"
    shown = f"{sign}{abs(minutes) // _HOUR:02}:{abs(minutes) % _HOUR:02}"
    return _TIME_WITHOUT_OFFSET.sub(rf"\g<0>{shown}", written)


def _text(cell: Cell) -> str:
    try:
        return text(cell.value).strip()
    except Wrong as error:
        message = f"{quoted(cell.column)} {error}"
        raise CellError(cell.column, "wrong-type", message) from None
