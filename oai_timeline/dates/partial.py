"""Dates of which parts may be missing, and how the days of a timeline complete them."""

from typing import NamedTuple

from oai_timeline.dates.days import (
    count_days,
    count_month_days,
    find_day,
    find_weekday,
    format_day,
    format_year,
    read_day,
)
from oai_timeline.model.visible import quoted

_SEASON_MONTHS = {21: (3, 4, 5), 22: (6, 7, 8), 23: (9, 10, 11), 24: (12, 1, 2)}
_MOST_YEARS = 13
"""How far a 29 February on a certain weekday may be, or nearly."""


class PartialDate(NamedTuple):
    """What a text says of a date; parts that it doesn't name are None.

    A `month` from 21 to 24 is a season of EDTF. `weekday` counts from Monday = 0. `time` and
    `end_time` are ISO 8601 times with their `T` and, if one was typed, their offset from UTC:
    `T12:30-08:00`; empty if there is none. From hour 24 on they are on the next day. `year_as_time`
    is the time that the digits of the year could be instead: `T12:30` for `nov 17 1230`.
    `has_words`: a word stands for a time, a season or an era.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    time: str = ""
    end_time: str = ""
    year_as_time: str = ""
    has_words: bool = False

    @property
    def is_time(self) -> bool:
        """Whether nothing but a time is named."""
        return bool(self.time) and all(part is None for part in self[:4])

    @property
    def is_complete(self) -> bool:
        """Whether nothing is missing before the finest part."""
        if self.day or self.weekday is not None or self.time:
            return None not in self[:3]
        return self.year is not None

    @property
    def edtf(self) -> str:
        """The EDTF form of a complete date; of any other, as much of it as is known."""
        parts = [f"{part:02}" for part in (self.month, self.day) if part]
        return self.on("-".join(parts if self.year is None else [format_year(self.year), *parts]))

    def explain_ambiguity(self, text: str) -> str:
        """Return a message about a text whose year could also be a time."""
        time = self.year_as_time.removeprefix("T")
        return f"{quoted(text)} is ambiguous: write {self.edtf}, or the year beside {time}"

    def on(self, day: str) -> str:
        """Return the EDTF form of the times on a day: an interval if there are two."""
        first = _place_time(day, self.time)
        return f"{first}/{_place_time(day, self.end_time)}" if self.end_time else first

    def complete(self, number: int) -> str:
        """Return the EDTF form of this date on a day, by its number, or in its month or season."""
        if self.day or self.weekday is not None or self.time:
            return self.on(format_day(number))
        day = find_day(number)
        if self.month in _SEASON_MONTHS:
            year = day.year - (day.month <= _SEASON_MONTHS[self.month][-1] < 3)
            return f"{format_year(year)}-{self.month}"
        return format_day(number)[:-3]

    def matches(self, number: int) -> bool:
        """Return whether a day has all parts that are named."""
        day = find_day(number)
        months = _SEASON_MONTHS.get(self.month or 0, (self.month,))
        return (
            self.year in {None, day.year}
            and (self.month is None or day.month in months)
            and self.day in {None, day.day}
            and self.weekday in {None, find_weekday(number)}
        )

    def find_last(self, number: int) -> int | None:
        """Return the last day that matches, up to a day; the first of a month that has no day."""
        return self._find(number, -1)

    def find_next(self, number: int) -> int | None:
        """Return the first day that matches, from a day on; the first of a month without a day."""
        return self._find(number, 1)

    def _find(self, number: int, step: int) -> int | None:
        if self.month is None and self.weekday is not None:
            return number + step * (step * (self.weekday - find_weekday(number)) % 7)
        if self.month is None or self.month in _SEASON_MONTHS:
            return None
        year = find_day(number).year
        for candidate in range(year, year + step * _MOST_YEARS, step):
            if not has_day(candidate, self.month, self.day):
                continue
            day = count_days(candidate, self.month, self.day or 1)
            if step * (day - number) >= 0 and self.matches(day):
                return day
        return None


def _place_time(day: str, time: str) -> str:
    """Return a time on a day, or on the next one from hour 24 on."""
    number = read_day(day) if time[1:3] >= "24" else None
    if number is None:
        return day + time
    return f"{format_day(number + 1)}T{int(time[1:3]) - 24:02}{time[3:]}"


def has_day(year: int | None, month: int | None, day: int | None) -> bool:
    """Return whether a day exists, in some year if none is given."""
    if month is not None and not 1 <= month <= 12:
        return False
    return day is None or 1 <= day <= count_month_days(2000 if year is None else year, month or 1)
