"""Days in digits, such as `3/4/2023`: which number is the day, and which century is meant."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

from oai_timeline.dates.edtf import DateError
from oai_timeline.importing.cells import Cell
from oai_timeline.model.visible import quoted

ORDERS: Mapping[str, tuple[int, int, int]] = {"mdy": (2, 0, 1), "dmy": (2, 1, 0), "ymd": (0, 1, 2)}
"""The places of year, month and day among the three numbers of a day in digits."""
ORDER_NAMES: Mapping[str, str] = {
    "mdy": "month/day/year",
    "dmy": "day/month/year",
    "ymd": "year/month/day",
}
DATE_CELLS = ("when", "end")
"""The keys of the columns in which days can be written in digits."""

_NO_CELL = Cell("", None)
_LONGEST = 100
_DIGITS = re.compile(
    r"""(?<![\d.:/+-]) (\d\d?) (?P<gap>[-/.]) (\d\d?) (?P=gap) (\d{4}|\d\d)
    (?! \d | [-/.:]\d )""",
    re.ASCII | re.VERBOSE,
)
_MONTH = (
    r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec"
    r"|January|February|March|April|August|September|October|November|December)"
)
_SHORT_YEAR = re.compile(
    rf"""\b (?P<before> \d\d?[- ]{_MONTH}[- ] | {_MONTH}-) '? (?P<year>\d\d)
    (?! [\d-] | \ ?(?:B\.?C|A\.?D|C\.?E))""",
    re.ASCII | re.VERBOSE | re.IGNORECASE,
)
"""A day or a month by name, with a year of two digits: `11-Mar-15`, `Mar-46`."""
_WEEKDAY = re.compile(r"\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\b", re.IGNORECASE)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Decision(NamedTuple):
    """The order of a column, and the cell that can only be read so."""

    order: str
    column: str
    text: str
    start: int


def spell_century(text: str, century: int | None) -> str:
    """Write the years of two digits beside the name of a month with four.

    Raises DateError if there are any, and the century is not known.
    """
    match = _SHORT_YEAR.search(text) if len(text) <= _LONGEST else None
    if match is None:
        return text
    year = _full_year(match["year"], century, text)
    before = re.sub("-", " ", match["before"])
    return f"{text[: match.start()]}{before}{year:04}{text[match.end() :]}"


def has_day_in_digits(text: str) -> bool:
    """Return whether a text has a day such as `3/4/2023`."""
    return len(text) <= _LONGEST and _DIGITS.search(text) is not None


def has_short_year(text: str) -> bool:
    """Return whether a text has a year of two digits."""
    if len(text) > _LONGEST:
        return False
    match = _DIGITS.search(text)
    return _SHORT_YEAR.search(text) is not None or (match is not None and len(match[4]) == 2)


def spell_day(text: str, order: str, century: int | None) -> str:
    """Write a day in digits as ISO 8601; return any other text as it is.

    Raises DateError for a day that has two readings, or none in the given order.
    """
    readings = _readings(text, century)
    if readings is None:
        return text
    if not readings:
        return text  # no such day: the parser of dates says so
    if order:
        if order not in readings:
            raise DateError(f"can't read {quoted(text)} as {ORDER_NAMES[order]}")
        return readings[order]
    if len(set(readings.values())) > 1:
        dates = " or ".join(dict.fromkeys(readings.values()))
        choices = " or ".join(name for name in readings if name != "ymd")
        raise DateError(f"{quoted(text)} is ambiguous: {dates} (use --dates {choices})")
    return next(iter(readings.values()))


def decide_orders(
    rows: Iterable[tuple[int, Mapping[str, Cell]]], century: int | None
) -> dict[str, Decision]:
    """Return the order of the columns with days in digits, by key, if a cell has one reading only.

    The columns must agree: one without such a cell takes the order of the others. There is none
    where cells contradict each other.
    """
    found: dict[str, Decision] = {}
    first: dict[str, Decision] = {}
    undecided = set()
    for start, cells in rows:
        for key in DATE_CELLS:
            column, value = cells.get(key, _NO_CELL)
            readings = _try_readings(value, century)
            if len(readings) == 1:
                decision = Decision(next(iter(readings)), column, str(value), start)
                found.setdefault(decision.order, decision)
                first.setdefault(key, decision)
            elif len(set(readings.values())) > 1:
                undecided.add(key)
    if len(found) != 1:
        return {}
    shared = next(iter(found.values()))
    return {key: first.get(key, shared) for key in DATE_CELLS if key in undecided}


def _try_readings(value: object, century: int | None) -> Mapping[str, str]:
    if not isinstance(value, str):
        return {}
    try:
        return _readings(value, century) or {}
    except DateError:  # a year of two digits, which is reported with its row
        return {}


def _readings(text: str, century: int | None) -> dict[str, str] | None:
    """Return a text with its days as ISO 8601, by the order in which they are real days.

    Returns None if it has no day in digits. Raises DateError for years of two digits.
    """
    days = list(_DIGITS.finditer(text)) if len(text) <= _LONGEST else []
    if not days:
        return None
    readings = {}
    for name, places in ORDERS.items():
        write = partial(_write_day, places=places, century=century)
        if all(map(write, days)):
            readings[name] = _DIGITS.sub(write, text)
    return readings


def _write_day(match: re.Match[str], places: Sequence[int], century: int | None) -> str:
    """Return a day as ISO 8601, its numbers in a certain order; empty if there is no such day."""
    numbers = (match[1], match[3], match[4])
    is_short = len(match[4]) == 2
    if is_short:
        _full_year(match[4], century, match.string)
    year, month, day = (numbers[place] for place in places)
    if len(year) != 4 and not (is_short and len(year) == 2):
        return ""
    number = int(year) if len(year) == 4 else _full_year(year, century, match.string)
    if not _is_day(number, int(month), int(day), match.string):
        return ""
    return f"{number:04}-{month:0>2}-{day:0>2}"


def _is_day(year: int, month: int, day: int, text: str) -> bool:
    """Return whether a day exists, on the weekday that a text names, if it names one."""
    try:
        weekday = date(year, month, day).weekday()
    except ValueError:
        return False
    named = {name[0][:3].lower() for name in _WEEKDAY.finditer(text)}
    return len(named) != 1 or named == {_WEEKDAYS[weekday]}


def _full_year(digits: str, century: int | None, text: str) -> int:
    if century is None:
        raise DateError(
            f"{quoted(text)} has a year of two digits: name its century, like --century 1900"
        )
    return century + int(digits)
