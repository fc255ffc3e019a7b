"""Days and moments as people type them, completed from the timeline, never from today."""

import re
from typing import TYPE_CHECKING, NamedTuple

from oai_timeline.index import Index
from oai_timeline.model.visible import quoted
from oai_timeline.query.errors import QueryError

if TYPE_CHECKING:
    from datetime import tzinfo

_NEVER = 1 << 62
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_EDTF_LIKE = r"\d{4}($|[-X~?%]|/(?!\d{1,2}/\d))|\d{2,3}X|\.\.|/"


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

    @property
    def is_whole(self) -> bool:
        """Tell whether nothing is missing before the finest part that is said."""
        if self.day or self.weekday is not None or self.clock:
            return bool(self.year and self.month and self.day)
        return bool(self.year)


def period(index: Index, text: str) -> Period:
    """Read a day or a moment: EDTF, `2023-11-17 12:30`, `17 nov 2023`, `nov 17`, `friday`, ...

    A month is that whole month. Missing parts are looked for in the timeline's focus, then in all
    of it, among the days on which events begin. Raises QueryError.
    """
    text = text.strip()
    known = index.rows("SELECT earliest, latest FROM day WHERE day = ?", (text,))
    if known:
        return Period(*known[0])
    date, note = _completely(index, text)
    return _edtf(index, date)._replace(note=note)


def as_edtf(index: Index, text: str) -> str:
    """Write a day or a moment as EDTF; `..` stays. Raises QueryError."""
    return _with_t(_completely(index, text.strip())[0])


def _completely(index: Index, text: str) -> tuple[str, str]:
    """Give a date with nothing missing, and say how a text was read where that needs saying."""
    if re.match(_EDTF_LIKE, text):
        return text, ""
    parts = _parts(text)
    if parts.is_whole:
        return _whole(parts, text) + parts.clock, ""
    full = _completed(index, parts, text) + parts.clock
    return full, f"{text} = {full}"


def _with_t(text: str) -> str:
    return re.sub(r"(?<=\d) (?=\d\d:?)", "T", text)


def _edtf(index: Index, text: str) -> Period:
    from zoneinfo import ZoneInfo

    from oai_timeline import edtf

    if text == "..":
        return Period(-_NEVER, _NEVER)
    ((zone,),) = index.rows("SELECT zone FROM header")
    try:
        date = edtf.parse(_with_t(text), ZoneInfo(zone))
    except edtf.DateError as error:
        raise QueryError(f"{quoted(text)} is no date: {error}") from None
    return Period(
        -_NEVER if date.earliest is None else date.earliest,
        _NEVER if date.latest is None else date.latest,
    )


def _completed(index: Index, parts: _Parts, text: str) -> str:
    """Fill in from the timeline's days what `parts` leaves open: `2023-11-17`, or `2023-11`."""
    ((earliest, latest),) = index.rows("SELECT focus_from, focus_to FROM header")
    days = index.rows("SELECT day, earliest FROM day ORDER BY day")
    begin = -_NEVER if earliest is None else earliest
    end = _NEVER if latest is None else latest
    in_focus = [day for day, start in days if begin <= start < end]
    for candidates in (in_focus, [day for day, _ in days]):
        found = sorted({_as_typed(day, parts) for day in candidates if _matches(day, parts)})
        if len(found) == 1:
            return found[0]
        if found:
            raise QueryError(f"{quoted(text)} may be any of: {', '.join(found)}")
    raise QueryError(f"no event is on a day that {quoted(text)} could be")


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


def _whole(parts: _Parts, text: str) -> str:
    """Write a date that needs nothing from the timeline; if it has a weekday, that must fit."""
    from datetime import date

    year, month, day = parts.year or 0, parts.month, parts.day
    whole = "-".join((f"{year:04}", *(f"{part:02}" for part in (month, day) if part)))
    if parts.weekday is not None and month and day:
        weekday = date(year, month, day).weekday()
        if weekday != parts.weekday:
            raise QueryError(f"{quoted(text)} is no date: {whole} is a {_WEEKDAYS[weekday]}")
    return whole


def _parts(text: str) -> _Parts:
    """Read what a text says of a moment. Raises QueryError where it may say more than one thing."""
    words, weekdays = [], []
    for word in text.replace(",", " ").split():
        number = _weekday(word)
        if number is None:
            words.append(word)
        else:
            weekdays.append(number)
    if len(weekdays) > 1 or not (words or weekdays):
        raise _no_date(text)
    weekday = weekdays[0] if weekdays else None
    if not words:
        return _Parts(None, None, None, weekday, "")
    readings = {_spoken(" ".join(words), text, dayfirst) for dayfirst in (True, False)}
    found = [reading for reading in readings if reading]
    if not found:
        raise _no_date(text)
    if len(found) > 1:
        dates = ", ".join(sorted(map(_shown, found)))
        raise QueryError(f"{quoted(text)} may be any of: {dates}")
    parts = found[0]._replace(weekday=weekday)
    if all(part is None for part in parts[:4]):
        raise QueryError(f"{quoted(text)} is a clock without a day")
    return parts


def _weekday(word: str) -> int | None:
    lower = word.lower().rstrip(".")
    names = (number for number, name in enumerate(_WEEKDAYS) if name.startswith(lower))
    return next(names, None) if len(lower) >= 3 else None


def _spoken(text: str, whole: str, dayfirst: bool) -> _Parts | None:
    """Read what dateutil reads, and find out what it filled in: what differs with the filler.

    It takes names of zones from the machine and centuries from today: neither is let through.
    """
    from datetime import datetime

    from dateutil.parser import parse

    fillers = datetime(2000, 1, 1, 0, 0, 0), datetime(2004, 2, 2, 1, 1, 1)  # noqa: DTZ001
    try:
        one, other = (
            parse(text, default=filler, dayfirst=dayfirst, tzinfos=_zone) for filler in fillers
        )
    except (ValueError, OverflowError, TypeError, AttributeError, IndexError, ArithmeticError):
        return None  # dateutil's parser lets some of these out for odd text
    year = one.year if one.year == other.year else None
    if year is not None and f"{year:04}" not in text:
        raise QueryError(f"{quoted(whole)} is no date: write the year with four digits")
    clock = ""
    if one.hour == other.hour:
        seconds = one.second == other.second != 0
        clock = f"T{one:%H:%M:%S}" if seconds else f"T{one:%H:%M}"
        if one.tzinfo is not None:
            clock += one.isoformat()[-6:]
    month = one.month if one.month == other.month else None
    return _Parts(year, month, one.day if one.day == other.day else None, None, clock)


def _zone(name: str | None, offset: int | None) -> "tzinfo | None":
    from datetime import timedelta, timezone

    if offset is not None:
        return timezone(timedelta(seconds=offset))
    if name is None:
        return None
    raise ValueError(name)


def _shown(parts: _Parts) -> str:
    known = (parts.year and f"{parts.year:04}", parts.month, parts.day)
    return "-".join(str(part).zfill(2) for part in known if part) + parts.clock


def _no_date(text: str) -> QueryError:
    hint = "(like 2023-11-17, 2023-11-17T12:30, nov 17 or friday)"
    return QueryError(f"{quoted(text)} is no date {hint}")
