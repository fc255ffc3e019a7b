"""Dates as people type them, as far as a text says them: what it leaves out stays open.

Nothing is guessed, neither from the machine's clock, nor which number of `5/11/2023` is the day.
"""

from datetime import date, datetime, timedelta, timezone, tzinfo
from typing import NamedTuple

from dateutil.parser import parse

from oai_timeline.edtf import DateError
from oai_timeline.model.visible import quoted

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class Spoken(NamedTuple):
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

    def written(self) -> str:
        """Write a whole moment as a date; its weekday, if any, must fit. Raises DateError."""
        named = [f"{part:02}" for part in (self.month, self.day) if part]
        day = "-".join([f"{self.year:04}", *named])
        if self.weekday is not None and self.month and self.day:
            weekday = date.fromisoformat(day).weekday()
            if weekday != self.weekday:
                raise DateError(f"{day} is a {_WEEKDAYS[weekday]}, no {_WEEKDAYS[self.weekday]}")
        return day + self.clock


def spoken(text: str, hint: str) -> Spoken:
    """Read what a text says of a moment; `hint` is what to say of one that says nothing.

    Raises DateError, also where it may say more than one thing.
    """
    words, weekdays = [], []
    for word in text.replace(",", " ").split():
        number = _weekday(word)
        if number is None:
            words.append(word)
        else:
            weekdays.append(number)
    if len(weekdays) > 1 or not (words or weekdays):
        raise _no_date(text, hint)
    weekday = weekdays[0] if weekdays else None
    if not words:
        return Spoken(None, None, None, weekday, "")
    readings = {_spoken(" ".join(words), text, dayfirst) for dayfirst in (True, False)}
    found = [reading for reading in readings if reading]
    if not found:
        raise _no_date(text, hint)
    if len(found) > 1:
        dates = ", ".join(sorted(map(_shown, found)))
        raise DateError(f"{quoted(text)} may be any of: {dates}")
    only = found[0]._replace(weekday=weekday)
    if all(part is None for part in only[:4]):
        raise DateError(f"{quoted(text)} is a clock without a day")
    return only


def _weekday(word: str) -> int | None:
    lower = word.lower().rstrip(".")
    names = (number for number, name in enumerate(_WEEKDAYS) if name.startswith(lower))
    return next(names, None) if len(lower) >= 3 else None


def _spoken(text: str, whole: str, dayfirst: bool) -> Spoken | None:
    """Read what dateutil reads, and find out what it filled in: what differs with the filler.

    It takes names of zones from the machine and centuries from today: neither is let through.
    """
    fillers = datetime(2000, 1, 1, 0, 0, 0), datetime(2004, 2, 2, 1, 1, 1)  # noqa: DTZ001
    try:
        one, other = (
            parse(text, default=filler, dayfirst=dayfirst, tzinfos=_zone) for filler in fillers
        )
    except (ValueError, OverflowError, TypeError, AttributeError, IndexError, ArithmeticError):
        return None  # dateutil's parser lets some of these out for odd text
    year = one.year if one.year == other.year else None
    if year is not None and f"{year:04}" not in text:
        raise DateError(f"{quoted(whole)} is no date: write the year with four digits")
    clock = ""
    if one.hour == other.hour:
        seconds = one.second == other.second != 0
        clock = f"T{one:%H:%M:%S}" if seconds else f"T{one:%H:%M}"
        if one.tzinfo is not None:
            clock += one.isoformat()[-6:]
    month = one.month if one.month == other.month else None
    return Spoken(year, month, one.day if one.day == other.day else None, None, clock)


def _zone(name: str | None, offset: int | None) -> tzinfo | None:
    if offset is not None:
        return timezone(timedelta(seconds=offset))
    if name is None:
        return None
    raise ValueError(name)


def _shown(reading: Spoken) -> str:
    known = (reading.year and f"{reading.year:04}", reading.month, reading.day)
    return "-".join(str(part).zfill(2) for part in known if part) + reading.clock


def _no_date(text: str, hint: str) -> DateError:
    return DateError(f"{quoted(text)} is no date {hint}")
