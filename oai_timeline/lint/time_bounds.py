"""A rule about the words for a vague time, and the bounds of the date beside them."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import tzinfo
from functools import partial
from typing import NamedTuple

from oai_timeline.dates.bounds import find_local
from oai_timeline.dates.days import FIRST_YEAR, LAST_YEAR, count_days
from oai_timeline.dates.display import format_local
from oai_timeline.lint.rule import Context, FileRule, Finding, OpenFinding
from oai_timeline.lint.time_words import (
    SOON,
    Allowed,
    Hours,
    Months,
    Side,
    Time,
    find_allowed,
    read_times,
)
from oai_timeline.model.date import EventDate
from oai_timeline.model.event import Event
from oai_timeline.model.time import FAR_FUTURE, FAR_PAST, SECONDS_PER_DAY
from oai_timeline.model.visible import quoted
from oai_timeline.model.zones import find_zone

_MINUTE, _HOUR = 60, 3_600
_MIDNIGHT, _BEFORE_MIDNIGHT = "T00:00", "T23:59"
_SOON = 2 * _HOUR
_SEVERAL_DAYS = 2 * SECONDS_PER_DAY
"""In so long a span, `in the evening` may be the evening of one of its days."""
_SEVERAL_WEEKS, _SEVERAL_YEARS = 21 * SECONDS_PER_DAY, 3 * 366 * SECONDS_PER_DAY
_MOMENTS = range(
    count_days(FIRST_YEAR + 1) * SECONDS_PER_DAY, count_days(LAST_YEAR) * SECONDS_PER_DAY
)
"""The local times around which all others can be written, too."""

_BEFORE = re.compile(r"\b(?:before|ahead of|prior to) (?:the|this|that) (\w+)$", re.IGNORECASE)
_RELATED = re.compile(r"\b(?:before|ahead|prior|after(?:wards)?|later)\b", re.IGNORECASE)


class _Dated(NamedTuple):
    """What is kept of each event, to compare others with it."""

    id: str
    start: int
    end: int
    has_clock: bool


class WordsAndBounds(FileRule):
    """The words for a vague time agree with the bounds of its date.

    A list is sorted by the bounds, and people read the words. Morning is 05:00 to 12:00, afternoon
    12:00 to 18:00, evening 17:00 to 24:00, night 18:00 to 05:00 of the next day; "early" and "late"
    are narrower. "By 8:12" is the end of a span, "after 14:00" its start. "Soon after" and "shortly
    after" are at most two hours after an event in `because` or `after`. Times are in the timeline's
    zone. This is checked where the `language` of the timeline is English. Words that are not
    understood pass, and so do loose ones, like "on Friday or soon after".

    Bad:

        timeline: {format: 1, title: T, zone: America/Los_Angeles, language: en}
        events:
          - {id: sutskever-texts, when: 2023-11-16, words: Thursday night, title: Sutskever texts}

    Good:

        timeline: {format: 1, title: T, zone: America/Los_Angeles, language: en}
        events:
          - id: sutskever-texts
            when: 2023-11-16T18:00/2023-11-17T05:00
            words: Thursday night
            title: Sutskever texts
    """

    def __init__(self, context: Context) -> None:
        """Start before the first event."""
        super().__init__(context)
        header = context.header
        self._zone = find_zone(header.zone) if header.is_english else None
        self._events: dict[str, _Dated] = {}
        self._kinds: dict[str, list[_Dated]] = {}

    def check_event(self, event: Event) -> Iterator[Finding | OpenFinding]:
        """Yield a finding if the words of an event contradict its date, or may do so."""
        if self._zone is None:
            return
        dated = _Dated(event.id, *_bounds(event.when), "T" in event.when.text)
        self._events[event.id] = dated
        if event.kind:
            self._kinds.setdefault(event.kind.lower(), []).append(dated)
        if event.words:
            message = _compare(event.words, event.when, self._zone)
            if message:
                yield Finding(("words",), message)
            elif _RELATED.search(event.words):
                yield OpenFinding(("words",), partial(self._compare_events, event, self._zone))

    def _compare_events(self, event: Event, zone: tzinfo) -> str | None:
        """Return how words that relate an event to others contradict its date."""
        words = event.words or ""
        before = _BEFORE.search(words)
        if before:
            events = self._find_kind(before[1].lower())
            return _compare_before(before[0], event.when, events, zone)
        times = [found for group in read_times(words) for found in group]
        if any(found.side is Side.FROM or _is_clock(found) for found in times):
            return None
        names = (*event.because, *event.after)
        links = [self._events[name] for name in names if name in self._events]
        for pattern, compare in _RELATIONS:
            match = pattern.search(words)
            if match:
                return compare(match[0], event.when, links, zone)
        return None

    def _find_kind(self, kind: str) -> list[_Dated]:
        """Return the events of a kind: those in the focus of the timeline, else all."""
        events, focus = self._kinds.get(kind, []), self.context.header.focus
        since, until = _bounds(focus) if focus else (FAR_PAST, FAR_FUTURE)
        return [e for e in events if e.start < until and e.end > since] or events


def _compare(words: str, when: EventDate, zone: tzinfo) -> str | None:
    """Return how the times that words name contradict a date."""
    start, end = when.earliest, when.latest
    if start is None or end is None or end - start > _SEVERAL_YEARS:
        return None
    if not all(find_local(moment, zone) in _MOMENTS for moment in (start, end)):
        return None
    problems = (
        _compare_times(times, when, zone)
        for times in read_times(words)
        if end - start < _SEVERAL_WEEKS or isinstance(times[0], Months)
    )
    return next((f"{quoted(words)} {problem}" for problem in problems if problem), None)


def _compare_times(times: Sequence[Time], when: EventDate, zone: tzinfo) -> str | None:
    start, end = _bounds(when)
    early, late = _margins(when)
    allowed = find_allowed(times, start - early, end + late, zone)
    if not allowed:
        is_open = any(found.side is not Side.WITHIN for found in times)
        return None if is_open else "is outside of `when`: correct one of them"
    if end - start > SECONDS_PER_DAY and all(found.side is Side.UNTIL for found in times):
        allowed = allowed[:1]  # "into the night" is the first night
    fitting = [one for one in allowed if _fits(when, one)]
    if fitting or (len(allowed) > 1 and end - start >= _SEVERAL_DAYS):
        clocks = [one for one in fitting if len(times) == 1 and _is_only_end(when, times[0], one)]
        if not clocks:
            return None
        return f"is an end of a span: write `when` as {_format(clocks[0], zone)}"
    return f"allows {_format(allowed[0], zone)}: narrow `when` to it, or change `words`"


def _fits(when: EventDate, allowed: Allowed) -> bool:
    """Return whether a date lies within bounds, as far as its qualifier leaves it open."""
    start, end = _bounds(when)
    early, late = _margins(when)
    return (allowed.start is None or start + early >= allowed.start) and (
        # the end of a span is written as a minute, which belongs to it: T18:00 ends at 18:01
        allowed.end is None or end - late <= allowed.end + _MINUTE
    )


def _is_only_end(when: EventDate, found: Time, allowed: Allowed) -> bool:
    """Return whether a date is the very minute that is an end of the span: `by 8:12`."""
    start, end = _bounds(when)
    if not _is_clock(found) or when.approximate or when.uncertain:
        return False
    if allowed.start is None:
        return allowed.end is not None and start >= allowed.end
    return allowed.end is None and end <= allowed.start + _MINUTE


def _compare_before(
    words: str, when: EventDate, events: Sequence[_Dated], zone: tzinfo
) -> str | None:
    """Compare `before the dismissal` with the events of that kind, if they are about one."""
    if not events:
        return None
    first, last = min(events, key=lambda e: e.start), max(e.end for e in events)
    start, end = _bounds(when)
    is_across = start < first.start and end - _margins(when)[1] > last
    if last - first.start > _SEVERAL_DAYS or not is_across:
        return None
    what = f"but `when` ends after {first.id} ({_format_moment(first.start, zone)})"
    return f"{quoted(words)}, {what}: narrow it, or change `words`"


def _compare_soon(words: str, when: EventDate, links: Sequence[_Dated], _: tzinfo) -> str | None:
    start, end = _bounds(when)
    if "T" not in when.text or end - start <= _SOON + _MINUTE:
        return None
    early, late = _margins(when)
    if any(start + early >= e.start and end - late <= e.end + _SOON for e in links):
        return None
    return (
        f"{quoted(words)} is at most two hours: narrow `when`, "
        "name what it follows in `after`, or change `words`"
    )


def _compare_hours(
    words: str, when: EventDate, links: Sequence[_Dated], zone: tzinfo
) -> str | None:
    clocks = [e for e in links if e.has_clock]
    start = _bounds(when)[0] + _margins(when)[0]
    if "T" not in when.text or not clocks or start >= min(e.start for e in clocks) + _HOUR:
        return None
    last = max(clocks, key=lambda e: e.start)
    what = f"{quoted(words)} is an hour or more after {last.id}"
    return f"{what} ({_format_moment(last.start, zone)}): narrow `when`, or change `words`"


def _compare_after(
    words: str, when: EventDate, links: Sequence[_Dated], zone: tzinfo
) -> str | None:
    start = _bounds(when)[0] + _margins(when)[0]
    if not links or start > min(e.start for e in links) - _MINUTE:
        return None
    last = max(links, key=lambda e: e.start)
    what = f"`when` begins before {last.id} ({_format_moment(last.start, zone)})"
    return f"{quoted(words)}, but {what}: narrow it, or change `words`"


_Compare = Callable[[str, EventDate, Sequence[_Dated], tzinfo], str | None]
_RELATIONS: list[tuple[re.Pattern[str], _Compare]] = [
    (re.compile(pattern, re.IGNORECASE), compare)
    for pattern, compare in (
        (rf"(?<!not )\b(?:{'|'.join(SOON)}) (?:after(?:wards)?|later)\b", _compare_soon),
        (r"(?<!the )\bhours (?:after|later)\b", _compare_hours),
        (r"\bafter\b.*", _compare_after),
    )
]


def _bounds(when: EventDate) -> tuple[int, int]:
    """Return the bounds of a date, with open ends in the far past or future."""
    return (
        FAR_PAST if when.earliest is None else when.earliest,
        FAR_FUTURE if when.latest is None else when.latest,
    )


def _margins(when: EventDate) -> tuple[int, int]:
    """Return how far before and after its bounds a qualified date reaches."""
    return (
        (when.earliest or 0) - (when.earliest_margin or 0),
        (when.latest_margin or 0) - (when.latest or 0),
    )


def _is_clock(found: Time) -> bool:
    return isinstance(found, Hours) and found.is_clock


def _format(allowed: Allowed, zone: tzinfo) -> str:
    """Return bounds as a date: `2023-11-16T18:00/2023-11-17T05:00`, days if they are whole days."""
    start = "" if allowed.start is None else _format_moment(allowed.start, zone)
    end = "" if allowed.end is None else _format_moment(allowed.end, zone)
    if allowed.end is not None and end.endswith(_MIDNIGHT):
        end = _format_moment(allowed.end - _MINUTE, zone)
    if (not start or start.endswith(_MIDNIGHT)) and (not end or end.endswith(_BEFORE_MIDNIGHT)):
        start, end = start.partition("T")[0], end.partition("T")[0]
    return start if start == end else f"{start or '..'}/{end or '..'}"


def _format_moment(seconds: int, zone: tzinfo) -> str:
    return format_local(seconds, zone)[: -len(":00")]
