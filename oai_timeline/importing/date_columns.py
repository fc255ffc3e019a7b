"""Read the date of an event from the columns of its row: day, time, end and zone."""

import re
import shlex
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import NamedTuple

from oai_timeline.dates.bounds import parse_date, read_clock
from oai_timeline.dates.edtf import DateError
from oai_timeline.dates.intervals import make_interval, make_open
from oai_timeline.importing.cells import Cell, CellError, name_column
from oai_timeline.importing.choices import Choices
from oai_timeline.importing.date_order import (
    Decision,
    has_day_in_digits,
    has_short_year,
    spell_century,
    spell_day,
)
from oai_timeline.importing.date_text import OPEN, is_open_end, normalise_date, reject_year_pair
from oai_timeline.model.visible import quoted
from oai_timeline.model.zones import find_zone

START = ("when", "time", "year", "month", "day")
END = ("end", "end time", "end year", "end month", "end day")
"""The keys of the columns with the start of an event, and with its end."""

_FRACTION = re.compile(r":\d\d[.,]0*[1-9]")
_NUMBER = re.compile(r"(-?\d+)(?:\.0*)?", re.ASCII)
"""A whole number, also as pandas writes it where a column has empty cells: `1815.0`."""
_SHORTEST_YEAR = 3
_SHORT_YEAR = re.compile(r"[1-9]\d\d", re.ASCII)
_YEAR_BCE = re.compile(r"[-\N{MINUS SIGN}](?=\d{1,4}$)0*([1-9]\d*)", re.ASCII)
"""A negative year as people count: `-44` is 44 BCE. EDTF writes it `-0043`."""
_EPOCH = re.compile(r"-?\d{1,11}|\d{13}|\d{16}", re.ASCII)
_LONG_NUMBER = re.compile(r"\d{9,11}|\d{13}|\d{16}", re.ASCII)
_UNITS = {13: ("milliseconds", 1000), 16: ("microseconds", 1_000_000)}
"""Units of numbers since 1970, and how many a second has, by the number of digits: a number of
seconds with so many digits is of no year up to 9999."""
_TRUE, _FALSE = {"true", "yes", "y", "1", "x"}, {"false", "no", "n", "0"}
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
    """Reads the dates of rows; `counts` has what was cut, left out or concluded.

    `uses_order` and `uses_century` say whether any date depends on these choices.
    """

    def __init__(self, zone: tzinfo, counts: Counter[str], choices: Choices) -> None:
        """Read times without an offset in `zone`."""
        self.orders: Mapping[str, Decision] = {}
        self.uses_order = self.uses_century = False
        self._zone = zone
        self._counts = counts
        self._choices = choices
        self._bce = ""

    def read_text(self, typed: str, order: str = "") -> str:
        """Return as EDTF what somebody typed; `order` is that of days in digits.

        Raises DateError.
        """
        century = self._choices.century
        self._counts["fractions of a second, cut"] += bool(_FRACTION.search(typed))
        self.uses_order |= has_day_in_digits(typed)
        self.uses_century |= has_short_year(typed)
        text = spell_century(typed, century)
        text = spell_day(text, self._choices.date_order or order, century)
        try:
            return normalise_date(text, self._zone)
        except DateError as error:  # name what was typed
            message = str(error).replace(quoted(text.strip()), quoted(typed.strip()))
            raise DateError(message) from None

    def _order_of(self, key: str) -> str:
        decision = self.orders.get(key)
        return decision.order if decision else ""

    def take_date(self, cells: dict[str, Cell]) -> str:
        """Remove the cells with the date of an event from its row; return the date.

        Raises CellError; ValueError if no cell has a date.
        """
        exact = cells.pop("edtf", None)
        if exact is not None:
            return self._read_edtf(exact)
        zone_cell = cells.get("zone")
        zone = _take_zone(cells)
        epoch = None if cells.keys() & {"when", "year"} else cells.pop("epoch", None)
        if epoch is not None:
            return self._read_epoch(epoch)
        day, time = self._take_day(cells, START), cells.pop("time", None)
        if day is None:
            raise ValueError("a row without a date")
        first = self._read_moment(day, time, self._order_of("when"))
        end = self._take_end(cells, first)
        date = first if end is None else self._join(first, end)
        if zone is None or zone == self._zone:
            return date
        with name_column(day.column):
            placed = place_in_zone(date, zone)
        if placed == date and zone_cell is not None and zone_cell.column != day.column:
            beside = "times that have an offset" if "T" in placed else "dates without a time"
            self._counts[f"zones beside {beside}, left out"] += 1
        return placed

    def _read_edtf(self, cell: Cell) -> str:
        with name_column(cell.column):
            date = cell.text()
            try:
                parse_date(date, self._zone)
            except DateError as error:
                raise DateError(f"can't read {quoted(date)} as a date: {error}") from None
            return date

    def _read_epoch(self, cell: Cell) -> str:
        """Return the moment of a number of seconds since 1970, or of their fractions."""
        with name_column(cell.column):
            number = cell.text()
            if not _EPOCH.fullmatch(number):
                raise DateError(f"{quoted(number)} is not a number of seconds since 1970")
            unit, per_second = _UNITS.get(len(number), ("seconds", 1))
            if per_second > 1:
                self._counts[f"numbers of {quoted(cell.column)} read as {unit} since 1970"] += 1
            return format_epoch(int(number) // per_second)

    def _read_moment(self, day: _Typed, time: Cell | None, order: str) -> str:
        with name_column(day.column):
            if time is None:
                return self.read_text(day.text, order)
            try:
                return self.read_text(f"{day.text} {time.text()}", order)
            except DateError as error:
                self.read_text(day.text, order)  # the day is to blame, if it can't be read alone
                raise CellError(str(error), "bad-date", time.column) from None

    def _take_end(self, cells: dict[str, Cell], first: str) -> _Typed | None:
        """Remove the cells with the end of an event; return the end.

        An end time alone is on the first day, at the offset of the start.
        """
        is_exclusive = cells.pop("exclusive end", None) is not None
        day, time = self._take_day(cells, END), cells.pop("end time", None)
        if day is not None and time is None and is_open_end(day.text):
            return _Typed(day.column, OPEN)
        if day is not None:
            end = self._read_moment(day, time, self._order_of("end"))
            self._counts["ends at midnight of days that are whole, left out"] += is_exclusive
            return _Typed(day.column, _day_before(end, first) if is_exclusive else end)
        if time is None:
            return None
        first_day = first.partition("T")[0]
        with name_column(time.column):
            if not _DAY.fullmatch(first_day):
                raise DateError(f"{quoted(time.column)} needs a day: give the day of the end, too")
            last = self._read_moment(_Typed(time.column, first_day), time, "")
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
        begin, slash, last = end.text.partition("/")
        if slash and OPEN not in {begin, last}:  # it ends at the latest then
            end = end._replace(text=last)
        with name_column(end.column):
            for date in (first, end.text):
                if "/" in date:
                    raise DateError(
                        f"{quoted(date)} is already an interval: it can't have another end"
                    )
            try:
                is_open = end.text == OPEN
                interval = make_open(first) if is_open else make_interval(first, end.text)
                parse_date(interval, self._zone)
            except DateError as error:
                written = quoted(f"{first}/{end.text}")
                raise DateError(f"can't read {written} as a date: {error}") from None
        return interval

    def _take_day(self, cells: dict[str, Cell], keys: Sequence[str]) -> _Typed | None:
        """Remove the date of a row, which is in one column or in those of year, month and day.

        Beside a whole date, a year must be its year.
        """
        whole, _, *parts = keys
        if whole not in cells:
            return self._take_parts([cells.pop(key, None) for key in parts])
        cell = cells.pop(whole)
        typed = _Typed(cell.column, self._spell_year(cell.text(), "precision" in cells))
        with name_column(cell.column):
            if "precision" not in cells:
                _reject_negative_year(cell.text(), keys, cell.column)
                reject_year_pair(typed.text)
            if _LONG_NUMBER.fullmatch(typed.text):
                unit, _ = _UNITS.get(len(typed.text), ("seconds", 1))
                raise DateError(
                    f"can't read {quoted(typed.text)} as a date: if it is the number of {unit} "
                    f"since 1970, use {suggest_column('epoch', cell.column)}"
                )
        self._compare_year(typed, self._order_of(whole), cells.pop(parts[0], None))
        return typed

    def _compare_year(self, typed: _Typed, order: str, year: Cell | None) -> None:
        number = _whole_number(year.text()) if year else ""
        if year is None or not number.isdecimal():
            return
        with name_column(typed.column):
            date = self.read_text(typed.text, order)
            bounds = parse_date(date, self._zone)
            years = parse_date(number.zfill(4), self._zone)
            if _lie_apart(bounds.earliest, years.latest) or _lie_apart(
                years.earliest, bounds.latest
            ):
                raise DateError(
                    f"{quoted(typed.text)} is not in {number}, the {quoted(year.column)} of its row"
                )
        self._counts["years beside a whole date, which say the same"] += 1

    def _take_parts(self, parts: Sequence[Cell | None]) -> _Typed | None:
        """Return the date in the cells of year, month and day."""
        year, month, day = parts
        given = [cell for cell in parts if cell is not None]
        if not given:
            return None
        missing = "year" if year is None else "month" if day is not None and month is None else ""
        if missing:
            column = given[-1].column
            message = f"a row with {quoted(column)} needs a {missing}, too"
            raise CellError(message, "bad-date", column)
        texts = [_whole_number(cell.text()) for cell in given]
        texts[0] = self._spell_year(texts[0])
        digits = texts[0].lstrip("-")
        if len(digits) < _SHORTEST_YEAR and digits.isdecimal():
            if self._choices.century is not None and digits == texts[0]:
                self.uses_century = True
                texts[0] = f"{self._choices.century + int(digits):04}"
                return _Typed(given[0].column, _compose(texts))
            message = (
                f"{quoted(texts[0])} is not a year: use four digits, or name its century, like "
                "--century 1900 (0 for the years 1 to 99)"
            )
            raise CellError(message, "bad-date", given[0].column)
        return _Typed(given[0].column, _compose(texts))

    def _spell_year(self, text: str, is_edtf: bool = False) -> str:
        """Write a year in digits with four of them, and a negative one as EDTF counts."""
        text = _whole_number(text)
        if is_edtf:
            return text
        before = _YEAR_BCE.fullmatch(text)
        if before is not None:
            self._bce = self._bce or f"negative years read as BCE, {before[0]} as {before[1]} BCE"
            self._counts[self._bce] += 1
            number = int(before[1]) - 1
            return f"-{number:04}" if number else "0000"
        return text.zfill(4) if _SHORT_YEAR.fullmatch(text) else text


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


def settle_all_day(cells: dict[str, Cell], counts: Counter[str]) -> None:
    """Remove the times of an event that lasts whole days; an end at midnight is exclusive then.

    Counts these events, and times besides midnight.
    """
    cell = cells.get("all day")
    word = cell.value.lower() if cell is not None and isinstance(cell.value, str) else ""
    if cell is None or word not in _TRUE | _FALSE:
        return
    del cells["all day"]
    if word in _FALSE:
        return
    counts[f"whole days, as {quoted(cell.column)} says"] += 1
    for key in ("time", "end time"):
        time = cells.pop(key, None)
        if time is not None:
            is_midnight = _MIDNIGHT.fullmatch(str(time.value)[:_LONGEST]) is not None
            counts["times beside whole days, left out"] += not is_midnight
            if key == "end time" and is_midnight and "end" in cells:
                cells["exclusive end"] = time


def format_epoch(seconds: int) -> str:
    """Return the moment of a number of seconds since 1970, in UTC. Raises DateError."""
    try:
        moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    except OverflowError:
        raise DateError(f"{seconds} seconds since 1970 are not a year from 1 to 9999") from None
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}".rjust(len("2023-11-17T20:19:00Z"), "0")


