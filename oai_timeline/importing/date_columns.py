"""Read the date of an event from the columns of its row: day, time, end and zone."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta, timezone, tzinfo
from typing import NamedTuple

from oai_timeline.dates.bounds import parse_date, read_clock
from oai_timeline.dates.edtf import DateError
from oai_timeline.importing.cells import Cell, CellError, name_column
from oai_timeline.importing.date_text import normalise_date, reject_year_pair
from oai_timeline.model.visible import quoted
from oai_timeline.model.zones import find_zone

START = ("when", "time", "year", "month", "day")
END = ("end", "end time", "end year", "end month", "end day")
"""The keys of the columns with the start of an event, and with its end."""

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
_LOWEST_OFFSET, _HIGHEST_OFFSET = timedelta(hours=-12), timedelta(hours=14)

_ANY_TIME = re.compile(r"\d:\d\d|\d\s?[ap]\.?m\b|\dT\d\d", re.ASCII | re.IGNORECASE)
_MIDNIGHT = re.compile(
    r"""(?:(?P<day>[^\s:][^:]*?),?(?:\s+|(?<=\d)T))?
    (?:0?0:00(?::00(?:[.,]0+)?)? | 12:00(?::00)?\s?a\.?m\.?)
    (?:\s?Z|\s?[+-]\d\d:?\d\d)?""",
    re.ASCII | re.IGNORECASE | re.VERBOSE,
)
_LONGEST = 100
"""A longer text is not a date; the patterns above would take long over it."""
_TIMES = ("when", "time", "end", "end time")


class _Typed(NamedTuple):
    """A date as somebody typed it, or as EDTF, and the column that gets the blame for it."""

    column: str
    text: str


class DateReader:
    """Reads the dates of rows; `counts` has what was cut, left out or concluded."""

    def __init__(self, zone: tzinfo, counts: Counter[str]) -> None:
        """Read times without an offset in `zone`."""
        self._zone = zone
        self._counts = counts

    def read_text(self, typed: str) -> str:
        """Return as EDTF what somebody typed. Raises DateError."""
        self._counts["fractions of a second, cut"] += bool(_FRACTION.search(typed))
        return normalise_date(typed, self._zone)

    def take_date(self, cells: dict[str, Cell]) -> str:
        """Remove the cells with the date of an event from its row; return the date.

        Raises CellError; ValueError if no cell has a date.
        """
        zone = _take_zone(cells)
        day, time = _take_day(cells, START), cells.pop("time", None)
        if day is None:
            raise ValueError("a row without a date")
        first = self._read_moment(day, time)
        end = self._take_end(cells, first)
        date = first if end is None else self._join(first, end)
        if zone is None or zone == self._zone:
            return date
        with name_column(day.column):
            return self._place(date, zone)

    def _read_moment(self, day: _Typed, time: Cell | None) -> str:
        with name_column(day.column):
            if time is None:
                return self.read_text(day.text)
            try:
                return self.read_text(f"{day.text} {time.text()}")
            except DateError as error:
                self.read_text(day.text)  # the day is to blame, if it can't be read by itself
                raise CellError(str(error), "bad-date", time.column) from None

    def _take_end(self, cells: dict[str, Cell], first: str) -> _Typed | None:
        """Remove the cells with the end of an event; return the end.

        An end time alone is on the first day, at the offset of the start.
        """
        day, time = _take_day(cells, END), cells.pop("end time", None)
        if day is not None:
            return _Typed(day.column, self._read_moment(day, time))
        if time is None:
            return None
        first_day = first.partition("T")[0]
        with name_column(time.column):
            if not _DAY.fullmatch(first_day):
                raise DateError(f"{quoted(time.column)} needs a day: give the day of the end, too")
            last = self._read_moment(_Typed(time.column, first_day), time)
            offset = _OWN_OFFSET.search(first)
            if offset is not None:
                last = _TIME_WITHOUT_OFFSET.sub(rf"\g<0>{offset[1]}", last)
            if self._is_before(last, first):
                raise DateError(
                    f"{quoted(last)} is before {quoted(first)}: give the day of the end, too"
                )
        return _Typed(time.column, last)

    def _is_before(self, last: str, first: str) -> bool:
        end, start = parse_date(last, self._zone).latest, parse_date(first, self._zone).earliest
        return end is not None and start is not None and end <= start

    def _join(self, first: str, end: _Typed) -> str:
        if end.text == first:
            return first
        interval = f"{first}/{end.text}"
        with name_column(end.column):
            for date in (first, end.text):
                if "/" in date:
                    raise DateError(
                        f"{quoted(date)} is already an interval: it can't have another end"
                    )
            try:
                parse_date(interval, self._zone)
            except DateError as error:
                raise DateError(f"can't read {quoted(interval)} as a date: {error}") from None
        return interval

    def _place(self, date: str, zone: tzinfo) -> str:
        """Append to the times of a date the offset that they have in the zone of their row."""
        placed = "/".join(_add_offset(end, zone) for end in date.split("/"))
        if placed == date:
            beside = "times that have an offset" if "T" in placed else "dates without a time"
            self._counts[f"zones beside {beside}, left out"] += 1
        return placed


def drop_midnights(rows: Sequence[dict[str, Cell]]) -> list[str]:
    """Turn times into days if all times of a table are midnight; return the columns changed.

    A table that says how precise its dates are is left alone.
    """
    matches: dict[str, list[re.Match[str] | None]] = {}
    for cells in rows:
        for key in cells.keys() & _TIMES:
            value = cells[key].value
            is_short = isinstance(value, str) and len(value) <= _LONGEST
            match = _MIDNIGHT.fullmatch(str(value)) if is_short else None
            if match is None and (not isinstance(value, str) or _ANY_TIME.search(value)):
                return []
            matches.setdefault(key, []).append(match)
        if "precision" in cells:
            return []
    changed = {key for key, in_column in matches.items() if all(in_column)}
    columns: dict[str, None] = {}
    for cells in rows:
        for key in sorted(cells.keys() & changed):
            cell = cells.pop(key)
            match = _MIDNIGHT.fullmatch(str(cell.value))
            if match and match["day"]:
                cells[key] = cell._replace(value=match["day"])
            columns[cell.column] = None
    return list(columns)


def _take_day(cells: dict[str, Cell], keys: Sequence[str]) -> _Typed | None:
    """Remove the date of a row, which is in one column or in those of year, month and day."""
    whole, _, *parts = keys
    if whole in cells:
        cell = cells.pop(whole)
        typed = _Typed(cell.column, cell.text())
        if "precision" not in cells:
            with name_column(cell.column):
                reject_year_pair(typed.text)
        return typed
    year, month, day = (cells.pop(key, None) for key in parts)
    given = [cell for cell in (year, month, day) if cell is not None]
    if not given:
        return None
    missing = "year" if year is None else "month" if day is not None and month is None else ""
    if missing:
        column = given[-1].column
        raise CellError(f"a row with {quoted(column)} needs a {missing}, too", "bad-date", column)
    texts = [_whole_number(cell.text()) for cell in given]
    digits = texts[0].lstrip("-")
    if len(digits) < _SHORTEST_YEAR and digits.isdecimal():
        message = f"{quoted(texts[0])} is not a year: use four digits"
        raise CellError(message, "bad-date", given[0].column)
    return _Typed(given[0].column, _compose(texts))


def _compose(parts: list[str]) -> str:
    """Write year, month and day as one text: months may be numbers or names."""
    year, *others = parts
    sign, digits = year[: year.startswith("-")], year.removeprefix("-")
    if all(map(str.isdecimal, [digits, *others])):
        return sign + "-".join([digits.zfill(4), *(part.zfill(2) for part in others)])
    return " ".join(reversed(parts))


def _whole_number(typed: str) -> str:
    match = _NUMBER.fullmatch(typed)
    return match[1] if match else typed


def _take_zone(cells: dict[str, Cell]) -> tzinfo | None:
    """Remove the zone of a row, a name or an offset; return it. Raises CellError."""
    cell = cells.pop("zone", None)
    if cell is None:
        return None
    name = cell.text()
    zone = _read_offset(name) or find_zone(name)
    if zone is None:
        message = f"unknown time zone {quoted(name)}: write it like America/Los_Angeles or -08:00"
        raise CellError(message, "unknown-zone", cell.column)
    return zone


def _read_offset(name: str) -> tzinfo | None:
    match = _OFFSET.fullmatch(name.replace(" ", ""))
    if match is None:
        return find_zone("UTC") if name in {"Z", "z"} else None
    offset = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
    offset = offset if match[1] == "+" else -offset
    return timezone(offset) if _LOWEST_OFFSET <= offset <= _HIGHEST_OFFSET else None


def _add_offset(date: str, zone: tzinfo) -> str:
    """Append the offset of a zone to a local time that has none. Raises DateError."""
    match = _TIME_WITHOUT_OFFSET.match(date)
    if match is None:
        return date
    point = parse_date(date, zone)
    if point.clock_change is not None or point.earliest is None:
        change = "occurs twice" if point.clock_change == "repeated" else "does not exist"
        raise DateError(f"the local time {match[0]} {change} in {zone}: write it with its offset")
    offset = f"{read_clock(point.earliest, zone):%z}"
    if len(offset) > len("-0800"):
        raise DateError(
            f"the offset of {zone} at {match[0]} is not a number of minutes: write it in UTC"
        )
    return _TIME_WITHOUT_OFFSET.sub(rf"\g<0>{offset[:3]}:{offset[3:]}", date)
