"""Dates as people type them, completed from the timeline, never from today."""

from typing import TYPE_CHECKING, NamedTuple

from oai_timeline.index import Index
from oai_timeline.model.time import FAR_FUTURE, FAR_PAST
from oai_timeline.model.visible import quoted
from oai_timeline.query.errors import QueryError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oai_timeline.dates.phrases import Phrase

_MOST_LISTED = 6
_HINT = "(like 2023-11-17, 2023-11-17T12:30, nov 17 or friday)"


class Period(NamedTuple):
    """A period [earliest, latest) in UTC seconds; `note` tells how a text was read."""

    earliest: int
    latest: int
    note: str = ""


def parse_period(index: Index, text: str) -> Period:
    """Return the period of a date: EDTF, `2023-11-17 12:30`, `17 nov 2023`, `nov 17`, `friday`, ...

    Missing parts are completed from the days on which events begin: those within the timeline's
    focus, or else all of them. Raises QueryError.
    """
    return read_date(index, text)[1]


def read_date(index: Index, text: str) -> tuple[str, Period]:
    """Return a date, completed likewise, as EDTF, and its period. Raises QueryError."""
    text = text.strip()
    if known := _fetch_day(index, text):
        return text, known
    date, note = _complete(index, text)
    return date, _parse_edtf(index, date)._replace(note=note)


def complete_date(index: Index, text: str) -> str:
    """Return a date, completed likewise, as EDTF; `..` stays. Raises QueryError."""
    text = text.strip()
    return text if _fetch_day(index, text) else _complete(index, text)[0]


def find_day(index: Index, texts: "Sequence[str]") -> str:
    """Return the day that a single text means; empty for several, and for longer periods.

    Raises QueryError.
    """
    from oai_timeline.dates.days import read_day

    date = complete_date(index, texts[0]) if len(texts) == 1 else ""
    day = date.rstrip("~?%")
    return day if read_day(day) is not None else ""


def place_time(text: str, day: str, *, is_end: bool) -> str:
    """Return a time on a day as EDTF; any other text as it is. Raises QueryError.

    Midnight is the end of the day for an end.
    """
    from oai_timeline.dates.edtf import DateError, is_edtf

    if text == ".." or is_edtf(text):
        return text
    from oai_timeline.dates.natural import read_times

    try:
        times = read_times(text)
    except DateError:
        return text
    if not times:
        return text
    if text.strip().lower().endswith("midnight"):
        return times[-1 if is_end else 0].on(day)
    return _choose([time.on(day) for time in times], text)


def _fetch_day(index: Index, text: str) -> Period | None:
    """Return the period of a day on which an event begins, without loading a parser."""
    rows = index.fetch("SELECT earliest, latest FROM day WHERE day = ?", (text,))
    return Period(*rows[0]) if rows else None


def _complete(index: Index, text: str) -> tuple[str, str]:
    """Return a date as EDTF, and a note on how the text was read unless that is obvious."""
    from oai_timeline.dates.edtf import DateError, is_edtf

    if text == ".." or is_edtf(text):
        return text, ""
    from oai_timeline.dates.advice import explain
    from oai_timeline.dates.phrases import name_text, read_phrases

    try:
        phrases = read_phrases(text)
        if not phrases:
            raise explain(text, _HINT)
        if any(phrase.missing for phrase in phrases):
            date = _complete_from_days(index, phrases, text)
            return date, f"{text} = {date}"
    except DateError as error:
        raise QueryError(str(name_text(error, text))) from None
    date = _choose([phrase.edtf() for phrase in phrases], text)
    dated = phrases[0].with_year_or_time
    if dated and not _has_year(index, dated.edtf[:4]):
        raise QueryError(dated.explain_ambiguity(text))
    single = phrases[0].single
    return date, "" if single and not single.has_words else f"{text} = {date}"


def _has_year(index: Index, year: str) -> bool:
    days = index.fetch("SELECT 1 FROM day WHERE day LIKE ? LIMIT 1", (f"{year}-%",))
    return bool(days)


def _parse_edtf(index: Index, text: str) -> Period:
    from zoneinfo import ZoneInfo

    from oai_timeline.dates import edtf
    from oai_timeline.dates.bounds import parse_date

    if text == "..":
        return Period(FAR_PAST, FAR_FUTURE)
    try:
        date = parse_date(text, ZoneInfo(index.zone))
    except edtf.DateError as error:
        raise QueryError(f"can't read {quoted(text)} as a date: {error}") from None
    return Period(
        FAR_PAST if date.earliest is None else date.earliest,
        FAR_FUTURE if date.latest is None else date.latest,
    )


def _complete_from_days(index: Index, phrases: "Sequence[Phrase]", text: str) -> str:
    """Return the reading that a day with an event completes: in the focus, or else anywhere."""
    from oai_timeline.dates.days import read_day

    ((earliest, latest),) = index.fetch("SELECT focus_from, focus_to FROM header")
    rows = index.fetch("SELECT day, earliest FROM day ORDER BY earliest")
    begin = FAR_PAST if earliest is None else earliest
    end = FAR_FUTURE if latest is None else latest
    in_focus = [day for day, start in rows if begin <= start < end]
    for days in (in_focus, [day for day, _ in rows]):
        numbers = filter(None, map(read_day, days))
        dates = dict.fromkeys(phrase.complete(number) for number in numbers for phrase in phrases)
        if candidates := [date for date in dates if date]:
            return _choose(candidates, text)
    where = _describe_days([day for day, _ in rows])
    raise QueryError(f"no event is on a day that {quoted(text)} could be{where}")


def _describe_days(days: "Sequence[str]") -> str:
    """Return on which days events begin, as the end of a sentence; empty if on none."""
    if not days:
        return ""
    if len(days) <= _MOST_LISTED:
        return f"; days with events: {', '.join(days)}"
    return f"; days with events: from {days[0]} to {days[-1]}"


def _spell_season(date: str) -> str:
    """Return a season as it can be typed, in which EDTF has a number; any other date as it is."""
    from oai_timeline.dates.prose import format_short

    is_season = len(date.lstrip("-")) == len("2023-21") and date[-3:] > "-12"
    return format_short(date) if is_season else date


def _choose(dates: list[str], text: str) -> str:
    """Return the only one of some dates. Raises QueryError if they are several."""
    if len(dates) == 1:
        return dates[0]
    from oai_timeline.model.quoting import quote_word

    shown = [quote_word(_spell_season(date)) for date in dates[:_MOST_LISTED]]
    more = len(dates) - len(shown)
    others = f" or one of {more} more; name the year" if more else ""
    raise QueryError(f"{quoted(text)} is ambiguous: write {' or '.join(shown)}{others}")
