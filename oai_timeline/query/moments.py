"""Dates as people type them, completed from the timeline, never from today."""

from typing import TYPE_CHECKING, NamedTuple

from oai_timeline.index import Index
from oai_timeline.model.time import FAR_FUTURE, FAR_PAST
from oai_timeline.model.visible import quoted
from oai_timeline.query.errors import QueryError

if TYPE_CHECKING:
    from oai_timeline.dates.natural import PartialDate

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


def _fetch_day(index: Index, text: str) -> Period | None:
    """Return the period of a day on which an event begins, without loading a parser."""
    rows = index.fetch("SELECT earliest, latest FROM day WHERE day = ?", (text,))
    return Period(*rows[0]) if rows else None


def _complete(index: Index, text: str) -> tuple[str, str]:
    """Return a date as EDTF, and a note on how the text was read unless that is obvious."""
    from oai_timeline.dates import edtf
    from oai_timeline.dates.edtf import is_edtf

    if text == ".." or is_edtf(text):
        return text, ""
    from oai_timeline.dates.natural import parse_partial

    try:
        date = parse_partial(text, _HINT)
    except edtf.DateError as error:
        raise QueryError(str(error)) from None
    if not date.is_complete:
        full = date.on(_find_day(index, date, text))
        return full, f"{text} = {full}"
    if date.year_as_time and not _has_year(index, date.edtf[:4]):
        raise QueryError(date.explain_ambiguity(text))
    return date.edtf, ""


def _has_year(index: Index, year: str) -> bool:
    days = index.fetch("SELECT 1 FROM day WHERE day >= ? AND day < ? LIMIT 1", (year, f"{year}~"))
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


def _find_day(index: Index, date: "PartialDate", text: str) -> str:
    """Return the day, or the month, that completes a date."""
    ((earliest, latest),) = index.fetch("SELECT focus_from, focus_to FROM header")
    rows = index.fetch("SELECT day, earliest FROM day ORDER BY day")
    begin = FAR_PAST if earliest is None else earliest
    end = FAR_FUTURE if latest is None else latest
    in_focus = [day for day, start in rows if begin <= start < end]
    for days in (in_focus, [day for day, _ in rows]):
        candidates = sorted({_shorten_day(day, date) for day in days if _matches(day, date)})
        if len(candidates) == 1:
            return candidates[0]
        if candidates:
            raise QueryError(f"{quoted(text)} is ambiguous: {_list(candidates)}")
    raise QueryError(f"no event is on a day that {quoted(text)} could be")


def _list(days: list[str]) -> str:
    shown = days[:_MOST_LISTED]
    more = len(days) - len(shown)
    return " or ".join(shown) + (f" or one of {more} more; name the year" if more else "")


def _matches(day: str, date: "PartialDate") -> bool:
    import datetime as dt

    whole = dt.date.fromisoformat(day)
    parts = (
        (date.year, whole.year),
        (date.month, whole.month),
        (date.day, whole.day),
        (date.weekday, whole.weekday()),
    )
    return all(part is None or part == of_day for part, of_day in parts)


def _shorten_day(day: str, date: "PartialDate") -> str:
    return day if date.day or date.weekday is not None or date.time else day[:7]
