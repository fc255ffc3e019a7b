"""Days and moments as people type them, completed from the timeline, never from today."""

import re
from typing import NamedTuple

from oai_timeline.index import Index
from oai_timeline.query.errors import QueryError

_NEVER = 1 << 62
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_EDTF_LIKE = r"\d{4}($|[-X~?%]|/(?!\d{1,2}/\d))|\d{2,3}X|\.\.|/"
_DAY_FIRST_OR_MONTH_FIRST = r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?=$|[ T])"


class Period(NamedTuple):
    """A stretch of time, [earliest, latest) in UTC seconds; `note` says how a text was read."""

    earliest: int
    latest: int
    note: str = ""


class _Parts(NamedTuple):
    """What a text says of a moment; None where it says nothing. `clock` begins with `T`."""

    year: int | None
    month: int | None
    day: int | None
    weekday: int | None
    clock: str


def period(index: Index, text: str) -> Period:
    """Read a day or a moment: EDTF, `2023-11-17 12:30`, `17 nov 2023`, `nov 17`, `friday`, ...

    A month is that whole month. Missing parts are looked for in the timeline's focus, then in all
    of it, among the days on which events begin. Raises QueryError.
    """
    text = text.strip()
    known = index.rows("SELECT earliest, latest FROM day WHERE day = ?", (text,))
    if known:
        return Period(*known[0])
    if re.match(_EDTF_LIKE, text):
        return _edtf(index, text)
    parts = _parts(text)
    if not any(part is not None for part in parts[:4]):
        raise QueryError(f'"{text}" is a clock without a day')
    if parts.year is None or parts.weekday is not None or (parts.day and not parts.month):
        full = _completed(index, parts, text)
        return _edtf(index, full + parts.clock)._replace(note=f"{text} = {full}{parts.clock}")
    return _edtf(index, _iso(parts.year, parts.month, parts.day) + parts.clock)


def _edtf(index: Index, text: str) -> Period:
    from zoneinfo import ZoneInfo

    from oai_timeline import edtf

    if text == "..":
        return Period(-_NEVER, _NEVER)
    ((zone,),) = index.rows("SELECT zone FROM header")
    try:
        date = edtf.parse(re.sub(r"(?<=\d) (?=\d\d:?)", "T", text), ZoneInfo(zone))
    except edtf.DateError as error:
        raise QueryError(f'"{text}" is no date: {error}') from None
    return Period(
        -_NEVER if date.earliest is None else date.earliest,
        _NEVER if date.latest is None else date.latest,
    )


def _completed(index: Index, parts: _Parts, text: str) -> str:
    """Fill in from the timeline's days what `parts` leaves open: `2023-11-17`, or `2023-11`."""
    ((earliest, latest),) = index.rows("SELECT focus_from, focus_to FROM header")
    days = index.rows("SELECT day, earliest FROM day ORDER BY day")
    bounds = (earliest or -_NEVER, latest or _NEVER)
    in_focus = [day for day, start in days if bounds[0] <= start < bounds[1]]
    for candidates in (in_focus, [day for day, _ in days]):
        found = sorted({_as_typed(day, parts) for day in candidates if _matches(day, parts)})
        if len(found) == 1:
            return found[0]
        if found:
            raise QueryError(f'"{text}" may be any of: {", ".join(found)}')
    raise QueryError(f'no event is on a day that "{text}" could be')


def _matches(day: str, parts: _Parts) -> bool:
    from datetime import date

    when = date.fromisoformat(day)
    return all(
        wanted is None or wanted == got
        for wanted, got in (
            (parts.year, when.year),
            (parts.month, when.month),
            (parts.day, when.day),
            (parts.weekday, when.weekday()),
        )
    )


def _as_typed(day: str, parts: _Parts) -> str:
    return day if parts.day or parts.weekday is not None or parts.clock else day[:7]


def _iso(year: int, month: int | None, day: int | None) -> str:
    return "-".join((f"{year:04}", *(f"{part:02}" for part in (month, day) if part)))


def _parts(text: str) -> _Parts:
    rest, weekday = _without_weekday(text)
    if not rest:
        return _Parts(None, None, None, weekday, "")
    match = re.match(_DAY_FIRST_OR_MONTH_FIRST, rest)
    if match:
        rest = _one_reading(match, text) + rest[match.end() :]
    return _spoken(rest, text)._replace(weekday=weekday)


def _without_weekday(text: str) -> tuple[str, int | None]:
    words = text.replace(",", " ").split()
    for word in words:
        lower = word.lower().rstrip(".")
        for number, name in enumerate(_WEEKDAYS):
            if len(lower) >= 3 and name.startswith(lower):
                words.remove(word)
                return " ".join(words), number
    return text, None


def _one_reading(match: re.Match[str], text: str) -> str:
    from datetime import date

    first, second, year = (int(part) for part in match.groups())
    readings = set()
    for month, day in ((second, first), (first, second)):
        try:
            readings.add(date(year, month, day).isoformat())
        except ValueError:
            continue
    if len(readings) > 1:
        raise QueryError(f'"{text}" may be any of: {", ".join(sorted(readings))}')
    if not readings:
        raise QueryError(f'"{text}" is no date')
    return readings.pop()


def _spoken(text: str, whole: str) -> _Parts:
    """Read what dateutil reads, and find out which parts it has filled in: those that differ."""
    import warnings
    from datetime import datetime

    from dateutil.parser import ParserError, UnknownTimezoneWarning, parse

    fillers = datetime(2000, 1, 1, 0, 0, 0), datetime(2004, 2, 2, 1, 1, 1)  # noqa: DTZ001
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", UnknownTimezoneWarning)
            one, other = (parse(text, default=filler) for filler in fillers)
    except (ParserError, UnknownTimezoneWarning, OverflowError, ValueError):
        message = "(like 2023-11-17, 2023-11-17T12:30, nov 17 or friday)"
        raise QueryError(f'"{whole}" is no date {message}') from None
    clock = ""
    if one.hour == other.hour:
        clock = f"T{one:%H:%M:%S}" if one.second == other.second != 0 else f"T{one:%H:%M}"
        if one.tzinfo is not None:
            clock += f"{one:%z}"[:3] + ":" + f"{one:%z}"[3:5]
    return _Parts(
        one.year if one.year == other.year else None,
        one.month if one.month == other.month else None,
        one.day if one.day == other.day else None,
        None,
        clock,
    )
