"""Read English words for times, such as `late Thursday night` or `by 8:12 a.m.`.

Words are read only as far as they are understood. A time beside a word that is not known here is
ignored (`the evening news`, `Bloody Sunday`), as are hours in another zone (`9 p.m. ET`).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from enum import Enum
from itertools import groupby
from typing import NamedTuple

from oai_timeline.dates.bounds import find_local, to_utc
from oai_timeline.dates.days import find_day, find_weekday, start_of_month
from oai_timeline.model.time import SECONDS_PER_DAY

_HOUR, _DAY, _WEEK = 60, 24 * 60, 7
_NOON, _MIDNIGHT = 12 * _HOUR, 24 * _HOUR
_FRIDAY = 4


class Span(NamedTuple):
    """A half-open span in UTC seconds."""

    start: int
    end: int


class Allowed(NamedTuple):
    """The bounds that words allow in UTC seconds; None where they leave an end open."""

    start: int | None
    end: int | None


class Side(Enum):
    """Which side of a time words mean: `by Friday` may be any time before the end of Friday."""

    WITHIN = "on"
    BY = "by"
    UNTIL = "until"
    FROM = "from"


class Hours(NamedTuple):
    """Hours of a day, or of one weekday, in minutes from midnight; the next day follows 1440."""

    first: int
    last: int
    side: Side
    weekday: int | None = None
    is_clock: bool = False

    def spans(self, start: int, end: int, zone: tzinfo) -> Iterator[Span]:
        """Yield these hours of each day from a week before `start` to a week after `end`."""
        first, last = (_find_day(moment, zone) for moment in (start, end))
        for day in range(first - _WEEK, last + _WEEK + 1):
            if self.weekday in (None, find_weekday(day)):
                yield Span(*(_to_utc(day, minutes, zone) for minutes in (self.first, self.last)))


class Months(NamedTuple):
    """Months of each year: as many from each of the `first` ones, which count from 1."""

    first: tuple[int, ...]
    length: int
    side: Side

    def spans(self, start: int, end: int, zone: tzinfo) -> Iterator[Span]:
        """Yield these months of each year from one before `start` to one after `end`."""
        first, last = (find_day(_find_day(moment, zone)).year for moment in (start, end))
        for year in range(first - 1, last + 2):
            for month in self.first:
                days = (start_of_month(year, month + months) for months in (0, self.length))
                yield Span(*(_to_utc(day, 0, zone) for day in days))


Time = Hours | Months

_WEEKDAYS = {
    name: number
    for number, name in enumerate(
        ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    )
}
_MONTHS = {
    name: number
    for number, name in enumerate(
        (
            "January", "February", "March", "April", "May", "June", "July", "August",
            "September", "October", "November", "December",
        ),
        1,
    )
}  # fmt: skip
_SEASONS = {
    "spring": (3, 9),
    "summer": (6, 12),
    "autumn": (9, 3),
    "fall": (9, 3),
    "winter": (12, 6),
}
"""The first months of seasons on the Northern and on the Southern Hemisphere."""
_MONTHS_OF_SEASON = 4  # an astronomical summer ends in September

_PARTS = {
    "morning": (5, 12),
    "midday": (11, 13),
    "lunchtime": (11, 15),
    "afternoon": (12, 18),
    "evening": (17, 24),
    "night": (18, 24 + 5),
    "overnight": (18, 24 + 5),
}
"""The hours of the parts of a day."""
_NARROWER = {
    ("early", "morning"): (0, 9),
    ("late", "morning"): (9, 12),
    ("early", "afternoon"): (12, 16),
    ("late", "afternoon"): (14, 18),
    ("early", "evening"): (17, 21),
    ("late", "evening"): (19, 24),
    ("late", "night"): (20, 24 + 5),
    ("early", ""): (0, 12),
    ("late", ""): (17, 24),
}
"""The hours of early and late parts of a day, and of the day itself."""
_WEEKEND = 3 * 24 + 5
"""Hours of a weekend from the start of Friday, which belongs to it in some countries."""
_NAMED_CLOCKS = {"noon": _NOON, "midnight": _MIDNIGHT}
_TOLERANCE, _ABOUT, _SOON = 30, 60, 120
_LONGEST_READ = 200

_SIDES = {
    "by": Side.BY,
    "before": Side.BY,
    "until": Side.UNTIL,
    "till": Side.UNTIL,
    "to": Side.UNTIL,
    "into": Side.UNTIL,
    "from": Side.FROM,
    "since": Side.FROM,
    "after": Side.FROM,
    "past": Side.FROM,
}
_NARROWING = {"early": "early", "beginning": "early", "late": "late", "end": "late"}
_APPROXIMATE = {"about", "around", "roughly", "approximately", "sometime"}
SOON = ("soon", "shortly", "right", "immediately", "just", "minutes", "moments")
"""Words before `after` for a short time."""
_WITH_START = {Side.WITHIN, Side.FROM}
_BETWEEN, _SEPARATORS = {"and", "or"}, set(",;:()/-–—…")
_FILLERS = {
    "a", "all", "already", "an", "as", "at", "course", "deep", "during", "following", "hours", "in",
    "last", "later", "mid", "next", "of", "on", "one", "only", "over", "previous", "same", "some",
    "that", "the", "this", "through", "throughout", "time", "very", "when", "while", "with",
    "within",
}  # fmt: skip
_TIME_WORDS = {*_WEEKDAYS, *_PARTS, "weekend"}
_KNOWN = {
    *_TIME_WORDS, *_SEASONS, *_NAMED_CLOCKS, *_SIDES, *_NARROWING, *_APPROXIMATE, *SOON, *_BETWEEN,
    *_FILLERS, *_SEPARATORS,
}  # fmt: skip
_BEFORE_MONTH = {"in", "of", "mid", *_NARROWING, *_SIDES, *_BETWEEN}
_UNCERTAIN = {
    "announced", "cited", "dated", "due", "expected", "known", "never", "no", "not", "nor",
    "planned", "published", "reported", "scheduled", "unless", "without",
    "central", "cet", "eastern", "edt", "est", "et", "gmt", "pacific", "pdt", "pst", "pt", "utc",
}  # fmt: skip
"""Beside these, words may name another time than that of the event, or one of another zone."""
_OF_A_ZONE = re.compile(r"\b(?:local|[A-Z]\w+) time\b")

_REWRITTEN = [
    (re.compile(pattern, re.IGNORECASE), text)
    for pattern, text in (
        (r"\b([ap])\.\s?m\b\.?", r"\1m"),
        (r"\bno later than\b", "by"),
        (r"\b(?:no|not) (?:earlier|sooner) than\b", "from"),
        (r"\bmid-?(?=morning|afternoon|evening|week)", "mid "),
        (r"\b(?:small|early|wee) hours\b", "early morning"),
        (r"\bnight (?:from|of|between) (\w+day) (?:to|and) \w+day\b", r"\1 night"),
        (r"\bnight (?:from|of|between) (\w+day)[-–/]\w+day\b", r"\1 night"),
    )
]
_TOKEN = re.compile(r"\d{1,2}(?::\d\d)? ?[ap]m\b|\d{1,2}:\d\d\b|\w+(?:['’-]\w+)*|\S", re.IGNORECASE)
_CLOCK = re.compile(r"(\d{1,2})(?::(\d\d))?(?: ?([ap])m)?", re.IGNORECASE)


def read_times(words: str) -> list[list[Time]]:
    """Return the times in words, those that together make up one span in one list.

    The list is empty if the words are too loose: if one of the alternatives of an `or` or an `and`
    is no time (`on Friday or in the next days`).
    """
    if len(words) > _LONGEST_READ or _OF_A_ZONE.search(words):
        return []
    for pattern, text in _REWRITTEN:
        words = pattern.sub(text, words)
    tokens = _TOKEN.findall(words)
    if not _UNCERTAIN.isdisjoint(token.lower() for token in tokens):
        return []
    parts = _Reader(tokens).read()
    kinds = [{_kind(found) for found in part} for part in parts]
    if any(kind != kinds[0] for kind in kinds[1:]):
        return []
    times = sorted((found for part in parts for found in part), key=_kind)
    return [list(group) for _, group in groupby(times, _kind)]


def find_allowed(times: Sequence[Time], start: int, end: int, zone: tzinfo) -> list[Allowed]:
    """Return the bounds that times allow, for each of their spans near [start, end)."""
    spans = [list(found.spans(start, end, zone)) for found in times]
    allowed = []
    for base in spans[0]:
        chosen = [next((s for s in some if s.start >= base.start), base) for some in spans]
        first, last = min(s.start for s in chosen), max(s.end for s in chosen)
        if first < end and last >= start:
            allowed.append(_combine([found.side for found in times], chosen))
    return allowed


def _combine(sides: Sequence[Side], spans: Sequence[Span]) -> Allowed:
    starts = [s.start for side, s in zip(sides, spans, strict=True) if side in _WITH_START]
    ends = [s.end for side, s in zip(sides, spans, strict=True) if side is not Side.FROM]
    has_end = Side.FROM not in sides or Side.UNTIL in sides
    return Allowed(
        min(starts) if starts and Side.BY not in sides else None,
        max(ends) if ends and has_end else None,
    )


def _kind(found: Time) -> int:
    return 2 if isinstance(found, Months) else int(found.is_clock)


def _find_day(moment: int, zone: tzinfo) -> int:
    return find_local(moment, zone) // SECONDS_PER_DAY


def _to_utc(day: int, minutes: int, zone: tzinfo) -> int:
    return to_utc(day * SECONDS_PER_DAY + minutes * 60, zone)


@dataclass(slots=True)
class _Group:
    """Words for one time: `late` `Monday` `morning`."""

    side: Side
    is_soon: bool = False
    is_about: bool = False
    narrowing: str = ""
    weekday: int | None = None
    part: str | None = None
    clock: int | None = None
    is_valid: bool = True

    @property
    def is_empty(self) -> bool:
        return self.weekday is None and self.part is None and self.clock is None

    def hours(self, weekday: int | None) -> Iterator[Hours]:
        """Yield the hours of this group; `weekday` is that of the words before it."""
        if self.weekday is not None:
            weekday = self.weekday
        if self.part == "weekend":
            yield Hours(0, _WEEKEND * _HOUR, self.side, _FRIDAY)
        elif self.part or self.clock is None:
            part = self.part or ""
            first, last = _NARROWER.get((self.narrowing, part), _PARTS.get(part, (0, 24)))
            yield Hours(first * _HOUR, last * _HOUR, self.side, weekday)
        if self.clock is not None:
            ambiguous = self.clock == _MIDNIGHT
            yield self._clock_hours(self.clock, None if ambiguous else weekday)

    def _clock_hours(self, clock: int, weekday: int | None) -> Hours:
        margin = _ABOUT if self.is_about or clock in _NAMED_CLOCKS.values() else _TOLERANCE
        first, last, side = clock, clock, self.side
        if side is Side.WITHIN:
            first, last = first - margin, last + margin
        elif self.is_soon:
            side = Side.WITHIN
            first, last = (first, last + _SOON) if self.side is Side.FROM else (first - _SOON, last)
        return Hours(first, last, side, weekday, is_clock=True)


class _Reader:
    """Reads the tokens of words from left to right."""

    def __init__(self, tokens: Sequence[str]) -> None:
        self._tokens = tokens
        self._parts: list[list[Time]] = [[]]
        self._weekday: int | None = None
        self._group = _Group(Side.WITHIN)

    def read(self) -> list[list[Time]]:
        """Return the times of each part between `and` and `or`."""
        for number, token in enumerate(self._tokens):
            self._take(number, token.lower())
        self._close()
        return self._parts

    def _take(self, number: int, word: str) -> None:
        if word in _BETWEEN or word in _SEPARATORS:
            self._close()
            if word in _BETWEEN:
                self._parts.append([])
        elif word in _SIDES:
            self._close(_SIDES[word], is_soon=self._token(number - 1) in SOON)
        elif self._is_month(number) or self._is_season(number):
            self._take_months(number)
        elif slot := _read_slot(word):
            self._take_hours(number, *slot)
        elif word in _NARROWING:
            if not self._group.is_empty:
                self._close(self._group.side)
            self._group.narrowing = _NARROWING[word]
        elif word in _APPROXIMATE:
            self._group.is_about = True
        elif word not in _FILLERS and word not in SOON:
            self._close(self._group.side)

    def _take_hours(self, number: int, slot: str, value: int | str) -> None:
        if getattr(self._group, slot) is not None:
            self._close(self._group.side)
        setattr(self._group, slot, value)
        self._group.is_valid &= self._has_known_neighbours(number)

    def _take_months(self, number: int) -> None:
        word, side = self._tokens[number], self._group.side
        self._close(side)
        if self._has_known_neighbours(number):
            if word in _MONTHS:
                found = Months((_MONTHS[word],), 1, side)
            else:
                found = Months(_SEASONS[word.lower()], _MONTHS_OF_SEASON, side)
            self._parts[-1].append(found)

    def _close(self, side: Side = Side.WITHIN, *, is_soon: bool = False) -> None:
        """Add the times of the words so far, and begin with new ones."""
        group, part = self._group, self._parts[-1]
        if group.is_valid and not group.is_empty:
            inherited = Hours(0, _DAY, Side.WITHIN, self._weekday)
            if group.weekday is None and part and part[-1] == inherited:
                part.pop()  # "Sunday, in the evening"
            part += group.hours(self._weekday)
        if group.weekday is not None:
            self._weekday = group.weekday
        self._group = _Group(side, is_soon)

    def _token(self, number: int) -> str:
        return self._tokens[number].lower() if 0 <= number < len(self._tokens) else ","

    def _has_known_neighbours(self, number: int) -> bool:
        return all(_is_known(self._token(number + step)) for step in (-1, 1))

    def _is_month(self, number: int) -> bool:
        before, after = self._token(number - 1), self._token(number + 1)
        return self._tokens[number] in _MONTHS and (
            before in _BEFORE_MONTH or before.isdigit() or after.isdigit()
        )

    def _is_season(self, number: int) -> bool:
        first, before, word, after = (self._token(number + step) for step in (-2, -1, 0, 1))
        if word == "fall":
            return after.isdigit() or ((first, before) == ("in", "the") and after != "of")
        return word in _SEASONS


def _read_clock(word: str) -> int | None:
    """Return the minute of the day that a word names, None if it is no clock."""
    match = _CLOCK.fullmatch(word)
    if not match or not (match[2] or match[3]):
        return _NAMED_CLOCKS.get(word)
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3]:
        hour = hour % 12 + (12 if match[3] in "pP" else 0)
    return hour * _HOUR + minute if hour < 24 and minute < 60 else None


def _read_slot(word: str) -> tuple[str, int | str] | None:
    """Return the field of a group that a word fills, and its value."""
    clock = _read_clock(word)
    if clock is not None:
        return "clock", clock
    if word in _WEEKDAYS:
        return "weekday", _WEEKDAYS[word]
    return ("part", word) if word in _TIME_WORDS else None


def _is_known(word: str) -> bool:
    return word[0].isdigit() or word in _KNOWN or word.title() in _MONTHS