def suggest_column(key: str, heading: str) -> str:
    """Return the option that says what a column is, as a shell takes it."""
    return f"--column {shlex.quote(f'{key}={heading}')}"


def _reject_negative_year(text: str, keys: Sequence[str], column: str) -> None:
    """Raise DateError for `-2000`: a year as people count, but also EDTF, which has a year 0."""
    match = _YEAR_BCE.fullmatch(text)
    if match and len(text) == len("-2000"):
        raise DateError(
            f"{quoted(text)} is ambiguous: {match[1]} BCE (use {suggest_column(keys[2], column)}), "
            f"or {int(match[1]) + 1} BCE as EDTF counts"
        )


def _day_before(end: str, first: str) -> str:
    """Return the last day of an interval whose end is exclusive: at least the first day."""
    if not _DAY.fullmatch(end) or end <= first:
        return end
    return (date.fromisoformat(end) - timedelta(days=1)).isoformat()


def _lie_apart(begin: int | None, end: int | None) -> bool:
    return begin is not None and end is not None and begin >= end


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


def place_in_zone(date: str, zone: tzinfo) -> str:
    """Append to the times of a date the offset that they have in the zone of their row.

    Raises DateError for a time that occurs twice, and for a day beside a time: it would be a day of
    another zone.
    """
    ends = date.split("/")
    if any(map(_TIME_WITHOUT_OFFSET.match, ends)) and any(map(_DAY.fullmatch, ends)):
        raise DateError(
            f"{quoted(date)} has a time at one end only, in {zone}: give the other time, too"
        )
    return "/".join(_add_offset(end, zone) for end in ends)


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
